import type { ReactNode } from 'react'
import type { FormState } from '#platform/forms.ts'
import { DayField, SelectField, TextAreaField, TextField, type Choice } from '#ui/fields.tsx'
import { FormBody } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { OpenedRecord } from '../record/open-record.ts'
import { RecordFrame } from '../record/record-frame.pages.tsx'
import type { EpisodeBrief } from '../record/standing.queries.ts'
import { ACTION_STATUSES, GOAL_STATUSES, type CarePlan } from './care-plan.type.ts'
import { ClashNotice } from './conversation.pages.tsx'
import { TEN } from './conversation-fields.pages.tsx'
import type { Clash } from './words.rules.ts'

export interface ThingProps {
  shell: Shell
  record: OpenedRecord & { episode: EpisodeBrief }
  plan: CarePlan
  id: string
  form: FormState
  clashes?: readonly Clash[]
}

const choicesOf = (words: Record<string, string>): Choice[] =>
  Object.entries(words).map(([value, text]) => ({ value, text }))

/** One goal, whole: what, how they will know, how important and sure, and how it stands. */
export const GoalPage = (props: ThingProps) => {
  const { form, id, plan } = props
  const of = (part: string) => `goal.${id}.${part}`
  return (
    <ThingFrame {...props} title="A goal">
      <TextAreaField
        form={form}
        name={of('text')}
        label="What do they hope for?"
        hint="Leave it empty to take the goal away."
        rows={2}
      />
      <TextAreaField form={form} name={of('target')} label="How will they know that they are there?" rows={2} />
      <SelectField form={form} name={of('importance')} label="How important, 1 to 10" choices={TEN} empty="Not asked" />
      <SelectField
        form={form}
        name={of('confidence')}
        label="How sure they are, 1 to 10"
        choices={TEN}
        empty="Not asked"
      />
      <SelectField
        form={form}
        name={of('concern')}
        label="Which worry it answers"
        choices={plan.concerns.map((concern) => ({ value: concern.id, text: concern.text }))}
        empty="None of them"
      />
      <SelectField form={form} name={of('status')} label="How does it stand?" choices={choicesOf(GOAL_STATUSES)} />
    </ThingFrame>
  )
}

/** One next step, whole: what, who, when, what helps, how sure, how it stands, when to look again. */
export const ActionPage = (props: ThingProps) => {
  const { form, id } = props
  const of = (part: string) => `action.${id}.${part}`
  return (
    <ThingFrame {...props} title="A next step">
      <TextAreaField
        form={form}
        name={of('what')}
        label="What is done?"
        hint="Leave it empty to take the step away."
        rows={2}
      />
      <TextField form={form} name={of('who')} label="Who does it?" width={30} />
      <TextField form={form} name={of('byWhen')} label="When?" width={30} />
      <TextAreaField form={form} name={of('strategies')} label="What helps if it gets hard?" rows={2} />
      <SelectField
        form={form}
        name={of('confidence')}
        label="How sure they are, 1 to 10"
        choices={TEN}
        empty="Not asked"
      />
      <SelectField form={form} name={of('status')} label="How does it stand?" choices={choicesOf(ACTION_STATUSES)} />
      <DayField form={form} name={of('reviewOn')} label="When do you look at it again?" />
    </ThingFrame>
  )
}

const ThingFrame = ({
  shell,
  record,
  plan,
  form,
  clashes = [],
  title,
  children,
}: ThingProps & { title: string; children: ReactNode }) => (
  <RecordFrame shell={shell} record={record} section="plan" title={title} error={form.issues.length > 0}>
    {clashes.length > 0 && <ClashNotice clashes={clashes} by={plan.written?.by} />}
    <FormBody
      csrf={shell.csrf}
      heading={title}
      form={form}
      submit="Save"
      other={<a href={`/episodes/${record.episode.id}/plan`}>Back to the plan</a>}
    >
      <input type="hidden" name="base" value={plan.revision} />
      {children}
    </FormBody>
  </RecordFrame>
)
