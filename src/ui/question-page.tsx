import { FormBody, type FormPageProps } from './form-page.tsx'
import { AppShell } from './shell.tsx'

export interface QuestionPageProps extends Omit<FormPageProps, 'caption' | 'aside' | 'lede'> {
  /** Which question this is, and of how many at most. */
  step?: { number: number; of: number }
}

/** One question a page. The one field inside has `heading`, so that the question is asked once. */
export function QuestionPage({ shell, title, back, quickExit, step, ...body }: QuestionPageProps) {
  return (
    <AppShell shell={shell} title={title} back={back} quickExit={quickExit} error={Boolean(body.form?.issues.length)}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <FormBody csrf={shell.csrf} caption={step && `Question ${step.number} of ${step.of}`} {...body} />
        </div>
      </div>
    </AppShell>
  )
}
