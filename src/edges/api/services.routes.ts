import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Invalid } from '#platform/errors.ts'
import { findPlace } from '#foundations/geography/index.ts'
import {
  countUnmet,
  leftOutOf,
  NEEDS,
  readSearch,
  searchServices,
  TIMES,
  urgentHelpFor,
  WAYS,
  WEEKDAYS,
  WHO,
} from '#registers/directory/index.ts'
import type { Operation } from './operation.type.ts'
import { helplineJson, serviceJson, SERVICES, SERVICES_EXAMPLE } from './service-json.rules.ts'

const MOST = 100

const YES_OR_NO = z.enum(['yes', 'no', 'true', 'false', '1', '0'])
const oneOf = (codes: object) => z.enum(Object.keys(codes))

const SEARCH_SERVICES: Operation = {
  id: 'searchServices',
  tag: 'Services',
  summary: 'Find support near a place, in everyday words',
  description:
    'The same search as on the page. What fits best is first; of what fits equally, the nearer. Of longer words the first 500 characters are read. Open to everybody.',
  query: z
    .object({
      words: z.string().meta({ description: 'What would help, in any words.', examples: ['lonely'] }),
      postcode: z
        .string()
        .max(20)
        .meta({ description: 'Near here: a full postcode, or its first half.', examples: ['ZZ1 1AA'] }),
      need: oneOf(NEEDS),
      day: oneOf(WEEKDAYS),
      way: oneOf(WAYS),
      time: oneOf(TIMES).meta({ description: 'Before 12, from 12 to 5, from 5.' }),
      who: oneOf(WHO).meta({ description: 'Only what is meant for these people.' }),
      age: z.int().min(0).max(120).meta({ description: 'Of whoever it is for: leaves out what says another age.' }),
      language: z
        .string()
        .max(20)
        .meta({ description: 'BCP 47.', examples: ['pl'] }),
      free: YES_OR_NO.meta({ description: 'Only what costs nothing.' }),
      step_free: YES_OR_NO.meta({ description: 'Only what has a way in without steps.' }),
      space: YES_OR_NO.meta({ description: 'Only what said lately that it has space.' }),
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
  refusals: { 422: 'A parameter is none of what it may be; each is named, with what it may be' },
}

/**
 * `GET /api/v1/services?words=&postcode=&per_page=`: plain search, open to everybody; `need`, `day`, `way`, `free` and
 * `page` narrow and turn it as on the page. Distances are in kilometres, in a straight line, null where none is known.
 */
export function addServiceApiRoutes(app: FastifyInstance): void {
  app.get('/api/v1/services', { config: { policy: 'public', operation: SEARCH_SERVICES } }, async (request, reply) => {
    const perPage = checkedPerPage(request.query)
    const search = readSearch(request.query)
    const answer = await request.context.transaction(async (tx) => {
      const place = search.postcode ? await findPlace(tx, search.postcode) : undefined
      const found = await searchServices(tx, search, place?.ok ? place.value : undefined, perPage)
      countUnmet(
        tx,
        search,
        found,
        { address: request.ip, headers: request.headers },
        place?.ok ? place.value : undefined,
      )
      return {
        services: found.services.map((service) => serviceJson(service, found.asking.main)),
        total: found.total,
        more: found.more,
        urgent_help: urgentHelpFor(search.words).map(helplineJson),
        nothing_local: !found.suited,
        read_as: found.asking.mended.map(([typed, read]) => ({ typed, read })),
        measured_from: place?.ok ? { text: place.value.text, precision: place.value.precision } : null,
      }
    })
    return reply.header('cache-control', 'no-store').send(answer)
  })
}

/** @throws Invalid naming every parameter that makes no sense, and what it may be: a program must not take a wrong answer for a right one. */
function checkedPerPage(query: unknown): number {
  const asked = (query as Record<string, unknown>).per_page ?? '20'
  const number = typeof asked === 'string' && /^\d{1,3}$/.test(asked) ? Number(asked) : 0
  const issues = leftOutOf(query)
  if (number < 1 || number > MOST) issues.push({ field: 'per_page', message: `Give a number from 1 to ${MOST}` })
  if (issues.length > 0) throw new Invalid(issues)
  return number
}
