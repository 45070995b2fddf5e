import type { ReactNode } from 'react'
import { emptyForm } from '#platform/forms.ts'
import { AppShell, type Shell } from '../shell.tsx'
import { FlowFields } from './flow-fields.tsx'
import { hintOnPaper, say, sayIfThere, type Flow, type Texts, type Words } from './flow.type.ts'

interface FlowPaperPageProps<F> {
  shell: Shell
  flow: Flow<F>
  facts: F
  texts: Texts
  words?: Words
  title: string
  /** How to fill it in and where to bring it. */
  before?: ReactNode
  after?: ReactNode
}

/** The same questions on paper, all on one page. It can be filled in on the screen too, before it is printed: nothing is sent. */
export const FlowPaperPage = <F,>({
  shell,
  flow,
  facts,
  texts,
  words,
  title,
  before,
  after,
}: FlowPaperPageProps<F>) => (
  <AppShell shell={shell} title={say(texts, 'paper-title')} back={flow.path} quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-full">
        <h1 className="nhsuk-heading-l">{title}</h1>
        {before}
        {flow.questions
          .filter((question) => !question.screenOnly)
          .map((question, n) => (
            <section key={question.id} aria-labelledby={`paper-${question.id}`}>
              <h2 className="nhsuk-heading-m" id={`paper-${question.id}`}>
                {n + 1}.{' '}
                {sayIfThere(texts, `${question.id}.paper`, words) ?? say(texts, `${question.id}.question`, words)}
              </h2>
              <Hint text={hintOnPaper(texts, question.id, words)} />
              <FlowFields {...{ question, facts, texts, words }} form={emptyForm()} paper />
            </section>
          ))}
        {after}
      </div>
    </div>
  </AppShell>
)

const Hint = ({ text }: { text?: string }) => (text ? <p>{text}</p> : null)
