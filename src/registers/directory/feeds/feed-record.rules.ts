import { z } from 'zod'
import { type Day, parseDay } from '#platform/days.ts'
import { hourOf, readTime } from '../listing/clock-words.rules.ts'
import { LONGEST_TEXT } from './clean-record.rules.ts'
import { textOf } from './html-text.rules.ts'

// What Trellis reads of an Open Referral UK 3.0 service, with what HSDS 3.1 adds and the two fields of 1.0 that have no other place. Feeds carry more: unknown fields pass,
// and the whole object is stored beside what is read here. Blank values have been left out before (`withoutBlanks`).

const text = z
  .string({ error: 'must be text' })
  .max(LONGEST_TEXT, `must be at most ${LONGEST_TEXT} characters`)
  .transform((t) => t.trim())
/** Feeds may write these in HTML. */
const prose = text.transform(textOf)
/** An address that may be a link. "www.example.org" may too, and "n/a" does no harm: it is never made one. */
const link = text.refine(
  (t) => !/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(t) || /^https?:/i.test(t),
  'must be an address that begins with https:// or http://',
)
const shortText = prose.refine((t) => t.length <= 500, 'must be at most 500 characters')
const identifier = z.union([z.string().trim().max(200), z.int().transform(String)], {
  error: 'must be text of at most 200 characters',
})
const number = z.union(
  [
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ],
  { error: 'must be a number' },
)
const day = z.string({ error: 'must be a day such as 2026-04-10' }).transform((t, ctx): Day => {
  const found = parseDay(t.trim().slice(0, 10))
  if (!found) ctx.addIssue({ code: 'custom', message: 'must be a day such as 2026-04-10' })
  return found as Day
})
const instant = z.string({ error: 'must be a time such as 2026-04-10T09:30:00Z' }).transform((t, ctx) => {
  const at = new Date(t)
  if (Number.isNaN(at.getTime())) {
    ctx.addIssue({ code: 'custom', message: 'must be a time such as 2026-04-10T09:30:00Z' })
    return z.NEVER
  }
  return at.toISOString()
})
/** An offset is left out: a club that meets at ten meets at ten in summer too. */
const clock = z.string({ error: 'must be a time such as 10:00' }).transform((t, ctx) => {
  const read = readClock(t.trim())
  if (read) return read
  ctx.addIssue({ code: 'custom', message: `must be a time such as 10:00, not ${quoted(t)}` })
  return z.NEVER
})
const readClock = (t: string): string | undefined => {
  const [, hour, minute] =
    /^(?:\d{4}-\d\d-\d\dT)?(\d{1,2}):(\d\d)(?::\d\d(?:\.\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d)?$/i.exec(t) ?? []
  if (hour && Number(hour) <= 24 && Number(minute) <= 59 && !(hour === '24' && minute !== '00'))
    return `${hour.padStart(2, '0')}:${minute}`
  const written = readTime(t)
  return written && hourOf(written)
}
const quoted = (t: string) => `"${t.length > 40 ? `${t.slice(0, 39)}…` : t}"`
/** Codes such as "TU,TH" or "2MO"; names of days are brought to their codes. */
const weekdays = z.string({ error: 'must be text' }).transform((t, ctx): string => {
  const parts = t.split(/[\s,;/&]+|\band\b/i).filter(Boolean)
  const codes = parts.map((part) => {
    const [, nth = '', name] = /^([+-]?[1-5])?(mo|tu|we|th|fr|sa|su)[a-z]{0,7}$/i.exec(part) ?? []
    return name && `${nth}${name.toUpperCase()}`
  })
  if (codes.every((code) => code !== undefined)) return codes.join(',')
  ctx.addIssue({ code: 'custom', message: `must be days such as TU,TH, not ${quoted(t)}` })
  return z.NEVER
})
const word = <const T extends readonly [string, ...string[]]>(words: T) =>
  z.preprocess(
    (typed) => (typeof typed === 'string' ? typed.trim().toLowerCase().replaceAll('_', ' ') : typed),
    z.enum(words, { error: `must be one of: ${words.join(', ')}` }),
  )
const object = <S extends z.core.$ZodLooseShape>(shape: S) => z.looseObject(shape, { error: 'must be an object' })
const list = <S extends z.ZodType>(item: S) => z.array(item, { error: 'must be a list' }).optional()

const phone = object({
  number: shortText.optional(),
  extension: text.or(number.transform(String)).optional(),
  type: text.optional(),
  description: prose.optional(),
})

const schedule = object({
  service_at_location_id: identifier.optional(),
  valid_from: day.optional(),
  valid_to: day.optional(),
  dtstart: day.optional(),
  until: day.optional(),
  count: number.optional(),
  freq: word(['weekly', 'monthly', 'daily', 'yearly']).optional(),
  interval: number.optional(),
  byday: weekdays.optional(),
  bymonthday: text.or(number.transform(String)).optional(),
  description: prose.optional(),
  opens_at: clock.optional(),
  closes_at: clock.optional(),
  schedule_link: link.optional(),
  attending_type: text.optional(),
  notes: prose.optional(),
})

const PLACES = ['physical', 'postal', 'virtual'] as const

const address = object({
  attention: text.optional(),
  address_1: text.optional(),
  address_2: text.optional(),
  city: text.optional(),
  region: text.optional(),
  state_province: text.optional(),
  postal_code: shortText.optional(),
  country: text.optional(),
  address_type: word(PLACES).optional(),
})

const location = object({
  id: identifier.optional(),
  location_type: word(PLACES).optional(),
  name: text.optional(),
  description: prose.optional(),
  url: link.optional(),
  transportation: prose.optional(),
  latitude: number.optional(),
  longitude: number.optional(),
  external_identifier: identifier.optional(),
  external_identifier_type: text.optional(),
  addresses: list(address),
  accessibility: list(
    object({ accessibility: prose.optional(), description: prose.optional(), details: prose.optional() }),
  ),
})

const organization = object({
  id: identifier.optional(),
  name: shortText.optional(),
  description: prose.optional(),
  website: link.optional(),
  url: link.optional(),
  email: text.optional(),
  phones: list(phone),
  organization_identifiers: list(
    object({ identifier_scheme: text.optional(), identifier_type: text.optional(), identifier: identifier.optional() }),
  ),
})

/** One service of a feed; everything but id, name and status may be left out. */
/** What is odd about a term is no reason to refuse a service: it is left out. */
const taxonomyTerm = object({
  id: identifier.optional().catch(undefined),
  code: identifier.optional().catch(undefined),
  name: shortText.optional().catch(undefined),
  description: text.optional().catch(undefined),
  parent_id: identifier.optional().catch(undefined),
  term_uri: shortText.optional().catch(undefined),
  taxonomy: shortText.optional().catch(undefined),
  taxonomy_id: identifier.optional().catch(undefined),
  taxonomy_detail: object({
    id: identifier.optional().catch(undefined),
    name: shortText.optional().catch(undefined),
    description: text.optional().catch(undefined),
    uri: shortText.optional().catch(undefined),
    version: shortText.optional().catch(undefined),
  })
    .optional()
    .catch(undefined),
})

export const feedService = object({
  id: identifier,
  organization_id: identifier.optional(),
  name: z
    .string({ error: (issue) => (issue.input === undefined ? 'is missing' : 'must be text') })
    .transform((t) => textOf(t).trim())
    .pipe(z.string().min(1, 'is missing').max(500, 'must be at most 500 characters')),
  alternate_name: prose.optional(),
  description: prose.optional(),
  url: link.optional(),
  email: text.optional(),
  status: z.preprocess(
    (typed) => (typeof typed === 'string' ? typed.trim().toLowerCase().replaceAll('_', ' ') : typed),
    z.enum(['active', 'inactive', 'defunct', 'temporarily closed'], {
      error: (issue) =>
        issue.input === undefined ? 'is missing' : 'must be one of: active, inactive, defunct, temporarily closed',
    }),
  ),
  interpretation_services: prose.optional(),
  application_process: prose.optional(),
  fees: prose.optional(),
  fees_description: prose.optional(),
  accreditations: prose.optional(),
  eligibility_description: prose.optional(),
  minimum_age: number.refine((n) => n >= 0, 'must not be below 0').optional(),
  maximum_age: number.refine((n) => n >= 0, 'must not be below 0').optional(),
  assured_date: day.optional(),
  assurer_email: text.optional(),
  alert: prose.optional(),
  attending_type: text.optional(),
  attending_access: text.optional(),
  last_modified: instant.optional(),
  organization: organization.optional(),
  phones: list(phone),
  contacts: list(
    object({
      name: text.optional(),
      title: text.optional(),
      department: text.optional(),
      email: text.optional(),
      phones: list(phone),
    }),
  ),
  schedules: list(schedule),
  service_areas: list(
    object({
      name: text.optional(),
      service_area: text.optional(),
      extent: z.unknown().optional(),
      extent_type: text.optional(),
      uri: text.optional(),
    }),
  ),
  service_at_locations: list(
    object({
      id: identifier.optional(),
      location_id: identifier.optional(),
      description: prose.optional(),
      location: location.optional(),
      schedules: list(schedule),
      phones: list(phone),
    }),
  ),
  languages: list(object({ code: text.optional(), name: text.optional(), note: text.optional() })),
  cost_options: list(
    object({
      option: prose.optional(),
      amount: number.refine((n) => n >= 0, 'must not be below 0').optional(),
      currency: text.optional(),
      amount_description: prose.optional(),
      valid_from: day.optional(),
      valid_to: day.optional(),
    }),
  ),
  capacities: list(object({ available: number.optional(), updated: instant.optional() })),
  attributes: list(
    object({
      label: text.optional(),
      value: z.unknown().optional(),
      link_type: shortText.optional().catch(undefined),
      taxonomy_term: taxonomyTerm.optional().catch(undefined),
    }),
  ),
}).refine(({ minimum_age: from, maximum_age: to }) => from === undefined || to === undefined || from <= to, {
  path: ['maximum_age'],
  error: 'must not be below minimum_age',
})

export type FeedService = z.output<typeof feedService>
export type FeedLocation = z.output<typeof location>
export type FeedOrganization = z.output<typeof organization>
export type FeedSchedule = z.output<typeof schedule>
export type FeedPhone = z.output<typeof phone>
