import { addWorkingDays } from '#engines/working-days/index.ts'
import type { Context } from '#platform/context.ts'
import { dayOf, instantAt, type Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask, endTasks } from '#foundations/tasks/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { answerEscalates } from '../promise.rules.ts'
import { askQuestion as mayAsk } from '../referral.rules.ts'
import { tellQuestion } from '../tell.ts'
import { lockReferral, moveReferral, saveAllocation, type LockedReferral } from './move-referral.queries.ts'

export type QuestionRefusal = 'not-waiting' | 'changed'

/** A referrer who has not answered by then is rung: in working days after the question (CONTRACT: nudge after 2). */
export const CHASE_AFTER = 2

/**
 * Asks whoever referred, who is told in the same transaction. The referral then waits for them, and whoever has it (whoever
 * asks, where nobody has it yet) chases on the day that it answers with. Refuses what is answered already, and a question
 * to a referral that is not as it was read (`version`).
 */
export const askReferrer = (
  ctx: Context,
  services: Services,
  id: string,
  { question, version }: { question: string; version: number },
): Promise<Decision<Day, QuestionRefusal>> =>
  ctx.transaction(async (tx) => {
    const referral = await lockReferral(tx, id)
    const decision = mayAsk(referral)
    if (!decision.ok) return decision
    if (referral.version !== version) return refuse('changed')

    const { accountId } = teamActor(tx.actor)
    const ownerId = referral.ownerId ?? accountId
    const chaseOn = addWorkingDays(dayOf(tx.now()), CHASE_AFTER)
    saveQuestion(tx, referral.id, question)
    if (!referral.ownerId) saveAllocation(tx, referral.id, accountId)
    moveReferral(tx, referral, { status: decision.value, ownerId, nextDate: chaseOn })
    endTasks(tx, ['answer-referral'], referral.id) // it waits for the referrer now; their answer makes it again
    chaseLater(tx, referral, ownerId, chaseOn)
    journal(tx, 'referral.questioned', {
      subjectId: referral.id,
      subjectVersion: version + 1,
      personId: referral.personId,
    })
    await tellQuestion(tx, services, { referralId: referral.id, question })
    return allow(chaseOn)
  })

function saveQuestion(tx: Tx, referralId: Id, question: string): void {
  tx.save(
    db.insertInto('referrals.question').values({
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      referral_id: referralId,
      asked_by: teamActor(tx.actor).accountId,
      asked_at: tx.now(),
      question,
    }),
  )
}

function chaseLater(tx: Tx, { id, personId, teamId }: LockedReferral, accountId: Id, day: Day): void {
  createTask(tx, {
    kind: 'chase-referrer',
    about: { kind: 'referral', id },
    personId,
    organisationId: teamActor(tx.actor).organisationId,
    teamId,
    accountId,
    role: 'link_worker',
    dueAt: instantAt(day, CLOSE_OF_DAY),
    escalate: { at: answerEscalates(tx.now()), to: 'team_manager' },
  })
}

/** 5pm, in minutes. */
const CLOSE_OF_DAY = 17 * 60
