import { sayDay, type Day } from '#platform/days.ts'
import type { Coming, SeenByGroup } from './group-view.queries.ts'

/** A group's people as its page has them. */
export interface ComingList {
  /** Who waits for an answer, the most pressing first. */
  asked: Coming[]
  /** Who comes: first visits by their day, then those without a day yet, then those who have been before, the latest first. */
  coming: Coming[]
  waiting: Coming[]
}

/** Sorts a group's people by what is to be done for them. */
export function sortComing(people: readonly Coming[]): ComingList {
  const of = (status: Coming['status']) => people.filter((one) => one.status === status)
  return {
    asked: of('offered').toSorted((a, b) => a.answerBy.localeCompare(b.answerBy)),
    coming: [...of('accepted').toSorted(byFirstVisit), ...of('started').toSorted(byLastVisit)],
    waiting: of('waitlisted'),
  }
}

const byFirstVisit = (a: Coming, b: Coming): number =>
  (a.firstVisit?.on ?? LAST).localeCompare(b.firstVisit?.on ?? LAST)
const LAST = '9999'

const byLastVisit = (a: Coming, b: Coming): number => lastVisit(b).localeCompare(lastVisit(a))
const lastVisit = ({ attendance }: Coming): string => attendance.find(({ came }) => came)?.on ?? ''

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
    words: `${came.length === 1 ? 'Came once' : `Came ${came.length} times`}, last ${sayDay(last.on, today)}`,
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
