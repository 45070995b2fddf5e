import type { Keys } from '#platform/crypto.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { Conflict, Forbidden } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { columnsOf, type PersonDetails } from './person-details.queries.ts'
import { getPerson } from './person.queries.ts'

/**
 * Puts details of a person right, from the version that the caller looked at; only a team that works with the person
 * may. Answers the new version. Throws NotFound; Forbidden for who may only read (a practice); Conflict with the person as
 * they stand now when somebody was quicker.
 */
export async function changePerson(
  tx: Tx,
  keys: Keys,
  id: Id,
  version: number,
  changes: Partial<PersonDetails>,
): Promise<number> {
  const columns = columnsOf(keys, changes)
  const changed = await tx.change(
    db
      .updateTable('people.person')
      .set({ ...columns, further: columns.further && JSON.stringify(columns.further), version: version + 1 })
      .where('id', '=', id)
      .where('version', '=', version),
  )
  if (changed === 0) {
    const now = await getPerson(tx, id)
    if (now.version === version) throw new Forbidden('may read this person, not change them')
    throw new Conflict('somebody else changed this person', now)
  }
  journal(tx, 'person.changed', {
    subjectId: id,
    subjectVersion: version + 1,
    personId: id,
    detail: { fields: Object.keys(changes).toSorted() },
  })
  return version + 1
}
