import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'

export interface NewEpisode {
  personId: Id
  teamId: Id
  referralId: Id
  /** Null while the team manager still decides. */
  workerId: Id | null
  /** By when the first contact is promised. */
  nextDate: Day
}

/** Opens a team's work with a person, waiting for the first talk; answers its id. */
export function insertEpisode(tx: Tx, { personId, teamId, referralId, workerId, nextDate }: NewEpisode): Id {
  const id = newId()
  tx.add('support.episode', {
    partnership_id: tx.actor.partnershipId,
    id,
    person_id: personId,
    team_id: teamId,
    referral_id: referralId,
    opened_at: tx.now(),
    worker_account_id: workerId,
    next_date: nextDate,
  })
  return id
}

/** Writes down which link worker was given an episode. */
export function saveAllocation(tx: Tx, episodeId: Id, { to, by }: { to: Id; by: Id }): void {
  tx.add('support.allocation', {
    partnership_id: tx.actor.partnershipId,
    id: newId(),
    episode_id: episodeId,
    account_id: to,
    allocated_by: by,
    allocated_at: tx.now(),
  })
}
