import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { cancelMessages } from '#foundations/messages/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { ALL_TASKS, askWorker } from './connection-tasks.ts'
import { move, type PlaceBackReason, type WithdrawalReason, type WORK_ENDED } from './connection.rules.ts'
import { endSight, lockConnection, moveConnection, recorder, type LockedConnection } from './move-connection.queries.ts'
import { findOffered } from './offering.queries.ts'
import { passOn } from './pass-on.ts'
import { getSpeaker, tellGroup } from './tell-connection.ts'

export type WithdrawalRefusal = 'changed' | 'not-possible-now'

export interface Withdrawal {
  reason: WithdrawalReason | PlaceBackReason | keyof typeof WORK_ENDED
  words: string | null
  version?: number
}

/**
 * Takes a connection back before they went. By the team, for the person: what has not gone yet is stopped, and a group
 * that keeps a place hears that it is free. By the group: the person is told, and another place is looked for.
 */
export const withdrawConnection = (
  ctx: Context,
  services: Services,
  id: string,
  { version, ...withdrawal }: Withdrawal,
): Promise<Decision<null, WithdrawalRefusal>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    const allowed = move(connection.status, 'withdrawn')
    if (!allowed.ok) return allowed
    if (version !== undefined && connection.version !== version) return refuse('changed')
    await takeBack(tx, services, connection, withdrawal)
    return allow(null)
  })

/** The same within a transaction, of a locked connection that may be taken back. `quiet`: nothing is sent, somebody tells the group. */
export async function takeBack(
  tx: Tx,
  services: Services,
  connection: LockedConnection,
  { reason, words, quiet }: Omit<Withdrawal, 'version'> & { quiet?: boolean },
): Promise<void> {
  const { byGroup, recordedBy } = recorder(tx)
  tx.save(
    db.insertInto('connections.withdrawal').values({
      partnership_id: tx.actor.partnershipId,
      connection_id: connection.id,
      by_kind: byGroup ? 'provider' : 'team',
      recorded_by: recordedBy,
      withdrawn_at: tx.now(),
      reason,
      words,
      // The team took it back together with the person; a group's news is still to be passed on.
      told_at: byGroup ? null : tx.now(),
    }),
  )
  const subjectVersion = moveConnection(tx, connection, 'withdrawn')
  endSight(tx, connection.id, tx.now())
  endTasks(tx, ALL_TASKS, connection.id, 'cancelled')
  const { id: subjectId, personId } = connection
  journal(tx, 'connection.withdrawn', {
    subjectId,
    subjectVersion,
    personId,
    detail: { reason, by: byGroup ? 'provider' : 'team' },
  })
  if (byGroup) await lookOn(tx, services, connection)
  else await freePlace(tx, services, connection, quiet)
}

async function lookOn(tx: Tx, services: Services, connection: LockedConnection): Promise<void> {
  askWorker(tx, 'find-another', connection)
  await passOn(tx, services, connection)
}

/** A group that never got the offer has nothing to hear; one that did must not keep a place for nobody. */
async function freePlace(tx: Tx, services: Services, connection: LockedConnection, quiet = false): Promise<void> {
  if (connection.status === 'proposed' || connection.status === 'agreed') return
  const [stopped, offered, speaker] = await Promise.all([
    cancelMessages(tx, { aboutId: connection.id }),
    findOffered(tx, connection.serviceId),
    getSpeaker(tx, connection),
  ])
  if ((stopped > 0 && connection.status === 'offered') || !offered) return
  if (quiet || !(await tellGroup(tx, services, 'offer-withdrawn', { connection, offered, speaker }, {})))
    askWorker(tx, 'tell-group', connection)
}
