import type { FormState } from '#platform/forms.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import { ACCESS_NEED_CHOICES, WAYS } from '#care/referrals/index.ts'
import { ChangedNotice } from '#ui/changed-notice.tsx'
import { ChoiceField, ChoicesField, SelectField, TextAreaField, TextField } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import { Differences } from './details-differ.pages.tsx'
import { languagesFor, type DetailsForm } from './details.forms.ts'
import type { Changes } from './details.rules.ts'
import type { OpenedRecord } from './open-record.ts'
import { RecordFrame } from './record-frame.pages.tsx'

interface DetailsPageProps {
  shell: Shell
  record: OpenedRecord
  form: FormState<DetailsForm>
  /** The version that the next press is about. */
  version: number
  /** What was typed and is not as it stands, when somebody else was quicker. */
  differs?: Changes
}

/** Who a person is, how to reach them and what keeps them safe, to be put right. */
export const DetailsPage = ({ shell, record, form, version, differs }: DetailsPageProps) => (
  <RecordFrame shell={shell} record={record} section="details" title="Change details" error={form.issues.length > 0}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <FormBody
          csrf={shell.csrf}
          heading="Change details"
          lede={
            differs && (
              <ChangedNotice latest="Somebody else changed these details. This is where theirs and yours differ:">
                <Differences person={record.person} changes={differs} />
              </ChangedNotice>
            )
          }
          form={form}
          submit="Save"
          other={<a href={`/people/${record.person.id}`}>Leave without saving</a>}
        >
          <input type="hidden" name="version" value={version} />
          <Names form={form} />
          <Reaching form={form} person={record.person} />
          <Safety form={form} />
          <Needs form={form} person={record.person} />
        </FormBody>
      </div>
    </div>
  </RecordFrame>
)

interface FieldsProps {
  form: FormState<DetailsForm>
}

const Names = ({ form }: FieldsProps) => (
  <>
    <h2 className="nhsuk-heading-m">Name</h2>
    <TextField form={form} name="givenName" label="First name" width={20} autoComplete="off" />
    <TextField form={form} name="familyName" label="Last name" width={20} autoComplete="off" />
    <TextField form={form} name="preferredName" label="The name they like to be called" width={20} autoComplete="off" />
    <TextField
      form={form}
      name="pronouns"
      label="Pronouns"
      hint="Like she/her or they/them"
      width={20}
      autoComplete="off"
    />
  </>
)

const Reaching = ({ form, person }: FieldsProps & { person: Person }) => (
  <>
    <h2 className="nhsuk-heading-m">How to reach them</h2>
    {person.restricted ? (
      <p>
        Telephone, email and address are kept back to keep {nameOf(person)} safe. They are not on this page, and stay as
        they are.
      </p>
    ) : (
      <>
        <TextField form={form} name="telephone" label="Telephone number" type="tel" width={20} autoComplete="off" />
        <TextField form={form} name="email" label="Email address" type="email" autoComplete="off" />
        <TextAreaField
          form={form}
          name="addressLines"
          label="Address"
          hint="At most 5 lines, without the postcode"
          rows={4}
        />
        <TextField form={form} name="postcode" label="Postcode" width={10} autoComplete="off" />
      </>
    )}
    <ChoiceField
      form={form}
      name="preferredContact"
      label="How do they like to be reached?"
      choices={[...WAYS, { value: 'none', text: 'They have not said' }]}
      small
    />
    <TextField
      form={form}
      name="practice"
      label="GP practice"
      hint="Name or code. Leave it empty if nobody knows."
      suggest="/practices/suggest"
      autoComplete="off"
    />
  </>
)

const YES_NO = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]

const Safety = ({ form }: FieldsProps) => (
  <>
    <h2 className="nhsuk-heading-m">What is safe</h2>
    <ChoiceField
      form={form}
      name="voicemail"
      label="May we leave a message on their telephone?"
      hint="Others may hear it."
      choices={YES_NO}
      inline
      small
    />
    <ChoiceField
      form={form}
      name="post"
      label="May we write by post?"
      hint="Others may open a letter."
      choices={YES_NO}
      inline
      small
    />
    <TextField
      form={form}
      name="hours"
      label="When is it safe to ring, text or email?"
      hint="In their words, like weekdays before 3pm. Leave it empty for any time."
    />
    <ChoicesField
      form={form}
      name="neutralSender"
      label="Who others may see"
      choices={[{ value: 'yes', text: 'Messages must not show who sends them' }]}
      small
    />
  </>
)

const Needs = ({ form, person }: FieldsProps & { person: Person }) => (
  <>
    <h2 className="nhsuk-heading-m">Language and access</h2>
    <SelectField
      form={form}
      name="language"
      label="Language they like to speak"
      choices={languagesFor(person.language)}
    />
    <ChoicesField
      form={form}
      name="interpreter"
      label="Interpreter"
      choices={[{ value: 'yes', text: 'They need an interpreter' }]}
      small
    />
    <ChoicesField
      form={form}
      name="accessNeeds"
      label="What do they need to read, hear, talk and meet?"
      choices={ACCESS_NEED_CHOICES}
      small
    />
  </>
)
