import { addWorkingDays, isWorkingDay } from '#engines/working-days/index.ts'
import { addDays, dayOf, minutesOf, weekdayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { readSafeHours, type SafeHours } from '#registers/people/index.ts'
import { isLongBefore, type EpisodeStatus } from '../episode.rules.ts'

/** How a contact was made, in the words of the form. */
export const KINDS = {
  call: 'Telephone call',
  visit: 'Meeting face to face',
  video: 'Video call',
  text: 'Text message',
  email: 'Email',
  letter: 'Letter',
  group: 'In a group',
} as const
export type ContactKind = keyof typeof KINDS

/** What came of it. Nobody "fails to attend". */
export const OUTCOMES = {
  reached: 'We talked',
  'no-answer': 'No answer',
  'left-message': 'I left a message',
  'did-not-come': 'They did not come this time',
  declined: 'They do not want to go on',
} as const
export type ContactOutcome = keyof typeof OUTCOMES

/** What the rules look at; the latest version of each contact. */
export interface ContactFact {
  happenedAt: Date
  kind: ContactKind
  outcome: ContactOutcome
}

type Part = 'morning' | 'afternoon' | 'evening'
const PARTS: Record<Part, { from: number; to: number }> = {
  morning: { from: 0, to: 12 * 60 },
  afternoon: { from: 12 * 60, to: 17 * 60 },
  evening: { from: 17 * 60, to: 24 * 60 },
}
const PART_NAMES = Object.keys(PARTS) as Part[]

/** Where contacts have led to. */
export interface Reached {
  /** When we last talked. */
  heardAt: Date | null
  /** Days since then on which we tried in vain: two tries of one day count once. */
  tries: number
  /** Parts of the day at which we have tried since then. */
  parts: readonly Part[]
  /** When we wrote to them since then. */
  letterAt: Date | null
}

/** Sums up the contacts of an episode, in any order. A letter is no try: it asks them to try us. */
export function reachedBy(contacts: readonly ContactFact[]): Reached {
  const heard = contacts
    .filter(({ outcome }) => outcome === 'reached' || outcome === 'declined')
    .map(({ happenedAt }) => happenedAt)
  const heardAt = latest(heard)
  const since = contacts.filter(
    ({ happenedAt, outcome }) => (!heardAt || happenedAt > heardAt) && outcome !== 'reached' && outcome !== 'declined',
  )
  const tried = since.filter(({ kind }) => kind !== 'letter')
  return {
    heardAt,
    tries: new Set(tried.map(({ happenedAt }) => dayOf(happenedAt))).size,
    parts: PART_NAMES.filter((part) => tried.some(({ happenedAt }) => isIn(part, minutesOf(happenedAt)))),
    letterAt: latest(since.filter(({ kind }) => kind === 'letter').map(({ happenedAt }) => happenedAt)),
  }
}

const latest = (instants: readonly Date[]): Date | null =>
  instants.length > 0 ? new Date(Math.max(...instants.map(Number))) : null
const isIn = (part: Part, minute: number): boolean => minute >= PARTS[part].from && minute < PARTS[part].to

/** After so many tries we write (CONTRACT: three tries on different days and times, then a letter, then a task). */
export const ENOUGH_TRIES = 3

/**
 * Whether somebody was tried often enough: on three days, and not always in the same part of the day, unless only one part
 * is safe for them. Hours that only a human being can read never drive anybody to another time of day.
 */
export const triedEnough = ({ tries, parts }: Reached, safeHours: string | null): boolean =>
  tries >= ENOUGH_TRIES && (parts.length > 1 || safeParts(safeHours).length <= 1)

/** The parts of the day at which somebody may be tried; none where only a human being understands their words. */
function safeParts(safeHours: string | null): Part[] {
  if (!safeHours?.trim()) return PART_NAMES
  const hours = readSafeHours(safeHours)
  return hours ? PART_NAMES.filter((part) => hours.from < PARTS[part].to && hours.to > PARTS[part].from) : []
}

/** In which part of the day to try next: the first safe one that has not been tried; undefined when any is as good. */
export function partToTry({ tries, parts }: Reached, safeHours: string | null): Part | undefined {
  const open = safeParts(safeHours).filter((part) => part !== 'evening' || safeHours?.trim())
  return tries > 0 ? open.find((part) => !parts.includes(part)) : undefined
}

/** The day on which to try again: the next working day, and one on which it is safe. */
export function dayToTry(today: Day, safeHours: string | null): Day {
  const hours: SafeHours | undefined = safeHours ? readSafeHours(safeHours) : undefined
  const next = addWorkingDays(addDays(today, 1), 0)
  if (!hours) return next
  const days = Array.from({ length: 14 }, (_, n) => addDays(next, n))
  return days.find((day) => isWorkingDay(day) && hours.days.has(weekdayOf(day))) ?? next
}

/** What is to be done next in an episode, and by when: one task, and the next date of the episode. */
export interface Step {
  kind: 'first-contact' | 'next-contact' | 'send-letter' | 'answer-to-letter' | 'resume-episode' | 'close-episode'
  on: Day
  /** How often they were tried in vain. */
  tries: number
}
/** The tasks by which an episode goes on: one of them at a time. */
export const STEP_KINDS = [
  'first-contact',
  'next-contact',
  'send-letter',
  'answer-to-letter',
  'resume-episode',
  'close-episode',
] as const

/** After a talk, when nobody chose a day; in working days. */
const NEXT_AFTER_TALK = 10
/** How long a letter may stay without an answer before the manager decides; in working days. */
export const LETTER_WAIT = 10

interface Situation {
  status: EpisodeStatus
  latest: ContactOutcome
  reached: Reached
  safeHours: string | null
  /** The day that the worker chose; null: the rule's. */
  chosen: Day | null
  today: Day
}

/** The next step after a contact. There always is one: an open episode without a next date would be forgotten. */
export function nextStep({ status, latest: outcome, reached, safeHours, chosen, today }: Situation): Step {
  const { tries, letterAt } = reached
  const tomorrow = addWorkingDays(addDays(today, 1), 0)
  if (outcome === 'declined') return { kind: 'close-episode', on: tomorrow, tries: 0 }
  if (outcome === 'reached')
    return { kind: 'next-contact', on: chosen ?? addWorkingDays(today, NEXT_AFTER_TALK), tries: 0 }
  if (status === 'waiting' && letterAt) return { kind: 'answer-to-letter', on: letterAnswerBy(letterAt, today), tries }
  if (status === 'waiting' && triedEnough(reached, safeHours)) return { kind: 'send-letter', on: tomorrow, tries }
  return {
    kind: status === 'waiting' ? 'first-contact' : 'next-contact',
    on: chosen ?? dayToTry(today, safeHours),
    tries,
  }
}

/** By when somebody should have answered a letter; never before the next working day. */
export function letterAnswerBy(letterAt: Date, today: Day): Day {
  const by = addWorkingDays(dayOf(letterAt), LETTER_WAIT)
  return by > today ? by : addWorkingDays(addDays(today, 1), 0)
}

export type ContactRefusal = 'closed' | 'in-the-future' | 'before-us' | 'next-day-past' | 'next-day-far'

/** A slip of the pen, or a promise that helps nobody; in days. */
const FARTHEST_NEXT = 366

/** Whether a contact may be written down. Clocks of browsers run ahead: five minutes are forgiven. */
export function mayRecord(
  { status, openedAt }: { status: EpisodeStatus; openedAt: Date },
  happenedAt: Date,
  nextOn: Day | null,
  now: Date,
): Decision<Date, ContactRefusal> {
  if (status === 'closed') return refuse('closed')
  if (happenedAt.getTime() > now.getTime() + 5 * 60_000) return refuse('in-the-future')
  if (isLongBefore(dayOf(happenedAt), { openedAt })) return refuse('before-us')
  if (nextOn && nextOn < dayOf(now)) return refuse('next-day-past')
  if (nextOn && nextOn > addDays(dayOf(now), FARTHEST_NEXT)) return refuse('next-day-far')
  return allow(happenedAt > now ? now : happenedAt)
}

/** Why somebody takes a rest from us. */
export const PAUSE_REASONS = {
  asked: 'They asked for a rest',
  hospital: 'They are in hospital',
  away: 'They are away',
  family: 'Something in the family comes first',
  other: 'Another reason',
} as const
export type PauseReason = keyof typeof PAUSE_REASONS

export type PauseRefusal = 'not-active' | 'changed' | 'until-past' | 'until-far'

/** A pause has an end, so that nobody is forgotten in it; half a year at most. */
export function mayPause(
  status: EpisodeStatus,
  until: Day,
  today: Day,
): Decision<Day, Exclude<PauseRefusal, 'changed'>> {
  if (status !== 'active') return refuse('not-active')
  if (until <= today) return refuse('until-past')
  if (until > addDays(today, 183)) return refuse('until-far')
  return allow(until)
}
