import type { Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { assignTasks } from '#foundations/tasks/index.ts'
import { listMembers } from '#registers/teams/index.ts'
import { isOpen } from '../referral.rules.ts'
import { lockReferral, moveReferral, saveAllocation } from './move-referral.queries.ts'

export type AllocationRefusal = 'not-open' | 'not-in-team' | 'changed'

/**
 * Gives a referral that still waits to somebody of the team, with all that is to be done about it. Answers their name.
 * Refuses what is answered already, whoever is not of the team, and what is not as it was read (`version`).
 */
export const allocateReferral = (
  ctx: Context,
  id: string,
  { accountId, version }: { accountId: Id; version: number },
): Promise<Decision<{ name: string }, AllocationRefusal>> =>
  ctx.transaction(async (tx) => {
    const referral = await lockReferral(tx, id)
    if (!isOpen(referral.status)) return refuse('not-open')
    if (referral.version !== version) return refuse('changed')
    const members = await listMembers(tx, referral.teamId, dayOf(tx.now()))
    const member = members.find((one) => one.accountId === accountId)
    if (!member) return refuse('not-in-team')

    saveAllocation(tx, referral.id, accountId)
    moveReferral(tx, referral, { ownerId: accountId })
    assignTasks(tx, referral.id, accountId)
    journal(tx, 'referral.allocated', {
      subjectId: referral.id,
      subjectVersion: version + 1,
      personId: referral.personId,
      detail: { to: accountId },
    })
    return allow({ name: member.name })
  })
