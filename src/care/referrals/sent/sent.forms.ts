import { z } from 'zod'
import { optionalText, text } from '#platform/forms.ts'

const version = z.coerce.number({ error: 'Open the page again' }).int()

/** The answer to what the team asked. `version`: of the referral that was looked at. */
export const answerForm = z.object({ answer: text('your answer', 5_000), version })

/** Taking a referral back; why may be left out. */
export const withdrawalForm = z.object({ note: optionalText('the reason', 2_000), version })
