import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { NEEDS } from '#registers/directory/index.ts'
import { DayField, SelectField, TextAreaField, TextField, type Choice } from '#ui/fields.tsx'
import { ABOUT_ME, type AboutMeField, type CarePlan } from './care-plan.type.ts'
import type { ConversationRows } from './conversation-rows.rules.ts'

interface FieldsProps {
  form: FormState
  rows: ConversationRows
  plan: CarePlan
  /** How the person is called: "Grace". */
  name: string
}

const FIRST: readonly AboutMeField[] = ['mostImportant', 'importantPeople', 'pleaseDo', 'pleaseDoNot']
const MORE: readonly AboutMeField[] = [
  'communication',
  'wellness',
  'howToSupport',
  'alsoWorthKnowing',
  'supportedToWriteBy',
]

/** What matters, in their words, as "I". */
export const AboutMeFields = ({ form }: Pick<FieldsProps, 'form'>) => (
  <Part title="What matters">
    {FIRST.map((field) => (
      <TextAreaField
        key={field}
        form={form}
        name={`about.${field}`}
        label={ABOUT_ME[field].label}
        rows={field === 'mostImportant' ? 4 : 2}
      />
    ))}
    <Details open={MORE.some((field) => Boolean(form.values[`about.${field}`]))}>
      <Details.Summary>More about them</Details.Summary>
      <Details.Text>
        {MORE.map((field) => (
          <TextAreaField key={field} form={form} name={`about.${field}`} label={ABOUT_ME[field].label} rows={2} />
        ))}
      </Details.Text>
    </Details>
  </Part>
)

export const StrengthFields = ({ form }: Pick<FieldsProps, 'form'>) => (
  <Part title="Strengths">
    <TextAreaField
      form={form}
      name="strengths"
      label="What they are good at, enjoy or can build on"
      hint="One on each line."
      rows={3}
    />
  </Part>
)

export const ConcernFields = ({ form, rows, name }: FieldsProps) => (
  <Part title="Worries">
    {rows.concerns.map((id, n) => (
      <Row key={id} legend={`Worry ${n + 1}`}>
        <TextField form={form} name={`concern.${id}.text`} label={`Worry ${n + 1}, in their words`} />
        <SelectField
          form={form}
          name={`concern.${id}.need`}
          label="What it is about"
          choices={NEED_CHOICES}
          empty="Not chosen"
        />
        <Withheld form={form} name={`concern.${id}.withheld`} person={name} />
      </Row>
    ))}
  </Part>
)

const NEED_CHOICES: Choice[] = Object.entries(NEEDS).map(([value, { label }]) => ({ value, text: label }))

export const GoalFields = ({ form, rows, plan }: FieldsProps) => (
  <Part title="Goals and next steps">
    {rows.goals.map(({ id, actions }, n) => (
      <Row key={id} legend={`Goal ${n + 1}`}>
        <TextField form={form} name={`goal.${id}.text`} label={`Goal ${n + 1}: what do they hope for?`} />
        <SelectField
          form={form}
          name={`goal.${id}.importance`}
          label="How important, 1 to 10"
          choices={TEN}
          empty="Not asked"
        />
        <SelectField
          form={form}
          name={`goal.${id}.confidence`}
          label="How sure they are, 1 to 10"
          choices={TEN}
          empty="Not asked"
        />
        {plan.concerns.length > 0 && (
          <SelectField
            form={form}
            name={`goal.${id}.concern`}
            label="Which worry it answers"
            choices={plan.concerns.map((concern) => ({ value: concern.id, text: concern.text }))}
            empty="None of them"
          />
        )}
        <Steps form={form} goalId={id} actions={actions} />
      </Row>
    ))}
    {rows.others.map(({ goalId, actions }) => (
      <Row key={goalId} legend="Next steps without a goal">
        <p>The goal of these steps was taken away.</p>
        <Steps form={form} goalId={goalId} actions={actions} />
      </Row>
    ))}
  </Part>
)

export const TEN: Choice[] = Array.from({ length: 10 }, (_, n) => ({ value: String(n + 1), text: String(n + 1) }))

const Steps = ({ form, goalId, actions }: { form: FormState; goalId: Id; actions: readonly Id[] }) => (
  <div className="trellis-row__steps">
    {actions.map((id, n) => (
      <Row key={id} legend={`Next step ${n + 1}`}>
        <input type="hidden" name={`action.${id}.goal`} value={goalId} />
        <TextField form={form} name={`action.${id}.what`} label={`Next step ${n + 1}`} />
        <TextField form={form} name={`action.${id}.who`} label="Who does it" width={30} />
        <TextField form={form} name={`action.${id}.byWhen`} label="When" width={20} />
      </Row>
    ))}
  </div>
)

export const RiskFields = ({
  form,
  rows,
  plan,
  name,
  noKnownRisksSaid,
}: FieldsProps & { noKnownRisksSaid: string | undefined }) => (
  <Part title="Risks">
    <Tick form={form} name="noKnownRisks" label="No known risks: I asked, and I know of none" />
    {noKnownRisksSaid && <p className="trellis-quiet">{noKnownRisksSaid}</p>}
    {rows.risks.map((id, n) => (
      <Row key={id} legend={`Risk ${n + 1}`}>
        <TextField
          form={form}
          name={`risk.${id}.text`}
          label={`Risk ${n + 1}: what must we know to keep them or staff safe?`}
        />
        <TextField form={form} name={`risk.${id}.comment`} label="What to do about it" />
        <DayField form={form} name={`risk.${id}.since`} label="Since when, if they know" />
        <Withheld form={form} name={`risk.${id}.withheld`} person={name} />
        {plan.risks.some((risk) => risk.id === id) && (
          <Tick form={form} name={`risk.${id}.over`} label="This is over" />
        )}
      </Row>
    ))}
  </Part>
)

export const AdjustmentFields = ({ form }: Pick<FieldsProps, 'form'>) => (
  <Part title="What we do differently">
    <TextAreaField
      form={form}
      name="adjustments"
      label="Reasonable adjustments: what we change so that support works for them"
      hint="One on each line, such as “Longer visits, with a break”."
      rows={3}
    />
  </Part>
)

const Withheld = ({ form, name, person }: { form: FormState; name: string; person: string }) => (
  <Tick form={form} name={name} label={`Keep this from ${person}: it is about somebody else, or would do harm`} />
)

/** One tick. The blank before it tells "taken away" from "not asked". */
function Tick({ form, name, label }: { form: FormState; name: string; label: string }) {
  const issue = form.issues.find(({ path }) => path === name)
  return (
    <div className={issue ? 'nhsuk-form-group nhsuk-form-group--error' : 'nhsuk-form-group'}>
      {issue && <p className="nhsuk-error-message">{issue.message}</p>}
      <input type="hidden" name={name} value="" />
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
        <div className="nhsuk-checkboxes__item">
          <input
            className="nhsuk-checkboxes__input"
            id={name}
            name={name}
            type="checkbox"
            value="yes"
            defaultChecked={form.values[name] === 'yes'}
          />
          <label className="nhsuk-label nhsuk-checkboxes__label" htmlFor={name}>
            {label}
          </label>
        </div>
      </div>
    </div>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="trellis-part" aria-label={title}>
    <h2 className="nhsuk-heading-m">{title}</h2>
    {children}
  </section>
)

const Row = ({ legend, children }: { legend: string; children: ReactNode }) => (
  <fieldset className="nhsuk-fieldset trellis-row">
    <legend className="nhsuk-fieldset__legend nhsuk-u-visually-hidden">{legend}</legend>
    {children}
  </fieldset>
)
