import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import { findPlace } from '#foundations/geography/index.ts'
import { NEEDS, needsToFind, readSearch, searchServices, WAYS, WEEKDAYS } from '#registers/directory/index.ts'
import type { Operation } from './operation.type.ts'
import { serviceJson, SERVICES, SERVICES_EXAMPLE } from './service-json.rules.ts'

const MOST = 100

const oneOf = (codes: object) => z.enum(Object.keys(codes))

const SEARCH_SERVICES: Operation = {
  id: 'searchServices',
  tag: 'Services',
  summary: 'Find support near a place, in everyday words',
  description:
    'The same search as on the page, but words are taken as they are spelt. What fits the words best is first, and the nearest among what fits about equally. What makes no sense is left out. Open to everybody.',
  query: z
    .object({
      words: z
        .string()
        .max(200)
        .meta({ description: 'What would help, in any words.', examples: ['lonely'] }),
      postcode: z
        .string()
        .max(20)
        .meta({ description: 'Near here: a full postcode, or its first half.', examples: ['ZZ1 1AA'] }),
      need: oneOf(NEEDS),
      day: oneOf(WEEKDAYS),
      way: oneOf(WAYS),
      free: z.literal('yes').meta({ description: 'Only what costs nothing.' }),
      page: z.int().min(1).meta({ description: 'From 1.' }),
      per_page: z.int().min(1).max(MOST).meta({ description: 'How many on a page; 20 when not said.' }),
    })
    .partial(),
  answer: {
    status: 200,
    description: 'One page of services, the best first.',
    schema: SERVICES,
    example: SERVICES_EXAMPLE,
  },
  refusals: { 422: `per_page is not a number from 1 to ${MOST}` },
}

/**
 * `GET /api/v1/services?words=&postcode=&per_page=`: plain search, open to everybody; `need`, `day`, `way`, `free` and
 * `page` narrow and turn it as on the page. Distances are in kilometres, in a straight line, null where none is known.
 */
export function addServiceApiRoutes(app: FastifyInstance): void {
  app.get('/api/v1/services', { config: { policy: 'public', operation: SEARCH_SERVICES } }, async (request, reply) => {
    const search = readSearch(request.query)
    const perPage = perPageOf(request.query as Record<string, unknown>)
    const answer = await request.context.transaction(async (tx) => {
      const place = search.postcode ? await findPlace(tx, search.postcode) : undefined
      const found = await searchServices(
        tx,
        { ...search, said: needsToFind(search.words) },
        place?.ok ? place.value : undefined,
        perPage,
      )
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
