import { actorId, type Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { allow, type Decision } from '#platform/decision.ts'
import { Conflict } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { getTeam } from '#registers/teams/index.ts'
import { waitForTeam } from '../inbox/wait-for-team.ts'
import { answerDue } from '../promise.rules.ts'
import { answerQuestion as mayAnswer } from '../referral.rules.ts'
import { tellTeam } from '../tell.ts'
import { getSentForUpdate, getSentReferral, type SentReferralDetails } from './sent-referral.queries.ts'

export interface Answer {
  /** The version of the referral that was looked at. */
  version: number
  answer: string
}

/**
 * Answers the open question about a referral of the caller's organisation, which puts it back before the team: the words,
 * the status, the team's task, its message and the journal stand or fall together. Throws NotFound; Conflict, with the
 * referral as it stands now, when somebody was quicker.
 */
export const answerQuestion = (
  ctx: Context,
  services: Services,
  id: string,
  { version, answer }: Answer,
): Promise<Decision<Id, 'nothing-asked'>> =>
  ctx.transaction(async (tx) => {
    const referral = await getSentForUpdate(tx, id)
    if (referral.version !== version)
      throw new Conflict('This referral has changed since you looked at it.', (await getSentReferral(tx, id)).details)
    const decision = mayAnswer(referral)
    if (!decision.ok) return decision
    const team = await getTeam(tx, referral.teamId)
    saveAnswer(tx, referral.id, answer)
    tx.save(
      db
        .updateTable('referrals.referral')
        .set({ status: decision.value, version: version + 1, next_date: dayOf(answerDue(tx.now())) })
        .where('partnership_id', '=', tx.actor.partnershipId)
        .where('id', '=', referral.id),
    )
    waitForTeam(tx, { ...referral, organisationId: team.organisationId })
    journal(tx, 'referral.answered', {
      subjectId: referral.id,
      subjectVersion: version + 1,
      personId: referral.personId,
      detail: { by: 'referrer' },
    })
    await tellTeam(tx, services, referral.id, 'referral-answered')
    return allow(referral.id)
  })

const saveAnswer = (tx: Tx, referralId: Id, answer: string): void =>
  tx.save(
    db
      .updateTable('referrals.question')
      .set({ answer, answered_at: tx.now(), answered_by: actorId(tx.actor) ?? null })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('referral_id', '=', referralId)
      .where('answered_at', 'is', null),
  )

/** What stands now, out of a Conflict that a use case of this folder threw. */
export const currentOf = (conflict: Conflict): SentReferralDetails => conflict.current as SentReferralDetails
