import { findAdministeringOrganisation } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask, endTasks, hasOpenTask } from '#foundations/tasks/index.ts'
import type { Context } from '#platform/context.ts'

export type Alarm = 'journal-not-whole' | 'statuses-disagree'

/**
 * Asks whoever administers a partnership to look: once, while the last asking is open. Answers false where nobody holds the role;
 * then the log is all there is. `counts`: how much of what.
 */
export const raiseAlarm = (ctx: Context, kind: Alarm, counts: Record<string, number>): Promise<boolean> =>
  ctx.transaction(async (tx) => {
    const partnershipId = tx.actor.partnershipId
    journal(tx, `integrity.${kind}`, { subjectId: partnershipId, detail: counts })
    const organisationId = await findAdministeringOrganisation(tx)
    if (!organisationId) return false
    createTask(tx, {
      kind,
      about: { kind: 'partnership', id: partnershipId },
      organisationId,
      role: 'administrator',
      dueAt: new Date(tx.now().getTime() + 86_400_000),
      detail: counts,
    })
    return true
  })

/** Whether somebody was asked before and nothing has ended it. */
export const isAlarmOpen = (ctx: Context, kind: Alarm): Promise<boolean> =>
  ctx.transaction((tx) => hasOpenTask(tx, kind, tx.actor.partnershipId))

/** All agrees again: the asking is over. */
export const endAlarm = (ctx: Context, kind: Alarm): Promise<void> =>
  ctx.transaction(async (tx) => endTasks(tx, [kind], tx.actor.partnershipId))
