import { Button } from 'nhsuk-react-components'
import { sayDay, type Day } from '#platform/days.ts'
import { FormBody } from '#ui/form-page.tsx'
import { FlowSummary } from '#ui/question-flow/flow-summary.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import type { Team } from '#registers/teams/index.ts'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { wordsFor, type AskFlow } from './ask-facts.ts'
import { NOBODY_READS, Notices } from './ask-notices.tsx'
import type { AskFacts } from './ask.type.ts'
import type { SentReceipt } from './send-request.ts'

interface CheckPageProps {
  shell: Shell
  ask: AskFlow
  facts: AskFacts
  back: string
  urgent: boolean
  /** The address a link goes to first, where one must be confirmed. */
  confirm?: string
  today: Day
}

/** Everything once more, each with its way back; then one button. */
export const CheckPage = ({ shell, ask, facts, back, urgent, confirm, today }: CheckPageProps) => (
  <AppShell shell={shell} title="Check your answers" back={back} quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <FormBody
          csrf={shell.csrf}
          heading="Check your answers"
          submit={confirm ? 'Send me the link' : 'Send'}
          lede={
            <>
              <Notices urgency={urgent ? 'now' : 'none'} facts={facts} ages />
              <p>This goes to {facts.team?.name}. You can print this page first, if you want to keep it.</p>
            </>
          }
        >
          <FlowSummary
            flow={ask.flow}
            answers={facts.answers}
            facts={facts}
            texts={ask.texts}
            words={wordsFor(facts)}
            today={today}
          />
          {confirm && <p>First we send a link to {confirm}. When you press it, your request goes to the team.</p>}
        </FormBody>
      </div>
    </div>
  </AppShell>
)

interface SentPageProps {
  shell: Shell
  flowPath: string
  receipt: SentReceipt
  team: Team | undefined
  today: Day
}

/** Gone: the number, who has it, by when, how they hear, and what to do if they do not. */
export const SentPage = ({ shell, flowPath, receipt, team, today }: SentPageProps) => (
  <AppShell shell={shell} title="Sent" quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">Your request is with {receipt.owner}</h1>
        {receipt.urgent && (
          <>
            <UrgentHelp />
            <p>{NOBODY_READS}</p>
          </>
        )}
        <Summary
          rows={[
            { key: 'Your number', value: <strong className="trellis-reference">{receipt.reference}</strong> },
            { key: 'Who has it', value: receipt.owner },
            { key: 'You hear by', value: sayDay(receipt.next_date, today) },
            { key: 'How you hear', value: HEAR[receipt.hear] ?? HEAR.telephone },
          ]}
        />
        <h2 className="nhsuk-heading-m">If you hear nothing</h2>
        <p>
          {team?.telephone ? (
            <>
              Ring {team.name} on <TelephoneLink number={team.telephone} /> and say your number. You are not bothering
              anyone.
            </>
          ) : (
            'Ask again. You are not bothering anyone.'
          )}
        </p>
        <p>Print this page or write down your number. We show it here for one day.</p>
        <form method="post" action={`${flowPath}/forget`}>
          <input type="hidden" name="_csrf" value={shell.csrf} />
          <div className="nhsuk-button-group">
            <Button href="/find" secondary>
              Find support near you
            </Button>
            <Button secondary>Clear this page from here</Button>
          </div>
        </form>
        <p>Clear it if others use this phone or computer. Your request stays with the team.</p>
      </div>
    </div>
  </AppShell>
)

const HEAR: Record<string, string> = {
  telephone: 'They ring you.',
  text: 'They send you a text.',
  email: 'They send you an email.',
  post: 'They send you a letter.',
  me: 'They write to you or ring you. They talk to the person as you said.',
}

/** The link is on its way: nothing has gone to the team yet. */
export const LinkSentPage = ({ shell, email, back }: { shell: Shell; email: string; back: string }) => (
  <AppShell shell={shell} title="Look at your email" back={back} quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">Look at your email</h1>
        <p>We have sent a link to {email}. Press it, and your request goes to the team. Nothing has gone yet.</p>
        <p>
          The link works for 7 days. No email after ten minutes? Look in your junk folder, or go back and send it again.
        </p>
        {shell.demo && (
          <p>
            In this demo no email leaves. <a href="/outbox">Sign in as anyone</a> to read it among the messages.
          </p>
        )}
      </div>
    </div>
  </AppShell>
)

interface ConfirmPageProps {
  shell: Shell
  team: string
  /** First letters of the person's name: enough for whoever wrote it. */
  initials: string
}

/** What the link leads to. Opening it sends nothing: some mail programs open every link by themselves. */
export const ConfirmPage = ({ shell, team, initials }: ConfirmPageProps) => (
  <AppShell shell={shell} title="Send your request" quickExit>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <FormBody csrf={shell.csrf} heading="Send your request" submit="Send it now">
          <p>
            You asked {team} for help for {initials}. Press the button, and it goes to them.
          </p>
        </FormBody>
      </div>
    </div>
  </AppShell>
)
