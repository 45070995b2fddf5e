import { sql } from 'kysely'
import type { Answers, Measure } from '#engines/measures/index.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'
import type { Mode, Point, Response } from './response.rules.ts'

/** As much of an episode as measures need. */
export interface MeasuredEpisode {
  id: Id
  personId: Id
  teamId: Id
  organisationId: Id
  workerId: Id | null
  status: EpisodeStatus
  openedOn: Day
  /** The day of the first talk. */
  activeSince: Day | null
  closedOn: Day | null
}

/** An episode of the caller's own team. Throws NotFound for any other, and for what is no id. */
export const getMeasuredEpisode = async (tx: Tx, id: string): Promise<MeasuredEpisode> =>
  episodeOf(await tx.first(selectEpisode(tx, id)))

/** The same, held until the transaction ends: two who record at once come one after the other. */
export const lockMeasuredEpisode = async (tx: Tx, id: string): Promise<MeasuredEpisode> =>
  episodeOf(await tx.first(selectEpisode(tx, id).forUpdate('e')))

function selectEpisode(tx: Tx, id: string) {
  if (!isId(id)) throw new NotFound('episode')
  return db
    .selectFrom('support.episode as e')
    .innerJoin('teams.team as t', (on) =>
      on.onRef('t.partnership_id', '=', 'e.partnership_id').onRef('t.id', '=', 'e.team_id'),
    )
    .leftJoin('support.start as s', (on) =>
      on.onRef('s.partnership_id', '=', 'e.partnership_id').onRef('s.episode_id', '=', 'e.id'),
    )
    .select([
      'e.id',
      'e.person_id',
      'e.team_id',
      'e.status',
      'e.opened_at',
      'e.closed_at',
      'e.worker_account_id',
      't.organisation_id',
      's.started_at',
    ])
    .where('e.id', '=', id)
    .where('e.team_id', '=', teamActor(tx.actor).teamId)
}

type EpisodeRow = Awaited<ReturnType<typeof readEpisode>>
const readEpisode = (tx: Tx) => tx.first(selectEpisode(tx, ''))

function episodeOf(row: EpisodeRow): MeasuredEpisode {
  if (!row) throw new NotFound('episode')
  return {
    id: row.id,
    personId: row.person_id,
    teamId: row.team_id,
    organisationId: row.organisation_id,
    workerId: row.worker_account_id,
    status: row.status as EpisodeStatus,
    openedOn: dayOf(row.opened_at),
    activeSince: row.started_at && dayOf(row.started_at),
    closedOn: row.closed_at && dayOf(row.closed_at),
  }
}

/** What was answered in some episodes, each as it stands now, in the order of the days. One statement. */
export async function listResponses(tx: Tx, episodeIds: readonly Id[]): Promise<(Response & { episodeId: Id })[]> {
  const rows = await tx.read(
    db
      .selectFrom('support.response')
      .distinctOn('id')
      .select([
        'id',
        'version',
        'episode_id',
        'measure_code',
        'measure_version',
        'point',
        'answered_on',
        'answers',
        'answered_by',
        'mode',
      ])
      .where('episode_id', '=', sql<Id>`any (${episodeIds}::uuid[])`)
      .orderBy('id')
      .orderBy('version', 'desc'),
  )
  return rows
    .map((row) => ({
      id: row.id,
      version: row.version,
      episodeId: row.episode_id,
      measureCode: row.measure_code,
      measureVersion: row.measure_version,
      point: row.point as Point,
      answeredOn: row.answered_on as Day,
      answers: row.answers as unknown as Answers,
      answeredBy: row.answered_by as Response['answeredBy'],
      mode: row.mode as Mode,
    }))
    .toSorted((a, b) => (a.answeredOn === b.answeredOn ? (a.id < b.id ? -1 : 1) : a.answeredOn < b.answeredOn ? -1 : 1))
}

export interface ResponseToSave {
  id: Id
  version: number
  episodeId: Id
  personId: Id
  measure: Measure
  point: Point
  answeredOn: Day
  answers: Answers
  answeredBy: Response['answeredBy']
  mode: Mode
  requestId: Id | null
}

/** Keeps one set of raw answers, or the next version of one. */
export function saveResponse(tx: Tx, response: ResponseToSave): void {
  tx.add('support.response', {
    partnership_id: tx.actor.partnershipId,
    id: response.id,
    version: response.version,
    episode_id: response.episodeId,
    person_id: response.personId,
    measure_code: response.measure.code,
    measure_version: response.measure.version,
    point: response.point,
    answered_on: response.answeredOn,
    answers: JSON.stringify(response.answers),
    answered_by: response.answeredBy,
    mode: response.mode,
    request_id: response.requestId,
    recorded_by: tx.actor.kind === 'account' ? tx.actor.accountId : null,
    recorded_at: tx.now(),
  })
}
