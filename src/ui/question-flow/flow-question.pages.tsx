import { Details } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { FormState } from '#platform/forms.ts'
import { FormBody } from '../form-page.tsx'
import { AppShell, type Shell } from '../shell.tsx'
import { FlowFields, type FlowFieldsProps } from './flow-fields.tsx'
import type { Place } from './flow.rules.ts'
import { fillIn, say, sayIfThere, type Words } from './flow.type.ts'

interface FlowQuestionPageProps<F> extends FlowFieldsProps<F> {
  shell: Shell
  place: Place<F>
  back: string
  /** What must be seen before the question: urgent help, a notice. */
  before?: ReactNode
  /** What helps to answer, between the question and its fields. */
  about?: ReactNode
  submit?: string
  other?: ReactNode
}

/** One question a page. The title says only which one it is: it stays in the history of a shared phone. */
export function FlowQuestionPage<F>({
  shell,
  place,
  back,
  before,
  about,
  submit,
  other,
  ...asked
}: FlowQuestionPageProps<F>) {
  const { question, texts, words } = asked
  const form = withWords(asked.form, words)
  const fields = { ...asked, form }
  const hint = sayIfThere(texts, `${question.id}.hint`, words)
  const why = sayIfThere(texts, `${question.id}.why`, words)
  const number = say(texts, 'step', { number: String(place.number), of: String(place.of) })
  return (
    <AppShell shell={shell} title={number} back={back} quickExit error={form.issues.length > 0}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <FormBody
            csrf={shell.csrf}
            form={form}
            caption={number}
            heading={say(texts, `${question.id}.question`, words)}
            lede={
              (before || hint || about) && (
                <>
                  {before}
                  {hint && <p>{hint}</p>}
                  {about}
                </>
              )
            }
            submit={submit ?? say(texts, 'continue')}
            other={other}
          >
            <FlowFields {...fields} />
            {why && (
              <Details>
                <Details.Summary>{say(texts, 'why')}</Details.Summary>
                <Details.Text>
                  <p>{why}</p>
                </Details.Text>
              </Details>
            )}
          </FormBody>
        </div>
      </div>
    </AppShell>
  )
}

/** What is wrong, with the words in their places: the checks do not know them. */
const withWords = (form: FormState, words: Words = {}): FormState => ({
  ...form,
  issues: form.issues.map((issue) => ({ ...issue, message: fillIn(issue.message, words) })),
})
