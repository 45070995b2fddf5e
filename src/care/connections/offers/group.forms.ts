import { z } from 'zod'
import { choice, day, optionalText } from '#platform/forms.ts'
import {
  DECLINE_REASONS,
  END_REASONS,
  PLACE_BACK_REASONS,
  type DeclineReason,
  type EndReason,
  type PlaceBackReason,
} from '../connection.rules.ts'

const keysOf = <K extends string>(record: Record<K, unknown>) => Object.keys(record) as [K, ...K[]]
const reasonsFor = (which: 'now' | 'right') =>
  keysOf<DeclineReason>(DECLINE_REASONS).filter((reason) => DECLINE_REASONS[reason].when === which) as [
    DeclineReason,
    ...DeclineReason[],
  ]

const words = optionalText('your words', 500)
const WHY = 'Select why'

export const notNowForm = z.object({ reason: choice(reasonsFor('now'), WHY), words })
export const notRightForm = z.object({ reason: choice(reasonsFor('right'), WHY), words })
export const firstVisitForm = z.object({
  visit: day('the day of the first visit'),
  metBy: optionalText('who meets them', 100),
})
export const registerForm = z.object({
  on: day('the day'),
  came: choice(['yes', 'no'], 'Select whether they came'),
  words,
})
export const notComingForm = z.object({ reason: choice(keysOf<PlaceBackReason>(PLACE_BACK_REASONS), WHY), words })
export const endForm = z.object({ reason: choice(keysOf<EndReason>(END_REASONS), WHY), words })

export type NotNowForm = typeof notNowForm
export type NotRightForm = typeof notRightForm
export type FirstVisitForm = typeof firstVisitForm
export type RegisterForm = typeof registerForm
export type NotComingForm = typeof notComingForm
export type EndForm = typeof endForm
