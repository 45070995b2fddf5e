import type { Schedule } from '../listing/schedule.rules.ts'
import { hourOf, hoursFrom, readTime } from '../listing/clock-words.rules.ts'

/**
 * Opening times in words, as people type them into a spreadsheet: "Mon-Fri 9-5", "Tues/Weds 10am - 12pm. Thurs 10am - 2pm",
 * "1st Saturday of the month 10 - 12". Read only where there is no doubt; what is not understood is kept as words beside the times,
 * and where those words may change the times ("except", "term time", another day), all of it stays words. `faults`: what looks like
 * a time and is none ("10ish", "25:00").
 */
export function readOpeningTimes(text: string): { schedules: Schedule[]; faults: string[] } {
  const written = text.replaceAll(/\s+/g, ' ').trim()
  if (!written) return { schedules: [], faults: [] }
  const words = { schedules: [{ description: text.trim() }], faults: faultsIn(written) }
  if (words.faults.length > 0) return words
  const read = readClauses(written)
  if (!read) return words
  if (read.backwards) return { ...words, faults: [`"${read.backwards}" closes before it opens`] }
  if (LIMITS.test(read.rest)) return words
  const [first, ...others] = read.schedules
  return { schedules: [{ ...first, ...(read.rest && { description: read.rest }) }, ...others], faults: [] }
}

