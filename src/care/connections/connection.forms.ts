import { z } from 'zod'
import { choice, choices, day, optional, optionalDay, optionalText, text } from '#platform/forms.ts'
import { isNeed } from '#registers/directory/index.ts'
import { DECLINE_REASONS, END_REASONS, SHARED_FIELDS, WITHDRAWAL_REASONS } from './connection.rules.ts'

/** The version of the connection that was on the page; none, or nonsense, counts as an old page. */
const version = z.coerce.number().int().catch(0)

const keysOf = <T extends object>(record: T) => Object.keys(record) as [keyof T & string, ...(keyof T & string)[]]

export const proposalForm = z.object({
  service: text('a service', 40),
  need: z.string().refine(isNeed, 'Select what it is for'),
})

export const agreementForm = z.object({
  version,
  shared: choices(keysOf(SHARED_FIELDS)),
  helps: optionalText('what helps', 500),
  by: choice(['person', 'attorney', 'deputy'], 'Select who said yes'),
})

export const offerForm = z.object({
  version,
  way: choice(['email', 'telephone'], 'Select how you ask'),
  note: optionalText('your note', 500),
})

export const answerForm = z.object({
  version,
  answer: choice(['accepted', 'waitlisted', 'declined'], 'Select what they said'),
  reason: optional(z.enum(keysOf(DECLINE_REASONS), 'Select why not')),
  words: optionalText('what they said', 500),
  visit: optionalDay('the day of the first visit'),
  metBy: optionalText('who meets them', 100),
})

export const versionForm = z.object({ version })

export const withdrawalForm = z.object({
  version,
  reason: choice(keysOf(WITHDRAWAL_REASONS), 'Select why'),
  words: optionalText('your words', 500),
})

export const firstVisitForm = z.object({
  visit: day('the day of the first visit'),
  metBy: optionalText('who meets them', 100),
})

export const attendanceForm = z.object({
  on: day('the day'),
  came: choice(['yes', 'no'], 'Select whether they came'),
  reason: optionalText('why not', 300),
})

export const endingForm = z.object({
  version,
  reason: choice(keysOf(END_REASONS), 'Select why it has ended'),
  words: optionalText('how it went', 1000),
})

export type AgreementForm = typeof agreementForm
export type OfferForm = typeof offerForm
export type AnswerForm = typeof answerForm
export type WithdrawalForm = typeof withdrawalForm
export type FirstVisitForm = typeof firstVisitForm
export type AttendanceForm = typeof attendanceForm
export type EndingForm = typeof endingForm
