import { addDays, type Day } from '#platform/days.ts'

/** Whole quarters of a year that are looked at together; the last may be the one that is still running. */
export interface Period {
  /** As it stands in the address: "year", "two-years" or the first month of a quarter, "2025-04". */
  code: string
  from: Day
  /** The last day, included: today where the quarter still runs. */
  to: Day
  /** The first day of each quarter, the oldest first. */
  quarters: Day[]
  words: string
}

/** How far back the register looks, in full quarters. */
const MOST_QUARTERS = 8

/** What may be asked for, the usual first: the last four full quarters, the last eight, then each quarter, the newest first. */
export function periodsAt(today: Day): [Period, ...Period[]] {
  const now = quarterOf(today)
  const last = (count: number) => Array.from({ length: count }, (_, n) => later(now, n - count))
  const single = [now, ...last(MOST_QUARTERS).toReversed()]
  return [
    periodOf('year', last(4), today),
    periodOf('two-years', last(MOST_QUARTERS), today),
    ...single.map((quarter) => periodOf(quarter.slice(0, 7), [quarter], today)),
  ]
}

/** The first day that the register looks back to. */
export const firstDayOf = (today: Day): Day => later(quarterOf(today), -MOST_QUARTERS)

/** "April to June 2025". */
export const sayQuarter = (quarter: Day): string => sayMonths(quarter, addDays(later(quarter, 1), -1))

function periodOf(code: string, quarters: Day[], today: Day): Period {
  const [from, end] = [quarters[0]!, addDays(later(quarters.at(-1)!, 1), -1)]
  const to = end < today ? end : today
  return { code, from, to, quarters, words: sayMonths(from, end) + (to < end ? ', so far' : '') }
}

const quarterOf = (of: Day): Day => dayAt(Number(of.slice(0, 4)), Math.floor((Number(of.slice(5, 7)) - 1) / 3) * 3)
const later = (quarter: Day, count: number): Day =>
  dayAt(Number(quarter.slice(0, 4)), Number(quarter.slice(5, 7)) - 1 + 3 * count)
const dayAt = (year: number, month: number): Day => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10) as Day

const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long' })

function sayMonths(from: Day, to: Day): string {
  const [first, last] = [from, to].map((of) => month.format(new Date(`${of}T12:00:00Z`)))
  const [year, other] = [from.slice(0, 4), to.slice(0, 4)]
  return year === other ? `${first} to ${last} ${year}` : `${first} ${year} to ${last} ${other}`
}
