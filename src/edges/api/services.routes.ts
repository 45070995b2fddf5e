import type { FastifyInstance } from 'fastify'
import { Invalid } from '#platform/errors.ts'
import { findPlace } from '#foundations/geography/index.ts'
import { type FoundService, readSearch, searchServices } from '#registers/directory/index.ts'

const MOST = 100

/**
 * `GET /api/v1/services?words=&postcode=&per_page=`: plain search, open to everybody; `need`, `day`, `way`, `free` and
 * `page` narrow and turn it as on the page. Distances are in kilometres, in a straight line, null where none is known.
 */
export function addServiceApiRoutes(app: FastifyInstance): void {
  app.get('/api/v1/services', { config: { policy: 'public' } }, async (request, reply) => {
    const search = readSearch(request.query)
    const perPage = perPageOf(request.query as Record<string, unknown>)
    const answer = await request.context.transaction(async (tx) => {
      const place = search.postcode ? await findPlace(tx, search.postcode) : undefined
      const found = await searchServices(tx, search, place?.ok ? place.value : undefined, perPage)
      return {
        services: found.services.map(serviceJson),
        total: found.total,
        measured_from: place?.ok ? { text: place.value.text, precision: place.value.precision } : null,
      }
    })
    return reply.header('cache-control', 'no-store').send(answer)
  })
}

function perPageOf({ per_page: asked = '20' }: Record<string, unknown>): number {
  const number = typeof asked === 'string' && /^\d{1,3}$/.test(asked) ? Number(asked) : 0
  if (number < 1 || number > MOST)
    throw new Invalid([{ field: 'per_page', message: `Give a number from 1 to ${MOST}` }])
  return number
}

const serviceJson = (service: FoundService) => ({
  id: service.id,
  source_id: service.sourceRecord,
  name: service.name,
  distance_km: service.kilometres === null ? null : Number(service.kilometres.toFixed(3)),
})
