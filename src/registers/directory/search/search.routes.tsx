import type { FastifyInstance } from 'fastify'
import { findPlace } from '#foundations/geography/index.ts'
import type { MapTiles } from '#platform/config.ts'
import { NotFound } from '#platform/errors.ts'
import { listDistrictsAround } from '../map/map.queries.ts'
import { countUnmet } from './count-unmet.ts'
import { SearchPage } from './search.pages.tsx'
import { searchServices } from './search.queries.ts'
import { leftOutOf, PER_PAGE, readSearch } from './search.rules.ts'

/** `/find`: plain search. A GET, so the words stand in the address; they are neither logged nor kept. */
export function addSearchRoutes(app: FastifyInstance, tiles?: MapTiles): void {
  app.get('/find', { config: { policy: 'public' } }, async (request, reply) => {
    const search = readSearch(request.query)
    const { context } = request
    const { place, found, districts } = await context.transaction(async (tx) => {
      const place = search.postcode ? await findPlace(tx, search.postcode) : undefined
      const here = place?.ok ? place.value : undefined
      const found = await searchServices(tx, search, here, PER_PAGE)
      countUnmet(tx, search, found, { address: request.ip, headers: request.headers }, here)
      return { place, found, districts: tiles ? [] : await listDistrictsAround(tx, found.services, here) }
    })
    if (search.page > 1 && found.services.length === 0) throw new NotFound()
    return reply.page(
      <SearchPage
        shell={request.shell}
        search={search}
        place={place}
        found={found}
        leftOut={leftOutOf(request.query)}
        saved={request.saved}
        map={{ here: place?.ok ? place.value : undefined, districts, tiles }}
        now={context.now()}
      />,
    )
  })
}
