import { z } from 'zod'
import { email, telephone } from '#platform/forms.ts'
import { maybe, optionalWords } from './body-fields.rules.ts'

/** Whoever asks. What must be there depends on the kind, so it is said where fields are looked at together. */
export const referrerBody = z.object(
  {
    kind: z.enum(['professional', 'carer', 'self'], { error: 'Give professional, carer or self' }),
    name: optionalWords('the name of whoever refers', 200),
    role: optionalWords('the role of whoever refers', 100),
    profession: optionalWords('the profession', 100),
    relationship: optionalWords('what the carer is to them', 100),
    organisation_code: optionalWords('the code of the organisation', 20),
    telephone: maybe(telephone('the telephone number of whoever refers')),
    email: maybe(email('the email address of whoever refers')),
  },
  { error: 'Say who refers' },
)
