import {
  CharacterCount,
  Checkboxes,
  DateInput,
  PasswordInput,
  Radios,
  Select,
  Textarea,
  TextInput,
} from 'nhsuk-react-components'
import type { ReactElement, ReactNode } from 'react'
import { type FieldName, type FormState, issueOf } from '#platform/forms.ts'

interface FieldProps<S> {
  form: FormState<S>
  name: FieldName<S>
  label: string
  hint?: string | ReactElement
  /** The label is the one question of the page, and so its heading. */
  heading?: boolean
}

export interface Choice {
  value: string
  text: string
  hint?: string
  /** Asked only of those who choose this; without JavaScript always shown. */
  conditional?: ReactNode
  /** "None of these": takes back the other ticks. */
  exclusive?: boolean
  /** The word between this choice and the one before it, as in "or". */
  divider?: string
}

interface TextFieldProps<S> extends FieldProps<S> {
  /** Which keyboard a phone shows, and what a browser checks nothing of: the server does. */
  type?: 'text' | 'email' | 'tel' | 'search' | 'url'
  inputMode?: 'numeric' | 'decimal' | 'text'
  /** What the browser may fill in: "given-name", "postal-code" ... */
  autoComplete?: string
  /** In characters: as wide as the answer that is expected. */
  width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  prefix?: string
  suffix?: string
  /** Reads letter by letter: references, codes. */
  code?: boolean
  /** Where suggestions come from; the answer may still be typed freely. */
  suggest?: string
}

/** A line of text. */
export function TextField<S>(props: TextFieldProps<S>) {
  const { type, inputMode, autoComplete, width, prefix, suffix, code, suggest } = props
  return (
    <TextInput
      {...common(props)}
      {...{ type, inputMode, autoComplete, width, prefix, suffix, code }}
      data-combobox={suggest}
      spellCheck={type && type !== 'text' ? false : undefined}
      defaultValue={typedText(props)}
    />
  )
}

/** Several lines. With `max`, says how many characters are left. */
export function TextAreaField<S>(props: FieldProps<S> & { rows?: number; max?: number }) {
  const { rows = 5, max } = props
  const field = { ...common(props), rows, defaultValue: typedText(props) }
  return max ? <CharacterCount {...field} maxLength={max} threshold={50} /> : <Textarea {...field} />
}

/** A password: shown on demand, never sent back to the page. */
export const PasswordField = <S,>(props: FieldProps<S> & { autoComplete?: 'current-password' | 'new-password' }) => (
  <PasswordInput {...common(props)} autoComplete={props.autoComplete ?? 'current-password'} />
)

/** Up to about fifteen choices in a list that opens. `empty` is the first, which answers nothing. */
export const SelectField = <S,>(props: FieldProps<S> & { choices: readonly Choice[]; empty?: string }) => (
  <Select {...common(props)} defaultValue={typedText(props)}>
    {props.empty !== undefined && <Select.Option value="">{props.empty}</Select.Option>}
    {props.choices.map(({ value, text }) => (
      <Select.Option key={value} value={value}>
        {text}
      </Select.Option>
    ))}
  </Select>
)

/** A date in three parts. `birthday` lets the browser fill it in. */
export function DayField<S>(props: FieldProps<S> & { birthday?: boolean }) {
  const { form, name, birthday } = props
  const issue = issueOf(form, name)
  const typed = typedParts(form.values[name])
  const part = (which: 'day' | 'month' | 'year') => ({
    defaultValue: typed[which],
    // Only the parts that are wrong are marked; a whole date that is none has all three marked.
    error: issue && isWrong(which, issue.path, name, typed) ? issue.message : (false as const),
    'aria-invalid': issue && isWrong(which, issue.path, name, typed) ? true : undefined,
    autoComplete: birthday ? `bday-${which}` : undefined,
  })
  return (
    <DateInput {...group(props)} id={name}>
      <DateInput.Day {...part('day')} />
      <DateInput.Month {...part('month')} />
      <DateInput.Year {...part('year')} />
    </DateInput>
  )
}

/** One of a few. */
export function ChoiceField<S>(
  props: FieldProps<S> & { choices: readonly Choice[]; inline?: boolean; small?: boolean },
) {
  const chosen = typedText(props)
  return (
    <Radios {...group(props)} inline={props.inline} small={props.small} idPrefix={props.name}>
      {props.choices.flatMap((choice, n) => [
        ...(choice.divider ? [<Radios.Divider key={`${choice.value} or`}>{choice.divider}</Radios.Divider>] : []),
        <Radios.Item
          key={choice.value}
          id={itemId(props.name, n)}
          value={choice.value}
          hint={choice.hint}
          conditional={choice.conditional}
          defaultChecked={chosen === choice.value}
        >
          {choice.text}
        </Radios.Item>,
      ])}
    </Radios>
  )
}

/** Any of a few. */
export function ChoicesField<S>(props: FieldProps<S> & { choices: readonly Choice[]; small?: boolean }) {
  const ticked = [props.form.values[props.name] as unknown].flat()
  return (
    <Checkboxes {...group(props)} small={props.small} idPrefix={props.name}>
      {props.choices.flatMap((choice, n) => [
        ...(choice.divider ? [<Checkboxes.Divider key={`${choice.value} or`} dividerText={choice.divider} />] : []),
        <Checkboxes.Item
          key={choice.value}
          id={itemId(props.name, n)}
          value={choice.value}
          hint={choice.hint}
          conditional={choice.conditional}
          defaultChecked={ticked.includes(choice.value)}
          {...(choice.exclusive ? { exclusive: true, exclusiveGroup: props.name } : {})}
        >
          {choice.text}
        </Checkboxes.Item>,
      ])}
    </Checkboxes>
  )
}

/** The error summary links to `#name`, so the first of a group carries that id. */
const itemId = (name: string, n: number) => (n === 0 ? name : `${name}-${n + 1}`)

function common<S>({ form, name, label, hint, heading }: FieldProps<S>) {
  const error = issueOf(form, name)?.message
  return {
    id: name,
    name,
    label,
    labelProps: heading ? { isPageHeading: true, size: 'l' as const } : { size: 's' as const },
    hint,
    error,
    'aria-invalid': error ? (true as const) : undefined,
  }
}

function group<S>({ form, name, label, hint, heading }: FieldProps<S>) {
  return {
    name,
    legend: label,
    legendProps: heading ? { isPageHeading: true, size: 'l' as const } : { size: 's' as const },
    hint,
    error: issueOf(form, name)?.message,
  }
}

/** What was typed may be anything that a browser, or somebody without one, can send. */
function typedText<S>({ form, name }: FieldProps<S>): string | undefined {
  const [value] = [form.values[name]].flat()
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

type DayParts = Partial<Record<'day' | 'month' | 'year', string>>

/** Three parts as typed, or a `Day` that is known already. */
function typedParts(value: unknown): DayParts {
  if (typeof value === 'string') {
    const [year, month, day] = value.split('-')
    return { day: day && String(Number(day)), month: month && String(Number(month)), year }
  }
  const parts = (value ?? {}) as Record<string, unknown>
  const one = (name: string) => (typeof parts[name] === 'string' ? parts[name] : undefined)
  return { day: one('day'), month: one('month'), year: one('year') }
}

function isWrong(which: keyof DayParts, path: string, name: string, typed: DayParts): boolean {
  const whole = Boolean(typed.day && typed.month && typed.year)
  if (path === `${name}-year`) return which === 'year' || !typed[which]
  return whole ? true : !typed[which]
}
