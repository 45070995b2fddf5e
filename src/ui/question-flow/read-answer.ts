import { z } from 'zod'
import {
  choice,
  choices,
  day,
  email,
  optional,
  optionalText,
  postcode,
  readForm,
  telephone,
  text,
  withIssue,
  type FormState,
} from '#platform/forms.ts'
import { say, sayIfThere, type Answer, type Field, type Question, type Texts } from './flow.type.ts'

export type AnswerRead = { ok: true; value: Answer } | { ok: false; form: FormState }

/**
 * Reads what was sent for one question, with the checks that its definition names. What is asked only under a choice that
 * was not made is left out, whatever was typed there.
 */
export function readAnswer<F>(question: Question<F>, body: unknown, facts: F, texts: Texts): AnswerRead {
  const typed = typedOf(body)
  const active = activeFields(question, typed, facts)
  const schema = z.object(
    Object.fromEntries(active.map((field) => [field.id, schemaOf(question, field, facts, texts)])),
  )
  const read = readForm(schema, typed)
  if (!read.ok) return { ok: false, form: read.form }
  const value = read.value as Answer
  const fault = question.faults?.find((f) => f.when(value, facts))
  if (!fault) return { ok: true, value }
  return {
    ok: false,
    form: withIssue({ values: typed, issues: [] }, fault.field, say(texts, `${question.id}.fault.${fault.id}`)),
  }
}

/** What was sent, as fields: the three parts of a day are one, the token is left out. To be kept, right or wrong. */
export function typedOf(body: unknown): Record<string, unknown> {
  const read = readForm(z.never(), body)
  return read.ok ? {} : read.form.values
}

/** The fields that count, given what was chosen. */
export function activeFields<F>(question: Question<F>, typed: unknown, facts: F): Field<F>[] {
  const chosen = (id: string) => [(typed as Record<string, unknown> | undefined)?.[id]].flat()
  return askedFields(question, facts).filter(({ only }) => !only || chosen(only.field).includes(only.is))
}

/** The fields that may be asked, given what is known. */
export const askedFields = <F>(question: Question<F>, facts: F): Field<F>[] =>
  question.fields.filter((f) => f.asked?.(facts) ?? true)

function schemaOf<F>(question: Question<F>, field: Field<F>, facts: F, texts: Texts): z.ZodType {
  const key = `${question.id}.${field.id}`
  const what = sayIfThere(texts, `${key}.what`) ?? say(texts, `${key}.label`).toLowerCase()
  const may = (schema: z.ZodType) => (field.optional ? optional(schema) : schema)
  switch (field.kind) {
    case 'text':
    case 'words':
      return (field.optional ? optionalText : text)(what, field.max ?? (field.kind === 'text' ? 200 : 4_000))
    case 'telephone':
      return may(telephone(what))
    case 'email':
      return may(email(what))
    case 'postcode':
      return may(postcode(what))
    case 'day':
      return day(what)
    case 'yes-no':
      return may(choice(['yes', 'no'], sayIfThere(texts, `${key}.error`) ?? ''))
    case 'choice':
      return may(choice(codesOf(field, facts), sayIfThere(texts, `${key}.error`) ?? 'Select from the list'))
    case 'choices':
      return choices(codesOf(field, facts), field.optional ? undefined : say(texts, `${key}.error`))
  }
}

const codesOf = <F>(field: Field<F>, facts: F) =>
  (field.options ? field.options(facts).map(({ value }) => value) : [...(field.choices ?? [])]) as [string, ...string[]]
