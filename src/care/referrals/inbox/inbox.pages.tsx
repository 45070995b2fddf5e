import { InsetText, NotificationBanner } from 'nhsuk-react-components'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import { nameOf, type Person } from '#registers/people/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { StatusTag, type Tone } from '#ui/tag.tsx'
import { STATUS_WORDS, type ReferralStatus } from '../referral.rules.ts'
import { INBOX_LIMIT, type AnsweredReferral, type InboxReferral } from './inbox.queries.ts'
import { pressingOf, sayAgo, sayReferrer } from './inbox.rules.ts'
import { sayReasons, sayWho } from './person-brief.pages.tsx'

/** A referral with what other statements brought. */
export type Listed<T extends InboxReferral> = T & {
  person: Person | undefined
  owner: string | undefined
  /** Urgent words were found and nobody has said yet that they read them. */
  unread: boolean
}

export interface InboxProps {
  shell: Shell
  team: Team
  today: Day
  waiting: Listed<InboxReferral>[]
  questioned: Listed<InboxReferral>[]
  answered: (Listed<AnsweredReferral> & { answeredByName: string | undefined })[]
  /** What was just done, and what happens next. */
  done?: string
}

/** The inbox of a team: what waits for it, what waits for a referrer, what had its answer lately. */
export const InboxPage = ({ shell, team, today, waiting, questioned, answered, done }: InboxProps) => (
  <AppShell shell={shell} title="Referrals" wide>
    {done && (
      <NotificationBanner success>
        <NotificationBanner.Heading>{done}</NotificationBanner.Heading>
      </NotificationBanner>
    )}
    <h1 className="nhsuk-heading-l">Referrals</h1>
    <p className="trellis-lede">{sayWaiting(waiting, team)}</p>
    {team.pause && (
      <InsetText>
        <p>
          Your intake is paused{team.pause.until ? ` until ${sayDay(team.pause.until, today)}` : ''}, so no new
          referrals come and none can be accepted.
        </p>
      </InsetText>
    )}
    <section aria-labelledby="waiting">
      <h2 className="nhsuk-heading-m" id="waiting">
        Waiting for an answer
      </h2>
      <DataTable
        caption="Waiting for an answer"
        hideCaption
        columns={waitingColumns(today)}
        rows={waiting}
        rowId={({ id }) => id}
        empty={
          <EmptyState>
            <p>Nobody waits for an answer. A new referral shows up here as soon as it is sent.</p>
          </EmptyState>
        }
      />
      {waiting.length + questioned.length >= INBOX_LIMIT && (
        <p>These are the {INBOX_LIMIT} that have waited longest. There are more.</p>
      )}
    </section>
    <section aria-labelledby="questioned">
      <h2 className="nhsuk-heading-m" id="questioned">
        Waiting for the referrer
      </h2>
      <DataTable
        caption="Waiting for the referrer"
        hideCaption
        columns={questionedColumns(today)}
        rows={questioned}
        rowId={({ id }) => id}
        empty={<p className="trellis-quiet">You have asked no questions that are still open.</p>}
      />
    </section>
    <section aria-labelledby="answered">
      <h2 className="nhsuk-heading-m" id="answered">
        Answered in the last two weeks
      </h2>
      <DataTable
        caption="Answered in the last two weeks"
        hideCaption
        columns={answeredColumns(today)}
        rows={answered}
        rowId={({ id }) => id}
        empty={<p className="trellis-quiet">Nothing was answered in the last two weeks.</p>}
      />
    </section>
  </AppShell>
)

function sayWaiting(waiting: readonly Listed<InboxReferral>[], team: Team): string {
  if (waiting.length === 0) return `Nobody waits for an answer from ${team.name}.`
  const unread = countPeople(waiting.filter((one) => one.unread))
  const count = countPeople(waiting)
  const people = count === 1 ? '1 person waits' : `${count} people wait`
  const referrals = count === waiting.length ? '' : `, with ${waiting.length} referrals`
  const urgent =
    unread === 0
      ? ''
      : unread === 1
        ? ' One has urgent words that nobody has read yet.'
        : ` ${unread} have urgent words that nobody has read yet.`
  return `${people} for an answer from ${team.name}${referrals}.${urgent}`
}

