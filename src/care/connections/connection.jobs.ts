import { contextOf } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Job } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { askWorker } from './connection-tasks.ts'
import { mayLeave } from './consent.queries.ts'
import { lockConnection, type LockedConnection } from './move-connection.queries.ts'
import { findOffered } from './offering.queries.ts'
import { TELL } from './pass-on.ts'
import { getSpeaker, offerLink, tellGroup, tellPerson } from './tell-connection.ts'

/**
 * Passing on a group's answer, and the hourly look for silence: after three working days the group is asked again, after
 * seven their link worker is. Each step is done once, however often a job runs. `services` is read when a job runs.
 */
export const connectionJobs = (services: Services): Job[] => [
  { name: TELL, run: (data) => tellNews(services, data as TellData) },
  { name: 'connection.sweep', every: '7 * * * *', run: () => sweep(services) },
]

interface TellData {
  partnershipId: Id
  connectionId: Id
}

const tellNews = (services: Services, { partnershipId, connectionId }: TellData): Promise<void> =>
  asJob(services, partnershipId, TELL, async (tx) => tellPerson(tx, services, await lockConnection(tx, connectionId)))

interface Due {
  partnership_id: Id
  connection_id: Id
  step: 'nudge' | 'escalate' | 'tell'
}

/** The sweep looks at every partnership at once, and as nobody's job it sees no row of any. */
const NO_PARTNERSHIP = '00000000-0000-0000-0000-000000000000'

async function sweep(services: Services): Promise<void> {
  const due = await asJob(services, NO_PARTNERSHIP, 'connection.sweep', (tx) =>
    tx.query<Due>('select * from connections.due($1)', [tx.now()]),
  )
  for (const { partnership_id, connection_id, step } of due) {
    // One that fails must not keep the others waiting; it is due again in an hour.
    await asJob(services, partnership_id, 'connection.sweep', async (tx) =>
      STEPS[step](tx, services, await lockConnection(tx, connection_id)),
    ).catch((error: Error) =>
      services.log.error({ err: error, connection: connection_id, step }, 'a connection was not followed up'),
    )
  }
}

const STEPS: Record<Due['step'], (tx: Tx, services: Services, connection: LockedConnection) => Promise<void>> = {
  nudge: nudge,
  escalate: escalate,
  tell: tellPerson,
}

async function nudge(tx: Tx, services: Services, connection: LockedConnection): Promise<void> {
  if (connection.status !== 'offered') return
  const asked = await tx.first(
    db
      .updateTable('connections.offer')
      .set({ nudged_at: tx.now() })
      .where('connection_id', '=', connection.id)
      .where('nudged_at', 'is', null)
      .returning('channel'),
  )
  if (!asked) return
  journal(tx, 'connection.nudged', { subjectId: connection.id, personId: connection.personId })
  // They took their yes back, or died: nothing more goes out about them, and somebody tells the group.
  if (!(await mayLeave(tx, connection))) return askWorker(tx, 'tell-group', connection)
  const [offered, speaker] = await Promise.all([findOffered(tx, connection.serviceId), getSpeaker(tx, connection)])
  const link = asked.channel === 'email' && offered ? offerLink(tx, services, connection) : undefined
  const written =
    offered && link && (await tellGroup(tx, services, 'offer-still-open', { connection, offered, speaker }, { link }))
  if (!written) askWorker(tx, 'chase-offer', connection)
}

async function escalate(tx: Tx, _services: Services, connection: LockedConnection): Promise<void> {
  if (connection.status !== 'offered') return
  const escalated = await tx.change(
    db
      .updateTable('connections.offer')
      .set({ escalated_at: tx.now() })
      .where('connection_id', '=', connection.id)
      .where('escalated_at', 'is', null),
  )
  if (escalated === 0) return
  askWorker(tx, 'chase-offer', connection)
  journal(tx, 'connection.escalated', { subjectId: connection.id, personId: connection.personId })
}

const asJob = <T>(
  { database, clock }: Services,
  partnershipId: Id,
  cause: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => contextOf(database, { kind: 'job', partnershipId, cause }, newId(), clock).transaction(work)
