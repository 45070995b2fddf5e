import type { ReferralRequest } from '#care/referrals/index.ts'
import type { Answers } from '#engines/measures/index.ts'
import type { Actor } from '#platform/context.ts'
import type { Day } from '#platform/days.ts'
import type { Need } from '#registers/directory/needs/needs.ts'
import type { AnytownPerson } from '../person.type.ts'
import type { DECLINED } from '../referral-words.ts'
import type { HOW_IT_ENDED } from '../support-words.ts'
import type { Member, Team } from '../teams.ts'

/**
 * What happens to one invented person, from being referred to goodbye, as far as it has come by a moment: plain values, so
 * that the same life can be lived through the use cases (live.ts) or written down all at once (history/).
 */
export interface Life {
  /** Counts the people of the town; ids of what is written follow from it. */
  number: number
  person: AnytownPerson
  team: Team
  worker: Member
  manager: Member
  cameAt: Date
  request: ReferralRequest
  sender: Actor
  /** In the order in which they happened. */
  steps: readonly Step[]
}

export type Step = { at: Date } & Happening

export type Happening =
  | { kind: 'accepted'; firstContactBy: Day }
  | { kind: 'declined'; answer: (typeof DECLINED)[number] }
  | { kind: 'asked'; question: string }
  | { kind: 'withdrawn' }
  | Contacted
  | { kind: 'letter' }
  | { kind: 'words'; said: Said }
  | Answered
  | { kind: 'plan'; reviewOn: Day }
  | { kind: 'paused'; reason: 'hospital' | 'away' | 'family'; until: Day }
  | { kind: 'resumed' }
  | (Connected & { kind: 'proposed'; service: string; need: Need })
  | (Connected & { kind: 'agreed' })
  | (Connected & { kind: 'offered' })
  | (Connected & { kind: 'answer'; given: Given; firstVisit: { on: Day; metBy: null } | null })
  | (Connected & { kind: 'unanswered' })
  | (Connected & { kind: 'attended'; on: Day; came: boolean; reason: string | null })
  | (Connected & { kind: 'gone'; reason: 'finished' | 'by-themselves' | 'moved-on' | 'stopped-coming' | 'not-right' })
  | { kind: 'told' }
  | { kind: 'closed'; closure: Ended }

export interface Contacted {
  kind: 'contact'
  way: 'call' | 'visit'
  outcome: 'reached' | 'no-answer' | 'left-message' | 'declined'
  note: string | null
  nextOn: Day | null
}

export interface Answered {
  kind: 'response'
  measure: string
  point: 'start' | 'review' | 'end'
  answers: Answers
  mode: 'face' | 'telephone'
}

/** Which of somebody's connections, counted from 0. */
export interface Connected {
  connection: number
}

export type Given =
  | { answer: 'accepted' | 'waitlisted'; words: string | null }
  | { answer: 'declined'; reason: 'full' | 'paused' | 'few-helpers' | 'not-our-people' | 'needs-more'; words: null }

/** What was written down in the conversation: one concern, one goal, one step towards it. */
export interface Said {
  matters: string
  pleaseDo: string
  strengths: readonly string[]
  concern: string
  need: Need
  goal: string
  importance: number
  confidence: number
  step: string
}

export type Ended = (typeof HOW_IT_ENDED)[number] & {
  reason: 'finished' | 'moved' | 'not-reached' | 'declined' | 'other-service'
  requestedActions: readonly string[]
}
