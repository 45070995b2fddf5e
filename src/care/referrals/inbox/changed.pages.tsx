import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import type { ReferralStatus } from '../referral.rules.ts'
import type { OpenedReferral } from './open-referral.ts'

export { ChangedNotice } from '#ui/changed-notice.tsx'

/** Where it stands, for whoever meant to answer something else. */
const ALREADY: Record<ReferralStatus, string> = {
  received: 'This referral waits for your answer',
  questioned: 'This referral waits for the referrer',
  accepted: 'This referral is accepted already',
  declined: 'Somebody has said no to this referral already',
  withdrawn: 'This referral was taken back',
}

interface AnsweredPageProps {
  shell: Shell
  opened: OpenedReferral
  /** Something was sent and not saved. */
  tried: boolean
  /** What was typed and could not be used: it must not be lost. */
  typed?: string
}

/** Somebody was faster: who, when, and what was typed. */
export const AnsweredPage = ({ shell, opened: { referral, latest }, tried, typed }: AnsweredPageProps) => {
  const href = `/referrals/${referral.id}`
  const title = ALREADY[referral.status]
  return (
    <AppShell shell={shell} title={title} back={href}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">{title}</h1>
          <p>{latest}</p>
          {tried && <p>Nothing of yours was saved, and nobody was told.</p>}
          {typed && <Summary title="What you typed" rows={[{ key: 'Your words', value: typed }]} />}
          <p>
            <a href={href}>See how it stands now</a> or <a href="/referrals">go back to all referrals</a>.
          </p>
        </div>
      </div>
    </AppShell>
  )
}
