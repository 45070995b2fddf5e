import { addDays, type Day, dayOf, daysBetween, sayDay, sayWholeDay, weekdayOf } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'

/** When a service meets: the recurrence fields of Open Referral, which are iCalendar's (RFC 5545 §3.3.10). */
export interface Schedule {
  /** Where, when it is not at every location of the service. */
  locationId?: Id | null
  validFrom?: Day | null
  validTo?: Day | null
  /** The first session: every other week is counted from it. */
  dtstart?: Day | null
  until?: Day | null
  count?: number | null
  freq?: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY' | null
  interval?: number | null
  /** "TU,TH"; monthly also "2TU" (the second) and "-1FR" (the last). */
  byday?: string | null
  bymonthday?: string | null
  description?: string | null
  /** "10:00", as the clock on the wall says it: a club keeps its hour when the clocks change. */
  opensAt?: string | null
  closesAt?: string | null
  link?: string | null
  attendingType?: string | null
  notes?: string | null
}

/** As people say it: "Every Tuesday, 10am to 12pm", "The second Friday of the month, from 7pm". */
export function sayWhen(schedule: Schedule): string {
  const words = [sayDays(schedule), sayHours(schedule.opensAt, schedule.closesAt)].filter(Boolean).join(', ')
  return capital(words) || schedule.description?.trim() || 'Ask about times'
}

export interface NextSession {
  day: Day
  opensAt: string | null
}

/**
 * The next session of any of these within three months, or one that is on now. Undefined where nobody can tell: no
 * days given, every other week without a first day, or a fixed number of sessions.
 */
export function nextSession(schedules: readonly Schedule[], now: Date): NextSession | undefined {
  const today = dayOf(now)
  const clock = CLOCK.format(now)
  for (let day = today; day <= addDays(today, 92); day = addDays(day, 1)) {
    const still = (s: Schedule) => day > today || !s.opensAt || (s.closesAt ?? s.opensAt).slice(0, 5) > clock
    const times = schedules.filter((s) => meetsOn(s, day) && still(s)).map((s) => s.opensAt?.slice(0, 5) ?? null)
    if (times.length > 0) return { day, opensAt: times.toSorted((a, b) => (a ?? '').localeCompare(b ?? ''))[0]! }
  }
  return undefined
}

/** The latest day up to `today`, that day included, on which any of these met. Undefined where nobody can tell. */
export function lastSession(schedules: readonly Schedule[], today: Day): Day | undefined {
  for (let day = today; day >= addDays(today, -92); day = addDays(day, -1))
    if (schedules.some((s) => meetsOn(s, day))) return day
  return undefined
}

/** "Today, 10am", "Tomorrow, 2:30pm", "Tuesday 24 November, 10am". */
export function sayNext({ day, opensAt }: NextSession, today: Day): string {
  const name = day === today ? 'Today' : day === addDays(today, 1) ? 'Tomorrow' : sayDay(day, today)
  return opensAt ? `${name}, ${sayClock(opensAt)}` : name
}

/** As it lasts on paper: "Tuesday 24 November 2026, 10am". */
export const sayNextOnPaper = ({ day, opensAt }: NextSession): string =>
  [sayWholeDay(day), ...(opensAt ? [sayClock(opensAt)] : [])].join(', ')

/** Whether a session falls on a day; false where it cannot be told. */
export function meetsOn(schedule: Schedule, day: Day): boolean {
  const { validFrom, dtstart, validTo, until } = schedule
  if ((validFrom && day < validFrom) || (dtstart && day < dtstart)) return false
  if ((validTo && day > validTo) || (until && day > until) || schedule.count) return false
  const days = readDays(schedule.byday)
  if (freqOf(schedule) === 'DAILY') return isTurn(schedule, (start) => daysBetween(start, day))
  if (freqOf(schedule) === 'WEEKLY') {
    return days.some((d) => d.weekday === weekdayOf(day)) && isTurn(schedule, (start) => weeksBetween(start, day))
  }
  if (freqOf(schedule) !== 'MONTHLY') return false
  const fits =
    days.length > 0 ? days.some((d) => isNth(d, day)) : readNumbers(schedule.bymonthday).some((n) => isDate(n, day))
  return fits && isTurn(schedule, (start) => monthOf(day) - monthOf(start))
}

const DAYS = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}
const CODES = Object.keys(DAYS)
const NAMES = Object.values(DAYS)
const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

interface WeekdayOfMonth {
  /** 1 to 7, Monday first. */
  weekday: number
  /** 2 is the second of the month, -1 the last, 0 every one. */
  nth: number
}

const readBefore = new Map<string, readonly WeekdayOfMonth[]>()

/** Asked for each of the next days of each schedule on a page, mostly of a few texts. */
function readDays(byday: string | null | undefined): readonly WeekdayOfMonth[] {
  const text = byday ?? ''
  const known = readBefore.get(text)
  if (known) return known
  const days = text.split(',').flatMap((part) => {
    const [, nth, code] = /^\s*([+-]?\d{1,2})?\s*(MO|TU|WE|TH|FR|SA|SU)\s*$/i.exec(part) ?? []
    return code ? [{ weekday: CODES.indexOf(code.toUpperCase()) + 1, nth: Number(nth ?? 0) }] : []
  })
  if (readBefore.size > 1_000) readBefore.clear()
  readBefore.set(text, days)
  return days
}

