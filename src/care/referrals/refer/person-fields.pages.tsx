import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { issueOf } from '#platform/forms.ts'
import { ACCESS_NEED_GROUPS, ACCESS_NEEDS, type AccessNeedGroup } from '#registers/people/index.ts'
import { ChoiceField, ChoicesField, DayField, SelectField, TextField, type Choice } from '#ui/fields.tsx'
import { LANGUAGES } from './languages.ts'
import { PROFESSIONS } from './professions.ts'
import { one, type FieldOfReferral, type ReferForm } from './refer.forms.ts'
import type { Sender } from './sender.queries.ts'

/** Who they are and how to reach them. */
export const PersonFields = ({ form }: { form: ReferForm }) => (
  <>
    <h2 className="nhsuk-heading-m">Who are they?</h2>
    <TextField form={form} name="given_name" label="First name" width={20} autoComplete="off" />
    <TextField form={form} name="family_name" label="Last name" width={20} autoComplete="off" />
    <DayField form={form} name="birth_date" label="Date of birth" hint="For example, 15 3 1950" />
    <TextField
      form={form}
      name="nhs_number"
      label="NHS number, if you have it"
      width={20}
      inputMode="numeric"
      autoComplete="off"
      code
    />
    <TextField form={form} name="telephone" label="Their telephone number" type="tel" width={20} autoComplete="off" />
    <TextField form={form} name="email" label="Their email address, if they use it" type="email" autoComplete="off" />
    <Fold
      form={form}
      title="How to reach them safely, language, access"
      fields={['preferred_name', 'preferred_contact', 'safe', 'hours', 'interpreter', 'access_needs']}
    >
      <TextField
        form={form}
        name="preferred_name"
        label="The name they like to be called"
        width={20}
        autoComplete="off"
      />
      <ChoiceField form={form} name="preferred_contact" label="How do they like to be reached?" choices={WAYS} small />
      <ChoicesField
        form={form}
        name="safe"
        label="What is safe?"
        hint="Others may hear a voicemail, open a letter or see who writes."
        choices={SAFE}
        small
      />
      <TextField
        form={form}
        name="hours"
        label="When is it safe to ring or text?"
        hint="In their words, like weekdays before 3pm. Leave it empty for any time."
      />
      <SelectField form={form} name="language" label="Language they like to speak" choices={LANGUAGES} />
      <ChoicesField
        form={form}
        name="interpreter"
        label="Interpreter"
        choices={[{ value: 'yes', text: 'They need an interpreter' }]}
        small
      />
      <AccessNeeds form={form} />
    </Fold>
  </>
)

/** How somebody may like to be reached. */
export const WAYS: Choice[] = [
  { value: 'telephone', text: 'A telephone call' },
  { value: 'text', text: 'A text message' },
  { value: 'email', text: 'An email' },
  { value: 'post', text: 'A letter' },
]

const SAFE: Choice[] = [
  { value: 'voicemail', text: 'A voicemail is safe' },
  { value: 'no-post', text: 'Letters are not safe' },
  { value: 'neutral', text: 'Messages must not show who sends them' },
]

const GROUPS = Object.keys(ACCESS_NEED_GROUPS) as AccessNeedGroup[]

/** What a person may need, under its headings. */
export const ACCESS_NEED_CHOICES: Choice[] = GROUPS.flatMap((group) =>
  Object.entries(ACCESS_NEEDS)
    .filter(([, need]) => need.group === group)
    .map(([value, need], n) => ({
      value,
      text: need.label,
      ...(n === 0 && { divider: ACCESS_NEED_GROUPS[group] }),
    })),
)

const AccessNeeds = ({ form }: { form: ReferForm }) => (
  <ChoicesField
    form={form}
    name="access_needs"
    label="What do they need to read, hear, talk and meet?"
    small
    choices={ACCESS_NEED_CHOICES}
  />
)

/** Who refers: known from the account, so it is shown; open only when something is still to be said. */
export const SenderFields = ({ form, sender }: { form: ReferForm; sender: Sender }) => (
  <>
    <h2 className="nhsuk-heading-m">You</h2>
    <p>
      {sender.name}
      {one(form.values.role) && `, ${one(form.values.role)}`}, {sender.organisation.name}. News goes to{' '}
      {one(form.values.my_email) || 'you'}.
    </p>
    <Fold
      form={form}
      title="Your role, telephone and email"
      fields={['role', 'profession', 'my_telephone', 'my_email']}
      open={!one(form.values.role)}
    >
      <TextField
        form={form}
        name="role"
        label="Your role"
        hint="Like GP, nurse or housing officer. We remember it."
        width={20}
        autoComplete="organization-title"
      />
      <SelectField
        form={form}
        name="profession"
        label="If you are an allied health professional"
        choices={PROFESSIONS}
        empty="I am not, or prefer not to say"
      />
      <TextField
        form={form}
        name="my_telephone"
        label="Your telephone number"
        type="tel"
        width={20}
        autoComplete="tel"
      />
      <TextField form={form} name="my_email" label="Your email address" type="email" autoComplete="email" />
    </Fold>
  </>
)

interface FoldProps {
  form: ReferForm
  title: string
  fields: readonly FieldOfReferral[]
  open?: boolean
  children: ReactNode
}

/** Folded away until it is needed: open when something in it was said, or is to be mended. */
function Fold({ form, title, fields, open, children }: FoldProps) {
  const wrong = fields.some((name) => issueOf(form, name))
  const said = open ?? fields.some((name) => [form.values[name]].flat().some(Boolean))
  return (
    <Details open={wrong || said || undefined}>
      <Details.Summary>{title}</Details.Summary>
      <Details.Text>{children}</Details.Text>
    </Details>
  )
}
