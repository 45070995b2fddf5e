import type { FastifyInstance } from 'fastify'
import { findPlace } from '#foundations/geography/index.ts'
import type { MapTiles } from '#platform/config.ts'
import { NotFound } from '#platform/errors.ts'
import { listDistrictsAround } from '../map/map.queries.ts'
import { SearchPage } from './search.pages.tsx'
import { searchServices } from './search.queries.ts'
import { PER_PAGE, readSearch } from './search.rules.ts'
import { nearestWords, needsToFind } from './search-words.rules.ts'

/** `/find`: plain search. A GET, so the words stand in the address; they are neither logged nor kept. */
export function addSearchRoutes(app: FastifyInstance, tiles?: MapTiles): void {
  app.get('/find', { config: { policy: 'public' } }, async (request, reply) => {
    const search = readSearch(request.query)
    const { context } = request
    const { place, found, meant, districts } = await context.transaction(async (tx) => {
      const place = search.postcode ? await findPlace(tx, search.postcode) : undefined
      const look = (words: string) =>
        searchServices(
          tx,
          { ...search, words, said: needsToFind(words) },
          place?.ok ? place.value : undefined,
          PER_PAGE,
        )
      const found = await look(search.words)
      const meant = found.total === 0 ? nearestWords(search.words) : undefined
      const shown = meant ? await look(meant) : found
      const here = place?.ok ? place.value : undefined
      return { place, meant, found: shown, districts: tiles ? [] : await listDistrictsAround(tx, shown.services, here) }
    })
    if (search.page > 1 && found.services.length === 0) throw new NotFound()
    return reply.page(
      <SearchPage
        shell={request.shell}
        search={search}
        place={place}
        found={found}
        meant={meant}
        saved={request.saved}
        map={{ here: place?.ok ? place.value : undefined, districts, tiles }}
        now={context.now()}
      />,
    )
  })
}