/** Words beside the times that may change what they mean. */
const LIMITS =
  /\d|\b(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|\b(except|excluding|not|no|never|closed|only|term|school|holidays?|appointment|appt|referral|via|request|arrange\w*|check|contact|weekly|fortnight\w*|monthly|months?|weeks?|every|other|alternate|until|from|weekdays?|weekends?|daily|days?|evenings?|mornings?|afternoons?|tbc|varies|vary)\b/i

const TIME_LIKE = /(?<![\d£.:,])\d{1,2}(?:[:.]\d{1,2})?\s?(?:ish|[ap]\.?m\b\.?)|(?<![\d£.:])\d{1,2}:\d{1,2}(?![\d:])/gi

function faultsIn(text: string): string[] {
  const odd = [...text.matchAll(TIME_LIKE)].map(([like]) => like.trim()).filter((like) => !readTime(like))
  return odd.map((like) => `"${like}" is no time that can be read`)
}

interface Clauses {
  schedules: Schedule[]
  /** What stands beside the times. */
  rest: string
  backwards?: string
}

function readClauses(text: string): Clauses | undefined {
  const first = text.search(FIRST_WORD)
  if (first < 0) return undefined
  const before = trimmed(text.slice(0, first))
  const reader = new Reader(text, first)
  const schedules: Schedule[] = []
  let end = first
  for (;;) {
    const clause = reader.clause()
    if (!clause) break
    if (typeof clause === 'string') return { schedules: [], rest: '', backwards: clause }
    schedules.push(...clause)
    end = reader.at
  }
  const after = trimmed(text.slice(end))
  return schedules.length > 0 ? { schedules, rest: [before, after].filter(Boolean).join('. ') } : undefined
}

const trimmed = (text: string) => {
  const bare = text.replace(/^[\s,;:.&+@)–-]+|[\s,;:&+@(–-]+$/g, '').replace(/^(and|or)\s+/i, '')
  return /^(every|each|on|the|open|opening (times|hours)|we are open|times?)\.?$/i.test(bare) ? '' : bare
}

const DAY = String.raw`(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)s?\b\.?`
const MANY = String.raw`(?:weekdays|weekends|daily|every day|7 days a week|seven days a week)\b`
const NTH = String.raw`(?:1st|2nd|3rd|4th|first|second|third|fourth|last)\b`
const TIME = String.raw`(?:12\s?)?(?:noon|midday|midnight)\b|\d{1,2}(?:[:.]\d\d)?(?:\s?[ap]\.?m\b\.?)?(?![\d:£%])`
const FIRST_WORD = new RegExp(
  String.raw`\b(?:${MANY}|${NTH}\s.*month|${DAY}|24/7|(?:${TIME})\s*(?:[-–—]|to)\s*(?:${TIME}))`,
  'i',
)

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const NTHS: Record<string, string> = { first: '1', second: '2', third: '3', fourth: '4', last: '-1' }

type Days = Pick<Schedule, 'freq' | 'byday'>
type Hours = Pick<Schedule, 'opensAt' | 'closesAt'>

/** Reads clause after clause: days and hours, in either order. Where one is not understood it stays where it was. */
class Reader {
  at: number
  readonly #text: string

  constructor(text: string, at: number) {
    this.#text = text
    this.at = at
  }

  /** The schedules of the next clause; undefined when there is none, a text when its hours go backwards. */
  clause(): Schedule[] | string | undefined {
    const start = this.at
    this.#skip(/\s*(?:[,;.:&+/]|\band\b|\balso\b|\bopen\b)*\s*/iy)
    if (this.#skip(/24\/7|24 hours(?: a day)?,? (?:7 days a week|every day|daily)/iy))
      return [{ freq: 'DAILY', opensAt: '00:00', closesAt: '23:59' }]
    const early = this.#hoursList()
    this.#skip(/\s*,?\s*(?:on|every|each)?\s*/iy)
    const days = this.#days()
    if (typeof early === 'string') return early
    if (days && early) return early.map((hours) => ({ ...days, ...hours }))
    this.#skip(/\s*[-–,:@]?\s*(?:at|between)?\s*/iy)
    const late = days && this.#hoursList()
    if (typeof late === 'string') return late
    if (days && late) return late.map((hours) => ({ ...days, ...hours }))
    if (days && /^[\s.,;]*$/.test(this.#text.slice(this.at))) return [days]
    this.at = start
    return undefined
  }

  #days(): Days | undefined {
    this.#skip(/(?:every|each|on|the)\s+/iy)
    const many = this.#skip(new RegExp(MANY, 'iy'))?.toLowerCase()
    if (many === 'weekdays') return this.#more([0, 1, 2, 3, 4])
    if (many === 'weekends') return this.#more([5, 6])
    if (many) return { freq: 'DAILY' }
    return this.#nthDays() ?? this.#more([])
  }

  /** "1st and 3rd Tuesday of the month". */
  #nthDays(): Days | undefined {
    const start = this.at
    const nths: string[] = []
    for (;;) {
      const nth = this.#skip(new RegExp(NTH, 'iy'))?.toLowerCase()
      if (!nth) break
      nths.push(NTHS[nth] ?? nth[0]!)
      this.#skip(/\s*(?:,|&|and)?\s*/iy)
    }
    const day = nths.length > 0 ? this.#day() : undefined
    if (day !== undefined && this.#skip(/\s*(?:of|in)\s+(?:the\s+|each\s+|every\s+)?month\b/iy))
      return { freq: 'MONTHLY', byday: nths.map((nth) => `${nth}${CODES[day]}`).join(',') }
    this.at = start
    return undefined
  }

  /** "Mon", "Mon - Fri", "Tues , Wed, Thursday", "Tuesday & Friday": after those already known. */
  #more(known: number[]): Days | undefined {
    const found = new Set(known)
    for (let end = this.at; ; end = this.at) {
      if (found.size > 0 && !this.#skip(/\s*(?:,?\s*(?:&|\band\b)|,|\/)\s*/iy)) break
      const day = this.#day()
      if (day === undefined) {
        this.at = end
        break
      }
      found.add(day)
      const last = this.#lastOfRun()
      if (last !== undefined) for (let d = day; d !== last; d = (d + 1) % 7) found.add((d + 1) % 7)
    }
    if (found.size === 0) return undefined
    if (found.size === 7) return { freq: 'DAILY' }
    return { freq: 'WEEKLY', byday: CODES.filter((_, n) => found.has(n)).join(',') }
  }

  #lastOfRun(): number | undefined {
    const start = this.at
    const day = this.#skip(/\s*(?:[-–—]|\bto\b)\s*/iy) === undefined ? undefined : this.#day()
    if (day === undefined) this.at = start
    return day
  }

  #day(): number | undefined {
    const name = this.#skip(new RegExp(DAY, 'iy'))?.slice(0, 2).toUpperCase()
    return name === undefined ? undefined : CODES.indexOf(name)
  }

  /** "10am - 12 noon and 1 - 3pm": one or more; a text when one goes backwards. */
  #hoursList(): Hours[] | string | undefined {
    const list: Hours[] = []
    for (let end = this.at; ; end = this.at) {
      if (list.length > 0 && !this.#skip(/\s*(?:,|&|\band\b|\+)?\s*/iy)) break
      const hours = this.#hours()
      if (typeof hours === 'string') return hours
      if (!hours) {
        this.at = end
        break
      }
      list.push(hours)
    }
    return list.length > 0 ? list : undefined
  }

  #hours(): Hours | string | undefined {
    const start = this.at
    this.#skip(/from\s+/iy)
    const from = this.#time()
    const between = from && this.#skip(/\s*(?:[-–—=]|\bto\b|\buntil\b|\btill?\b)\s*/iy)
    const to = between === undefined ? undefined : this.#time()
    const hours = from && to ? hoursFrom(from, to) : undefined
    if (hours === 'backwards') return this.#text.slice(start, this.at).trim()
    if (hours) return hours
    const opensAt = from && between === undefined ? hourOf(from) : undefined
    if (opensAt) return { opensAt }
    this.at = start
    return undefined
  }

  #time() {
    const start = this.at
    const written = this.#skip(new RegExp(TIME, 'iy'))
    const time = written === undefined ? undefined : readTime(written.trim())
    if (!time) this.at = start
    return time
  }

  /** Goes past what stands here, if it does. The pattern is sticky. */
  #skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.#text)?.[0]
    if (found === undefined) return undefined
    this.at += found.length
    return found
  }
}
