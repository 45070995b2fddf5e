import { sayDay, type Day } from '#platform/days.ts'
import { sayWait, type Team } from '#registers/teams/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'

interface Props {
  shell: Shell
  partnership: { name: string; host: string | null; createdOn: Day }
  teams: readonly Team[]
  today: Day
}

/** What is set here: the partnership, and what each team's manager has set. To read; each is changed where it says. */
export const SettingsPage = ({ shell, partnership, teams, today }: Props) => (
  <AppShell shell={shell} title="Settings" wide>
    <h1 className="nhsuk-heading-l">Settings</h1>
    <h2 className="nhsuk-heading-m">The partnership</h2>
    <Summary
      rows={[
        { key: 'Name', value: partnership.name },
        { key: 'Web address', value: partnership.host ?? 'Any that leads here and belongs to no other partnership' },
        { key: 'Here since', value: sayDay(partnership.createdOn, today) },
      ]}
    />
    <p>Name and address are given when a partnership is made on the command line, and do not change here.</p>
    <h2 className="nhsuk-heading-m">Teams</h2>
    <p>
      Each team’s manager changes these on the page of the team. How many people are enough is said for somebody who
      works whole time.
    </p>
    <DataTable
      caption="Teams"
      hideCaption
      columns={columns(today)}
      rows={teams}
      rowId={({ id }) => id}
      empty={<p className="trellis-quiet">There is no team yet.</p>}
    />
  </AppShell>
)

const columns = (today: Day): Column<Team>[] => [
  { heading: 'Team', cell: ({ name }) => name },
  { heading: 'Run by', cell: ({ organisationName }) => organisationName },
  { heading: 'Workers are called', cell: ({ localTitle }) => localTitle.one },
  {
    heading: 'New people',
    cell: ({ pause }) =>
      pause ? `Paused${pause.until ? ` until ${sayDay(pause.until, today)}` : ''}` : 'Takes new people',
  },
  { heading: 'Wait that people are told', cell: ({ wait }) => (wait ? sayWait(wait.workingDays) : 'None') },
  { heading: 'People at once', cell: ({ openNowLimit }) => openNowLimit ?? 'No limit', numeric: true },
  { heading: 'People in a year', cell: ({ peoplePerYear }) => peoplePerYear, numeric: true },
]
