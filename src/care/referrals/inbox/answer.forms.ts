import { z } from 'zod'
import { choice, optional, optionalText, text } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'
import { DECLINE_REASONS, type DeclineReason } from '../referral.rules.ts'

/** The version of the referral that was on the page; none, or nonsense, counts as an old page. */
export const version = z.coerce.number().int().catch(0)

/** The same from a form that has something to mend: what changed meanwhile must still be said when it is sent again. */
export const versionIn = (body: unknown): number => version.parse((body as { version?: unknown } | undefined)?.version)

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
