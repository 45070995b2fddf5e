import type { Measure } from '#engines/measures/index.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Person } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'
import { openEpisodeRecord, type OpenedRecord } from '../record/open-record.ts'
import { dueMeasures, type DueMeasure } from './due.rules.ts'
import { listLicences } from './licence.queries.ts'
import { readyMeasure, type NotReady } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { listOpenRequests, type OpenRequest } from './request.queries.ts'
import { getMeasuredEpisode, listResponses, type MeasuredEpisode } from './response.queries.ts'
import type { Response } from './response.rules.ts'

/** What a link worker sees of an episode's measures. */
export interface EpisodeMeasures {
  /** The frame that the pages stand in. */
  record: OpenedRecord
  episode: MeasuredEpisode
  person: Person
  today: Day
  due: DueMeasure[]
  requests: OpenRequest[]
  responses: Response[]
  /** Those that may be shown today, with their words. */
  ready: Measure[]
  notReady: { measure: Measure; why: NotReady }[]
}

/** Everything about an episode's measures; opening the record writes down that it was looked at. Throws NotFound for another team's. */
export async function readEpisodeMeasures(tx: Tx, episodeId: string): Promise<EpisodeMeasures> {
  const episode = await getMeasuredEpisode(tx, episodeId)
  const [record, responses, requests, licences] = await Promise.all([
    openEpisodeRecord(tx, episode.id, 'measures'),
    listResponses(tx, [episode.id]),
    listOpenRequests(tx, episode.id),
    listLicences(tx),
  ])
  const today = dayOf(tx.now())
  const known = [...MEASURES.values()].map((measure) => ({ measure, decision: readyMeasure(measure, licences, today) }))
  return {
    record,
    episode,
    person: record.person,
    today,
    responses,
    requests,
    due: dueMeasures(episode, responses, today),
    ready: known.flatMap(({ decision }) => (decision.ok ? [decision.value] : [])),
    notReady: known.flatMap(({ measure, decision }) => (decision.ok ? [] : [{ measure, why: decision.reason }])),
  }
}

export interface EpisodeDue {
  episodeId: Id
  personId: Id
  /** Null: the team has it, nobody by name. */
  workerId: Id | null
  due: DueMeasure[]
}

/** Afterwards a closed episode is not asked about any more; see `dueMeasures`. */
const CLOSED_SINCE_MS = 30 * 86_400_000

/** What is due in the episodes of the caller's team, for the page of the day. Two statements. */
export async function listDueMeasures(tx: Tx): Promise<EpisodeDue[]> {
  const today = dayOf(tx.now())
  const episodes = await tx.read(
    db
      .selectFrom('support.episode as e')
      .leftJoin('support.start as s', (on) =>
        on.onRef('s.partnership_id', '=', 'e.partnership_id').onRef('s.episode_id', '=', 'e.id'),
      )
      .select(['e.id', 'e.person_id', 'e.worker_account_id', 'e.status', 's.started_at', 'e.closed_at'])
      .where('e.team_id', '=', teamActor(tx.actor).teamId)
      .where((eb) =>
        eb.or([
          eb('e.status', '=', 'active'),
          eb.and([
            eb('e.status', '=', 'closed'),
            eb('e.closed_at', '>', new Date(tx.now().getTime() - CLOSED_SINCE_MS)),
          ]),
        ]),
      ),
  )
  const responses = Map.groupBy(
    await listResponses(
      tx,
      episodes.map(({ id }) => id),
    ),
    ({ episodeId }) => episodeId,
  )
  return episodes.flatMap((row) => {
    const days = {
      status: row.status as EpisodeStatus,
      activeSince: row.started_at && dayOf(row.started_at),
      closedOn: row.closed_at && dayOf(row.closed_at),
    }
    const due = dueMeasures(days, responses.get(row.id) ?? [], today)
    return due.length > 0 ? [{ episodeId: row.id, personId: row.person_id, workerId: row.worker_account_id, due }] : []
  })
}
