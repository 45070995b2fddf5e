import { z } from 'zod'
import { version } from '#care/referrals/index.ts'
import { choice, day, optionalDay, optionalText, text } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'
import { CLOSURE_REASONS, type ClosureReason } from './closing.rules.ts'

const reasons = Object.keys(CLOSURE_REASONS) as [ClosureReason, ...ClosureReason[]]

export const closureForm = z.object({
  version,
  actions: choice(['none', 'some'], 'Say whether anybody is asked to do something'),
  requestedActions: optionalText('what you ask for', 2_000),
  reason: choice(reasons, 'Select why the work ends'),
  diedOn: optionalDay('the day they died'),
  outcome: text('what changed for them', 2_000),
  summary: text('a summary', 5_000),
  tellPractice: choice(['yes', 'no'], 'Select whether their GP practice is told'),
})
export type ClosureForm = typeof closureForm

/** What stands for "nobody yet" among the workers. */
export const LATER = 'later'

const WHO = 'Select who will have them'

export const returnForm = z.object({
  worker: z.string({ error: WHO }).refine((chosen) => chosen === LATER || isId(chosen), WHO),
  firstContactBy: day('the day by which you will be in touch'),
})
export type ReturnForm = typeof returnForm
