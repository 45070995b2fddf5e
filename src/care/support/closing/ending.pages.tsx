import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { Ending } from './closing.pages.tsx'
import type { ClosingLetter } from './closing.queries.ts'

/** The end as whoever referred reads it: what is asked of them first, and how the person comes back. No name: they know whom they sent. */
export const EndingPage = ({ shell, letter, today }: { shell: Shell; letter: ClosingLetter; today: Day }) => {
  const { closure, team, initials, reference, writtenAt, recipientName } = letter
  return (
    <AppShell shell={shell} title="Our work has ended">
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">
            {reference && <span className="nhsuk-caption-l">Referral {reference} </span>}
            Our work with {initials} has ended
          </h1>
          <p>
            For {recipientName}, from {team.name}, {sayDay(dayOf(writtenAt), today)}.
          </p>
          <Ending closure={closure} />
          {closure.reason !== 'died' && <p>They can come back to us at any time, without a new referral.</p>}
          {team.telephone && (
            <p>
              Any questions? Ring {team.name} on <TelephoneLink number={team.telephone} />.
            </p>
          )}
        </div>
      </div>
    </AppShell>
  )
}

/** An old, altered or foreign link: all look the same, and there is a way on. */
export const NoEndingPage = ({ shell }: { shell: Shell }) => (
  <AppShell shell={shell} title="This link does not work any more">
    <h1 className="nhsuk-heading-l">This link does not work any more</h1>
    <p>Links work for a while only, to keep what is behind them safe.</p>
    <p>Ring the people who sent it: they can send you a new one.</p>
  </AppShell>
)
