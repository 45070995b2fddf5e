import { z } from 'zod'
import { version } from '#care/referrals/index.ts'
import { choice, choices, day, optionalDay, optionalText } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'
import {
  KINDS,
  OUTCOMES,
  PAUSE_REASONS,
  type ContactKind,
  type ContactOutcome,
  type PauseReason,
} from './contact.rules.ts'

const keys = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]]

/** A time of day as people write it: "9:30", "14.05", "2pm", "2:30 pm"; in minutes since midnight. */
export function readTime(typed: string): number | undefined {
  const text = typed.trim().toLowerCase().replace('.', ':')
  const found = /^(\d{1,2})(?::?([0-5]\d))?\s*(am|pm)$/.exec(text) ?? /^(\d{1,2}):([0-5]\d)$/.exec(text)
  if (!found) return undefined
  const [hour, minute, half] = [Number(found[1]), Number(found[2] ?? 0), found[3]]
  if (half ? hour < 1 || hour > 12 : hour > 23) return undefined
  return (half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour) * 60 + minute
}

const TIME = 'Enter the time, like 9:30 or 2pm'
const time = z.string({ error: TIME }).transform((typed, ctx): number => {
  const minutes = readTime(typed)
  if (minutes !== undefined) return minutes
  ctx.addIssue({ code: 'custom', message: TIME })
  return z.NEVER
})

const words = {
  kind: choice(keys<ContactKind>(KINDS), 'Select how you were in touch'),
  outcome: choice(keys<ContactOutcome>(OUTCOMES), 'Select what came of it'),
  on: day('the day'),
  time,
  note: optionalText('your notes', 10_000),
  place: optionalText('the place', 200),
  others: optionalText('who else was there', 500),
  withheld: choices(['yes']),
}

export const contactForm = z.object({
  id: z.string({ error: 'Open the page again' }).refine(isId, 'Open the page again'),
  ...words,
  nextOn: optionalDay('the next day'),
})
export type ContactForm = typeof contactForm

export const correctionForm = z.object({ version, ...words })
export type CorrectionForm = typeof correctionForm

export const pauseForm = z.object({
  version,
  reason: choice(keys<PauseReason>(PAUSE_REASONS), 'Select why they take a rest'),
  until: day('the day on which you ask again'),
  note: optionalText('what you want to note', 2_000),
})
export type PauseForm = typeof pauseForm
