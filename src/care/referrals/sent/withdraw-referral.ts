import { actorId, type Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { Conflict } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { withdraw } from '../referral.rules.ts'
import { tellTeam } from '../tell.ts'
import { getSentForUpdate, getSentReferral } from './sent-referral.queries.ts'

export interface Withdrawal {
  /** The version that was looked at; undefined: whatever it is now. */
  version: number | undefined
  note: string | null
}

/**
 * Takes back an open referral of the caller's organisation: the fact, the status, the team's tasks, its message and the
 * journal stand or fall together. Urgent words stay somebody's to read: taking a referral back does not end a danger.
 * Throws NotFound; Conflict, with the referral as it stands now, when somebody was quicker.
 */
export const withdrawReferral = (
  ctx: Context,
  services: Services,
  id: string,
  { version, note }: Withdrawal,
): Promise<Decision<Id, 'not-open'>> =>
  ctx.transaction(async (tx) => {
    const referral = await getSentForUpdate(tx, id)
    if (version !== undefined && referral.version !== version)
      throw new Conflict('This referral has changed since you looked at it.', (await getSentReferral(tx, id)).details)
    const decision = withdraw(referral)
    if (!decision.ok) return decision
    tx.save(
      db.insertInto('referrals.withdrawal').values({
        partnership_id: tx.actor.partnershipId,
        referral_id: referral.id,
        withdrawn_by: actorId(tx.actor) ?? null,
        by_kind: 'referrer',
        withdrawn_at: tx.now(),
        note,
      }),
    )
    tx.save(
      db
        .updateTable('referrals.referral')
        .set({ status: decision.value, version: referral.version + 1 })
        .where('partnership_id', '=', tx.actor.partnershipId)
        .where('id', '=', referral.id),
    )
    endTasks(tx, ['answer-referral', 'chase-referrer'], referral.id, 'cancelled')
    journal(tx, 'referral.withdrawn', {
      subjectId: referral.id,
      subjectVersion: referral.version + 1,
      personId: referral.personId,
      detail: { by: 'referrer' },
    })
    await tellTeam(tx, services, referral.id, 'referral-withdrawn')
    return allow(referral.id)
  })
