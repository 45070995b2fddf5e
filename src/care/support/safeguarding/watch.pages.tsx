import { dayOf, sayDay, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { sayDue } from '../today/today.rules.ts'
import { WATCH_LIMIT, type WatchedEpisode } from './watch.queries.ts'

interface Props {
  shell: Shell
  watched: readonly WatchedEpisode[]
  people: ReadonlyMap<Id, Person>
  today: Day
}

/** About whom of the team there are safeguarding notes. What the notes say is opened one by one, with a reason. */
export const WatchPage = ({ shell, watched, people, today }: Props) => {
  const unread = watched.filter(({ readBy }) => readBy !== null).length
  return (
    <AppShell shell={shell} title="Safeguarding" wide>
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">Safeguarding</h1>
      <p className="trellis-lede">{sayWatched(unread, watched.length)}</p>
      <p>
        You open the notes of one person at a time and say why. Who opened them, and why, is written down. In danger
        now? Ring <a href="tel:999">999</a>.
      </p>
      <DataTable
        caption="People with safeguarding notes"
        hideCaption
        columns={columns(people, today)}
        rows={watched}
        rowId={({ id }) => id}
        empty={
          <EmptyState action={{ href: '/people?whose=team', text: 'See the people of the team' }}>
            <p>When somebody of the team writes a safeguarding note, it shows up here.</p>
          </EmptyState>
        }
      />
      {watched.length >= WATCH_LIMIT && <p>There are more than this page shows: what is to be read comes first.</p>}
    </AppShell>
  )
}

function sayWatched(unread: number, people: number): string {
  if (people === 0) return 'There are no safeguarding notes to look at.'
  const notes = people === 1 ? 'There are notes about 1 person.' : `There are notes about ${people} people.`
  if (unread === 0) return `${notes} You have read what was new.`
  return `${notes} ${unread === 1 ? 'One has' : `${unread} have`} something new to read.`
}

const columns = (people: ReadonlyMap<Id, Person>, today: Day): Column<WatchedEpisode>[] => [
  {
    heading: 'Who',
    cell: ({ id, personId }) => <a href={`/episodes/${id}/safeguarding`}>{nameIn(people, personId)}</a>,
  },
  { heading: 'To read', cell: ({ readBy }) => <ToRead readBy={readBy} today={today} /> },
  {
    heading: 'Notes',
    cell: ({ notes, lastAt, lastBy }) =>
      `${notes === 1 ? '1, by' : `${notes}, the last by`} ${lastBy}, ${sayDay(dayOf(lastAt), today)}`,
  },
  {
    heading: 'Who supports them',
    cell: ({ worker, closed }) => (closed ? 'The work has ended' : (worker ?? 'Nobody yet')),
  },
]

const nameIn = (people: ReadonlyMap<Id, Person>, id: Id): string => {
  const person = people.get(id)
  return person ? nameOf(person) : 'Somebody whom you may not see'
}

function ToRead({ readBy, today }: { readBy: Date | null; today: Day }) {
  if (!readBy) return <span className="trellis-quiet">Read</span>
  const due = dayOf(readBy)
  return <StatusTag tone={due < today ? 'urgent' : 'careful'}>{sayDue(due, today)}</StatusTag>
}

/** Notes belong to a team: who acts for the organisation as a whole sees none, and is told so. */
export const NoTeamPage = ({ shell }: { shell: Shell }) => (
  <AppShell shell={shell} title="Safeguarding">
    <h1 className="nhsuk-heading-l">Safeguarding</h1>
    <EmptyState action={{ href: '/account', text: 'See where you work' }}>
      <p>
        Safeguarding notes belong to a team, and you act in none now. Choose a team on your account, or ask your
        administrator for the role in a team.
      </p>
    </EmptyState>
  </AppShell>
)
