import { contextOf } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Job } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'
import type { Adapter } from './adapters/adapter.ts'
import { listOverdueMessages } from './message.queries.ts'
import { SEND } from './queue-message.ts'
import { sendMessage, type OnAbandoned } from './send-message.ts'

interface SendData {
  partnershipId: Id
  messageId: Id
}

/**
 * The messages' background work: sending each in its turn, and finding those whose job was lost. A message for whose way
 * there is no adapter is given up at once. `services` is read when a job runs, since jobs start before it is complete.
 */
export function messageJobs(
  services: Pick<Services, 'database' | 'jobs' | 'clock'>,
  { adapters, onAbandoned }: { adapters: readonly Adapter[]; onAbandoned: OnAbandoned },
): Job[] {
  return [
    {
      name: SEND,
      run: (data) =>
        sendMessage(
          { services, adapters, onAbandoned },
          (data as SendData).partnershipId,
          (data as SendData).messageId,
        ),
    },
    { name: 'message.overdue', every: '*/10 * * * *', run: () => sendOverdue(services) },
  ]
}

const OVERDUE_MS = 30 * 60_000

/** A message must not wait for ever because a job failed too often or was dropped from the queue. */
async function sendOverdue({ database, jobs, clock }: Pick<Services, 'database' | 'jobs' | 'clock'>): Promise<void> {
  const listed = db.selectFrom('access.partnership').select('id').compile()
  const { rows } = await database.pool.query<{ id: Id }>(listed.sql)
  for (const { id: partnershipId } of rows) {
    const ctx = contextOf(database, { kind: 'job', partnershipId, cause: 'message.overdue' }, newId(), clock)
    await ctx.transaction(async (tx) => {
      const overdue = await listOverdueMessages(tx, new Date(tx.now().getTime() - OVERDUE_MS))
      for (const messageId of overdue) await jobs.send(tx, SEND, { partnershipId, messageId })
    })
  }
}
