import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'

export interface ContactDetails {
  telephone: string | null
  email: string | null
  addressLines: string[]
  postcode: string | null
}

/** Why a restricted person's address is opened; it stays in the journal, where the person can see it. */
export const VIEW_REASONS = ['call', 'visit', 'letter', 'safety', 'correction'] as const
export type ViewReason = (typeof VIEW_REASONS)[number]

/**
 * The one way to a restricted person's telephone and address, written into the journal with its reason. The caller has
 * made sure that it is the allocated worker who asks: who that is, episodes know. Throws NotFound for who may not see
 * the person at all.
 */
export async function viewRestrictedContact(tx: Tx, personId: Id, reason: ViewReason): Promise<ContactDetails> {
  const row = await tx.first(
    db
      .selectFrom('people.person')
      .select(['telephone', 'email', 'address_lines as addressLines', 'postcode'])
      .where('id', '=', personId),
  )
  if (!row) throw new NotFound('person')
  journal(tx, 'person.contact-opened', { subjectId: personId, personId, detail: { reason } })
  return row
}
