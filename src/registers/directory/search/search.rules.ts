import type { FieldIssue } from '#platform/errors.ts'
import { NEEDS, type Need } from '../needs/needs.ts'

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

/** One thing that an address may narrow or turn a search by. `read` gives undefined for what makes no sense. */
interface Parameter<T> {
  /** As on the form. */
  label: string
  /** What a program may give, said to whoever wrote it. */
  allowed: string
  read(value: string): T | undefined
}

const YES: ReadonlySet<string> = new Set(['yes', 'true', '1'])
const NO: ReadonlySet<string> = new Set(['no', 'false', '0'])

const oneOf = <Code extends string>(label: string, codes: Record<Code, unknown>): Parameter<Code> => ({
  label,
  allowed: `Give one of: ${Object.keys(codes).join(', ')}`,
  read: (value) => (Object.hasOwn(codes, value) ? (value as Code) : undefined),
})
const yesOrNo = (label: string): Parameter<boolean> => ({
  label,
  allowed: 'Give yes or no',
  read: (value) => (YES.has(value) ? true : NO.has(value) ? false : undefined),
})
const whole = (label: string, least: number, most: number): Parameter<number> => ({
  label,
  allowed: `Give a whole number from ${least} to ${most}`,
  read: (value) =>
    /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined,
})

/** By their names in an address, in the order of the form. */
export const PARAMETERS = {
  need: oneOf('About', NEEDS),
  who: oneOf('Meant for', WHO),
  age: whole('Age of the person it is for', 0, 120),
  day: oneOf('Day', WEEKDAYS),
  time: oneOf('Time of day', TIMES),
  way: oneOf('In person or from home', WAYS),
  language: {
    label: 'Language',
    allowed: 'Give a language code (BCP 47), such as pl',
    read: (value: string) => (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value) ? value.toLowerCase() : undefined),
  },
  free: yesOrNo('Cost'),
  step_free: yesOrNo('Getting in'),
  space: yesOrNo('Space'),
  page: whole('Page', 1, 99_999),
} satisfies Record<string, Parameter<unknown>>
type ParameterName = keyof typeof PARAMETERS

/** Longer than any code; what is longer is none. */
const MOST_OF_A_CODE = 60

/** Reads a search from an address. What makes no sense in it is left out: a link somebody kept must not fail. */
export function readSearch(query: unknown): Search {
  const text = textIn(query)
  const read = <N extends ParameterName>(name: N) =>
    PARAMETERS[name].read(text(name, MOST_OF_A_CODE)) as ReturnType<(typeof PARAMETERS)[N]['read']>
  const [age, need, day, way] = [read('age'), read('need'), read('day'), read('way')]
  const [time, who, language] = [read('time'), read('who'), read('language')]
  return {
    words: text('words', 500),
    postcode: text('postcode', 20),
    ...(need && { need }),
    ...(day && { day }),
    ...(way && { way }),
    free: read('free') ?? false,
    ...(time && { time }),
    ...(who && { who }),
    ...(language && { language }),
    ...(age !== undefined && { age }),
    ...(read('step_free') && { stepFree: true }),
    ...(read('space') && { space: true }),
    page: read('page') ?? 1,
  }
}

/** What `readSearch` leaves out of an address because it makes no sense: where it stands, and what may stand there. */
export function leftOutOf(query: unknown): FieldIssue[] {
  const text = textIn(query)
  const asked = (query ?? {}) as Record<string, unknown>
  return (Object.keys(PARAMETERS) as ParameterName[]).flatMap((field) => {
    if (Array.isArray(asked[field])) return [{ field, message: `Give ${field} once` }]
    const value = text(field, MOST_OF_A_CODE)
    const { read, allowed } = PARAMETERS[field]
    return value === '' || read(value) !== undefined ? [] : [{ field, message: allowed }]
  })
}

/** The text of a parameter, the first where there are several, without signs that steer a terminal. */
const textIn = (query: unknown) => {
  const asked = new Map(Object.entries((query ?? {}) as Record<string, unknown>))
  return (name: string, most: number): string => {
    const value = [asked.get(name)].flat()[0]
    return typeof value === 'string'
      ? value
          .replaceAll(/\p{Cc}/gu, ' ')
          .toWellFormed()
          .trim()
          .slice(0, most)
      : ''
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
