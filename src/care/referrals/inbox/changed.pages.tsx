import { WarningCallout } from 'nhsuk-react-components'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'

/** Above a form that was filled in while somebody else changed the referral. */
export const ChangedNotice = ({ latest }: { latest: string }) => (
  <WarningCallout>
    <WarningCallout.Heading>This changed while you had the page open</WarningCallout.Heading>
    <p>{latest}</p>
    <p>We have kept what you typed, and saved nothing yet. If it is still right, press the button again.</p>
  </WarningCallout>
)

interface AnsweredPageProps {
  shell: Shell
  href: string
  /** What cannot be done any more: "You can no longer accept this referral". */
  title: string
  /** Who did what, and when. */
  latest: string
  /** What was typed and could not be used: it must not be lost. */
  typed?: string
}

/** Somebody was faster: who, when, and what was typed. */
export const AnsweredPage = ({ shell, href, title, latest, typed }: AnsweredPageProps) => (
  <AppShell shell={shell} title={title} back={href}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{title}</h1>
        <p>{latest}</p>
        <p>Nothing of yours was saved, and nobody was told.</p>
        {typed && <Summary title="What you typed" rows={[{ key: 'Your words', value: typed }]} />}
        <p>
          <a href={href}>See how it stands now</a> or <a href="/referrals">go back to all referrals</a>.
        </p>
      </div>
    </div>
  </AppShell>
)
