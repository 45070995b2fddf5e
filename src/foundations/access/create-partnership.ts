import { allow, refuse, type Decision } from '#platform/decision.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

export interface NewPartnership {
  name: string
  /** The host name under which its pages are found; without one it is found only while it is the oldest. */
  host?: string
}

/** Makes the partnership that the caller, a job, acts for: no one else may. Names and hosts are used once. */
export async function createPartnership(
  tx: Tx,
  { name, host }: NewPartnership,
): Promise<Decision<Id, 'name-taken' | 'host-taken'>> {
  const id = tx.actor.partnershipId
  const others = await tx.read(db.selectFrom('access.partnership').select(['name', 'host']))
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) return refuse('name-taken')
  if (host && others.some((other) => other.host === host.toLowerCase())) return refuse('host-taken')
  tx.save(db.insertInto('access.partnership').values({ id, name, host: host?.toLowerCase() ?? null }))
  return allow(id)
}
