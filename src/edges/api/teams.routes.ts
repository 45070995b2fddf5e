import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Tx } from '#platform/database/database.ts'
import { Invalid } from '#platform/errors.ts'
import { districtOf, findPlace, normaliseDistrict, normalisePostcode } from '#foundations/geography/index.ts'
import { findTeamsCovering, sayWait, type Team, type Where } from '#registers/teams/index.ts'

/** `GET /api/v1/teams?practice=|pcn=|postcode=`: who covers it. Open to everybody; an unknown place has no teams. */
export function addTeamApiRoutes(app: FastifyInstance): void {
  app.get('/api/v1/teams', { config: { policy: 'public' } }, async (request, reply) => {
    const teams = await request.context.transaction(async (tx) =>
      findTeamsCovering(tx, await whereOf(tx, askedOf(request))),
    )
    return reply.header('cache-control', 'no-store').send({ teams: teams.map(teamJson) })
  })
}

const WAYS = ['practice', 'pcn', 'postcode'] as const
interface Asked {
  way: (typeof WAYS)[number]
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

const teamJson = (team: Team) => ({
  id: team.id,
  name: team.name,
  organisation: { id: team.organisationId, name: team.organisationName },
  local_title: team.localTitle,
  summary: team.summary,
  can_help: team.canHelp,
  cannot_help: team.cannotHelp,
  minimum_age: team.minimumAge,
  maximum_age: team.maximumAge,
  languages: team.languages,
  how_to_refer: team.howToRefer,
  telephone: team.telephone,
  email: team.email,
  usual_wait: team.wait && {
    working_days: team.wait.workingDays,
    words: sayWait(team.wait.workingDays),
    stated_on: team.wait.statedOn,
  },
  intake: team.pause
    ? { status: 'paused', reason: team.pause.reason, meanwhile: team.pause.meanwhile, until: team.pause.until }
    : { status: 'open' },
})
