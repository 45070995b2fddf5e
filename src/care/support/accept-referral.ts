import { addWorkingDays } from '#engines/working-days/index.ts'
import type { Context } from '#platform/context.ts'
import { addDays, dayOf, instantAt, type Day } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { accept, lockReferral, recordAcceptance, type LockedReferral } from '#care/referrals/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask } from '#foundations/tasks/index.ts'
import { getTeam, listMembers, teamActor } from '#registers/teams/index.ts'
import { insertEpisode, saveAllocation } from './episode.queries.ts'

export type AcceptanceRefusal =
  | 'not-waiting'
  | 'intake-paused'
  | 'contact-date-past'
  | 'contact-date-far'
  | 'not-in-team'
  | 'changed'

/** A first contact later than this is a slip of the pen, or no promise that helps anybody. In days. */
const LATEST_CONTACT = 90

export interface Acceptance {
  firstContactBy: Day
  /** Who will have the person; null when the team manager decides later. */
  workerId: Id | null
  /** Of the referral as it was read. */
  version: number
}

/**
 * Accepts a referral and opens its episode: acceptance, episode, allocation, tasks, trail and the news to referrer and
 * person stand or fall together. A paused intake refuses; a full caseload does not. Answers the episode and who has it.
 */
export const acceptReferral = (
  ctx: Context,
  services: Services,
  id: string,
  { firstContactBy, workerId, version }: Acceptance,
): Promise<Decision<{ episodeId: Id; workerName: string | null }, AcceptanceRefusal>> =>
  ctx.transaction(async (tx) => {
    const referral = await lockReferral(tx, id)
    const { accountId } = teamActor(tx.actor)
    const today = dayOf(tx.now())
    const [team, members] = await Promise.all([getTeam(tx, referral.teamId), listMembers(tx, referral.teamId, today)])
    const decision = accept(referral, { intakePaused: team.pause !== null }, accountId, firstContactBy, tx.now())
    if (!decision.ok) return decision
    if (referral.version !== version) return refuse('changed')
    if (firstContactBy > addDays(today, LATEST_CONTACT)) return refuse('contact-date-far')
    const worker = members.find((member) => member.accountId === workerId)
    if (workerId && !worker) return refuse('not-in-team')

    await recordAcceptance(
      tx,
      services,
      referral,
      decision.value,
      worker ? { id: worker.accountId, name: worker.name } : null,
    )
    return allow({
      episodeId: openEpisode(tx, referral, firstContactBy, worker?.accountId ?? null),
      workerName: worker?.name ?? null,
    })
  })

/** Opens the episode of a referral that was just accepted: only new rows. Answers its id. */
export function openEpisode(
  tx: Tx,
  referral: Pick<LockedReferral, 'id' | 'personId' | 'teamId'>,
  firstContactBy: Day,
  workerId: Id | null,
): Id {
  const { id: referralId, personId, teamId } = referral
  const episodeId = insertEpisode(tx, { personId, teamId, referralId, workerId, nextDate: firstContactBy })
  if (workerId) saveAllocation(tx, episodeId, { to: workerId, by: teamActor(tx.actor).accountId })
  createTask(tx, {
    kind: 'first-contact',
    about: { kind: 'episode', id: episodeId },
    personId,
    organisationId: teamActor(tx.actor).organisationId,
    teamId,
    accountId: workerId,
    role: workerId ? 'link_worker' : 'team_manager',
    dueAt: closeOf(firstContactBy),
    // The promise is broken then: somebody else must look the working day after.
    escalate: { at: closeOf(addWorkingDays(firstContactBy, 1)), to: workerId ? 'team_manager' : 'administrator' },
  })
  journal(tx, 'episode.opened', {
    subjectId: episodeId,
    subjectVersion: 1,
    personId,
    detail: { referral: referralId, worker: workerId },
  })
  return episodeId
}

/** The end of a working day: 5pm. */
const closeOf = (day: Day): Date => instantAt(day, 17 * 60)
