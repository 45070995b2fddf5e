import type { FastifyInstance } from 'fastify'
import { findPlace } from '#foundations/geography/index.ts'
import { NotFound } from '#platform/errors.ts'
import { SearchPage } from './search.pages.tsx'
import { searchServices } from './search.queries.ts'
import { PER_PAGE, readSearch } from './search.rules.ts'

/** `/find`: plain search. A GET, so the words stand in the address; they are neither logged nor kept. */
export function addSearchRoutes(app: FastifyInstance): void {
  app.get('/find', { config: { policy: 'public' } }, async (request, reply) => {
    const search = readSearch(request.query)
    const { context } = request
    const { place, found } = await context.transaction(async (tx) => {
      const from = search.postcode ? await findPlace(tx, search.postcode) : undefined
      return { place: from, found: await searchServices(tx, search, from?.ok ? from.value : undefined, PER_PAGE) }
    })
    if (search.page > 1 && found.services.length === 0) throw new NotFound()
    return reply.page(
      <SearchPage shell={request.shell} search={search} place={place} found={found} now={context.now()} />,
    )
  })
}
