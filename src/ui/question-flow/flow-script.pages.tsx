import type { ReactNode } from 'react'
import { AppShell, type Shell } from '../shell.tsx'
import { choicesOf } from './flow-fields.tsx'
import { say, sayIfThere, type Field, type Flow, type Question, type Texts, type Words } from './flow.type.ts'
import { askedFields } from './read-answer.ts'

interface FlowScriptProps<F> {
  shell: Shell
  flow: Flow<F>
  facts: F
  texts: Texts
  words?: Words
  title: string
  before?: ReactNode
  after?: ReactNode
}

/** The same questions to read out on the telephone, with what to note for each. */
export const FlowScriptPage = <F,>({ shell, title, before, after, ...script }: FlowScriptProps<F>) => (
  <AppShell shell={shell} title={title}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{title}</h1>
        {before}
        <ol className="nhsuk-list nhsuk-list--number">
          {script.flow.questions
            .filter((question) => !question.screenOnly)
            .map((question) => (
              <li key={question.id}>
                <Spoken question={question} {...script} />
              </li>
            ))}
        </ol>
        {after}
      </div>
    </div>
  </AppShell>
)

type Script<F> = Pick<FlowScriptProps<F>, 'flow' | 'facts' | 'texts' | 'words'>

function Spoken<F>({ question, ...script }: Script<F> & { question: Question<F> }) {
  const { facts, texts, words } = script
  return (
    <>
      <h2 className="nhsuk-heading-s">{say(texts, `${question.id}.short`, words)}</h2>
      <p>
        &ldquo;{sayIfThere(texts, `${question.id}.script`, words) ?? say(texts, `${question.id}.question`, words)}
        &rdquo;
      </p>
      <ul>
        {askedFields(question, facts).map((field) => (
          <li key={field.id}>
            <ToNote {...{ field, question }} {...script} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What to write down, and what there is to choose from. A long list is not read out. */
function ToNote<F>({ field, question, ...script }: Script<F> & { field: Field<F>; question: Question<F> }) {
  const { texts, words } = script
  const label = say(texts, `${question.id}.${field.id}.label`, words)
  const choices = field.look === 'list' || field.options ? [] : choicesOf(field, { question, ...script })
  const under = field.only && sayIfThere(texts, `${question.id}.${field.only.field}.${field.only.is}.text`, words)
  return (
    <>
      {under && <span className="trellis-quiet">{say(texts, 'script-only', { answer: under })} </span>}
      <strong>{label}</strong>
      {field.optional && <span className="trellis-quiet"> {say(texts, 'script-optional')}</span>}
      {choices.length > 0 && <>: {choices.map(({ text }) => text).join(' / ')}</>}
    </>
  )
}
