import type { Tx } from '#platform/database/database.ts'
import type { Services } from '#platform/services.ts'
import { actsForGroup } from './connection.policy.ts'
import type { LockedConnection } from './move-connection.queries.ts'
import { tellPerson } from './tell-connection.ts'

/** The job that tells a person the news of one connection. Its data are two ids. */
export const TELL = 'connection.tell'

/**
 * Tells the person, in the transaction that made the news. A group may not see how they are reached: its news is passed on by
 * a job that is queued in the same transaction.
 */
export function passOn(tx: Tx, services: Services, connection: LockedConnection): Promise<void> {
  const data = { partnershipId: tx.actor.partnershipId, connectionId: connection.id }
  return actsForGroup(tx.actor) ? services.jobs.send(tx, TELL, data) : tellPerson(tx, services, connection)
}
