import { addDays, dayOf, sayDay, type Day } from '#platform/days.ts'
import { lastSession, nextSession } from '#registers/directory/index.ts'
import type { Coming, SeenByGroup } from './group-view.queries.ts'

/** A group's people as its page has them. */
export interface ComingList {
  /** Who waits for an answer, the most pressing first. */
  asked: Coming[]
  /** Who comes: first visits by their day, then those without a day yet, then those who have been before, the latest first. */
  coming: Coming[]
  /** Who has not been for three months. */
  away: Coming[]
  waiting: Coming[]
}

/** Sorts a group's people by what is to be done for them. */
export function sortComing(people: readonly Coming[], today: Day): ComingList {
  const of = (status: Coming['status']) => people.filter((one) => one.status === status)
  const started = of('started').toSorted(byLastVisit)
  return {
    asked: of('offered').toSorted((a, b) => a.answerBy.localeCompare(b.answerBy)),
    coming: [...of('accepted').toSorted(byFirstVisit), ...started.filter((one) => !isAway(one, today))],
    away: started.filter((one) => isAway(one, today)),
    waiting: of('waitlisted'),
  }
}

const byFirstVisit = (a: Coming, b: Coming): number =>
  (a.firstVisit?.on ?? LAST).localeCompare(b.firstVisit?.on ?? LAST)
const LAST = '9999'

const byLastVisit = (a: Coming, b: Coming): number => lastVisit(b).localeCompare(lastVisit(a))
const lastVisit = ({ attendance }: Coming): string => attendance.find(({ came }) => came)?.on ?? ''

/** After so many days without a visit somebody no longer stands among those who come. */
const AWAY_AFTER = 91
const isAway = (one: Coming, today: Day): boolean => {
  const last = lastVisit(one)
  return last !== '' && last < addDays(today, -AWAY_AFTER)
}

/**
 * The day whose register is to be kept: their first visit once its day has come, or the latest day on which the group met; today where
 * nobody knows when it meets. Undefined before their first visit.
 */
export function registerDay(
  { firstVisit, schedules }: Pick<Coming, 'firstVisit' | 'schedules'>,
  today: Day,
): Day | undefined {
  if (firstVisit && firstVisit.on > today) return undefined
  const met = lastSession(schedules, today) ?? today
  return firstVisit && firstVisit.on > met ? firstVisit.on : met
}

/** The first word on the register: which day it is for, and when they meet next, where one day holds for everybody. */
export function sayRegisterDays(people: readonly Coming[], now: Date): string {
  const today = dayOf(now)
  const days = new Set(people.map(({ schedules }) => lastSession(schedules, today) ?? today))
  const [on] = days
  if (days.size !== 1 || !on) return 'The register is for the day that you met last. For another day, open the person.'
  if (on === today) return `The register is for today, ${sayDay(today, today)}. For another day, open the person.`
  const next = nextSession(people[0]!.schedules, now)
  const ahead = next ? ` You meet next on ${sayDay(next.day, today)}.` : ''
  return `The register is for the day that you met last, ${sayDay(on, today)}.${ahead} For another day, open the person.`
}

/** When somebody who has a place comes first, or how often they have been: the words, and whether it is their first visit. */
export function sayVisits(
  { status, firstVisit, attendance }: Pick<SeenByGroup, 'status' | 'firstVisit' | 'attendance'>,
  today: Day,
): { words: string; first: boolean } {
  if (status === 'accepted') {
    if (!firstVisit) return { words: 'First day not agreed yet', first: false }
    const when = firstVisit.on === today ? 'today' : sayDay(firstVisit.on, today)
    return { words: `First visit ${when}`, first: true }
  }
  const came = attendance.filter((one) => one.came)
  const [last] = came
  if (!last) return { words: 'Comes to you', first: false }
  return {
    words: `${came.length === 1 ? 'Came once' : `Came ${came.length} times`}, last on ${sayDay(last.on, today)}`,
    first: false,
  }
}

/** What the register says of a day; nothing where nobody wrote anything down. */
export const sayRegister = (
  { attendance }: Pick<SeenByGroup, 'attendance'>,
  on: Day,
): 'Came' | 'Did not come' | undefined => {
  const line = attendance.find((one) => one.on === on)
  return line && (line.came ? 'Came' : 'Did not come')
}
