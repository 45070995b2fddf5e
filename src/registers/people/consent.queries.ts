import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { actorId } from '#platform/context.ts'
import { newId, type Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'

export type ConsentSubject = 'sharing' | 'telling-practice' | 'earlier-episodes' | 'story' | 'research' | 'contact'
export type ConsentAnswer = 'given' | 'refused' | 'best-interests'
export type ConsentGiver = 'person' | 'parent' | 'attorney' | 'deputy' | 'carer' | 'professional'

export interface Consent {
  subject: ConsentSubject
  answer: ConsentAnswer
  by: ConsentGiver
  /** Why it was not obtained; must be there when it was decided in their best interests. */
  note?: string | null
  /** To whom; null is everybody whom the wording names. */
  organisationId?: Id | null
  /** Which words they were shown. */
  wordingVersion: string
}

/** Writes down one answer, now. A change of mind is a new answer, never a changed one. */
export function saveConsent(tx: Tx, personId: Id, consent: Consent): Id {
  const id = newId()
  tx.add('people.consent', {
    partnership_id: tx.actor.partnershipId,
    id,
    person_id: personId,
    subject: consent.subject,
    answer: consent.answer,
    given_by: consent.by,
    note: consent.note ?? null,
    organisation_id: consent.organisationId ?? null,
    wording_version: consent.wordingVersion,
    given_at: tx.now(),
    recorded_by: actorId(tx.actor) ?? null,
  })
  journal(tx, 'consent.recorded', {
    subjectId: id,
    personId,
    detail: { subject: consent.subject, answer: consent.answer },
  })
  return id
}

/** Takes a consent back, now. Throws NotFound for one that the caller may not see, or that was taken back already. */
export async function withdrawConsent(tx: Tx, id: Id): Promise<void> {
  const consent = await tx.first(
    db
      .selectFrom('people.consent')
      .select(['person_id', 'subject'])
      .where('id', '=', id)
      .where('withdrawn_at', 'is', null)
      .forUpdate(),
  )
  if (!consent) throw new NotFound('consent')
  tx.save(
    db
      .updateTable('people.consent')
      .set({ withdrawn_at: tx.now(), withdrawn_by: actorId(tx.actor) ?? null })
      .where('id', '=', id),
  )
  journal(tx, 'consent.withdrawn', { subjectId: id, personId: consent.person_id, detail: { subject: consent.subject } })
}

/** The answers of a person whom the caller may see, the newest first. */
export const listConsents = (tx: Tx, personId: Id) =>
  tx.read(
    db
      .selectFrom('people.consent')
      .select(['id', 'subject', 'answer', 'given_by as by', 'note', 'organisation_id as organisationId'])
      .select(['wording_version as wordingVersion', 'given_at as givenAt', 'withdrawn_at as withdrawnAt'])
      .where('person_id', '=', personId)
      .orderBy('given_at', 'desc'),
  )
