import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { findPractice, type Place, type Practice } from '#foundations/geography/index.ts'
import { listTeamsById } from './team.queries.ts'
import type { Team } from './team.rules.ts'

/** Where somebody is registered or lives. A place needs no more than its district. */
export type Where =
  | { practiceCode: string }
  | { practice: Pick<Practice, 'code' | 'pcnCode' | 'district'> }
  | { pcnCode: string }
  | { place: Pick<Place, 'district' | 'areaCode'> }

/**
 * The teams that cover a practice (by its code, its network, or where it lies), a network (itself or any of its
 * practices), or a place (its district or small area); those that take referrals first. Two or three statements.
 */
export async function findTeamsCovering(tx: Tx, where: Where): Promise<Team[]> {
  const found = await tx.query<{ id: Id }>(COVERING, await codesOf(tx, where))
  return listTeamsById(
    tx,
    found.map(({ id }) => id),
  )
}

/** Practice, network, district and area code to look for; the fifth asks for practices of the network too. */
async function codesOf(tx: Tx, where: Where): Promise<(string | null)[]> {
  if ('place' in where) return [null, null, where.place.district, where.place.areaCode ?? null, null]
  if ('pcnCode' in where) {
    const pcn = where.pcnCode.trim().toUpperCase()
    return [null, pcn, null, null, pcn]
  }
  if ('practice' in where) return [where.practice.code, where.practice.pcnCode, where.practice.district, null, null]
  const code = where.practiceCode.trim().toUpperCase()
  const practice = await findPractice(tx, code)
  return [code, practice?.pcnCode ?? null, practice?.district ?? null, null, null]
}

const COVERING = `select distinct c.team_id as id from teams.coverage c
  where (c.kind = 'practice' and c.code = $1) or (c.kind = 'pcn' and c.code = $2) or (c.kind = 'district' and c.code = $3)
    or (c.kind = 'area' and c.code = $4)
    or (c.kind = 'practice' and c.code in (select p.code from geography.practice p where p.pcn_code = $5))`

/** A place that a team covers, with its name where geography knows it. */
export interface CoveredPlace {
  kind: 'practice' | 'pcn' | 'district' | 'area'
  code: string
  name: string | null
}

/** What a team covers: practices first, then networks, districts and areas, each by name. One statement. */
export const listCoverage = (tx: Tx, teamId: Id): Promise<CoveredPlace[]> =>
  tx.query(COVERED, [tx.actor.partnershipId, teamId])

const COVERED = `select c.kind, c.code, coalesce(p.name, n.name) as name
  from teams.coverage c
  left join geography.practice p on c.kind = 'practice' and p.code = c.code
  left join geography.pcn n on c.kind = 'pcn' and n.code = c.code
  where c.partnership_id = $1 and c.team_id = $2
  order by array_position('{practice,pcn,district,area}'::text[], c.kind), coalesce(p.name, n.name, c.code)`

/**
 * The team whose ground lies nearest to a point, as the crow flies, and how far in kilometres: whom to ask where nobody
 * covers. Practices count by their postcode, or by its district when only that is known. Undefined when no team has
 * ground that geography knows.
 */
export async function findNearestTeam(
  tx: Tx,
  point: Pick<Place, 'latitude' | 'longitude'>,
): Promise<{ team: Team; kilometres: number } | undefined> {
  const [nearest] = await tx.query<{ id: Id; kilometres: number }>(NEAREST, [point.latitude, point.longitude])
  if (!nearest) return undefined
  const [team] = await listTeamsById(tx, [nearest.id])
  return team && { team, kilometres: nearest.kilometres }
}

const NEAREST = `with ground as (
    select c.team_id, d.latitude, d.longitude from teams.coverage c join geography.district d on d.outcode = c.code where c.kind = 'district'
    union all
    select c.team_id, a.latitude, a.longitude from teams.coverage c join geography.area a on a.code = c.code where c.kind = 'area'
    union all
    select c.team_id, coalesce(at.latitude, d.latitude), coalesce(at.longitude, d.longitude)
    from teams.coverage c
    join geography.practice p on (c.kind = 'practice' and p.code = c.code) or (c.kind = 'pcn' and p.pcn_code = c.code)
    left join geography.postcode at on at.key = replace(p.postcode, ' ', '')
    left join geography.district d on d.outcode = p.outcode)
  select team_id as id, min(geography.distance_km(latitude, longitude, $1, $2)) as kilometres
  from ground where latitude is not null group by team_id order by 2, 1 limit 1`
