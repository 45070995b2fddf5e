import { addDays, dayOf, weekdayOf, type Day } from '#platform/days.ts'

/** When reaching somebody is safe: weekdays from 1 (Monday) to 7, and minutes after midnight in London, the end left out. */
export interface SafeHours {
  days: ReadonlySet<number>
  from: number
  to: number
}

/** Hours that hold no moment at all would keep a message for ever. */
export const hasAnyMoment = ({ days, from, to }: SafeHours): boolean => days.size > 0 && from < to

/** The first instant within the hours that is not before `earliest`: `earliest` itself when it lies within them. */
export function nextSafeInstant(hours: SafeHours, earliest: Date): Date {
  for (let day = dayOf(earliest), n = 0; n <= 7; day = addDays(day, 1), n++) {
    if (!hours.days.has(weekdayOf(day))) continue
    const opens = londonInstant(day, hours.from)
    if (earliest < opens) return opens
    if (earliest < londonInstant(day, hours.to)) return earliest
  }
  throw new Error('the safe hours hold no moment')
}

const shown = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

/** London is at UTC or an hour ahead: of the two instants, the one whose clock shows the minute. In the lost hour of March: after it. */
function londonInstant(day: Day, minute: number): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const asSummer = new Date(midnight + (minute - 60) * 60_000)
  const [hours = 0, minutes = 0] = shown.format(asSummer).split(':').map(Number)
  return hours * 60 + minutes === minute % 1_440 ? asSummer : new Date(midnight + minute * 60_000)
}
