import { z } from 'zod'
import { type Day, parseDay } from '#platform/days.ts'
import { cleanWords } from '#platform/text.ts'

/** One thing to mend: `path` is the id of the input that the error summary links to. */
export interface FormIssue {
  path: string
  message: string
}

/** The names of a form's fields; any name where the schema is not known. */
export type FieldName<S> = S extends z.ZodType ? keyof z.input<S> & string : string

/** What was typed, as it was typed, and what is wrong with it. */
export interface FormState<S = unknown> {
  values: Partial<Record<FieldName<S>, unknown>>
  issues: FormIssue[]
}

export type FormRead<S extends z.ZodType> = { ok: true; value: z.output<S> } | { ok: false; form: FormState<S> }

/** A form nobody has filled in yet; `values` are what is known already, so that nobody types it again. */
export const emptyForm = <S = unknown>(values: FormState<S>['values'] = {}): FormState<S> => ({ values, issues: [] })

/**
 * Reads a posted form. Three inputs `birth-day`, `birth-month` and `birth-year` become one field
 * `birth: { day, month, year }`. When something is wrong, the form comes back with everything that was typed and one
 * message a field, in the order of the schema.
 */
export function readForm<S extends z.ZodType>(schema: S, body: unknown): FormRead<S> {
  const values = valuesOf(body)
  const read = schema.safeParse(values)
  if (read.success) return { ok: true, value: read.data }
  return {
    ok: false,
    form: { values: values, issues: firstIssues(schema, read.error.issues) },
  }
}

/** The form with one more message, for what only a rule or the database can refuse ("That code has been used"). */
export const withIssue = <S>(form: FormState<S>, name: FieldName<S>, message: string): FormState<S> => ({
  ...form,
  issues: [...form.issues, { path: name, message }],
})

/** What is wrong with a field, if anything; for a day also what is wrong with one of its three parts. */
export const issueOf = (form: Pick<FormState, 'issues'>, name: string): FormIssue | undefined =>
  form.issues.find(({ path }) => path === name || PARTS.some((part) => path === `${name}-${part}`))

const PARTS = ['day', 'month', 'year'] as const

// A map, because names come from outside: `__proto__-day` must stay a name.
function valuesOf(body: unknown): Record<string, unknown> {
  const values = new Map<string, unknown>()
  for (const [name, value] of Object.entries(body ?? {})) {
    if (name === '_csrf') continue
    const [, group, part] = /^(.+)-(day|month|year)$/.exec(name) ?? []
    if (group && part) values.set(group, { ...(values.get(group) as object | undefined), [part]: value })
    else values.set(name, value)
  }
  return Object.fromEntries(values)
}

function firstIssues(schema: z.ZodType, issues: z.core.$ZodIssue[]): FormIssue[] {
  const first = new Map<string, FormIssue>()
  for (const issue of issues) {
    const field = String(issue.path[0] ?? '')
    if (!first.has(field)) first.set(field, { path: inputOf(issue.path), message: issue.message })
  }
  // Checks over several fields run last, but people mend a page from the top.
  const order = 'shape' in schema ? Object.keys(schema.shape as object) : []
  return [...first].toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b)).map(([, issue]) => issue)
}

/** ['birth', 'month'] is the input `birth-month`; ['needs', 0] is somewhere in the group whose first input is `needs`. */
function inputOf(path: PropertyKey[]): string {
  const item = path.findIndex((step) => typeof step === 'number')
  return (item < 0 ? path : path.slice(0, item)).map(String).join('-')
}

/**
 * Words that must be there. `what` completes "Enter ...": text('your name', 100).
 * Line ends count as one character, as the browser counts them.
 */
export const text = (what: string, max: number) =>
  plain(
    z
      .string({ error: `Enter ${what}` })
      .min(1, `Enter ${what}`)
      .max(max, tooLong(what, max)),
  )

/** Words that may be left out: null then. */
export const optionalText = (what: string, max: number) =>
  optional(plain(z.string({ error: `Write ${what} as text` }).max(max, tooLong(what, max))))

/** Any field that may be left empty: null then. What is there must be right. */
export const optional = <S extends z.ZodType>(field: S) =>
  z.preprocess((typed) => cleaned(typed) || null, field.nullable())

/** One of a list: radios or a select. `message` says what to do: "Select how you heard of us". */
export const choice = <const T extends readonly [string, ...string[]]>(options: T, message: string) =>
  z.enum(options, { error: message })

/** Tick boxes. One ticked box arrives as a string, two as a list, none not at all. With a message, one is needed. */
export function choices<const T extends readonly [string, ...string[]]>(options: T, message?: string) {
  const ticked = z.array(z.enum(options, { error: message ?? 'Select from the list' }))
  return z.preprocess(
    (typed) => (typed === undefined || typed === '' ? [] : [typed].flat()),
    message ? ticked.min(1, message) : ticked,
  )
}

