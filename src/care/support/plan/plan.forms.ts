import { z } from 'zod'
import { choice, day, optionalText, text } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'
import { AGREED_WITH, WAYS_TO_SHARE, type Agreement, type WayToShare } from './care-plan.type.ts'

const keysOf = <K extends string>(words: Record<K, string>) => Object.keys(words) as [K, ...K[]]

export const agreementForm = z
  .object({
    revision: z.coerce.number().int().catch(0),
    agreedWith: choice(keysOf<Agreement['agreedWith']>(AGREED_WITH), 'Select who agreed to it'),
    representative: optionalText('the name', 200),
    whyNot: optionalText('the reason', 1000),
    agreedOn: day('the day on which it was agreed'),
    reviewOn: day('the day on which you look at it again'),
    responsible: z
      .string({ error: 'Select who looks after the review' })
      .refine(isId, 'Select who looks after the review'),
  })
  .superRefine(({ agreedWith, representative, whyNot }, ctx) => {
    if (agreedWith === 'representative' && !representative)
      ctx.addIssue({ code: 'custom', path: ['representative'], message: 'Enter who speaks for them' })
    if (agreedWith === 'nobody' && !whyNot)
      ctx.addIssue({ code: 'custom', path: ['whyNot'], message: 'Enter why it is not agreed' })
  })
export type AgreementForm = typeof agreementForm

export const sharingForm = z.object({
  with: choice(['person', 'representative'], 'Select who is given the plan'),
  how: choice(keysOf<WayToShare>(WAYS_TO_SHARE), 'Select how'),
})
export type SharingForm = typeof sharingForm

export const SAFEGUARDING_REASONS = {
  supporting: 'I support this person now',
  'new-worry': 'Somebody told us of a new worry',
  review: 'I look at this case with the team',
  sharing: 'I pass it on to whoever protects them',
} as const
export type SafeguardingReason = keyof typeof SAFEGUARDING_REASONS

export const safeguardingReasonForm = z.object({
  reason: choice(keysOf<SafeguardingReason>(SAFEGUARDING_REASONS), 'Select why you need to read them'),
})

export const safeguardingNoteForm = z.object({
  id: z.string().refine(isId).catch(''),
  concern: text('what you noticed', 4000),
  noticedOn: day('the day on which you noticed it'),
  comment: optionalText('what you did', 4000),
  shown: choice(['no', 'yes'], 'Select whether the person may read it'),
})
export type SafeguardingNoteForm = typeof safeguardingNoteForm
