import { z } from 'zod'
import { email, telephone } from '#platform/forms.ts'
import { maybe, optionalWords } from './body-fields.rules.ts'

/** Whoever asks. What must be there depends on the kind, so it is said where fields are looked at together. */
export const referrerBody = z.object(
  {
    kind: z.enum(['professional', 'carer', 'self'], { error: 'Give professional, carer or self' }),
    name: optionalWords('the name of whoever refers', 200).meta({ description: 'Needed unless kind is self.' }),
    role: optionalWords('the role of whoever refers', 100).meta({
      description: 'Like GP or housing officer. Needed when kind is professional.',
    }),
    profession: optionalWords('the profession', 100),
    relationship: optionalWords('what the carer is to them', 100).meta({
      description: 'Like daughter or neighbour. Needed when kind is carer.',
    }),
    organisation_code: optionalWords('the code of the organisation', 20).meta({
      description: 'The ODS code of the organisation that the key belongs to; no other is taken.',
    }),
    telephone: maybe(telephone('the telephone number of whoever refers')).meta({
      description: 'This or an email address is needed unless kind is self: news must reach whoever refers.',
    }),
    email: maybe(email('the email address of whoever refers')),
  },
  { error: 'Say who refers' },
)
