import { actorId, organisationOf } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

export interface Entry {
  /** The record it was done to. */
  subjectId?: Id
  subjectVersion?: number
  /** Whose record it concerns: "who saw my record" is answered from this. */
  personId?: Id
  /** Codes and counts only, never free text; at most 1,000 characters as JSON. */
  detail?: Record<string, string | number | boolean | null | string[]>
}

/**
 * Writes down that something happened ("referral.accepted") or was looked at ("person.viewed"), in the transaction that
 * did it: both stand or fall together. Who, when and on whose behalf come from the caller's context.
 */
export function journal(tx: Tx, action: `${string}.${string}`, entry: Entry = {}): void {
  const { actor } = tx
  const row = {
    partnership_id: actor.partnershipId,
    actor_kind: actor.kind,
    actor_id: actorId(actor) ?? null,
    organisation_id: organisationOf(actor) ?? null,
    role: actor.kind === 'account' ? (actor.roles[0] ?? null) : null,
    action,
    subject_id: entry.subjectId ?? null,
    subject_version: entry.subjectVersion ?? null,
    person_id: entry.personId ?? null,
    request_id: tx.requestId,
    detail: JSON.stringify(entry.detail ?? {}),
  }
  tx.add('journal.entry', row, { mayWait: true }) // nobody ever changes an entry
}
