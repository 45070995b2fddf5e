import { addWorkingDays } from '#engines/working-days/index.ts'
import { dayOf, instantAt, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'

/** Every allowed move of a connection. The database refuses the others too (a test compares). */
export const MOVES = {
  proposed: ['agreed', 'withdrawn'],
  agreed: ['offered', 'withdrawn'],
  offered: ['accepted', 'waitlisted', 'declined', 'unanswered', 'withdrawn'],
  waitlisted: ['accepted', 'declined', 'withdrawn'],
  accepted: ['started', 'withdrawn'],
  started: ['ended'],
  declined: [],
  unanswered: [],
  withdrawn: [],
  ended: [],
} as const satisfies Record<string, readonly string[]>

export type ConnectionStatus = keyof typeof MOVES

/** Which rows of fact a connection has; `came`: they were there at least once. */
export interface ConnectionFacts {
  agreed: boolean
  offered: boolean
  answers: readonly string[]
  silent: boolean
  withdrawn: boolean
  came: boolean
  ended: boolean
}

/** Where a connection stands, computed from its facts alone: the furthest of them counts. Nothing when two of them end it. */
export function statusesFrom(facts: ConnectionFacts): readonly ConnectionStatus[] {
  const said = (answer: string) => facts.answers.includes(answer)
  const over: Partial<Record<ConnectionStatus, boolean>> = {
    ended: facts.ended,
    withdrawn: facts.withdrawn,
    unanswered: facts.silent,
    declined: said('declined'),
  }
  const ends = (Object.keys(over) as ConnectionStatus[]).filter((end) => over[end])
  if (ends.length > 0) return ends.length === 1 ? ends : []
  if (facts.came) return ['started']
  if (said('accepted')) return ['accepted']
  if (said('waitlisted')) return ['waitlisted']
  if (facts.offered) return ['offered']
  return [facts.agreed ? 'agreed' : 'proposed']
}

/** How a status is said to staff. */
export const STATUS_WORDS: Record<ConnectionStatus, string> = {
  proposed: 'An idea',
  agreed: 'They would like to go',
  offered: 'Waiting for the group',
  accepted: 'They have a place',
  waitlisted: 'On the waiting list',
  started: 'Going',
  declined: 'The group said no',
  unanswered: 'The group never answered',
  withdrawn: 'Taken back',
  ended: 'Ended',
}

/** Whether a connection may go to another state; refused moves say no more than that something else happened first. */
export function move(from: ConnectionStatus, to: ConnectionStatus): Decision<ConnectionStatus, 'not-possible-now'> {
  return (MOVES[from] as readonly string[]).includes(to) ? allow(to) : refuse('not-possible-now')
}

/** Something may still happen to it. */
export const isOpen = (status: ConnectionStatus): boolean => MOVES[status].length > 0

/** It came to nothing through the group: the worker looks for another. */
export const needsAnother = (status: ConnectionStatus): boolean => status === 'declined' || status === 'unanswered'

/** What the person may let a group see: each is ticked on its own, and nothing else leaves. */
export const SHARED_FIELDS = {
  name: 'Their name',
  contact: 'How to contact them',
  'access-needs': 'What they need to take part',
  helps: 'What helps them feel welcome',
} as const
export type SharedField = keyof typeof SHARED_FIELDS

/** Which words the person was asked in; change it when the questions of the agreement page change. */
export const WORDING = 'connection-1'

export interface Agreement {
  shared: readonly SharedField[]
  helps: string | null
  by: 'person' | 'attorney' | 'deputy'
}

/** The person's yes, and what may be shared. May be given anew until the group is asked. */
export function agree(
  status: ConnectionStatus,
  agreement: Agreement,
  { restricted }: { restricted: boolean },
): Decision<Agreement, 'not-possible-now' | 'contact-kept-back' | 'helps-empty'> {
  if (status !== 'proposed' && status !== 'agreed') return refuse('not-possible-now')
  if (restricted && agreement.shared.includes('contact')) return refuse('contact-kept-back')
  if (agreement.shared.includes('helps') && !agreement.helps) return refuse('helps-empty')
  // Words that were typed but not ticked stay here.
  return allow(agreement.shared.includes('helps') ? agreement : { ...agreement, helps: null })
}

/** Why a group cannot take somebody: `when` tells "not now" from "not right for us". */
export const DECLINE_REASONS = {
  full: { when: 'now', words: 'We are full' },
  paused: { when: 'now', words: 'We are not meeting just now' },
  'few-helpers': { when: 'now', words: 'We do not have enough helpers just now' },
  'not-our-people': { when: 'right', words: 'They are not who our group is for' },
  'needs-more': { when: 'right', words: 'They need more help than we can give' },
  'no-access': { when: 'right', words: 'They could not get in or take part here' },
  other: { when: 'right', words: 'Something else' },
} as const satisfies Record<string, { when: 'now' | 'right'; words: string }>
export type DeclineReason = keyof typeof DECLINE_REASONS

export type GroupAnswer =
  | { answer: 'accepted' | 'waitlisted'; words: string | null }
  | { answer: 'declined'; reason: DeclineReason; words: string | null }

/** The group's answer, by its link or as told on the telephone. A waiting list may still become a yes or a no. */
export function answer(
  status: ConnectionStatus,
  given: GroupAnswer,
): Decision<GroupAnswer, 'not-possible-now' | 'say-what-else'> {
  const allowed = move(status, given.answer)
  if (!allowed.ok) return allowed
  if (given.answer === 'declined' && given.reason === 'other' && !given.words) return refuse('say-what-else')
  return allow(given)
}

/** Why a team takes a connection back before they went. */
export const WITHDRAWAL_REASONS = {
  'changed-mind': 'They changed their mind',
  'found-other': 'They found something else',
  'not-well': 'They are not well enough now',
  'cannot-get-there': 'They cannot get there',
  'not-safe': 'It would not be safe for them',
  'not-right': 'It does not suit after all',
} as const
export type WithdrawalReason = keyof typeof WITHDRAWAL_REASONS

/** Why a connection is taken back that was still open when the work with the person ended. */
export const WORK_ENDED = { 'work-ended': 'The work with them has ended' } as const

/** Why a group takes back a place that it had given. */
export const PLACE_BACK_REASONS = {
  'no-place': 'We cannot take them after all',
  'said-no': 'They told us that they will not come',
  'never-came': 'They never came',
} as const
export type PlaceBackReason = keyof typeof PLACE_BACK_REASONS

/** Why somebody does not go there any more. */
export const END_REASONS = {
  finished: 'It has finished, as planned',
  'by-themselves': 'They go by themselves now',
  'moved-on': 'They have moved on to something else',
  'stopped-coming': 'They stopped coming',
  'not-right': 'It did not suit them',
  closed: 'The group has closed',
} as const
export type EndReason = keyof typeof END_REASONS

/** The limits of CONTRACT §9, in working days after an offer. */
const NUDGE_AFTER = 3
const ESCALATE_AFTER = 7

/** By when a group is asked to answer, when it is asked again, and when its silence becomes a task: ends of working days. */
export function offerDates(now: Date): { answerBy: Day; nudgeAt: Date; escalateAt: Date } {
  const answerBy = addWorkingDays(dayOf(now), NUDGE_AFTER)
  return { answerBy, nudgeAt: closeOf(answerBy), escalateAt: closeOf(addWorkingDays(dayOf(now), ESCALATE_AFTER)) }
}

/** Whether a team may stop waiting for a group's answer: not before the day has passed by which it was asked to answer. */
export function giveUp(
  status: ConnectionStatus,
  answerBy: Day | undefined,
  now: Date,
): Decision<'unanswered', 'not-possible-now' | 'too-soon'> {
  const allowed = move(status, 'unanswered')
  if (!allowed.ok) return allowed
  return answerBy && now < closeOf(answerBy) ? refuse('too-soon') : allow('unanswered')
}

/** The end of the working day so many working days later: when something must be done by. */
export const dueIn = (now: Date, workingDays: number): Date => closeOf(addWorkingDays(dayOf(now), workingDays))

const closeOf = (day: Day): Date => instantAt(day, 17 * 60)

/** A group's link works so long, in days; after the end of a connection the group sees the person so much longer. */
export const LINK_DAYS = 120
export const SIGHT_AFTER_END_DAYS = 30
