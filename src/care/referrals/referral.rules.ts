import { addWorkingDays } from '#engines/working-days/index.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'

/** Every allowed move of a referral. The database refuses the others too (a test compares). */
export const MOVES = {
  received: ['questioned', 'accepted', 'declined', 'withdrawn'],
  questioned: ['received', 'declined', 'withdrawn'],
  accepted: [],
  declined: [],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>

export type ReferralStatus = keyof typeof MOVES

/** Which rows of fact a referral has; `asked`: a question waits for its answer. */
export interface ReferralFacts {
  accepted: boolean
  declined: boolean
  withdrawn: boolean
  asked: boolean
}

/** Where a referral stands, computed from its facts alone; nothing when two of them end it. */
export function statusesFrom(facts: ReferralFacts): readonly ReferralStatus[] {
  const ends = (['accepted', 'declined', 'withdrawn'] as const).filter((end) => facts[end])
  if (ends.length > 0) return ends.length === 1 ? ends : []
  return [facts.asked ? 'questioned' : 'received']
}

/** How a status is said to staff. */
export const STATUS_WORDS: Record<ReferralStatus, string> = {
  received: 'Waiting for an answer',
  questioned: 'Waiting for the referrer',
  accepted: 'Accepted',
  declined: 'Not accepted',
  withdrawn: 'Taken back',
}

/** Who may ask: the national list of agencies that refer to link workers. */
export const AGENCIES = {
  general_practice: 'GP practice',
  pharmacy: 'Pharmacy',
  hospital: 'Hospital or discharge team',
  allied_health: 'Allied health professional',
  community_health: 'Community health or multidisciplinary team',
  mental_health: 'Mental health team',
  social_care: 'Adult or children’s social care',
  council: 'Council',
  housing: 'Housing association',
  job_centre: 'Job centre',
  fire: 'Fire and rescue',
  police: 'Police',
  charity: 'Charity or community group',
  school: 'School or college',
  employer: 'Employer',
  other: 'Somewhere else',
} as const
export type Agency = keyof typeof AGENCIES

export type ReferrerKind = 'professional' | 'carer' | 'self'

/** Why a team says no. Each comes with the next best thing: a better team or service, or words. */
export const DECLINE_REASONS = {
  outside_area: 'They live or are registered outside our area',
  not_our_group: 'They need help of a kind that we do not give',
  needs_more_than_we_can_give: 'They need more specialist help first',
  already_with_us: 'We are already working with them',
  person_said_no: 'They told us that they do not want this',
  not_enough_to_go_on: 'We asked, and still do not know enough to help safely',
} as const
export type DeclineReason = keyof typeof DECLINE_REASONS

/** What the rules look at. */
export interface ReferralState {
  id: Id
  teamId: Id
  status: ReferralStatus
}

export interface Acceptance {
  referralId: Id
  acceptedBy: Id
  acceptedAt: Date
  firstContactBy: Day
}

/** First contact is promised within five working days of acceptance (CONTRACT: defaults). */
export const firstContactDefault = (now: Date): Day => addWorkingDays(dayOf(now), 5)

/**
 * A paused intake refuses rather than queues: a person told "accepted" must be seen. A full caseload only warns.
 */
export function accept(
  referral: ReferralState,
  team: { intakePaused: boolean },
  acceptedBy: Id,
  firstContactBy: Day,
  now: Date,
): Decision<Acceptance, 'not-waiting' | 'intake-paused' | 'contact-date-past'> {
  if (referral.status !== 'received') return refuse('not-waiting')
  if (team.intakePaused) return refuse('intake-paused')
  if (firstContactBy < dayOf(now)) return refuse('contact-date-past')
  return allow({ referralId: referral.id, acceptedBy, acceptedAt: now, firstContactBy })
}

export interface Decline {
  reason: DeclineReason
  note: string | null
  betterTeamId: Id | null
  betterServiceId: Id | null
  betterText: string | null
}

/** Never a dead end: a decline names a better team or service, or says in words where to go. */
export function decline(
  referral: ReferralState,
  answer: Decline,
): Decision<Decline, 'not-open' | 'dead-end' | 'same-team'> {
  if (!isOpen(referral.status)) return refuse('not-open')
  if (answer.betterTeamId === referral.teamId) return refuse('same-team')
  if (!answer.betterTeamId && !answer.betterServiceId && !answer.betterText?.trim()) return refuse('dead-end')
  return allow(answer)
}

/** One question at a time: the next waits for the answer. */
export const askQuestion = (referral: ReferralState): Decision<'questioned', 'not-waiting'> =>
  referral.status === 'received' ? allow('questioned') : refuse('not-waiting')

/** The answer puts the referral back into the inbox. */
export const answerQuestion = (referral: ReferralState): Decision<'received', 'nothing-asked'> =>
  referral.status === 'questioned' ? allow('received') : refuse('nothing-asked')

/** Whoever asked, or the person, may take it back while it has no answer. */
export const withdraw = (referral: ReferralState): Decision<'withdrawn', 'not-open'> =>
  isOpen(referral.status) ? allow('withdrawn') : refuse('not-open')

/** Still waits for an answer of somebody. */
export const isOpen = (status: ReferralStatus): boolean => MOVES[status].length > 0

const LETTERS = '23456789BCDFGHJKMNPQRSTVWXZ'

/** A reference that is easy to say: no vowels (so no words), no 0, 1, I, L, O. `random`: 8 bytes or more. 27^7 is 10,460 million. */
export function referenceFrom(random: Uint8Array): string {
  let number = random.reduce((n, byte) => n * 256n + BigInt(byte), 0n)
  let letters = ''
  for (let n = 0; n < 7; n++) {
    letters += LETTERS[Number(number % 27n)]
    number /= 27n
  }
  return `${letters.slice(0, 3)}-${letters.slice(3)}`
}
