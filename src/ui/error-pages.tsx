import type { ReactNode } from 'react'
import { AppShell, type Shell } from './shell.tsx'
import { UrgentHelp } from './urgent-help.tsx'

/** 404. Also what a stranger sees of a record that is there: it must not differ from one that is not. */
export const NotFoundPage = ({ shell }: { shell: Shell }) => (
  <ErrorPage shell={shell} title="We could not find that page">
    <p>The address may be old, or a letter of it may be missing.</p>
    <p>If you typed it, check it. If you followed a link, the page may have moved.</p>
    <p>
      <a href="/">Go to the first page</a> or <a href="/find">find support near you</a>.
    </p>
  </ErrorPage>
)

/** 403: signed in, but this is somebody else's to do. */
export const ForbiddenPage = ({ shell }: { shell: Shell }) => (
  <ErrorPage shell={shell} title="You cannot open this page">
    <p>Your sign-in does not cover it. This is to keep people&rsquo;s records safe.</p>
    <p>If your work needs it, ask whoever gives out access in your organisation.</p>
    <p>
      <a href="/">Go to the first page</a>
      {shell.signedIn ? '.' : ' or '}
      {!shell.signedIn && <a href="/sign-in">sign in</a>}
    </p>
  </ErrorPage>
)

/** 403: the form's token does not fit, mostly because the page was open for long or cookies are off. */
export const TryAgainPage = ({ shell, back }: { shell: Shell; back: string }) => (
  <ErrorPage shell={shell} title="Please try again">
    <p>We could not take what you sent. Nothing was saved.</p>
    <p>This happens when a page was open for a long time, or when your browser does not keep cookies.</p>
    <p>
      <a href={back}>Go back to the page</a>, then send it again. Your browser may still hold what you typed.
    </p>
  </ErrorPage>
)

/** 413: more than a form can hold. */
export const TooLargePage = ({ shell, back }: { shell: Shell; back: string }) => (
  <ErrorPage shell={shell} title="That was too long to send">
    <p>A page can take at most 1 MB of words, which is about 200 pages of text. Nothing was saved.</p>
    <p>
      <a href={back}>Go back to the page</a> and send less. Your browser may still hold what you typed.
    </p>
  </ErrorPage>
)

/** 429: more answers in a minute than anybody reads. */
export const TooManyPage = ({ shell }: { shell: Shell }) => (
  <ErrorPage shell={shell} title="Please wait a minute">
    <p>Too much came from your address at once. What you just sent was not saved.</p>
    <p>Wait a minute, then load this page again. If you sent a form, your browser will ask whether to send it again.</p>
  </ErrorPage>
)

/** 500, with the number under which the log has it. */
export const FailurePage = ({ shell, reference }: { shell: Shell; reference: string }) => (
  <ErrorPage shell={shell} title="Something went wrong on our side">
    <p>It was not your doing. What you were sending may not have been saved.</p>
    <p>Try again in a few minutes. If it happens again, tell us this number:</p>
    <p className="trellis-reference">{reference}</p>
    <p>
      <a href="/">Go to the first page</a>
    </p>
  </ErrorPage>
)

/** 503: the database is away. */
export const AwayPage = ({ shell }: { shell: Shell }) => (
  <ErrorPage shell={shell} title="We are away for a moment">
    <p>Trellis cannot reach its records just now. We are putting that right.</p>
    <p>Try again in a few minutes. What you had saved before is safe.</p>
    <p>
      <a href={shell.path}>Try again</a>
    </p>
  </ErrorPage>
)

const ErrorPage = ({ shell, title, children }: { shell: Shell; title: string; children: ReactNode }) => (
  <AppShell shell={shell} title={title}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{title}</h1>
        {children}
        <UrgentHelp />
      </div>
    </div>
  </AppShell>
)
