import { isNeed, type Need } from '../needs/needs.ts'

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

/** Parts of a day: before 12, from 12 to 5, from 5. */
export const TIMES = { morning: 'In the morning', afternoon: 'In the afternoon', evening: 'In the evening' } as const
export type Time = keyof typeof TIMES

/** Groups that people look for by name; the codes are marks of the needs files. */
export const WHO = {
  women: 'Women',
  men: 'Men',
  young: 'Young people',
  children: 'Children',
  older: 'Older people',
  parents: 'Parents',
  carers: 'Carers',
  disabled: 'Disabled people',
  'learning-disability': 'People with a learning disability',
  autistic: 'Autistic people',
  lgbtq: 'LGBTQ+ people',
  refugees: 'Refugees and people new here',
} as const
export type Who = keyof typeof WHO

/** What somebody looks for. Nothing of it is ever logged. */
export interface Search {
  words: string
  postcode: string
  need?: Need
  day?: Weekday
  way?: Way
  free: boolean
  /** Part of the day. */
  time?: Time
  /** BCP 47: "pa", "pl". */
  language?: string
  stepFree?: boolean
  /** Years, of whoever it is for: leaves out what says another age. */
  age?: number
  /** A mark of the needs files: only what is meant for these people. */
  who?: Who
  /** Only what said, not long ago, that it has space. */
  space?: boolean
  /** From 1. */
  page: number
}

export const PER_PAGE = 20

const YES: ReadonlySet<string> = new Set(['yes', 'true', '1'])

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
  const [time, who, language, age] = [text('time', 20), text('who', 30), text('language', 20), text('age', 3)]
  return {
    words: text('words', 500),
    postcode: text('postcode', 20),
    ...(isNeed(need) && { need }),
    ...(Object.hasOwn(WEEKDAYS, day) && { day: day as Weekday }),
    ...(Object.hasOwn(WAYS, way) && { way: way as Way }),
    free: YES.has(text('free', 5)),
    ...(Object.hasOwn(TIMES, time) && { time: time as Time }),
    ...(Object.hasOwn(WHO, who) && { who: who as Who }),
    ...(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) && { language: language.toLowerCase() }),
    ...(/^\d{1,3}$/.test(age) && Number(age) <= 120 && { age: Number(age) }),
    ...(YES.has(text('step_free', 5)) && { stepFree: true }),
    ...(YES.has(text('space', 5)) && { space: true }),
    page: /^[1-9]\d{0,4}$/.test(page) ? Number(page) : 1,
  }
}

/** The address of a search; `page` only after the first. */
export function searchHref({ stepFree, page, ...search }: Search): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...search, step_free: stepFree }))
    if (value === true) query.set(name, 'yes')
    else if (value) query.set(name, String(value))
  if (page > 1) query.set('page', String(page))
  return query.size > 0 ? `/find?${query}` : '/find'
}

/** Whether anything beside words and postcode narrows the search. */
export const isNarrowed = ({
  words: _words,
  postcode: _postcode,
  page: _page,
  ...choices
}: Omit<Search, 'postcode'> & { postcode?: string }): boolean =>
  Object.values(choices).some((choice) => choice !== undefined && choice !== false)

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

/** "23 things that may help", "1,000 or more things that may help", "Nothing found". */
export const sayCount = (total: number, more = false): string =>
  total === 0
    ? 'Nothing found'
    : total === 1
      ? '1 thing that may help'
      : `${total.toLocaleString('en-GB')}${more ? ' or more' : ''} things that may help`

const plural = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`
