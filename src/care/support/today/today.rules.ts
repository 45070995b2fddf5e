import { addDays, dayOf, daysBetween, instantAt, minutesOf, sayDay, weekdayOf, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { safeContactLines, sayReasons } from '#care/referrals/index.ts'
import { nameOf, readSafeHours, type Person } from '#registers/people/index.ts'
import { dueMeasures, type DueMeasure } from '../measures/index.ts'
import { wayTo, wordsOf, type Section, type TaskAtHand, type TaskWords } from './task-words.ts'
import type { DayTask } from './day-task.queries.ts'
import type { EpisodeToReview, QuietEpisode } from './today.queries.ts'

/** One line of a day: one thing to do. */
export interface DayRow {
  id: Id
  section: Section
  /** What to do, in words. */
  action: string
  href: string
  personId: Id | null
  personName: string | null
  /** Why: what they were referred for, or that they came back. */
  why: string
  telephone: string | null
  /** In place of a telephone, for whoever is written to. */
  email: string | null
  address: string | null
  /** What not to do, and when. */
  care: string[]
  /** "Since yesterday", "by Friday 10 April". */
  when: string
  late: boolean
  due: Day
  /** A colleague whose work this is, while they are away. */
  forWhom: string | null
  /** Went up because nobody did it in time. */
  escalated: boolean
  endsByHand: boolean
  /** How many more of the same kind nobody has for this person. */
  others: number
}

export interface DayFacts {
  tasks: readonly DayTask[]
  people: ReadonlyMap<Id, Person>
  /** Names of colleagues for whom one stands in. */
  standingInFor: ReadonlyMap<Id, string>
  now: Date
}

/** The lines of a day by section, each section in the order in which to go through it. */
export function dayOfWork({ tasks, people, standingInFor, now }: DayFacts): Record<Section, DayRow[]> {
  const rows: Record<Section, DayRow[]> = {
    now: [],
    ring: [],
    new: [],
    anybody: [],
    also: [],
    waiting: [],
    reviews: [],
    later: [],
  }
  const today = dayOf(now)
  const first = new Map<string, DayRow>()
  for (const task of inOrder(tasks, people, now)) {
    const at: TaskAtHand = { task, person: task.personId ? people.get(task.personId) : undefined, today }
    const row = rowOf(at, standingInFor)
    const same = `${task.kind} ${task.personId ?? task.id}`
    const before = row.section === 'anybody' ? first.get(same) : undefined
    if (before) before.others++
    else {
      if (row.section === 'anybody') first.set(same, row)
      rows[row.section].push(row)
    }
  }
  return rows
}

/** What a team's workers share while nobody has it stands apart: on each of their days, and in the count of none. */
const SHARED: readonly Section[] = ['ring', 'new', 'also', 'waiting']

function sectionOf(at: TaskAtHand): Section {
  const section = wordsOf(at.task.kind).section(at)
  const isShared = at.task.accountId === null && at.task.role === 'link_worker' && SHARED.includes(section)
  return isShared ? 'anybody' : section
}

function rowOf(at: TaskAtHand, standingInFor: ReadonlyMap<Id, string>): DayRow {
  const { task, person, today } = at
  const words = wordsOf(task.kind)
  const section = sectionOf(at)
  return {
    id: task.id,
    section,
    action: words.say(at),
    href: words.href(at),
    personId: person ? task.personId : null,
    personName: person ? nameOf(person) : null,
    why: sayWhy(task),
    ...reaching(words.rings, at),
    when: section === 'waiting' ? saySince(dayOf(task.madeAt), today) : sayDue(dayOf(task.dueAt), today),
    due: dayOf(task.dueAt),
    late: section !== 'waiting' && dayOf(task.dueAt) < today,
    forWhom: (task.accountId && standingInFor.get(task.accountId)) || null,
    escalated: task.escalated,
    endsByHand: words.endsByHand === true,
    others: 0,
  }
}

/** How to reach them, and what not to do. What the person asked for is between them and us: it binds no call to others. */
function reaching(
  rings: TaskWords['rings'],
  { task, person }: TaskAtHand,
): Pick<DayRow, 'telephone' | 'email' | 'address' | 'care'> {
  const none = { telephone: null, email: null, address: null, care: [] }
  if (rings) return { ...none, telephone: rings === 'referrer' ? (task.referral?.referrerTelephone ?? null) : null }
  if (!person) return none
  const care = safeContactLines(person).filter((line) => !line.startsWith('They like'))
  const way = wayTo(person)
  const { telephone, email, addressLines, postcode } = person
  if (way === 'email' && email) return { ...none, email, care }
  const address = [...addressLines, postcode].filter(Boolean).join(', ')
  if (way === 'post' && address) return { ...none, address, care }
  return { ...none, telephone, care }
}

const sayWhy = ({ episode, referral }: DayTask): string =>
  episode?.cameBack ? 'Came back to us' : referral ? sayReasons(referral.reasons) : ''

/**
 * Whom first: what is late; then who can be reached now rather than later today, and later today rather than not today; then
 * what is due first. So nobody with safe hours in the morning is left for the afternoon.
 */
export function inOrder(tasks: readonly DayTask[], people: ReadonlyMap<Id, Person>, now: Date): DayTask[] {
  const startOfToday = instantAt(dayOf(now), 0)
  // Once for each, not for each comparison: reading hours and days is what costs.
  const keyed = tasks.map((task) => ({
    task,
    late: task.dueAt < startOfToday ? 0 : 1,
    reach: reachable(task.personId ? people.get(task.personId) : undefined, now),
  }))
  return keyed
    .toSorted(
      (a, b) =>
        a.late - b.late ||
        a.reach - b.reach ||
        a.task.dueAt.getTime() - b.task.dueAt.getTime() ||
        (a.task.id < b.task.id ? -1 : 1),
    )
    .map(({ task }) => task)
}

/** 0: their hours run now and end today, 1: any time, 2: later today, 3: not today any more. Words that only people understand: any time. */
function reachable(person: Person | undefined, now: Date): number {
  const hours = person?.safeContact.hours ? readSafeHours(person.safeContact.hours) : undefined
  if (!hours) return 1
  const minute = minutesOf(now)
  if (!hours.days.has(weekdayOf(dayOf(now))) || minute >= hours.to) return 3
  return minute < hours.from ? 2 : hours.to < 24 * 60 ? 0 : 1
}

/** "since today", "since yesterday", "for 6 days". */
export function saySince(then: Day, today: Day): string {
  const days = daysBetween(then, today)
  if (days <= 0) return 'Since today'
  return days === 1 ? 'Since yesterday' : `For ${days} days, since ${sayDay(then, today)}`
}

/** "Today", "By tomorrow", "Late since Monday 30 March". */
export const sayDue = (due: Day, today: Day): string => {
  if (due === today) return 'Today'
  if (due === addDays(today, 1)) return 'By tomorrow'
  return due < today ? `Late since ${sayDay(due, today)}` : `By ${sayDay(due, today)}`
}

/** A questionnaire to ask, or a plan to look at again. */
export interface ReviewRow {
  id: string
  /** "Ask Grace Okafor the first questions". */
  action: string
  href: string
  due: Day
}

const ASK: Record<DueMeasure['point'], string> = {
  start: 'the first questions',
  review: 'the questions for the review',
  end: 'the last questions',
}

/** More of these than fit into a day are counted, not shown. */
export const REVIEWS_SHOWN = 30

/** An episode in which something is to be asked now, most pressing first. */
export interface Asking {
  episode: EpisodeToReview
  due: DueMeasure[]
}

/** The episodes in which something is to be asked now; only their people need names. */
export const askingIn = (episodes: readonly EpisodeToReview[], today: Day): Asking[] =>
  episodes
    .map((episode) => ({ episode, due: dueMeasures(episode, episode.answered, today) }))
    .filter(({ due }) => due.length > 0)

/** What is to be asked in some episodes and which plans are due, the earliest first. */
export function reviewsOf(
  asking: readonly Asking[],
  plans: readonly DayRow[],
  people: ReadonlyMap<Id, Person>,
): ReviewRow[] {
  const questions = asking.flatMap(({ episode, due }): ReviewRow[] => {
    const person = people.get(episode.personId)
    if (!person) return []
    return [...Map.groupBy(due, ({ point }) => point)].map(([point, [first]]) => ({
      id: `${episode.id} ${point}`,
      action: `Ask ${nameOf(person)} ${ASK[point]}`,
      href: `/episodes/${episode.id}/measures`,
      due: first!.by,
    }))
  })
  return [...questions, ...plans].toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.id < b.id ? -1 : 1))
}

