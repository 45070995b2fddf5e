/**
 * Calendar days are text such as "2026-04-10" in Europe/London; instants are `Date`. The brand keeps them from being
 * mixed: a day compared with an instant does not compile.
 */
export type Day = string & { readonly __day: unique symbol }

const ZONE = 'Europe/London'
const parts = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' })

/** The calendar day in London at an instant. */
export const dayOf = (instant: Date): Day => dayInHour(Math.floor(instant.getTime() / HOUR)) as Day

const HOUR = 3_600_000
const days = new Map<number, string>()

/** Days begin on the hour, in London and in UTC. Asked a dozen times by each request, mostly about this very hour. */
function dayInHour(hour: number): string {
  const known = days.get(hour)
  if (known) return known
  if (days.size > 10_000) days.clear()
  const found = parts.format(hour * HOUR)
  days.set(hour, found)
  return found
}

/** Reads "2026-04-10"; undefined when it is not a real day. */
export function parseDay(text: string): Day | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined
  const at = new Date(`${text}T12:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === text ? (text as Day) : undefined
}

/** A day that is written in the code. Throws when it is not a real one. */
export function day(text: string): Day {
  const found = parseDay(text)
  if (!found) throw new Error(`not a day: ${text}`)
  return found
}

const noon = (of: Day) => new Date(`${of}T12:00:00Z`)

/** The day `count` calendar days later (earlier when negative). */
export function addDays(to: Day, count: number): Day {
  const at = noon(to)
  at.setUTCDate(at.getUTCDate() + count)
  return at.toISOString().slice(0, 10) as Day
}

/** Calendar days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000)

/** Whole years from birth to a day: the age as people say it. Born on 29 February: a year older on 1 March. */
export function ageOn(birth: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}

/** 1 (Monday) to 7 (Sunday). */
export const weekdayOf = (of: Day): number => ((noon(of).getUTCDay() + 6) % 7) + 1

const words = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options })
const long = words({ weekday: 'long', day: 'numeric', month: 'long' })
const withYear = words({ day: 'numeric', month: 'long', year: 'numeric' })
const clockTime = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: 'numeric', minute: '2-digit', hour12: true })

const whole = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

/** As people say it: "Thursday 9 April" this year, "9 April 2025" in another, "Monday 4 January 2027" where that is soon. */
export const sayDay = (of: Day, today: Day): string =>
  (of.slice(0, 4) === today.slice(0, 4) ? long : of > today && of <= addDays(today, SOON) ? whole : withYear)
    .format(noon(of))
    .replace(',', '')

/** In days: what is to come within these is said with its weekday. */
const SOON = 92

/** As it is said on paper, where neither "tomorrow" nor "this year" lasts: "Thursday 9 April 2026". */
export const sayWholeDay = (of: Day): string => whole.format(noon(of)).replace(',', '')

/** As people say it: "2pm", "2:30pm". */
export const sayTime = (at: Date): string =>
  clockTime
    .format(at)
    .replace(/:00(?=\D)/, '')
    .replace(/\s+/g, '')
    .toLowerCase()

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** Minutes since midnight on the clocks of London: 9:30 is 570. */
export function minutesOf(instant: Date): number {
  const [hour, minute] = wallClock.format(instant).split(':').map(Number)
  return hour! * 60 + minute!
}

/**
 * The instant at which the clocks of London show a time on a day. `minutes` since midnight. A time that the spring clock
 * change leaves out becomes the one an hour later; one that happens twice in autumn is the first.
 */
export function instantAt(of: Day, minutes: number): Date {
  const asIfUtc = Date.parse(`${of}T00:00:00Z`) + minutes * 60_000
  // London is at most an hour ahead of UTC: try summer time first, then winter time.
  const summer = new Date(asIfUtc - 3_600_000)
  return dayOf(summer) === of && minutesOf(summer) === minutes ? summer : new Date(asIfUtc)
}
