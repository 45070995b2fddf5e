import { Details } from 'nhsuk-react-components'
import { ChoiceField, ChoicesField, SelectField, TextAreaField, type Choice } from '#ui/fields.tsx'
import { REASONS, type Reason } from '../reasons.ts'
import type { ReferForm } from './refer.forms.ts'

/** What link workers are asked for most, so that most people who refer need to open nothing. */
const COMMON: readonly Reason[] = [
  'loneliness',
  'low-mood',
  'worry',
  'money',
  'housing',
  'moving-more',
  'long-term-condition',
  'caring',
]

const choiceOf = ([value, { label, description }]: [string, { label: string; description: string }]): Choice => ({
  value,
  text: label,
  hint: description,
})
const isCommon = ([need]: [string, unknown]) => (COMMON as readonly string[]).includes(need)
const MOST_USED = COMMON.map((need) => choiceOf([need, REASONS[need]]))
const OTHERS = Object.entries(REASONS)
  .filter((entry) => !isCommon(entry))
  .map(choiceOf)

/** Why: any of the needs, and what it is in words. */
export const ReasonFields = ({ form }: { form: ReferForm }) => (
  <>
    <h2 className="nhsuk-heading-m">What would they like help with?</h2>
    <ChoicesField form={form} name="reasons" label="Choose all that fit" choices={MOST_USED} small />
    <Details open={[form.values.more_reasons].flat().some(Boolean) || undefined}>
      <Details.Summary>More to choose from</Details.Summary>
      <Details.Text>
        <ChoicesField form={form} name="more_reasons" label="Or one of these" choices={OTHERS} small />
      </Details.Text>
    </Details>
    <TextAreaField
      form={form}
      name="reason_text"
      label="In your words, or theirs"
      hint="What is going on, and what they hope for. You may leave it empty, unless it is something else."
      rows={3}
    />
  </>
)

/** Said, not assumed: either what is to be known, or that nothing is. */
export const SafetyFields = ({ form }: { form: ReferForm }) => (
  <>
    <h2 className="nhsuk-heading-m">Staying safe</h2>
    <TextAreaField
      form={form}
      name="risks"
      label="Anything we must know to keep them or staff safe?"
      hint="One thing on each line."
      rows={3}
    />
    <ChoicesField
      form={form}
      name="no_known_risks"
      label="Or"
      choices={[{ value: 'yes', text: 'No known risks' }]}
      small
    />
  </>
)

const GIVERS: Choice[] = [
  { value: 'person', text: 'The person' },
  { value: 'parent', text: 'A parent' },
  { value: 'attorney', text: 'Someone with power of attorney' },
  { value: 'deputy', text: 'A court-appointed deputy' },
]

/** Consent in the person's terms: what would be told to whom, and that no is an answer. */
export const ConsentFields = ({
  form,
  teamName,
  practiceName,
}: {
  form: ReferForm
  teamName?: string
  practiceName?: string
}) => (
  <>
    <h2 className="nhsuk-heading-m">Do they agree?</h2>
    <p>
      Say it like this: &ldquo;I would like {teamName ? `the ${teamName}` : 'a link worker team'} to get in touch with
      you. I would tell them your name, how to reach you, and why. They keep it to themselves. You may say no, now or
      later.&rdquo;
    </p>
    <ChoiceField form={form} name="consent" label="What did they say?" choices={consentChoices(form)} small />
    <ChoicesField
      form={form}
      name="tell_practice"
      label="Their GP practice"
      choices={[
        { value: 'yes', text: `They agree that ${practiceName ?? 'their GP practice'} is told what becomes of it` },
      ]}
      small
    />
  </>
)

const consentChoices = (form: ReferForm): Choice[] => [
  {
    value: 'given',
    text: 'Yes',
    conditional: <SelectField form={form} name="consent_by" label="Who said yes?" choices={GIVERS} />,
  },
  {
    value: 'best-interests',
    text: 'They cannot decide this, and it is in their best interests',
    conditional: (
      <TextAreaField form={form} name="best_interests_note" label="Why is it in their best interests?" rows={2} />
    ),
  },
  {
    value: 'not-asked',
    text: 'They were not asked',
    conditional: <TextAreaField form={form} name="not_asked_note" label="Why were they not asked?" rows={2} />,
  },
]
