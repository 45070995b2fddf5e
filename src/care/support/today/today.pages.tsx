import { Button, NotificationBanner } from 'nhsuk-react-components'
import { sayDay } from '#platform/days.ts'
import { nameOf } from '#registers/people/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { sayDone } from './done.rules.ts'
import type { Today } from './read-today.ts'
import { QUIET_AFTER, REVIEWS_SHOWN, sayDue, sayQuiet, sayTheDay, type DayRow } from './today.rules.ts'

/** The day of a link worker or a manager: whom to ring and why, what is new, what waits, whom nobody has heard. */
export const TodayPage = ({ shell, day, all }: { shell: Shell; day: Today; all: boolean }) => {
  const { rows, today, done } = day
  return (
    <AppShell shell={shell} title="Today" wide>
      {done && (
        <NotificationBanner success>
          <NotificationBanner.Heading>{sayDone(done, today)}</NotificationBanner.Heading>
          <NotificationBanner.Link href={`/people/${done.person.id}`}>
            Open the record of {nameOf(done.person)}
          </NotificationBanner.Link>
        </NotificationBanner>
      )}
      <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">{sayDay(today, today)}</h1>
      <p className="trellis-lede">{sayTheDay(rows)}</p>
      <Load day={day} />
      {rows.now.length > 0 && <Tasks id="now" title="Read now" rows={rows.now} shell={shell} empty={null} />}
      <Tasks
        id="ring"
        title="Ring today"
        rows={rows.ring}
        shell={shell}
        empty={
          <EmptyState action={{ href: '/people', text: 'Look somebody up' }}>
            <p>Nobody is to be rung today.</p>
          </EmptyState>
        }
      />
      <Tasks
        id="new"
        title="New for you"
        rows={rows.new}
        shell={shell}
        empty={<Nothing>Nothing new. Referrals and people who are given to you show up here.</Nothing>}
      />
      <Anybody rows={rows.anybody} shell={shell} all={all} />
      {rows.also.length > 0 && <Tasks id="also" title="Also to do" rows={rows.also} shell={shell} empty={null} />}
      <Tasks
        id="waiting"
        title="Waiting on others"
        rows={rows.waiting}
        shell={shell}
        empty={<Nothing>You wait for nobody.</Nothing>}
      />
      {(day.load || day.reviews.length > 0) && <Reviews day={day} />}
      {(day.load || day.quiet.length > 0) && <Quiet day={day} />}
      {day.more && <p>There is more than this page shows: the earliest come first. Ask your manager for help.</p>}
    </AppShell>
  )
}

const Nothing = ({ children }: { children: string }) => <p className="trellis-quiet">{children}</p>

const Load = ({ day: { load, loads, nobodyHas, standingInFor } }: { day: Today }) => (
  <>
    {load && <p>{load}</p>}
    {standingInFor.length > 0 && (
      <p>You stand in for {new Intl.ListFormat('en-GB').format(standingInFor)} today. Their calls are here too.</p>
    )}
    {loads && (
      <p>
        {loads.map(({ name, load: each }) => `${name}: ${each}`).join(' · ')}
        {nobodyHas > 0 && ` · ${nobodyHas === 1 ? '1 person has' : `${nobodyHas} people have`} nobody yet`}
      </p>
    )}
  </>
)

interface TasksProps {
  id: string
  title: string
  rows: readonly DayRow[]
  /** Where not all of them are shown. */
  count?: number
  shell: Shell
  empty: React.ReactNode
}

const Tasks = ({ id, title, rows, count = rows.length, shell, empty }: TasksProps) => (
  <section aria-labelledby={id}>
    <h2 className="nhsuk-heading-m" id={id}>
      {title}
      {count > 0 && ` (${count})`}
    </h2>
    <DataTable
      caption={title}
      hideCaption
      columns={columnsOf(shell, id)}
      rows={rows}
      rowId={(row) => row.id}
      empty={empty}
    />
  </section>
)

/** So many of what nobody has are shown at first. */
const ANYBODY_SHOWN = 5

const Anybody = ({ rows, shell, all }: { rows: readonly DayRow[]; shell: Shell; all: boolean }) =>
  rows.length === 0 ? null : (
    <>
      <Tasks
        id="anybody"
        title="For anybody in the team"
        rows={all ? rows : rows.slice(0, ANYBODY_SHOWN)}
        count={rows.length}
        shell={shell}
        empty={null}
      />
      {!all && rows.length > ANYBODY_SHOWN && (
        <p>
          <a href="/today?anybody=all#anybody">And {rows.length - ANYBODY_SHOWN} more for anybody in the team</a>
        </p>
      )}
    </>
  )

