import { z } from 'zod'

/** Every refusal, as RFC 9457 has it. */
export const PROBLEM = z.object({
  type: z.literal('about:blank'),
  title: z.string().meta({ description: 'A short name of the fault; the same for the same fault.' }),
  status: z.int().meta({ description: 'The HTTP status again.' }),
  detail: z.string().meta({ description: 'What is wrong and what to do, in words.' }),
  errors: z
    .array(
      z.object({
        field: z.string().meta({ description: 'The path of a field: person.nhs_number, risks.0.text.' }),
        message: z.string().meta({ description: 'What to do about it, fit to be shown to whoever typed it.' }),
      }),
    )
    .optional()
    .meta({ description: 'Every fault at once.' }),
})
