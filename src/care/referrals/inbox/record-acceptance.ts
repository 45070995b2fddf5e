import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import type { Acceptance } from '../referral.rules.ts'
import { tellAccepted } from '../tell.ts'
import { moveReferral, type LockedReferral } from './move-referral.queries.ts'

/**
 * The referral's part of accepting it, within the transaction of the module that opens the episode: the fact, the status,
 * the end of its tasks, the trail and the news to referrer and person. `worker`: who will have them, null while the team
 * manager still decides.
 */
export async function recordAcceptance(
  tx: Tx,
  services: Services,
  referral: LockedReferral,
  acceptance: Acceptance,
  worker: { id: Id; name: string } | null,
): Promise<void> {
  const { referralId, acceptedBy, acceptedAt, firstContactBy } = acceptance
  tx.save(
    db.insertInto('referrals.acceptance').values({
      partnership_id: tx.actor.partnershipId,
      referral_id: referralId,
      accepted_by: acceptedBy,
      accepted_at: acceptedAt,
      first_contact_by: firstContactBy,
    }),
  )
  moveReferral(tx, referral, { status: 'accepted', ownerId: worker?.id ?? null, nextDate: firstContactBy })
  endTasks(tx, ['answer-referral', 'read-urgent-words', 'chase-referrer'], referralId)
  journal(tx, 'referral.accepted', {
    subjectId: referralId,
    subjectVersion: referral.version + 1,
    personId: referral.personId,
    detail: { firstContactBy, worker: worker?.id ?? null },
  })
  await tellAccepted(tx, services, { referralId, workerName: worker?.name ?? null, firstContactBy })
}
