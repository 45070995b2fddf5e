import { FormPage } from '#ui/form-page.tsx'
import { TextAreaField } from '#ui/fields.tsx'
import type { FormState } from '#platform/forms.ts'
import type { Shell } from '#ui/shell.tsx'
import type { questionForm, writtenAnswerForm } from './answer.forms.ts'
import { ChangedNotice } from './changed.pages.tsx'

interface Props<S> {
  shell: Shell
  form: FormState<S>
  /** The referral's own page. */
  href: string
  personName: string
  /** Of the referral as it is now. */
  version: number
  /** What somebody else did while the page was open. */
  latest?: string
}

export const QuestionPage = ({
  shell,
  form,
  href,
  personName,
  version,
  latest,
  whom,
  chaseOn,
}: Props<typeof questionForm> & { whom: string; chaseOn: string }) => (
  <FormPage
    shell={shell}
    title={`Ask ${whom}`}
    caption={`Referral for ${personName}`}
    back={href}
    form={form}
    submit="Send the question"
    lede={
      <>
        {latest && <ChangedNotice latest={latest} />}
        <p>
          Ask only what you need before you can say yes or no. They get a link to your question, and the referral waits
          for them.
        </p>
        <p>If they have not answered by {chaseOn}, we put ringing them on your list.</p>
      </>
    }
  >
    <input type="hidden" name="version" value={version} />
    <TextAreaField
      form={form}
      name="question"
      label="Your question"
      hint="They see these words as you write them."
      rows={5}
      max={2000}
    />
  </FormPage>
)

export const WrittenAnswerPage = ({
  shell,
  form,
  href,
  personName,
  version,
  latest,
  whom,
  question,
}: Props<typeof writtenAnswerForm> & { whom: string; question: string }) => (
  <FormPage
    shell={shell}
    title={`What did ${whom} say?`}
    caption={`Referral for ${personName}`}
    back={href}
    form={form}
    submit="Save the answer"
    lede={
      <>
        {latest && <ChangedNotice latest={latest} />}
        <p>You asked: {question}</p>
        <p>Use this when they answered by telephone. The referral then waits for your yes or no again.</p>
      </>
    }
  >
    <input type="hidden" name="version" value={version} />
    <TextAreaField form={form} name="answer" label="Their answer" rows={5} max={4000} />
  </FormPage>
)
