import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { ConsentGiver, PersonDetails } from '#registers/people/index.ts'
import type { Reason } from './reasons.ts'
import type { Agency, ReferrerKind } from './referral.rules.ts'

/** Whoever asks that somebody is seen. */
export interface Referrer {
  kind: ReferrerKind
  name: string
  role: string | null
  /** One of the allied health professions, or another profession. */
  profession: string | null
  /** What a carer is to the person: "daughter". */
  relationship: string | null
  agency: Agency | null
  /** Where the sender's organisation is known to us: it may read its referral back. */
  organisationId: Id | null
  /** The name an agency without an account gave. */
  organisationName: string | null
  accountId: Id | null
  telephone: string | null
  email: string | null
}

/** Everything that sending a referral needs, checked and in our words: the same from every page, form and interface. */
export interface ReferralRequest {
  teamId: Id
  person: PersonDetails
  referrer: Referrer
  reasons: readonly Reason[]
  reasonText: string | null
  risks: readonly { text: string }[]
  noKnownRisks: boolean
  consent: { sharing: 'given' | 'best-interests' | 'not-asked'; by: ConsentGiver; note: string | null }
  /** Whether the GP practice is told what becomes of it. */
  tellPractice: boolean
  cameBy: 'screen' | 'public' | 'api' | 'paper' | 'telephone'
  /** Further PRSB referral items as received, by name. */
  details?: Record<string, unknown>
}

/** What whoever sent it is told at once. */
export interface Receipt {
  id: Id
  reference: string
  status: 'received'
  /** Who has it: the team, until a person is named. */
  owner: string
  next_date: Day
  what_happens_next: string
  /** Urgent words were found: help is shown at once. */
  urgent: boolean
}
