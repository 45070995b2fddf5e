import { z } from 'zod'
import { choice, optional, optionalText, text, version } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'
import { DECLINE_REASONS, type DeclineReason } from '../referral.rules.ts'

export { version, versionIn } from '#platform/forms.ts'

export const questionForm = z.object({ version, question: text('your question', 2000) })

export const writtenAnswerForm = z.object({ version, answer: text('what they said', 4000) })

const chosenId = (message: string) => optional(z.string().refine(isId, message))
const reasons = Object.keys(DECLINE_REASONS) as [DeclineReason, ...DeclineReason[]]

export const declineForm = z.object({
  version,
  reason: choice(reasons, 'Select why not'),
  note: optionalText('your words', 1000),
  betterTeamId: chosenId('Select a team from the list'),
  /** What to look for; shows services to choose from, and is not kept. */
  words: optionalText('the words', 200),
  betterServiceId: chosenId('Select a service from the list'),
  betterText: optionalText('the way on', 500),
})

export type DeclineForm = typeof declineForm
