import { dayOf, weekdayOf } from '#platform/days.ts'

/** When somebody may be reached: weekdays from 1 (Monday) to 7, and minutes after midnight in London, the end left out. */
export interface SafeHours {
  days: ReadonlySet<number>
  from: number
  to: number
}

/**
 * Reads hours as people say them: "weekdays 9am to 3pm", "Mon, Wed after 14:00", "mornings". Every word must be
 * understood, or the answer is undefined and a human being decides: "not when he is home" must never pass for "any time".
 * "9 to 5" is not understood either, because nobody said which half of the day.
 */
export function readSafeHours(words: string): SafeHours | undefined {
  const text = words
    .toLowerCase()
    .replace(/[.]/g, '')
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
  const { days, rest } = takeDays(text)
  const hours = rest
    .replace(/^(,| )+/, '')
    .replace(/^only /, '')
    .replace(/ ?only$/, '')
  const times = hours === '' && days ? WHOLE_DAY : takeTimes(hours)
  return times && { days: days ?? ALL_DAYS, ...times }
}

/** Whether an instant lies within the hours, by London's clock. */
export function isWithin(hours: SafeHours, at: Date): boolean {
  const minute = minuteOfDay(at)
  return hours.days.has(weekdayOf(dayOf(at))) && minute >= hours.from && minute < hours.to
}

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const DAY = '(mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs?|ur)?(?:days?)?'
const ALL_DAYS: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 7])
const WHOLE_DAY = { from: 0, to: 24 * 60 }
const DAY_WORDS: Record<string, readonly number[]> = {
  weekdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  'every day': [1, 2, 3, 4, 5, 6, 7],
  'any day': [1, 2, 3, 4, 5, 6, 7],
}

function takeDays(text: string): { days?: ReadonlySet<number>; rest: string } {
  for (const [word, days] of Object.entries(DAY_WORDS))
    if (text === word || text.startsWith(`${word} `) || text.startsWith(`${word},`))
      return { days: new Set(days), rest: text.slice(word.length) }
  const range = new RegExp(`^${DAY} ?(?:-|to) ?${DAY}(?![a-z])`).exec(text)
  if (range) return { days: new Set(span(range[1]!, range[2]!)), rest: text.slice(range[0].length) }
  const days = new Set<number>()
  let rest = text
  for (let found = takeDay(rest); found; found = takeDay(rest)) {
    days.add(found.day)
    rest = found.rest
  }
  return days.size > 0 ? { days, rest } : { rest }
}

function takeDay(text: string): { day: number; rest: string } | undefined {
  const found = new RegExp(`^(?:,? ?(?:and|or) |, ?| )?${DAY}(?![a-z])`).exec(text)
  return found ? { day: DAY_NAMES.indexOf(found[1]!) + 1, rest: text.slice(found[0].length) } : undefined
}

function span(first: string, last: string): number[] {
  const from = DAY_NAMES.indexOf(first)
  const length = ((DAY_NAMES.indexOf(last) - from + 7) % 7) + 1
  return Array.from({ length }, (_, n) => ((from + n) % 7) + 1)
}

const PARTS: Record<string, readonly [number, number]> = {
  'any time': [0, 24 * 60],
  mornings: [8 * 60, 12 * 60],
  morning: [8 * 60, 12 * 60],
  afternoons: [12 * 60, 17 * 60],
  afternoon: [12 * 60, 17 * 60],
  evenings: [17 * 60, 20 * 60],
  evening: [17 * 60, 20 * 60],
}

function takeTimes(text: string): { from: number; to: number } | undefined {
  const part = Object.hasOwn(PARTS, text) ? PARTS[text] : undefined
  if (part) return { from: part[0], to: part[1] }
  const open = /^(after|before) (.+)$/.exec(text)
  if (open) {
    const time = readTime(open[2])
    if (time === undefined) return undefined
    return open[1] === 'after' ? { from: time, to: 24 * 60 } : { from: 0, to: time }
  }
  const closed = /^between (.+) and (.+)$/.exec(text) ?? /^(?:from )?(.+?) ?(?:-|to|until) ?(.+)$/.exec(text)
  const [from, to] = [readTime(closed?.[1]), readTime(closed?.[2])]
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined
}

/** "2pm", "2:30 pm", "14:30", "noon"; a bare "2" is not enough. */
function readTime(text = ''): number | undefined {
  if (text === 'noon' || text === 'midday') return 12 * 60
  const found = /^(\d{1,2})(?::([0-5]\d))? ?(am|pm)$/.exec(text) ?? /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (!found) return undefined
  const [hour, minute, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]]
  if (half ? hour < 1 || hour > 12 : hour > 23) return undefined
  return (half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour) * 60 + minute
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function minuteOfDay(at: Date): number {
  const [hour, minute] = clock.format(at).split(':').map(Number)
  return hour! * 60 + minute!
}
