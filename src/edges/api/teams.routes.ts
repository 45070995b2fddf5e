import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Tx } from '#platform/database/database.ts'
import { Invalid } from '#platform/errors.ts'
import { districtOf, findPlace, normaliseDistrict, normalisePostcode } from '#foundations/geography/index.ts'
import { findTeamsCovering, type Where } from '#registers/teams/index.ts'
import type { Operation } from './operation.type.ts'
import { teamJson, TEAMS, TEAMS_EXAMPLE } from './team-json.rules.ts'

/** `GET /api/v1/teams?practice=|pcn=|postcode=`: who covers it. Open to everybody; an unknown place has no teams. */
export function addTeamApiRoutes(app: FastifyInstance): void {
  app.get('/api/v1/teams', { config: { policy: 'public', operation: FIND_TEAMS } }, async (request, reply) => {
    const teams = await request.context.transaction(async (tx) =>
      findTeamsCovering(tx, await whereOf(tx, askedOf(request))),
    )
    return reply.header('cache-control', 'no-store').send({ teams: teams.map(teamJson) })
  })
}

const BY = {
  practice: z.string().meta({ description: 'The ODS code of a GP practice.', examples: ['ZZ0001'] }),
  pcn: z.string().meta({ description: 'The ODS code of a primary care network.', examples: ['ZZP01'] }),
  postcode: z.string().meta({ description: 'A full postcode, or its first half.', examples: ['ZZ1 1AA'] }),
}

const FIND_TEAMS: Operation = {
  id: 'findTeams',
  tag: 'Teams',
  summary: 'Who covers a practice, a network or a postcode',
  description: 'Ask by exactly one of the three. A place that nobody knows has no teams. Open to everybody.',
  query: z.object(BY).partial(),
  answer: {
    status: 200,
    description: 'The teams, those that take referrals first.',
    schema: TEAMS,
    example: TEAMS_EXAMPLE,
  },
  refusals: { 422: 'Not asked by one of the three, or not a code or a postcode' },
}

const WAYS = Object.keys(BY) as (keyof typeof BY)[]
interface Asked {
  way: keyof typeof BY
  value: string
}

function askedOf(request: FastifyRequest): Asked {
  const query = request.query as Record<string, unknown>
  const given = WAYS.filter((way) => query[way] !== undefined)
  const [way, more] = given
  if (!way || more)
    throw new Invalid([{ field: more ?? 'practice', message: 'Ask by one of practice, pcn or postcode' }])
  const value = query[way]
  if (typeof value !== 'string') throw new Invalid([{ field: way, message: `Give ${way} once` }])
  if (way !== 'postcode' && !/^[A-Za-z0-9]{3,10}$/.test(value.trim()))
    throw new Invalid([{ field: way, message: 'Give an ODS code of 3 to 10 letters and numbers' }])
  return { way, value }
}

async function whereOf(tx: Tx, { way, value }: Asked): Promise<Where> {
  if (way === 'practice') return { practiceCode: value }
  if (way === 'pcn') return { pcnCode: value }
  const postcode = normalisePostcode(value)
  const district = postcode ? districtOf(postcode) : normaliseDistrict(value)
  if (!district)
    throw new Invalid([{ field: 'postcode', message: 'Give a full postcode like ZZ1 1AA, or its first half' }])
  const found = await findPlace(tx, value)
  return { place: found.ok ? found.value : { district } }
}
