import { Button, ErrorSummary } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { FormState } from '#platform/forms.ts'
import { AppShell, type Shell } from './shell.tsx'

export interface FormBodyProps {
  csrf: string
  /** The page's heading; left out when the one field is the heading itself. */
  heading?: string
  /** Above the heading: where one is ("Question 3 of 7"). */
  caption?: string
  /** Under the heading: why we ask, what happens next. */
  lede?: ReactNode
  form?: Pick<FormState, 'issues'>
  /** Where it is sent; by default to the page itself. */
  action?: string
  submit?: string
  /** Beside the button: another way on, as in "Save and come back later". */
  other?: ReactNode
  children?: ReactNode
}

export interface FormPageProps extends Omit<FormBodyProps, 'csrf' | 'heading'> {
  shell: Shell
  title: string
  back?: string
  quickExit?: boolean
  /** Beside the form: what one needs to see while filling it in. */
  aside?: ReactNode
}

/** A page with one form: what is to be mended first, then the heading, the fields and one button. */
export function FormPage({ shell, title, back, quickExit, aside, ...body }: FormPageProps) {
  return (
    <AppShell shell={shell} title={title} back={back} quickExit={quickExit} error={hasIssues(body.form)}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <FormBody csrf={shell.csrf} heading={title} {...body} />
        </div>
        {aside && <div className="nhsuk-grid-column-one-third">{aside}</div>}
      </div>
    </AppShell>
  )
}

/** The form itself, for a page that holds more than a form. */
export function FormBody({
  csrf,
  heading,
  caption,
  lede,
  form,
  action,
  submit = 'Continue',
  other,
  children,
}: FormBodyProps) {
  return (
    <>
      {hasIssues(form) && <Mend form={form} />}
      {heading && (
        <h1 className="nhsuk-heading-l">
          {caption && <Caption text={caption} />}
          {heading}
        </h1>
      )}
      {lede && <div className="trellis-lede">{lede}</div>}
      {/* The server checks, in our words: the browser's own bubbles vanish and are not read out everywhere. */}
      <form method="post" action={action} noValidate>
        <input type="hidden" name="_csrf" value={csrf} />
        {!heading && caption && <Caption text={caption} />}
        {children}
        <div className="nhsuk-button-group">
          <Button preventDoubleClick>{submit}</Button>
          {other}
        </div>
      </form>
    </>
  )
}

const Caption = ({ text }: { text: string }) => <span className="nhsuk-caption-l">{text} </span>

const hasIssues = (form?: Pick<FormState, 'issues'>): form is Pick<FormState, 'issues'> =>
  form !== undefined && form.issues.length > 0

const Mend = ({ form }: { form: Pick<FormState, 'issues'> }) => (
  <ErrorSummary>
    <ErrorSummary.Title>There is a problem</ErrorSummary.Title>
    <ErrorSummary.List>
      {form.issues.map(({ path, message }) => (
        <ErrorSummary.ListItem key={path} href={path ? `#${path}` : undefined}>
          {message}
        </ErrorSummary.ListItem>
      ))}
    </ErrorSummary.List>
  </ErrorSummary>
)
