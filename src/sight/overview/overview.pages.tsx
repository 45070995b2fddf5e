import { Button } from 'nhsuk-react-components'
import { sayDay, type Day } from '#platform/days.ts'
import type { ServiceCounts } from '#registers/directory/index.ts'
import { sayWait, type Team } from '#registers/teams/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { sayServices } from './overview.rules.ts'

interface Props {
  shell: Shell
  teams: readonly Team[]
  counts: ServiceCounts
  today: Day
}

/** What an analyst or a commissioner can do here now: nothing about anybody, and no figure that is not there. */
export const OverviewPage = ({ shell, teams, counts, today }: Props) => (
  <AppShell shell={shell} title="Overview">
    <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">Overview</h1>
    <p className="trellis-lede">
      The teams of {shell.partnershipName} and what people are told about the wait, and how many services are listed.
      You see here what everybody may see, and no figures about people who were referred.
    </p>
    <h2 className="nhsuk-heading-m">Teams</h2>
    <DataTable
      caption="Teams"
      hideCaption
      columns={columns(today)}
      rows={teams}
      rowId={({ id }) => id}
      empty={<p className="trellis-quiet">There is no team yet.</p>}
    />
    <p>
      The wait is what each team says of itself.{' '}
      <a href="/link-workers">See whom a team can help, by practice or postcode</a>
    </p>
    <h2 className="nhsuk-heading-m">Services</h2>
    <p>{sayServices(counts)}</p>
    <Button secondary href="/find">
      Find support
    </Button>
    <h2 className="nhsuk-heading-m">Unmet need</h2>
    <p>
      <a href="/insight/unmet-need">What people asked for that could not be found, or had no place for them</a>: counts
      by need, district and quarter, small numbers kept back.
    </p>
  </AppShell>
)

const columns = (today: Day): Column<Team>[] => [
  { heading: 'Team', cell: ({ name }) => name },
  { heading: 'Run by', cell: ({ organisationName }) => organisationName },
  {
    heading: 'New people',
    cell: ({ pause }) =>
      pause ? (pause.until ? `Paused until ${sayDay(pause.until, today)}` : 'Paused') : 'Takes new people',
  },
  {
    heading: 'Wait for a first talk',
    cell: ({ wait }) =>
      wait ? (
        <div>
          {sayWait(wait.workingDays)} <span className="trellis-quiet">said on {sayDay(wait.statedOn, today)}</span>
        </div>
      ) : (
        <span className="trellis-quiet">The team has not said</span>
      ),
  },
]
