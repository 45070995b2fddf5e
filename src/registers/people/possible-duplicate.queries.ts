import { actorId } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'

/** Who a person may be as well, undecided: only those whom the caller may see too. */
export const listPossibleDuplicates = (tx: Tx, personId: Id) =>
  tx.read(
    db
      .selectFrom('people.possible_duplicate as d')
      .innerJoin('people.person as p', (on) =>
        on
          .onRef('p.partnership_id', '=', 'd.partnership_id')
          .on((eb) => eb.or([eb('p.id', '=', eb.ref('d.person_id')), eb('p.id', '=', eb.ref('d.other_id'))])),
      )
      .select([
        'p.id',
        'p.given_name as givenName',
        'p.family_name as familyName',
        'p.birth_date as birthDate',
        'd.why',
      ])
      .where((eb) => eb.or([eb('d.person_id', '=', personId), eb('d.other_id', '=', personId)]))
      .where('p.id', '<>', personId)
      .where('d.decision', 'is', null)
      .orderBy('d.found_at'),
  )

/** What a human being found out about a pair. "same" says so and joins nothing. Throws NotFound for a pair the caller may not see. */
export async function decidePossibleDuplicate(
  tx: Tx,
  one: Id,
  other: Id,
  decision: 'same' | 'different',
): Promise<void> {
  const [first, second] = [one, other].toSorted()
  const changed = await tx.change(
    db
      .updateTable('people.possible_duplicate')
      .set({ decision, decided_at: tx.now(), decided_by: actorId(tx.actor) ?? null })
      .where('person_id', '=', first!)
      .where('other_id', '=', second!),
  )
  if (changed === 0) throw new NotFound('possible duplicate')
  journal(tx, 'person.duplicate-decided', { subjectId: one, personId: one, detail: { decision, other } })
}
