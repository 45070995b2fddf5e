import { Fragment, type ReactNode } from 'react'
import { sayDay, type Day } from '#platform/days.ts'
import { sayTelephone } from '#platform/telephone.ts'
import { Summary, type SummaryRow } from '../summary.tsx'
import { choicesOf } from './flow-fields.tsx'
import { askedOf } from './flow.rules.ts'
import {
  say,
  sayIfThere,
  type Answer,
  type Answers,
  type Field,
  type Flow,
  type Question,
  type Texts,
  type Value,
  type Words,
} from './flow.type.ts'

interface FlowSummaryProps<F> {
  flow: Flow<F>
  answers: Answers
  facts: F
  texts: Texts
  words?: Words
  today: Day
}

/** All answers, a row for each question, each with its way back. */
export function FlowSummary<F>(props: FlowSummaryProps<F>) {
  const { flow, answers, facts, texts, words } = props
  const rows: SummaryRow[] = askedOf(flow, facts).map((question) => ({
    key: say(texts, `${question.id}.short`, words),
    value: lines(question, answers[question.id] ?? {}, props),
    change: { href: `${flow.path}/${question.id}?from=check`, text: say(texts, 'change') },
  }))
  return <Summary rows={rows} />
}

function lines<F>(question: Question<F>, answer: Answer, props: FlowSummaryProps<F>): ReactNode {
  const said: string[] = []
  for (const field of question.fields) {
    const value = sayValue(field, question, answer[field.id] ?? null, props)
    const row = sayIfThere(props.texts, `${question.id}.${field.id}.row`, props.words)
    if (value && field.joins && said.length > 0) said.push(`${said.pop()} ${value}`)
    else if (value) said.push(row ? `${row}: ${value}` : value)
  }
  if (said.length === 0) return <span className="trellis-quiet">{say(props.texts, 'nothing-given')}</span>
  return said
    .join('\n')
    .split('\n')
    .map((line, n) => (
      <Fragment key={n}>
        {n > 0 && <br />}
        {line}
      </Fragment>
    ))
}

function sayValue<F>(
  field: Field<F>,
  question: Question<F>,
  value: Value,
  { facts, texts, words, today }: FlowSummaryProps<F>,
): string {
  if (value === null || value.length === 0) return ''
  if (field.kind === 'day') return sayDay(value as Day, today)
  if (field.kind === 'telephone') return sayTelephone(String(value))
  if (field.kind !== 'choice' && field.kind !== 'choices' && field.kind !== 'yes-no') return String(value)
  const chosen = [value].flat()
  return choicesOf(field, { question, facts, texts, words })
    .filter((choice) => chosen.includes(choice.value))
    .map((choice) => sayIfThere(texts, `${question.id}.${field.id}.${choice.value}.row`, words) ?? choice.text)
    .join(', ')
}
