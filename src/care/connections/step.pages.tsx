import { Fieldset } from 'nhsuk-react-components'
import type { OpenedRecord } from '#care/support/index.ts'
import type { FormState } from '#platform/forms.ts'
import { nameOf } from '#registers/people/index.ts'
import { ChoiceField, DayField, TextAreaField, TextField } from '#ui/fields.tsx'
import type { Shell } from '#ui/shell.tsx'
import { ConnectionForm } from './connection-form.pages.tsx'
import type { AnswerForm, AttendanceForm, EndingForm, FirstVisitForm, WithdrawalForm } from './connection.forms.ts'
import type { Connection } from './connection.queries.ts'
import { DECLINE_REASONS, END_REASONS, WITHDRAWAL_REASONS } from './connection.rules.ts'

interface StepProps<Form> {
  shell: Shell
  form: FormState<Form>
  connection: Connection
  record: OpenedRecord
}

/** What the group said on the telephone. */
export const AnswerPage = ({ shell, form, connection, record }: StepProps<AnswerForm>) => (
  <ConnectionForm
    shell={shell}
    record={record}
    connection={connection}
    title={`What did ${connection.service} say?`}
    form={form}
    submit="Save"
    lede={<p>{nameOf(record.person)} hears it from us in the way that is safe for them.</p>}
  >
    <Version connection={connection} />
    <ChoiceField
      form={form}
      name="answer"
      label="Their answer"
      choices={[
        {
          value: 'accepted',
          text: 'Yes',
          conditional: (
            <>
              <DayField form={form} name="visit" label="First visit, if you know the day" />
              <TextField form={form} name="metBy" label="Who meets them, if you know" width={20} />
            </>
          ),
        },
        ...(connection.status === 'offered' ? [{ value: 'waitlisted', text: 'They are on the waiting list' }] : []),
        {
          value: 'declined',
          text: 'No',
          conditional: (
            <ChoiceField
              form={form}
              name="reason"
              label="Why not?"
              small
              choices={options(DECLINE_REASONS, ({ words }) => words)}
            />
          ),
        },
      ]}
    />
    <TextAreaField form={form} name="words" label="Anything else they said (if you like)" rows={3} max={500} />
  </ConnectionForm>
)

/** Taking it back, together with the person. */
export const WithdrawalPage = ({ shell, form, connection, record }: StepProps<WithdrawalForm>) => (
  <ConnectionForm
    shell={shell}
    record={record}
    connection={connection}
    title={`Take back ${connection.service}`}
    form={form}
    submit="Take it back"
    lede={
      <p>
        {connection.status === 'proposed' || connection.status === 'agreed'
          ? 'The group has not been asked, so nobody need be told.'
          : `We tell the group that ${nameOf(record.person)} is not coming. They are told nothing of why.`}
      </p>
    }
  >
    <Version connection={connection} />
    <ChoiceField form={form} name="reason" label="Why?" small choices={options(WITHDRAWAL_REASONS)} />
    <TextAreaField form={form} name="words" label="A word for your team (if you like)" rows={3} max={500} />
  </ConnectionForm>
)

/** When they go for the first time. */
export const FirstVisitPage = ({ shell, form, connection, record }: StepProps<FirstVisitForm>) => (
  <ConnectionForm
    shell={shell}
    record={record}
    connection={connection}
    title={`First visit to ${connection.service}`}
    form={form}
    submit="Save, and tell them"
    lede={<p>{nameOf(record.person)} gets the day and the name of whoever meets them.</p>}
  >
    <DayField form={form} name="visit" label="The day" />
    <TextField form={form} name="metBy" label="Who meets them, if you know" width={20} />
  </ConnectionForm>
)

/** One session: came, or did not come this time. */
export const AttendancePage = ({ shell, form, connection, record }: StepProps<AttendanceForm>) => (
  <ConnectionForm
    shell={shell}
    record={record}
    connection={connection}
    title={`Did they come to ${connection.service}?`}
    form={form}
    submit="Save"
  >
    <DayField form={form} name="on" label="The day" />
    <CameField form={form} />
  </ConnectionForm>
)

/** The same question for the team and for the group. */
export const CameField = ({ form }: { form: FormState<AttendanceForm> }) => (
  <ChoiceField
    form={form}
    name="came"
    label="Did they come?"
    small
    choices={[
      { value: 'yes', text: 'Came' },
      {
        value: 'no',
        text: 'Did not come this time',
        conditional: <TextField form={form} name="reason" label="Why, if you know" />,
      },
    ]}
  />
)

/** They do not go there any more. */
export const EndingPage = ({ shell, form, connection, record }: StepProps<EndingForm>) => (
  <ConnectionForm
    shell={shell}
    record={record}
    connection={connection}
    title={`${connection.service} has ended`}
    form={form}
    submit="Save"
  >
    <Version connection={connection} />
    <EndingFields form={form} />
  </ConnectionForm>
)

export const EndingFields = ({ form }: { form: FormState<EndingForm> }) => (
  <Fieldset>
    <ChoiceField form={form} name="reason" label="Why has it ended?" small choices={options(END_REASONS)} />
    <TextAreaField form={form} name="words" label="How did it go? (if you like)" rows={3} max={1000} />
  </Fieldset>
)

const Version = ({ connection }: { connection: Connection }) => (
  <input type="hidden" name="version" value={connection.version} />
)

const options = <T,>(reasons: Readonly<Record<string, T>>, words: (reason: T) => string = String) =>
  Object.entries(reasons).map(([value, reason]) => ({ value, text: words(reason) }))
