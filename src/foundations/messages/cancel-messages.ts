import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { cancelQueued } from './message.queries.ts'

/**
 * Stops every message that has not gone yet and is about a record, or concerns a person: when a referral is taken back,
 * a consent is withdrawn, somebody died. At once, in the caller's transaction; what is with the mail server at that very
 * moment cannot be called back, and its attempt says so. Answers how many were stopped. Whether the caller may do this
 * is the use case's to decide.
 */
export function cancelMessages(tx: Tx, which: { aboutId: Id } | { personId: Id }): Promise<number> {
  return 'aboutId' in which ? cancelQueued(tx, which.aboutId, null) : cancelQueued(tx, null, which.personId)
}
