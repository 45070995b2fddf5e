import { db, type Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'

/** What is stored about the caller's partnership itself. One statement. */
export async function getPartnership(tx: Tx): Promise<{ name: string; host: string | null; createdOn: Day }> {
  const [row] = await tx.read(
    db.selectFrom('access.partnership').select(['name', 'host', 'created_at']).where('id', '=', tx.actor.partnershipId),
  )
  return { name: row!.name, host: row!.host, createdOn: dayOf(row!.created_at) }
}
