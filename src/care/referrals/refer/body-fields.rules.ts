import { z } from 'zod'
import { cleanWords } from '#platform/text.ts'

/** Words as they are kept; anything else as it came. */
export const cleaned = (value: unknown): unknown => (typeof value === 'string' ? cleanWords(value) : value)

const emptyIsNull = (value: unknown): unknown => cleaned(value) || null

/** Words that must be there; `what` completes "Enter ...". */
export const words = (what: string, max: number) =>
  z.preprocess(
    cleaned,
    z
      .string({ error: `Enter ${what}` })
      .min(1, `Enter ${what}`)
      .max(max, tooLong(what, max)),
  )

/** Words that may be left out: null then. */
export const optionalWords = (what: string, max: number) =>
  maybe(z.string({ error: `Write ${what} as text` }).max(max, tooLong(what, max)))

/** Any field that may be missing, null or empty: null then. What is there must be right. */
export const maybe = <S extends z.ZodType>(field: S) => z.preprocess(emptyIsNull, field.nullable())

/** True or false; `otherwise` when it was not said. */
export const truth = (otherwise: boolean) =>
  z.preprocess((given) => given ?? otherwise, z.boolean({ error: 'Must be true or false' }))

const tooLong = (what: string, max: number) =>
  `${what.charAt(0).toUpperCase()}${what.slice(1)} must be ${max} characters or fewer`
