import { InsetText } from 'nhsuk-react-components'
import type { OpenedRecord } from '#care/support/index.ts'
import { ACCESS_NEEDS, nameOf, type Person } from '#registers/people/index.ts'
import type { FormState } from '#platform/forms.ts'
import { sayTelephone } from '#platform/telephone.ts'
import { ChoiceField, ChoicesField, TextAreaField } from '#ui/fields.tsx'
import type { Shell } from '#ui/shell.tsx'
import { ConnectionForm } from './connection-form.pages.tsx'
import type { AgreementForm } from './connection.forms.ts'
import type { Connection } from './connection.queries.ts'
import { SHARED_FIELDS, type SharedField } from './connection.rules.ts'

interface AgreementProps {
  shell: Shell
  form: FormState<AgreementForm>
  connection: Connection
  record: OpenedRecord
}

/** Asked together with the person, one tick at a time: nothing is ticked beforehand but what they agreed to already. */
export const AgreementPage = ({ shell, form, connection, record }: AgreementProps) => {
  const { person } = record
  const personName = nameOf(person)
  return (
    <ConnectionForm
      shell={shell}
      record={record}
      connection={connection}
      title={`What may we tell ${connection.service}?`}
      form={form}
      submit="Save, and go on to ask the group"
      other={<a href={`/connections/${connection.id}`}>Not now: keep it as an idea</a>}
      lede={
        <p>
          Ask {personName}, and tick only what they say yes to. The group sees nothing else: not why, not their plan,
          not who referred them.{connection.status === 'agreed' && ' Ticked is what they said yes to last time.'}
        </p>
      }
    >
      <input type="hidden" name="version" value={connection.version} />
      <ChoicesField
        form={form}
        name="shared"
        label="The group may see"
        choices={fieldsFor(person).map((field) => ({
          value: field,
          text: SHARED_FIELDS[field],
          hint: hintFor(field, person, personName),
          conditional:
            field === 'helps' ? (
              <TextAreaField
                form={form}
                name="helps"
                label="What helps them feel welcome?"
                hint="In words they would use: Sit near the door. Say hello first."
                rows={3}
                max={500}
              />
            ) : undefined,
        }))}
      />
      {person.restricted && (
        <InsetText>How to contact them is kept back for their safety. You pass on messages.</InsetText>
      )}
      <ChoiceField
        form={form}
        name="by"
        label="Who said yes?"
        small
        choices={[
          { value: 'person', text: personName },
          { value: 'attorney', text: 'Someone with power of attorney for them' },
          { value: 'deputy', text: 'A deputy named by the court' },
        ]}
      />
    </ConnectionForm>
  )
}

const fieldsFor = (person: Person): SharedField[] =>
  (Object.keys(SHARED_FIELDS) as SharedField[]).filter((field) => {
    if (field === 'contact') return !person.restricted
    return field !== 'access-needs' || person.accessNeeds.length > 0
  })

function hintFor(
  field: SharedField,
  { telephone, email, accessNeeds }: Person,
  personName: string,
): string | undefined {
  if (field === 'name') return personName
  if (field === 'contact')
    return (
      [telephone && sayTelephone(telephone), email].filter(Boolean).join(', ') ||
      'We know no telephone and no email address'
    )
  if (field === 'access-needs') return accessNeeds.map((code) => ACCESS_NEEDS[code].label).join(', ')
  return undefined
}