/** Nothing heard for so long, while the work goes on; in days. */
export const QUIET_AFTER = 28

/** "Not heard since Tuesday 3 March, 29 days ago". */
export function sayQuiet({ heardAt, openedAt, tries }: QuietEpisode, today: Day): string {
  const since = dayOf(heardAt ?? openedAt)
  const tried = tries === 0 ? 'not tried since' : tries === 1 ? 'tried once since' : `tried on ${tries} days since`
  return `${daysBetween(since, today)} days, since ${sayDay(since, today)}: ${tried}`
}

/** The first line of the page: what the day holds. */
export function sayTheDay(rows: Record<Section, readonly DayRow[]>): string {
  const parts = [
    rows.now.length > 0 && `${count(rows.now.length, 'thing')} to read now`,
    rows.ring.length > 0 && `${count(rows.ring.length, 'call')} to make`,
    rows.new.length > 0 && `${rows.new.length} new`,
    rows.also.length > 0 && `${count(rows.also.length, 'other thing')} to do`,
  ].filter((part) => typeof part === 'string')
  if (parts.length === 0) return 'Nothing is due today.'
  const said = new Intl.ListFormat('en-GB').format(parts)
  return `${said.charAt(0).toUpperCase()}${said.slice(1)}.`
}

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`

interface Colleague {
  accountId: Id
  name: string
  workingDays: readonly number[]
  coverAccountId: Id | null
}

/** For whom somebody stands in on a day: colleagues who do not work on that weekday and named them. */
export const standingIn = (members: readonly Colleague[], accountId: Id, today: Day): Colleague[] =>
  members.filter(
    (one) =>
      one.coverAccountId === accountId && one.accountId !== accountId && !one.workingDays.includes(weekdayOf(today)),
  )
