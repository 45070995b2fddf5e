import { z } from 'zod'
import {
  choice,
  choices,
  email,
  optional,
  optionalText,
  postcode,
  telephone,
  text,
  emptyForm,
} from '#platform/forms.ts'
import { sayTelephone } from '#platform/telephone.ts'
import { cleanWords } from '#platform/text.ts'
import type { Practice } from '#foundations/geography/index.ts'
import { ACCESS_NEEDS, NO_KNOWN_PRACTICE, type AccessNeed, type Person } from '#registers/people/index.ts'
import { LANGUAGES } from '#care/referrals/index.ts'
import { sayLanguages } from '#registers/teams/index.ts'
import type { Choice } from '#ui/fields.tsx'

/**
 * What can be put right about a person. A restricted person's telephone, email and address are neither asked nor read:
 * what is sent under their names is dropped, and they stay as they are.
 */
export const detailsForm = ({ restricted, language }: Pick<Person, 'restricted' | 'language'>) =>
  z.object({
    givenName: text('their first name', 100),
    familyName: text('their last name', 100),
    preferredName: optionalText('the name they like', 100),
    pronouns: optionalText('their pronouns', 50),
    telephone: unless(restricted, optional(telephone('their telephone number'))),
    email: unless(restricted, optional(email('their email address'))),
    addressLines: unless(restricted, addressLines),
    postcode: unless(restricted, optional(postcode('their postcode'))),
    practice: z.preprocess(
      (typed) => typed ?? '',
      z.string({ error: 'Enter their GP practice' }).max(200, 'The practice must be 200 characters or fewer'),
    ),
    preferredContact: choice(['telephone', 'text', 'email', 'post', 'none'], 'Select how they like to be reached'),
    voicemail: yesOrNo('Select whether we may leave a message'),
    post: yesOrNo('Select whether we may write by post'),
    hours: optionalText('when it is safe', 200),
    neutralSender: ticked,
    language: choice(
      languagesFor(language).map(({ value }) => value) as [string, ...string[]],
      'Select the language they like to speak',
    ),
    interpreter: ticked,
    accessNeeds: choices(Object.keys(ACCESS_NEEDS) as [AccessNeed, ...AccessNeed[]]),
  })

export type DetailsForm = ReturnType<typeof detailsForm>
export type Details = z.output<DetailsForm>

/** The languages to choose from; one that is held already is among them, however rare. */
export const languagesFor = (held: string): Choice[] =>
  LANGUAGES.some(({ value }) => value === held)
    ? LANGUAGES
    : [...LANGUAGES, { value: held, text: sayLanguages([held]) }]

/** The form as the person stands now. */
export const heldDetails = (person: Person, practice: Practice | undefined) =>
  emptyForm<DetailsForm>({
    ...person,
    telephone: person.telephone && sayTelephone(person.telephone),
    addressLines: person.addressLines.join('\n'),
    practice: practiceWords(person.practiceCode, practice),
    preferredContact: person.preferredContact ?? 'none',
    ...person.safeContact,
    voicemail: person.safeContact.voicemail ? 'yes' : 'no',
    post: person.safeContact.post ? 'yes' : 'no',
    neutralSender: person.safeContact.neutralSender ? 'yes' : undefined,
    interpreter: person.interpreter ? 'yes' : undefined,
  })

function practiceWords(code: string, practice: Practice | undefined): string {
  if (practice) return `${practice.name} (${practice.code})`
  return code === NO_KNOWN_PRACTICE ? '' : code
}

const unless = <S extends z.ZodType>(restricted: boolean, field: S) =>
  restricted ? z.unknown().transform(() => undefined) : field

const addressLines = z
  .preprocess((typed) => typed ?? '', z.string({ error: 'Write the address as text' }))
  .transform((typed) =>
    typed
      .split(/\r\n|\r|\n/)
      .map(cleanWords)
      .filter(Boolean),
  )
  .refine((lines) => lines.length <= 5, 'The address must be 5 lines or fewer')
  .refine(
    (lines) => lines.every((line) => line.length <= 100),
    'Each line of the address must be 100 characters or fewer',
  )

const yesOrNo = (message: string) => choice(['yes', 'no'], message).transform((answer) => answer === 'yes')

const ticked = choices(['yes']).transform((ticks) => ticks.length > 0)
