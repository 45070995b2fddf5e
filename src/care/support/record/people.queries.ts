import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'

/** One person of the team, as the list shows them. */
export interface ListedEpisode {
  id: Id
  personId: Id
  status: EpisodeStatus
  nextDate: Day | null
  workerId: Id | null
  worker: string | null
}

export const PEOPLE_A_PAGE = 50

/** Whose people: one's own, or all of the team. */
export type Whose = 'mine' | 'team'

/** People with whom the team works now, by the next date; in pages from 1. One statement. */
export async function listOpenEpisodes(tx: Tx, whose: Whose, page: number): Promise<ListedEpisode[]> {
  const rows = await tx.read(
    open(tx, whose)
      .leftJoin('access.account as a', (on) =>
        on.onRef('a.partnership_id', '=', 'e.partnership_id').onRef('a.id', '=', 'e.worker_account_id'),
      )
      .select(['e.id', 'e.person_id', 'e.status', 'e.next_date', 'e.worker_account_id', 'a.name'])
      .orderBy('e.next_date')
      .orderBy('e.id')
      .limit(PEOPLE_A_PAGE)
      .offset((page - 1) * PEOPLE_A_PAGE),
  )
  return rows.map(listed)
}

/** How many these are. One statement, from the index alone. */
export async function countOpenEpisodes(tx: Tx, whose: Whose): Promise<number> {
  const row = await tx.first(open(tx, whose).select(({ fn }) => fn.countAll<number>().as('count')))
  return row?.count ?? 0
}

/** The last episode of each of the given people with the team, and who is known to it without one. One statement. */
export async function findLastEpisodes(tx: Tx, personIds: readonly Id[]): Promise<Map<Id, ListedEpisode | null>> {
  const { teamId, organisationId } = teamActor(tx.actor)
  const rows = await tx.query<Row & { person: Id }>(LAST_EPISODES, [
    tx.actor.partnershipId,
    organisationId,
    teamId,
    personIds,
    tx.now(),
  ])
  return new Map(rows.map((row) => [row.person, row.id ? listed(row) : null]))
}

const LAST_EPISODES = `select distinct on (i.person_id) i.person_id as person, e.id, e.person_id, e.status, e.next_date, e.worker_account_id, a.name
  from people.involvement i
  left join support.episode e on e.partnership_id = $1 and e.person_id = i.person_id and e.team_id = $3
  left join access.account a on a.partnership_id = $1 and a.id = e.worker_account_id
  where i.partnership_id = $1 and i.organisation_id = $2 and i.team_id = $3 and i.reason = 'team' and i.person_id = any($4::uuid[])
    and (i.until is null or i.until > $5)
  order by i.person_id, e.opened_at desc nulls last`

function open(tx: Tx, whose: Whose) {
  const { accountId, teamId } = teamActor(tx.actor)
  const team = db
    .selectFrom('support.episode as e')
    .where('e.partnership_id', '=', tx.actor.partnershipId)
    .where('e.team_id', '=', teamId)
    .where('e.status', '<>', 'closed')
  return whose === 'mine' ? team.where('e.worker_account_id', '=', accountId) : team
}

interface Row {
  id: Id
  person_id: Id
  status: string
  next_date: string | null
  worker_account_id: Id | null
  name: string | null
}

const listed = (row: Row): ListedEpisode => ({
  id: row.id,
  personId: row.person_id,
  status: row.status as EpisodeStatus,
  nextDate: row.next_date as Day | null,
  workerId: row.worker_account_id,
  worker: row.name,
})