const countPeople = (referrals: readonly InboxReferral[]): number =>
  new Set(referrals.map(({ personId }) => personId)).size

type Row = Listed<InboxReferral>

const person = (today: Day): Column<Row> => ({ heading: 'Person', cell: (row) => sayWho(row.person, today) })
const reasons: Column<Row> = { heading: 'What for', cell: (row) => sayReasons(row.reasons) }
const from: Column<Row> = { heading: 'From', cell: (row) => sayReferrer(row.referrer) }
const since = (today: Day): Column<Row> => ({
  heading: 'Came',
  cell: ({ receivedAt }) => sayCame(dayOf(receivedAt), today),
})
const owner: Column<Row> = {
  heading: 'Who has it',
  cell: (row) => row.owner ?? <span className="trellis-quiet">Nobody yet</span>,
}
const next = (today: Day): Column<Row> => ({
  heading: 'Next',
  cell: (row) => {
    const { tone, words } = pressingOf(row, today)
    return tone === 'quiet' ? words : <StatusTag tone={tone}>{words}</StatusTag>
  },
})
const action = (words: string): Column<Row> => ({
  heading: 'What to do',
  cell: (row) => <Open row={row} words={words} />,
})

const waitingColumns = (today: Day): Column<Row>[] => [
  person(today),
  next(today),
  reasons,
  from,
  since(today),
  owner,
  action('Read and answer'),
]
const questionedColumns = (today: Day): Column<Row>[] => [
  person(today),
  next(today),
  reasons,
  from,
  since(today),
  owner,
  action('See the question'),
]

type AnsweredRow = InboxProps['answered'][number]

const answeredColumns = (today: Day): Column<AnsweredRow>[] => [
  { heading: 'Person', cell: (row) => sayWho(row.person, today) },
  { heading: 'Answer', cell: ({ status }) => <StatusTag tone={TONES[status]}>{STATUS_WORDS[status]}</StatusTag> },
  { heading: 'What for', cell: (row) => sayReasons(row.reasons) },
  { heading: 'Answered', cell: (row) => `${sayAnswerer(row)}, ${sayDay(dayOf(row.answeredAt), today)}` },
  { heading: 'What happens next', cell: (row) => sayNext(row, today) },
  { heading: 'See', cell: (row) => <Open row={row} words="See it" /> },
]

const TONES: Record<ReferralStatus, Tone> = {
  received: 'new',
  questioned: 'waiting',
  accepted: 'done',
  declined: 'quiet',
  withdrawn: 'quiet',
}

const sayAnswerer = ({ answeredByName, withdrawnBy }: AnsweredRow): string =>
  answeredByName ?? (withdrawnBy === 'person' ? 'The person' : withdrawnBy === 'team' ? 'The team' : 'The referrer')

const sayNext = ({ status, firstContactBy, owner: worker }: AnsweredRow, today: Day): string => {
  if (status === 'declined') return 'Nothing for you: they were shown a way on'
  if (status === 'withdrawn' || !firstContactBy) return 'Nothing for you'
  return `${worker ?? 'Nobody yet'}: first contact by ${sayDay(firstContactBy, today)}`
}

function sayCame(day: Day, today: Day): string {
  const ago = sayAgo(day, today)
  if (ago === 'today' || ago === 'yesterday') return `${ago.charAt(0).toUpperCase()}${ago.slice(1)}`
  return `${sayDay(day, today)}, ${ago}`
}

const Open = ({ row, words }: { row: Row; words: string }) => (
  <a href={`/referrals/${row.id}`}>
    {words}
    <span className="nhsuk-u-visually-hidden">: {row.person ? nameOf(row.person) : 'this referral'}</span>
  </a>
)
