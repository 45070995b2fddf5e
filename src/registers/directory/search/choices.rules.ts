import type { Listing } from '../listing/listing.type.ts'
import { NEEDS, type Need } from '../needs/needs.ts'
import type { Search, Time, Way } from './search.rules.ts'

// What a listing may suit, as bits of one number, so that a search passes over what cannot suit without reading it. The bits promise
// only that nothing is passed over wrongly: whether a listing suits is asked of the listing (`directory.find_within`). Who changes what a bit
// stands for has all listings sorted again.

/** What of a listing the choices ask. */
export type Choosable = Pick<
  Listing,
  | 'schedules'
  | 'costKind'
  | 'modes'
  | 'minimumAge'
  | 'maximumAge'
  | 'needs'
  | 'languages'
  | 'access'
  | 'locations'
  | 'capacity'
>

const WEEK = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
const ANY_DAY = WEEK.length
const PARTS: readonly Time[] = ['morning', 'afternoon', 'evening']
const MODES: Record<Way, readonly string[]> = {
  'in-person': ['in person', 'home visit'],
  online: ['online', 'telephone'],
}
const SPACIOUS: readonly string[] = ['open', 'limited']
/** Where a band of ages begins; the last has no end. */
const BANDS = [0, 5, 11, 16, 18, 25, 50, 65]
const CODES = Object.keys(NEEDS) as Need[]
/** Needs and languages share bits: these many of each. */
const NEED_BITS = 12
const LANGUAGE_BITS = 6

// Where each kind begins; a day has a bit for any time and one for each part.
const DAY_BITS = 1 + PARTS.length
const FREE = (ANY_DAY + 1) * DAY_BITS
const WAYS = FREE + 1
const AGES = WAYS + 2
const NEED = AGES + BANDS.length
const LANGUAGE = NEED + NEED_BITS
// These two the database sets too, when a place or a statement about space changes (`directory.choices_change`).
const STEP_FREE = 61
const SPACE = 62

const bit = (at: number): bigint => 1n << BigInt(at)
const dayBit = (day: number, part: number) => bit(day * DAY_BITS + part)
const needBit = (need: Need) => bit(NEED + (CODES.indexOf(need) % NEED_BITS))
const wayBit = (way: Way) => bit(WAYS + (way === 'online' ? 1 : 0))
/** The bits that other tables may have set since: a listing that is saved again keeps them. */
export const SAID_ELSEWHERE = bit(STEP_FREE) | bit(SPACE)
const bandOf = (age: number) => BANDS.findLastIndex((from) => age >= from)

/** By the language, whatever the region: "pa-Guru" has the bit of "pa". */
function languageBit(code: string): bigint {
  const [language = ''] = code.toLowerCase().split('-')
  return bit(LANGUAGE + (Buffer.from(language).reduce((sum, letter) => sum * 31 + letter, 0) % LANGUAGE_BITS))
}

/** The bits of all that a listing may suit; `topics` as its words were sorted. */
export function choicesOf(listing: Choosable, topics: readonly string[]): bigint {
  const { schedules = [], costKind, modes = [], minimumAge = 0, maximumAge = 200, needs = [], languages = [] } = listing
  let bits = costKind === 'free' ? bit(FREE) : 0n
  for (const { freq, byday, opensAt, closesAt } of schedules) {
    const parts = PARTS.flatMap((part, n) => (isIn(part, opensAt, closesAt) ? [n + 1] : []))
    const days = WEEK.flatMap((day, n) => (freq === 'DAILY' || byday?.toUpperCase().includes(day) ? [n] : []))
    for (const day of [...days, ANY_DAY]) for (const part of [0, ...parts]) bits |= dayBit(day, part)
  }
  for (const way of ['in-person', 'online'] as const)
    if (modes.some((mode) => MODES[way].includes(mode))) bits |= wayBit(way)
  for (let band = Math.max(0, bandOf(minimumAge)); band <= bandOf(maximumAge); band++) bits |= bit(AGES + band)
  const also = CODES.filter((need) => topics.includes(`also:${need}`))
  for (const need of [...needs, ...also]) bits |= needBit(need)
  for (const { code } of languages) if (code) bits |= languageBit(code)
  if ([listing.access, ...(listing.locations ?? [])].some((place) => place?.stepFree === 'yes')) bits |= bit(STEP_FREE)
  if (listing.capacity && SPACIOUS.includes(listing.capacity.state)) bits |= bit(SPACE)
  return bits
}

function isIn(part: Time, opensAt?: string | null, closesAt?: string | null): boolean {
  const [opens, closes] = [opensAt?.slice(0, 5), closesAt?.slice(0, 5)]
  if (part === 'morning') return !!opens && opens < '12:00'
  if (part === 'afternoon') return !!opens && opens < '17:00' && (closes ? closes > '12:00' : opens >= '12:00')
  if (opens && opens >= '17:00') return true
  return !!closes && (closes > '17:00' || (!!opens && closes < opens))
}

/** The bits of which a listing must have all, or it does not suit. */
export function choicesAsked(search: Partial<Search>): bigint {
  const { day, time, free, way, age, need, language, stepFree, space } = search
  let bits = 0n
  if (day || time) bits |= dayBit(day ? WEEK.indexOf(day) : ANY_DAY, time ? PARTS.indexOf(time) + 1 : 0)
  if (free) bits |= bit(FREE)
  if (way) bits |= wayBit(way)
  if (age !== undefined) bits |= bit(AGES + bandOf(age))
  if (need) bits |= needBit(need)
  if (language) bits |= languageBit(language)
  if (stepFree) bits |= bit(STEP_FREE)
  if (space) bits |= bit(SPACE)
  return bits
}
