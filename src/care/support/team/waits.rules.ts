import { workingDaysBetween } from '#engines/working-days/index.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'

/** What somebody waits for: the team's answer, the referrer's, or the first talk. */
export type Stage = 'answer' | 'referrer' | 'talk'

/** Somebody who had a first talk: the days on which they asked, or were referred, and on which they talked. */
export interface Talked {
  asked: Day
  talked: Day
}

/** Somebody who waits for a first talk. */
export interface Waiting {
  stage: Stage
  /** Of the referral, or of the episode once it is accepted. */
  id: Id
  personId: Id
  /** Asked or was referred on. */
  since: Day
  nextDate: Day
  ownerId: Id | null
  owner: string | null
}

/** Fewer than this say nothing about how long it takes. */
const ENOUGH = 5

/** How long people waited, in working days, with what that rests on: "Half of the last 50 people …". */
export function sayWaited(talked: readonly Talked[]): string {
  const n = talked.length
  if (n === 0) return 'Nobody has had a first talk here yet, so there is no wait to show.'
  const people = n === 1 ? '1 person' : `${n} people`
  if (n < ENOUGH) return `Only ${people} had a first talk so far: too few to say how long it takes.`
  const days = talked.map(({ asked, talked: on }) => workingDaysBetween(asked, on))
  const [half, most, all] = [0.5, 0.9, 1].map((share) => sayDays(shareWithin(days, share)))
  return `Of the last ${people} who had a first talk, half waited ${half} or less, 9 in 10 waited ${most} or less, and the longest wait was ${all}.`
}

/** The smallest number of days within which at least this share of people is: the quantile by nearest rank. `days`: not empty. */
export function shareWithin(days: readonly number[], share: number): number {
  const sorted = days.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]!
}

const sayDays = (days: number): string => (days === 1 ? '1 working day' : `${days} working days`)

const WAIT_FOR: Record<Stage, string> = {
  answer: 'for your answer',
  referrer: 'while you ask whoever referred them',
  talk: 'for the first talk',
}

/** How many wait, and for what: "12 people wait: 4 for your answer and 8 for the first talk." */
export function sayWaiting(counts: Record<Stage, number>): string {
  const stages = (Object.keys(WAIT_FOR) as Stage[]).filter((stage) => counts[stage] > 0)
  const all = stages.reduce((sum, stage) => sum + counts[stage], 0)
  if (all === 0) return 'Nobody waits for a first talk.'
  const parts = stages.map((stage) => `${counts[stage]} ${WAIT_FOR[stage]}`)
  return `${all === 1 ? '1 person waits' : `${all} people wait`}: ${new Intl.ListFormat('en-GB').format(parts)}.`
}
