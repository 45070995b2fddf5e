import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { EpisodeStatus } from '../episode.rules.ts'

/** An episode of the caller's team. */
export interface TeamEpisode {
  id: Id
  personId: Id
  teamId: Id
  /** What it began with; null when they came back without a referral. */
  referralId: Id | null
  previousEpisodeId: Id | null
  status: EpisodeStatus
  version: number
  openedAt: Date
  workerId: Id | null
  nextDate: Day | null
  heardAt: Date | null
  tries: number
}

/** An episode of the caller's team. Throws NotFound for one of another team exactly as for none. */
export const getEpisode = (tx: Tx, id: string): Promise<TeamEpisode> => read(tx, id, false)

/**
 * Takes an episode for a change, until the end of the transaction: of two who press at once the second waits, and then
 * sees what the first did. Throws NotFound likewise.
 */
export const lockEpisode = (tx: Tx, id: string): Promise<TeamEpisode> => read(tx, id, true)

async function read(tx: Tx, id: string, lock: boolean): Promise<TeamEpisode> {
  const select = db
    .selectFrom('support.episode')
    .select([
      'id',
      'person_id as personId',
      'team_id as teamId',
      'referral_id as referralId',
      'previous_episode_id as previousEpisodeId',
    ])
    .select([
      'status',
      'version',
      'opened_at as openedAt',
      'worker_account_id as workerId',
      'next_date',
      'heard_at as heardAt',
      'tries',
    ])
    .where('team_id', '=', teamActor(tx.actor).teamId)
    .where('id', '=', id)
  const row = isId(id) ? await tx.first(lock ? select.forUpdate() : select) : undefined
  if (!row) throw new NotFound('episode')
  const { next_date, status, ...plain } = row
  return { ...plain, status: status as EpisodeStatus, nextDate: next_date as Day | null }
}

interface Change {
  status?: EpisodeStatus
  nextDate?: Day | null
  closedAt?: Date
  heardAt?: Date | null
  tries?: number
  workerId?: Id
}

/** Writes where a locked episode stands from now on; its version goes up by one. */
export function changeEpisode(
  tx: Tx,
  { id, version }: TeamEpisode,
  { status, nextDate, closedAt, heardAt, tries, workerId }: Change,
): void {
  tx.save(
    db
      .updateTable('support.episode')
      .set({
        version: version + 1,
        status,
        next_date: nextDate,
        closed_at: closedAt,
        heard_at: heardAt,
        tries,
        worker_account_id: workerId,
      })
      .where('id', '=', id),
  )
}
