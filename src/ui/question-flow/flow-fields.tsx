import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { issueOf, type FormState } from '#platform/forms.ts'
import { ChoiceField, ChoicesField, DayField, SelectField, TextAreaField, TextField, type Choice } from '../fields.tsx'
import { hintOnPaper, say, sayIfThere, type Field, type Question, type Texts, type Words } from './flow.type.ts'
import { askedFields } from './read-answer.ts'

export interface FlowFieldsProps<F> {
  question: Question<F>
  form: FormState
  facts: F
  texts: Texts
  words?: Words
  /** Fields that this time are a choice among what was found, whatever they are otherwise. */
  instead?: Readonly<Record<string, readonly Choice[]>>
  /** On paper nothing folds or hides, several questions share a page, and lists are written. */
  paper?: boolean
}

/** The fields of one question, drawn from its definition. */
export function FlowFields<F>(props: FlowFieldsProps<F>) {
  const fields = askedFields(props.question, props.facts)
  const shown = props.paper ? fields : fields.filter((field) => !field.only)
  return (
    <>
      {shown.map((field) => (
        <FlowField key={field.id} field={field} {...props} />
      ))}
    </>
  )
}

function FlowField<F>({ field, ...props }: FlowFieldsProps<F> & { field: Field<F> }): ReactNode {
  const { question, texts, words, paper, instead } = props
  const key = `${question.id}.${field.id}`
  const name = paper ? `${question.id}-${field.id}` : field.id
  const form = paper ? props.form : withPreset(props.form, name, presetOf(field, props.facts))
  const onPaper = paper ? sayIfThere(texts, `${key}.paper`, words) : undefined
  const base = {
    form,
    name,
    label: onPaper ?? say(texts, `${key}.label`, words),
    hint: paper ? hintOnPaper(texts, key, words) : sayIfThere(texts, `${key}.hint`, words),
  }
  const found = instead?.[field.id]
  if (found) return <ChoiceField {...base} hint={undefined} choices={found} />
  switch (field.kind) {
    case 'words':
      return <TextAreaField {...base} rows={paper ? 4 : 5} max={paper ? undefined : (field.max ?? 4_000)} />
    case 'day':
      return <DayField {...base} birthday={field.autoComplete === 'bday'} />
    case 'choice':
    case 'yes-no': {
      if (field.look === 'list' && paper) return <TextField {...base} />
      const choices = choicesOf(field, props)
      if (field.look === 'list')
        return <SelectField {...base} choices={choices} empty={sayIfThere(texts, `${key}.empty`)} />
      return (
        <ChoiceField
          {...base}
          small={paper}
          choices={paper ? choices : choices.map((choice) => withReveal(choice, field, props))}
        />
      )
    }
    case 'choices':
      return <Ticks {...base} field={field} props={props} title={sayIfThere(texts, `${key}.short`, words)} />
    default:
      return (
        <TextField
          {...base}
          {...LINES[field.kind]}
          autoComplete={field.autoComplete}
          suggest={paper ? undefined : field.suggest}
        />
      )
  }
}

const LINES = {
  text: {},
  telephone: { type: 'tel', width: 20 },
  email: { type: 'email' },
  postcode: { width: 10 },
} as const

interface TicksProps<F> {
  form: FormState
  name: string
  label: string
  hint?: string
  field: Field<F>
  props: FlowFieldsProps<F>
  title?: string
}

function Ticks<F>({ field, props, title, ...base }: TicksProps<F>) {
  const choices = choicesOf(field, props).map((choice) =>
    choice.value === field.exclusive ? { ...choice, exclusive: true, divider: say(props.texts, 'or') } : choice,
  )
  const boxes = <ChoicesField {...base} choices={choices} small={props.paper || field.look === 'folded'} />
  if (field.look !== 'folded' || props.paper) return boxes
  const open = [base.form.values[base.name]].flat().some(Boolean) || issueOf(base.form, base.name) !== undefined
  return (
    <Details expander open={open}>
      <Details.Summary>{title ?? base.label}</Details.Summary>
      <Details.Text>{boxes}</Details.Text>
    </Details>
  )
}

/** The choices of a field in words. */
export function choicesOf<F>(
  field: Field<F>,
  {
    question,
    facts,
    texts,
    words,
    paper,
  }: Pick<FlowFieldsProps<F>, 'question' | 'facts' | 'texts' | 'words' | 'paper'>,
): Choice[] {
  if (field.options) return [...field.options(facts)]
  const key = (code: string) => `${question.id}.${field.id}.${code}`
  const codes = field.kind === 'yes-no' ? ['yes', 'no'] : (field.choices ?? [])
  return codes.map((value) => ({
    value,
    text: say(texts, `${key(value)}.text`, words),
    hint: paper ? undefined : sayIfThere(texts, `${key(value)}.hint`, words), // paper is dear, and nobody scrolls on it
  }))
}

function withReveal<F>(choice: Choice, field: Field<F>, props: FlowFieldsProps<F>): Choice {
  const under = askedFields(props.question, props.facts).filter(
    ({ only }) => only?.field === field.id && only.is === choice.value,
  )
  if (under.length === 0) return choice
  return {
    ...choice,
    conditional: under.map((dependent) => <FlowField key={dependent.id} field={dependent} {...props} />),
  }
}

/** What stands there first; where there is only one to choose, it is chosen. */
function presetOf<F>(field: Field<F>, facts: F): string | undefined {
  const options = field.options?.(facts)
  return options?.length === 1 ? options[0]!.value : field.preset
}

const withPreset = (form: FormState, name: string, preset?: string): FormState =>
  preset === undefined || form.values[name] !== undefined
    ? form
    : { ...form, values: { ...form.values, [name]: preset } }
