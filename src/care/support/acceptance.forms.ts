import { z } from 'zod'
import { version } from '#care/referrals/index.ts'
import { day } from '#platform/forms.ts'
import { isId } from '#platform/ids.ts'

/** What stands for "nobody yet" among the workers. */
export const LATER = 'later'

const WHO = 'Select who will have them'

export const acceptanceForm = z.object({
  version,
  worker: z.string({ error: WHO }).refine((chosen) => chosen === LATER || isId(chosen), WHO),
  firstContactBy: day('the day by which you will be in touch'),
})

export type AcceptanceForm = typeof acceptanceForm

export const allocationForm = z.object({
  version,
  worker: z.string({ error: WHO }).refine(isId, WHO),
})

export type AllocationForm = typeof allocationForm