const readNumbers = (list: string | null | undefined) =>
  (list ?? '')
    .split(',')
    .flatMap((part) => (/^\s*-?\d{1,2}\s*$/.test(part) && Number(part) !== 0 ? [Number(part)] : []))

/** Untidy sources leave out the frequency, or say "weekly" of the second Tuesday. */
function freqOf({ freq, byday, bymonthday }: Schedule): Schedule['freq'] {
  const days = readDays(byday)
  if (days.some((d) => d.nth !== 0)) return 'MONTHLY'
  if (freq) return freq
  if (days.length > 0) return 'WEEKLY'
  return readNumbers(bymonthday).length > 0 ? 'MONTHLY' : undefined
}

function isTurn({ interval, dtstart }: Schedule, steps: (start: Day) => number): boolean {
  if (!interval || interval === 1) return true
  return dtstart ? steps(dtstart) % interval === 0 : false
}

const mondayOf = (day: Day) => addDays(day, 1 - weekdayOf(day))
const weeksBetween = (start: Day, day: Day) => daysBetween(mondayOf(start), mondayOf(day)) / 7
const monthOf = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))
const dateOf = (day: Day) => Number(day.slice(8))
const lastDateOf = (day: Day) => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)), 0)).getUTCDate()

function isNth({ weekday, nth }: WeekdayOfMonth, day: Day): boolean {
  if (weekdayOf(day) !== weekday) return false
  if (nth === 0) return true
  return nth > 0 ? Math.ceil(dateOf(day) / 7) === nth : Math.ceil((lastDateOf(day) - dateOf(day) + 1) / 7) === -nth
}

const isDate = (n: number, day: Day) => dateOf(day) === (n > 0 ? n : lastDateOf(day) + 1 + n)

function sayDays(schedule: Schedule): string {
  const days = readDays(schedule.byday)
  const every = schedule.interval ?? 1
  switch (freqOf(schedule)) {
    case 'DAILY':
      return every === 1 ? 'every day' : every === 2 ? 'every other day' : `every ${every} days`
    case 'WEEKLY':
      return sayWeek(
        days.map((d) => d.weekday),
        every,
      )
    case 'MONTHLY':
      return sayMonth(days, readNumbers(schedule.bymonthday), every)
    default:
      return ''
  }
}

function sayWeek(weekdays: number[], every: number): string {
  const sorted = [...new Set(weekdays)].toSorted((a, b) => a - b)
  const first = sorted[0]
  if (first === undefined) return ''
  if (every === 1 && sorted.length === 7) return 'every day'
  const isRun = sorted.length > 2 && sorted.at(-1)! - first === sorted.length - 1
  const names = isRun ? `${NAMES[first - 1]} to ${NAMES[sorted.at(-1)! - 1]}` : list(sorted.map((d) => NAMES[d - 1]!))
  if (every === 1) return isRun ? names : `every ${names}`
  return every === 2
    ? isRun
      ? `every other week, ${names}`
      : `every other ${names}`
    : `every ${every} weeks on ${names}`
}

function sayMonth(days: readonly WeekdayOfMonth[], dates: number[], every: number): string {
  const month = every === 1 ? 'the month' : every === 2 ? 'every other month' : `every ${every} months`
  if (days.length > 0 && days.every((d) => d.nth === 0))
    return sayWeek(
      days.map((d) => d.weekday),
      1,
    )
  const byWeekday = Map.groupBy(days, (d) => d.weekday)
  const named = [...byWeekday].map(([weekday, ds]) => `${list(ds.map((d) => nthWord(d.nth)))} ${NAMES[weekday - 1]}`)
  const dated = dates.map((n) => (n === -1 ? 'last day' : n < 0 ? `${nthWord(n)} day` : ordinal(n)))
  const which = named.length > 0 ? named : dated
  return which.length > 0 ? `the ${list(which)} of ${month}` : ''
}

const NTH: Record<number, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  [-1]: 'last',
  [-2]: 'last but one',
}
const nthWord = (n: number) => NTH[n] ?? (n < 0 ? `${ordinal(-n)} last` : ordinal(n))
const ENDINGS: Record<string, string> = { one: 'st', two: 'nd', few: 'rd', other: 'th' }
const plural = new Intl.PluralRules('en-GB', { type: 'ordinal' })
const ordinal = (n: number) => `${n}${ENDINGS[plural.select(n)]}`

function sayHours(opensAt?: string | null, closesAt?: string | null): string {
  const [opens, closes] = [opensAt?.slice(0, 5), closesAt?.slice(0, 5)]
  if (opens === '00:00' && (closes === '23:59' || closes === '24:00' || closes === '00:00')) return 'day and night'
  if (opens && closes && opens !== closes) return `${sayClock(opens)} to ${sayClock(closes)}`
  if (opens) return `from ${sayClock(opens)}`
  return closes ? `until ${sayClock(closes)}` : ''
}

/** "14:30" is 2:30pm, "00:00" midnight. */
function sayClock(time: string): string {
  const hour = Number(time.slice(0, 2)) % 24
  const minute = time.slice(3, 5)
  if (hour === 0 && minute === '00') return 'midnight'
  return `${hour % 12 || 12}${minute === '00' ? '' : `:${minute}`}${hour < 12 ? 'am' : 'pm'}`
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' })
const list = (words: string[]) => LIST.format(words)
