import { db, type Tx } from '#platform/database/database.ts'
import type { LockedConnection } from './move-connection.queries.ts'

/** Whether anything about somebody may go to the group: the consent with which they agreed stands, and they live. One statement. */
export const mayLeave = async (tx: Tx, { id, personId }: Pick<LockedConnection, 'id' | 'personId'>): Promise<boolean> =>
  (await tx.first(
    db
      .selectFrom('connections.agreement as a')
      .innerJoin('people.consent as c', (on) =>
        on.onRef('c.partnership_id', '=', 'a.partnership_id').onRef('c.id', '=', 'a.consent_id'),
      )
      .innerJoin('people.person as p', (on) =>
        on.onRef('p.partnership_id', '=', 'c.partnership_id').onRef('p.id', '=', 'c.person_id'),
      )
      .select('c.id')
      .where('a.connection_id', '=', id)
      .where('p.id', '=', personId)
      .where('c.withdrawn_at', 'is', null)
      .where('p.deceased_on', 'is', null),
  )) !== undefined
