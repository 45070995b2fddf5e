import { z } from 'zod'
import { parseDay, type Day } from '#platform/days.ts'
import { email, telephone } from '#platform/forms.ts'
import { normalisePostcode } from '#foundations/geography/index.ts'
import {
  ACCESS_NEEDS,
  NHS_NUMBER_WORDS,
  readNhsNumber,
  type AccessNeed,
  type NhsNumber,
  type PersonDetails,
} from '#registers/people/index.ts'
import { maybe, optionalWords, truth, words } from './body-fields.rules.ts'

const birthDate = words('their date of birth', 40).transform((typed, ctx): Day => {
  const found = parseDay(typed)
  if (found) return found
  const message = /^\d{4}-\d\d-\d\d$/.test(typed)
    ? 'The date must be a real date'
    : 'Enter their date of birth as year, month, day: 1950-01-02'
  ctx.addIssue({ code: 'custom', message })
  return z.NEVER
})

const nhsNumber = z.string({ error: NHS_NUMBER_WORDS['not-ten-digits'] }).transform((typed, ctx): NhsNumber => {
  const read = readNhsNumber(typed)
  if (read.ok) return read.value
  ctx.addIssue({ code: 'custom', message: NHS_NUMBER_WORDS[read.reason] })
  return z.NEVER
})

const FULL_POSTCODE = 'Enter a full postcode, like ZZ1 1AA'

const fullPostcode = z.string({ error: FULL_POSTCODE }).transform((typed, ctx): string => {
  const found = normalisePostcode(typed)
  if (found) return found
  ctx.addIssue({ code: 'custom', message: FULL_POSTCODE })
  return z.NEVER
})

/** BCP 47: "en", "pl", "pt-BR"; British Sign Language is "bfi". */
const language = z
  .string({ error: 'Choose a language' })
  .max(35, 'Choose a language')
  .transform((typed, ctx): string => {
    try {
      return Intl.getCanonicalLocales(typed)[0]!
    } catch {
      ctx.addIssue({ code: 'custom', message: 'Give the language as a code, like en or pl' })
      return z.NEVER
    }
  })

const safeContact = z.object(
  {
    voicemail: truth(false),
    post: truth(true),
    hours: optionalWords('the hours', 200).meta({ description: 'When it is safe, in words.' }),
    neutral_sender: truth(false),
  },
  { error: 'Say what is safe as an object' },
)

/** Who is to be seen. Room for what the PRSB standard asks of a referral; only names, birth date and practice must be there. */
export const personBody = z.object(
  {
    title: optionalWords('their title', 30),
    given_name: words('their first name', 100),
    family_name: words('their last name', 100),
    preferred_name: optionalWords('the name they like', 100),
    birth_date: birthDate.meta({ format: 'date', description: 'Year, month, day: 1950-01-02.' }),
    nhs_number: maybe(nhsNumber).meta({ description: 'Ten numbers; spaces do not matter.' }),
    practice_code: words('the code of their GP practice, or V81999 when it is not known', 60)
      .transform((typed, ctx) => {
        const code = typed.toUpperCase()
        if (/^[A-Z0-9]{3,8}$/.test(code)) return code
        ctx.addIssue({ code: 'custom', message: NO_SUCH_PRACTICE })
        return z.NEVER
      })
      .meta({ description: 'The ODS code of their GP practice; V81999 when it is not known.' }),
    address_lines: z.preprocess(
      (given) => given ?? [],
      z
        .array(words('each line of the address', 100), { error: 'Write the address as lines' })
        .max(5, 'Write at most 5 lines'),
    ),
    postcode: maybe(fullPostcode).meta({ description: 'A full postcode, like ZZ1 1AA.' }),
    telephone: maybe(telephone('their telephone number')),
    email: maybe(email('their email address')),
    preferred_contact: maybe(
      z.enum(['telephone', 'text', 'email', 'post'], { error: 'Choose telephone, text, email or post' }),
    ),
    safe_contact: z.preprocess((given) => given ?? {}, safeContact),
    language: maybe(language).meta({ description: 'BCP 47, like en or pl; British Sign Language is bfi.' }),
    interpreter: truth(false),
    access_needs: z.preprocess(
      (given) => given ?? [],
      z.array(
        z.enum(Object.keys(ACCESS_NEEDS) as [AccessNeed, ...AccessNeed[]], { error: 'There is no such access need' }),
        { error: 'Give access needs as a list' },
      ),
    ),
    pronouns: optionalWords('their pronouns', 50),
    gender: optionalWords('their gender', 50),
    sex: maybe(
      z.enum(['female', 'male', 'indeterminate', 'not-known'], {
        error: 'Give female, male, indeterminate or not-known',
      }),
    ),
    ethnicity: maybe(
      z
        .string({ error: 'Give the national ethnic category code' })
        .regex(/^[A-Z0-9]{1,2}$/, 'Give the national ethnic category code'),
    ).meta({ description: 'The national ethnic category code.' }),
  },
  { error: 'Say who is referred' },
)

export const NO_SUCH_PRACTICE = 'There is no such practice'

export type PersonBody = z.output<typeof personBody>

/** The same in the words of the register of people. */
export const personDetails = (person: PersonBody): PersonDetails => ({
  title: person.title,
  givenName: person.given_name,
  familyName: person.family_name,
  preferredName: person.preferred_name,
  birthDate: person.birth_date,
  nhsNumber: person.nhs_number,
  practiceCode: person.practice_code,
  addressLines: person.address_lines,
  postcode: person.postcode,
  telephone: person.telephone,
  email: person.email,
  preferredContact: person.preferred_contact,
  safeContact: {
    voicemail: person.safe_contact.voicemail,
    post: person.safe_contact.post,
    hours: person.safe_contact.hours,
    neutralSender: person.safe_contact.neutral_sender,
  },
  language: person.language,
  interpreter: person.interpreter,
  accessNeeds: [...new Set(person.access_needs)],
  pronouns: person.pronouns,
  gender: person.gender,
  sex: person.sex,
  ethnicity: person.ethnicity,
})
