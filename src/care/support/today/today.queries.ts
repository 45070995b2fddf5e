import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { STEP_KINDS, type Step } from '../contacts/contact.rules.ts'
import type { EpisodeStatus } from '../episode.rules.ts'
import type { Answered, EpisodeDays } from '../measures/index.ts'
import { dayTask, withRecord, type DayTask, type DayTaskRow } from './day-task.queries.ts'

/** More than this is no day's work: the page says so. */
export const DAY_LIMIT = 150

/** Whose day it is: these accounts by name, and what nobody has yet for these roles of the team. */
export interface Whose {
  teamId: Id
  accountIds: readonly Id[]
  roles: readonly string[]
}

/**
 * The open tasks of a day, the earliest due first; steps planned for a day after `endOfDay` are left for that day. One
 * statement.
 */
export async function listDayTasks(tx: Tx, { teamId, accountIds, roles }: Whose, endOfDay: Date): Promise<DayTask[]> {
  const values = [tx.actor.partnershipId, teamId, accountIds, roles, DAY_LIMIT, endOfDay]
  const rows = await tx.query<DayTaskRow>(DAY_TASKS, values)
  return rows.map(dayTask)
}

// Two halves, each with its own index: what is somebody's by name, and what is the role's while nobody has it.
const DAY_TASKS = `with mine as (
  (select t.* from tasks.task t
    where t.partnership_id = $1 and t.account_id = any ($3::uuid[]) and t.status = 'open' and t.team_id = $2
      and (t.due_at <= $6 or t.kind <> 'next-contact') order by t.due_at limit $5)
  union all
  (select t.* from tasks.task t
    where t.partnership_id = $1 and t.team_id = $2 and t.status = 'open' and t.account_id is null and t.role = any ($4::text[])
      and (t.due_at <= $6 or t.kind <> 'next-contact') order by t.due_at limit $5))
${withRecord('mine')}
order by t.due_at, t.id limit $5`

/** An episode in which nothing was heard for long. */
export interface QuietEpisode {
  id: Id
  personId: Id
  heardAt: Date | null
  openedAt: Date
  tries: number
}

export const QUIET_LIMIT = 20

/** Open work of these workers in which nobody was heard since an instant, the longest first; what rests is left in peace. One statement. */
export const listQuietEpisodes = (tx: Tx, { teamId, accountIds }: Whose, since: Date): Promise<QuietEpisode[]> =>
  tx.read(
    db
      .selectFrom('support.episode')
      .select(['id', 'person_id as personId', 'heard_at as heardAt', 'opened_at as openedAt', 'tries'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('team_id', '=', teamId)
      .where('worker_account_id', 'in', [...accountIds])
      .where('status', '=', 'active')
      .where('heard_at', '<', since)
      .orderBy('heard_at')
      .limit(QUIET_LIMIT),
  )

/** What `dueMeasures` asks of an episode. */
export interface EpisodeToReview extends EpisodeDays {
  id: Id
  personId: Id
  workerId: Id | null
  answered: Answered[]
}

/** Afterwards a closed episode is asked nothing any more: `dueMeasures` says when; this is well beyond. */
const CLOSED_SINCE_MS = 30 * 86_400_000

/** The work of these workers with what was answered in it. One statement. */
export async function listToReview(tx: Tx, { teamId, accountIds }: Whose): Promise<EpisodeToReview[]> {
  const closedSince = new Date(tx.now().getTime() - CLOSED_SINCE_MS)
  const rows = await tx.query<ReviewRow>(TO_REVIEW, [tx.actor.partnershipId, teamId, accountIds, closedSince])
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    workerId: row.worker_account_id,
    status: row.status as EpisodeStatus,
    activeSince: row.started_at && dayOf(row.started_at),
    closedOn: row.closed_at && dayOf(row.closed_at),
    answered: row.answered ?? [],
  }))
}

const TO_REVIEW = `select e.id, e.person_id, e.worker_account_id, e.status, s.started_at, e.closed_at,
  (select jsonb_agg(jsonb_build_object('measureCode', r.measure_code, 'point', r.point, 'answeredOn', r.answered_on))
    from support.response r where r.partnership_id = $1 and r.episode_id = e.id and r.version = 1) as answered
from support.episode e
left join support.start s on s.partnership_id = e.partnership_id and s.episode_id = e.id
where e.partnership_id = $1 and e.team_id = $2 and e.worker_account_id = any ($3::uuid[])
  and (e.status = 'active' or (e.status = 'closed' and e.closed_at > $4))`

interface ReviewRow {
  id: Id
  person_id: Id
  worker_account_id: Id | null
  status: string
  started_at: Date | null
  closed_at: Date | null
  answered: Answered[] | null
}

/** How many people each worker of a team has in hand; null: nobody has them yet. One statement. */
export async function countOpenByWorker(tx: Tx, teamId: Id): Promise<ReadonlyMap<Id | null, number>> {
  const rows = await tx.read(
    db
      .selectFrom('support.episode')
      .select(['worker_account_id as worker', sql<number>`count(*)`.as('open')])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('team_id', '=', teamId)
      .where('status', 'in', ['waiting', 'active', 'paused'])
      .groupBy('worker_account_id'),
  )
  return new Map(rows.map(({ worker, open }) => [worker, open]))
}

/** Where an episode stands, for saying what was just done. Undefined when the caller may not see it. One statement. */
export const findDone = (tx: Tx, teamId: Id, id: Id) =>
  tx.first(
    db
      .selectFrom('support.episode as e')
      .leftJoin('tasks.task as t', (on) =>
        on
          .onRef('t.partnership_id', '=', 'e.partnership_id')
          .onRef('t.about_id', '=', 'e.id')
          .on('t.status', '=', 'open')
          .on('t.about', '=', 'episode'),
      )
      .select(['e.id', 'e.person_id as personId', 'e.status', 'e.next_date as nextDate', 't.kind'])
      .where('e.team_id', '=', teamId)
      .where('e.id', '=', id)
      .orderBy('t.due_at')
      .limit(1),
  )

/** An open task of the caller's team, held until the end of the transaction. */
export const lockTask = (tx: Tx, teamId: Id, id: Id) =>
  tx.first(
    db
      .selectFrom('tasks.task')
      .select(['id', 'kind', 'about', 'about_id as aboutId', 'person_id as personId', 'status'])
      .where('team_id', '=', teamId)
      .where('id', '=', id)
      .forUpdate(),
  )

/** The step that an episode waits for; undefined when it has none. One statement. */
export async function findStep(tx: Tx, episodeId: Id): Promise<Step['kind'] | undefined> {
  const row = await tx.first(
    db
      .selectFrom('tasks.task')
      .select('kind')
      .where('about_id', '=', episodeId)
      .where('status', '=', 'open')
      .where('kind', 'in', [...STEP_KINDS]),
  )
  return row?.kind as Step['kind'] | undefined
}
