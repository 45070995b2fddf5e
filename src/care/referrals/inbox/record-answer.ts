import type { Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { journal } from '#foundations/journal/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { answerDue } from '../promise.rules.ts'
import { answerQuestion } from '../referral.rules.ts'
import { lockReferral, moveReferral, type LockedReferral } from './move-referral.queries.ts'
import { waitForTeam } from './wait-for-team.ts'

export type AnswerRefusal = 'nothing-asked' | 'changed'

/**
 * The team writes down what the referrer said on the telephone; the referral waits for the team again. Refuses where
 * nothing is asked, and when the referral is not as it was read (`version`).
 */
export const recordAnswer = (
  ctx: Context,
  id: string,
  { answer, version }: { answer: string; version: number },
): Promise<Decision<null, AnswerRefusal>> =>
  ctx.transaction(async (tx) => {
    const referral = await lockReferral(tx, id)
    const decision = answerQuestion(referral)
    if (!decision.ok) return decision
    if (referral.version !== version) return refuse('changed')

    saveAnswer(tx, referral, answer)
    moveReferral(tx, referral, { status: decision.value, nextDate: dayOf(answerDue(tx.now())) })
    waitForTeam(tx, { ...referral, organisationId: teamActor(tx.actor).organisationId })
    journal(tx, 'referral.answered', {
      subjectId: referral.id,
      subjectVersion: version + 1,
      personId: referral.personId,
      detail: { by: 'team' },
    })
    return allow(null)
  })

function saveAnswer(tx: Tx, { id }: LockedReferral, answer: string): void {
  tx.save(
    db
      .updateTable('referrals.question')
      .set({ answer, answered_at: tx.now(), answered_by: teamActor(tx.actor).accountId })
      .where('referral_id', '=', id)
      .where('answered_at', 'is', null),
  )
}
