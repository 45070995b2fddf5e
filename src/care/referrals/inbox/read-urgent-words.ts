import type { Context } from '#platform/context.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { lockReferral } from './move-referral.queries.ts'

/** Somebody says that they read the urgent words in a referral: it no longer waits to be read. Said twice, it stays said. */
export const confirmUrgentRead = (ctx: Context, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const referral = await lockReferral(tx, id)
    endTasks(tx, ['read-urgent-words'], referral.id)
    journal(tx, 'referral.urgent-words-read', {
      subjectId: referral.id,
      subjectVersion: referral.version,
      personId: referral.personId,
    })
  })
