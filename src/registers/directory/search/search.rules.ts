import { isNeed, type Need } from '../needs.ts'

export const WEEKDAYS = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
} as const
export type Weekday = keyof typeof WEEKDAYS

/** Go there, or take part from home. */
export const WAYS = { 'in-person': 'In person', online: 'Online or by telephone' } as const
export type Way = keyof typeof WAYS

/** What somebody looks for. Nothing of it is ever logged. */
export interface Search {
  words: string
  postcode: string
  need?: Need
  day?: Weekday
  way?: Way
  free: boolean
  /** From 1. */
  page: number
}

export const PER_PAGE = 20

/** Reads a search from an address. What makes no sense in it is left out: a link somebody kept must not fail. */
export function readSearch(query: unknown): Search {
  const asked = new Map(Object.entries((query ?? {}) as Record<string, unknown>))
  const text = (name: string, max: number) => {
    const value = [asked.get(name)].flat()[0]
    return typeof value === 'string'
      ? value
          .replaceAll(/\p{Cc}/gu, ' ')
          .toWellFormed()
          .trim()
          .slice(0, max)
      : ''
  }
  const [need, day, way, page] = [text('need', 50), text('day', 2), text('way', 20), text('page', 10)]
  return {
    words: text('words', 200),
    postcode: text('postcode', 20),
    ...(isNeed(need) && { need }),
    ...(Object.hasOwn(WEEKDAYS, day) && { day: day as Weekday }),
    ...(Object.hasOwn(WAYS, way) && { way: way as Way }),
    free: text('free', 5) === 'yes',
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  }
}

/** The address of a search; `page` only after the first. */
export function searchHref({ words, postcode, need, day, way, free, page }: Search): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ words, postcode, need, day, way, free: free ? 'yes' : '' }))
    if (value) query.set(name, value)
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `/find?${query}` : '/find'
}

/** Whether anything beside words and postcode narrows the search. */
export const isNarrowed = ({ need, day, way, free }: Search): boolean => Boolean(need ?? day ?? way) || free

/**
 * "0.4 miles away", "about 3 miles away": in a straight line. Within 150 metres one is as good as there. `rough` when one
 * end is only the middle of a postcode district.
 */
export function sayDistance(kilometres: number, rough: boolean): string {
  const miles = kilometres * 0.621371
  if (rough) return miles < 1 ? 'within about a mile' : `about ${plural(Math.round(miles), 'mile')} away`
  if (kilometres < 0.15) return 'very near'
  return `${miles < 10 ? plural(Number(miles.toFixed(1)), 'mile') : plural(Math.round(miles), 'mile')} away`
}

/** "23 things that may help", "Nothing found". */
export const sayCount = (total: number): string =>
  total === 0
    ? 'Nothing found'
    : total === 1
      ? '1 thing that may help'
      : `${total.toLocaleString('en-GB')} things that may help`

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
