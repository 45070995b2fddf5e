import { z } from 'zod'
import { optional, optionalDay, optionalText, text, version, wholeNumber } from '#platform/forms.ts'

export const pauseForm = z.object({
  version,
  reason: text('why you take nobody new', 500),
  until: optionalDay('the day on which you take new people again'),
  meanwhile: optionalText('where people can go meanwhile', 500),
})
export type PauseForm = typeof pauseForm

export const waitForm = z.object({ version, workingDays: wholeNumber('how many working days people wait', 0, 250) })
export type WaitForm = typeof waitForm

export const limitsForm = z.object({
  version,
  openNowLimit: optional(wholeNumber('how many people at once', 1, 500)),
  peoplePerYear: wholeNumber('how many people in a year', 1, 2000),
})
export type LimitsForm = typeof limitsForm