const columnsOf = (shell: Shell, section: string): Column<DayRow>[] => [
  { heading: 'What to do', cell: (row) => <What row={row} shell={shell} /> },
  { heading: 'Why', cell: (row) => <Why row={row} /> },
  ...(REACHED_FROM.includes(section)
    ? [{ heading: 'Reaching them', cell: (row: DayRow) => <Reaching row={row} /> }]
    : []),
  {
    heading: section === 'waiting' ? 'Since' : 'When',
    cell: (row) => (row.late ? <StatusTag tone="careful">{row.when}</StatusTag> : row.when),
  },
]

/** The sections in which somebody is rung or written to. */
const REACHED_FROM = ['ring', 'new', 'anybody']

// On a phone each cell is laid out in a row with its heading: one element in each, or its parts would stand side by side.
const What = ({ row, shell }: { row: DayRow; shell: Shell }) => (
  <div>
    <a href={row.href}>{row.action}</a>
    {row.others > 0 && <span className="trellis-quiet"> And {row.others} more of the same for them.</span>}
    {row.forWhom && <span className="trellis-quiet"> For {row.forWhom}.</span>}
    {row.escalated && <span className="trellis-quiet"> Came up to you: nobody did it in time.</span>}
    {row.endsByHand && (
      <form method="post" action={`/tasks/${row.id}/done`}>
        <input type="hidden" name="_csrf" value={shell.csrf} />
        <Button secondary small preventDoubleClick className="nhsuk-u-margin-top-2 nhsuk-u-margin-bottom-0">
          Done<span className="nhsuk-u-visually-hidden">: {row.action}</span>
        </Button>
      </form>
    )}
  </div>
)

const Why = ({ row }: { row: DayRow }) => (
  <div>
    {row.why && <span>{row.why}. </span>}
    {row.personId && row.href !== `/people/${row.personId}` && (
      <a href={`/people/${row.personId}`}>
        Record<span className="nhsuk-u-visually-hidden"> of {row.personName}</span>
      </a>
    )}
  </div>
)

const Reaching = ({ row: { telephone, email, address, care } }: { row: DayRow }) => (
  <div>
    {telephone && <TelephoneLink number={telephone} />}
    {email && <a href={`mailto:${email}`}>{email}</a>}
    {address}
    {(telephone || email || address) && care.length > 0 && <br />}
    {care.join(' ')}
  </div>
)

const Reviews = ({ day: { reviews, today } }: { day: Today }) => (
  <section aria-labelledby="reviews">
    <h2 className="nhsuk-heading-m" id="reviews">
      Reviews and questionnaires due{reviews.length > 0 && ` (${reviews.length})`}
    </h2>
    <DataTable
      caption="Reviews and questionnaires due"
      hideCaption
      columns={[
        { heading: 'What to do', cell: (row) => <a href={row.href}>{row.action}</a> },
        {
          heading: 'When',
          cell: (row) =>
            row.due < today ? <StatusTag tone="careful">{sayDue(row.due, today)}</StatusTag> : sayDue(row.due, today),
        },
      ]}
      rows={reviews.slice(0, REVIEWS_SHOWN)}
      rowId={(row) => row.id}
      empty={<Nothing>No questions and no plans are due.</Nothing>}
    />
  </section>
)

const Quiet = ({ day: { quiet, today } }: { day: Today }) => (
  <section aria-labelledby="quiet">
    <h2 className="nhsuk-heading-m" id="quiet">
      People we have not heard from{quiet.length > 0 && ` (${quiet.length})`}
    </h2>
    <DataTable
      caption="People we have not heard from"
      hideCaption
      columns={[
        {
          heading: 'What to do',
          cell: ({ id, person }) => <a href={`/episodes/${id}/contact`}>Ask how {nameOf(person)} is</a>,
        },
        { heading: 'Nothing heard', cell: (row) => sayQuiet(row, today) },
      ]}
      rows={quiet}
      rowId={(row) => row.id}
      empty={<Nothing>{`You have heard from everybody within ${QUIET_AFTER / 7} weeks.`}</Nothing>}
    />
  </section>
)