/**
 * A date typed as three numbers; the month may be a word. Gives a `Day`. The message names the part that is missing,
 * and its path is that part's input.
 */
export const day = (what: string) =>
  dayParts.transform((parts, ctx): Day => {
    const read = readDay(parts, what)
    if ('day' in read) return read.day
    ctx.addIssue({ code: 'custom', path: [read.part], message: read.message })
    return z.NEVER
  })

/** A date that may be left out: null then. A date half typed is still asked about. */
export const optionalDay = (what: string) =>
  dayParts.transform((parts, ctx): Day | null => {
    if (!parts.day && !parts.month && !parts.year) return null
    const read = readDay(parts, what)
    if ('day' in read) return read.day
    ctx.addIssue({ code: 'custom', path: [read.part], message: read.message })
    return z.NEVER
  })

/** The version of the record that was on the page; none, or nonsense, counts as an old page. */
export const version = z.coerce.number().int().catch(0)

/** The same from a form that has something to mend: what changed meanwhile must still be said when it is sent again. */
export const versionIn = (body: unknown): number => version.parse((body as { version?: unknown } | undefined)?.version)

/** A whole number within limits. `what` completes "Enter ...": wholeNumber('how many people', 1, 500). */
export const wholeNumber = (what: string, least: number, most: number) =>
  plain(
    z
      .string({ error: `Enter ${what}` })
      .min(1, `Enter ${what}`)
      .regex(/^\d{1,9}$/, `Enter ${what} as a whole number`)
      .transform(Number)
      .refine((number) => number >= least && number <= most, `Enter ${what}, from ${least} to ${most}`),
  )

/** A postcode in any spelling: "zz11aa" gives "ZZ1 1AA". That it exists is another question. */
export const postcode = (what = 'a postcode') =>
  plain(
    z
      .string({ error: `Enter ${what}` })
      .min(1, `Enter ${what}`)
      .transform((typed) => typed.toUpperCase().replace(/[^A-Z0-9]/g, ''))
      .refine((code) => /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(code), 'Enter a full postcode, like ZZ1 1AA')
      .transform((code) => `${code.slice(0, -3)} ${code.slice(-3)}`),
  )

/**
 * A telephone number however it is written: "+44 (0)7700 900-123" gives "07700900123". Numbers of other countries
 * keep their plus: "+353209127000".
 */
export const telephone = (what = 'a telephone number') =>
  plain(
    z
      .string({ error: `Enter ${what}` })
      .min(1, `Enter ${what}`)
      .transform((typed) =>
        typed
          .replace(/[\s().\-\u2010-\u2015]/g, '')
          .replace(/^00/, '+')
          .replace(/^\+440?/, '0'),
      )
      .refine(
        (number) => /^0[1-35789]\d{8,9}$/.test(number) || /^\+(?!44)\d{8,15}$/.test(number),
        'Enter a telephone number, like 01632 960001 or 07700 900123',
      ),
  )

/** An e-mail address; the part after the @ in small letters. */
export const email = (what = 'an email address') =>
  plain(
    z
      .string({ error: `Enter ${what}` })
      .min(1, `Enter ${what}`)
      .max(254, tooLong(what, 254))
      .pipe(z.email('Enter an email address in the correct format, like name@example.org'))
      .transform((address) => address.replace(/@.*$/, (host) => host.toLowerCase())),
  )

/** Posted twice under one name, the first counts. */
function cleaned(typed: unknown): unknown {
  const one = Array.isArray(typed) ? (typed[0] as unknown) : typed
  return typeof one === 'string' ? cleanWords(one) : one
}

const plain = <S extends z.ZodType>(field: S) => z.preprocess(cleaned, field)

const tooLong = (what: string, max: number) =>
  `${what.charAt(0).toUpperCase()}${what.slice(1)} must be ${max} characters or fewer`

const part = z.string().trim().catch('')
const dayParts = z.object({ day: part, month: part, year: part }).catch({ day: '', month: '', year: '' })
type DayParts = z.output<typeof dayParts>
type DayRead = { day: Day } | { part: keyof DayParts; message: string }

function readDay(typed: DayParts, what: string): DayRead {
  const missing = PARTS.filter((name) => !typed[name])
  if (missing.length === 3) return { part: 'day', message: `Enter ${what}` }
  if (missing[0]) return { part: missing[0], message: `The date must include a ${missing.join(' and a ')}` }
  if (!/^\d{4}$/.test(typed.year)) return { part: 'year', message: 'The year must have 4 numbers, like 1950' }
  const found = parseDay(`${typed.year}-${monthNumber(typed.month)}-${typed.day.padStart(2, '0')}`)
  return found ? { day: found } : { part: 'day', message: 'The date must be a real date' }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function monthNumber(typed: string): string {
  const named = MONTHS.indexOf(typed.toLowerCase().slice(0, 3)) + 1
  return (named ? String(named) : typed).padStart(2, '0')
}
