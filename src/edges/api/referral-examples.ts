import type { z } from 'zod'
import { NEW_REFERRAL, type RECEIPT, type REFERRAL } from './referral.type.ts'

/** Grace is invented, as is everybody with an NHS number that begins with 999. */
export const GRACE = {
  person: {
    given_name: 'Grace',
    family_name: 'Okafor',
    birth_date: '1950-01-02',
    nhs_number: '9990000018',
    practice_code: 'ZZ0001',
    postcode: 'ZZ1 1AA',
    telephone: '07700900123',
    email: null,
    preferred_contact: 'telephone',
    safe_contact: { voicemail: false, post: true, hours: null },
    language: 'en',
    access_needs: ['large-print'],
  },
  referrer: {
    kind: 'professional',
    name: 'Dr A Patel',
    role: 'GP',
    profession: null,
    organisation_code: 'ZZ0001',
    telephone: '01632960000',
    email: 'a.patel@example.org',
  },
  team_id: 'b0a7c5a2-6a3f-5d0e-9d5c-1f2e3d4c5b6a',
  reasons: ['loneliness'],
  reason_text: 'Misses the choir',
  risks: [{ text: 'A large dog' }],
  no_known_risks: false,
  consent: { sharing: 'given', by: 'person', note: null },
  tell_practice: true,
}

const NEXT =
  'Riverside link workers will read this and answer by Thursday 2 April. If you hear nothing by then, ring 01632 960220.'

export const RECEIPT_EXAMPLE: z.input<typeof RECEIPT> = {
  id: '019d4a3c-7d1e-7a40-8f6b-2c3d4e5f6a7b',
  reference: 'K7P-3WQX',
  status: 'received',
  owner: 'Riverside link workers',
  next_date: '2026-04-02',
  what_happens_next: NEXT,
}

const { nhs_number: _, ...person } = NEW_REFERRAL.shape.person.parse(GRACE.person)

export const REFERRAL_EXAMPLE: z.input<typeof REFERRAL> = {
  ...RECEIPT_EXAMPLE,
  status_words: 'Waiting for an answer',
  version: 1,
  received_at: '2026-04-01T09:00:00.000Z',
  team: { id: GRACE.team_id, name: 'Riverside link workers', telephone: '01632 960220' },
  person: { ...person, nhs_number_given: true },
  referrer: {
    kind: 'professional',
    name: 'Dr A Patel',
    role: 'GP',
    telephone: '01632960000',
    email: 'a.patel@example.org',
  },
  reasons: ['loneliness'],
  reason_text: GRACE.reason_text,
  risks: GRACE.risks,
  no_known_risks: false,
  consent: { sharing: 'given', by: 'person', note: null },
  tell_practice: true,
  questions: [],
  acceptance: null,
  progress: [],
  decline: null,
  withdrawal: null,
  history: [{ at: '2026-04-01T09:00:00.000Z', words: 'Dr A Patel sent it to Riverside link workers' }],
}
