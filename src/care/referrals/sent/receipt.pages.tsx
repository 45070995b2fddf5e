import { Panel } from 'nhsuk-react-components'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { UrgentHelp } from '#ui/urgent-help.tsx'
import type { SentReferralDetails } from './sent-referral.queries.ts'
import { ownerOf, sayNext } from './sent-referral.rules.ts'

/** Right after sending: the number, who has it, what happens when. Urgent words bring help first, and the referral is sent all the same. */
export const ReceiptPage = ({
  shell,
  referral,
  today,
}: {
  shell: Shell
  referral: SentReferralDetails
  today: Day
}) => (
  <AppShell shell={shell} title="Referral sent">
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        {referral.urgent && (
          <>
            <p>
              <strong>You wrote words that may mean danger.</strong> The referral is sent, and somebody of{' '}
              {referral.team.name} is asked to read it now. They are there on weekdays from 9am to 5pm. If it cannot
              wait, do not wait for them:
            </p>
            <UrgentHelp />
          </>
        )}
        <Panel>
          <Panel.Title>Referral sent</Panel.Title>
          <p>
            Number to quote
            <br />
            <strong>{referral.reference}</strong>
          </p>
        </Panel>
        <h2 className="nhsuk-heading-m">What happens next</h2>
        <p>{sayNext(referral, today)}</p>
        <p>You hear back at each step{referral.referrer.email && `, at ${referral.referrer.email}`}.</p>
        <Summary
          rows={[
            { key: 'For', value: referral.personName },
            { key: 'Who has it', value: ownerOf(referral) },
            { key: 'Answer by', value: sayDay(referral.nextDate, today) },
            { key: 'Sent', value: `${sayDay(dayOf(referral.receivedAt), today)}, by ${referral.sentBy}` },
          ]}
        />
        <p>You can print this page to keep a copy, or to give it to them.</p>
        <ul className="nhsuk-list">
          <li>
            <a href="/refer">Refer someone else</a>
          </li>
          <li>
            <a href={`/referrals/sent/${referral.id}`}>See what you sent</a>
          </li>
          <li>
            <a href="/referrals/sent">My referrals</a>
          </li>
        </ul>
      </div>
    </div>
  </AppShell>
)
