import { Details, NotificationBanner } from 'nhsuk-react-components'
import { nameOf } from '#registers/people/index.ts'
import { sayDay } from '#platform/days.ts'
import { TeamCard } from '#registers/teams/index.ts'
import { DataTable } from '#ui/data-table.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary, type SummaryRow } from '#ui/summary.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { saySince } from '../today/today.rules.ts'
import type { TeamView } from './read-team.ts'
import { publicPage, sayCoverage, sayIntake, sayTold, type Colleague, type StuckRow } from './team.rules.ts'
import { sayWaited, sayWaiting, type Stage, type Waiting } from './waits.rules.ts'

interface Props {
  shell: Shell
  view: TeamView
}

/** The team: who waits and what is stuck, who has what in hand, and what others read about it. */
export const TeamPage = ({ shell, view, done }: Props & { done: unknown }) => (
  <AppShell shell={shell} title={view.team.name} wide>
    <Done view={view} done={done} />
    <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">{view.team.name}</h1>
    <p className="trellis-lede">{sayWaiting(view.waits.counts)}</p>
    {view.team.pause && (
      <p>
        <StatusTag tone="careful">{sayIntake(view.team, view.today)}</StatusTag>
      </p>
    )}
    <WaitSection view={view} />
    <StuckSection view={view} />
    {view.mayChange && (
      <p>
        <a href="/safeguarding">See about whom there are safeguarding notes</a>
        {' · '}
        <a href="/insight/unmet-need">See what people asked for that is missing here</a>
      </p>
    )}
    <ColleagueSection view={view} />
    <AboutSection view={view} />
  </AppShell>
)

/** What was just changed, read from how the team stands now. */
function Done({ view: { team, today }, done }: { view: TeamView; done: unknown }) {
  const words: Record<string, string> = {
    intake: team.pause
      ? `Nobody new can be referred${team.pause.until ? ` until ${sayDay(team.pause.until, today)}` : ' until you open again'}.`
      : 'People can be referred to you again, and ask for themselves.',
    wait: `People are told from now on: ${sayTold(team, today)}.`,
    limits: 'The limits are changed.',
  }
  if (typeof done !== 'string' || !Object.hasOwn(words, done)) return null
  return (
    <NotificationBanner success>
      <NotificationBanner.Heading>{words[done]}</NotificationBanner.Heading>
    </NotificationBanner>
  )
}

const WaitSection = ({ view: { waits, people, today } }: { view: TeamView }) => (
  <section aria-labelledby="waits">
    <h2 className="nhsuk-heading-m" id="waits">
      Waits
    </h2>
    <p>{sayWaited(waits.talked)}</p>
    <DataTable
      caption={waits.oldest.length === 1 ? 'Who waits' : 'Who has waited longest'}
      columns={[
        { heading: 'Who', cell: (row) => <Who row={row} name={nameIn(people, row)} /> },
        { heading: 'Waits for', cell: ({ stage }) => STAGES[stage] },
        { heading: 'Waiting', cell: ({ since }) => saySince(since, today) },
        { heading: 'Who has it', cell: ({ owner }) => owner ?? 'Nobody yet' },
        {
          heading: 'Next date',
          cell: ({ nextDate }) =>
            nextDate < today ? (
              <StatusTag tone="careful">{`Late: ${sayDay(nextDate, today)}`}</StatusTag>
            ) : (
              sayDay(nextDate, today)
            ),
        },
      ]}
      rows={waits.oldest}
      rowId={({ id }) => id}
      empty={null}
    />
  </section>
)

const STAGES: Record<Stage, string> = {
  answer: 'Our answer to the referral',
  referrer: 'An answer from whoever referred them',
  talk: 'Their first talk',
}

const nameIn = (people: TeamView['people'], { personId }: Waiting): string => {
  const person = people.get(personId)
  return person ? nameOf(person) : 'Somebody whom you may not see'
}

const Who = ({ row, name }: { row: Waiting; name: string }) => (
  <a href={row.stage === 'talk' ? `/people/${row.personId}` : `/referrals/${row.id}`}>{name}</a>
)

const StuckSection = ({ view: { stuck, stuckWith, moreStuck } }: { view: TeamView }) => {
  const count = stuckWith.reduce((sum, one) => sum + one.count, 0)
  return (
    <section aria-labelledby="stuck">
      <h2 className="nhsuk-heading-m" id="stuck">
        What is stuck{count > 0 && ` (${count}${moreStuck ? ' or more' : ''})`}
      </h2>
      {count === 0 ? (
        <p className="trellis-quiet">
          Nothing is late, and nothing was left so long that it was passed on to somebody else.
        </p>
      ) : (
        <p>
          These are calls, answers and other tasks that are late, or were left so long that they were passed on. Late
          questionnaires are not among them.{' '}
          {stuckWith.map(({ who, count: theirs }) => `${who}: ${theirs}`).join(' · ')}
        </p>
      )}
      <DataTable
        caption={count > stuck.length ? `The ${stuck.length} that are longest late` : 'What is stuck'}
        hideCaption={count <= stuck.length}
        columns={[
          { heading: 'What to do', cell: (row: StuckRow) => <a href={row.href}>{row.action}</a> },
          {
            heading: 'Who has it',
            cell: ({ who, passed }: StuckRow) => (
              <div>
                {who}
                {passed && <span className="trellis-quiet">. {passed}: it was not done in time.</span>}
              </div>
            ),
          },
          { heading: 'When', cell: ({ when }: StuckRow) => when },
        ]}
        rows={stuck}
        rowId={({ id }) => id}
        empty={null}
      />
      {count > stuck.length && (
        <p>
          <a href="/team?stuck=all#stuck">Show all {count}</a>
        </p>
      )}
    </section>
  )
}

const ColleagueSection = ({ view: { colleagues, team } }: { view: TeamView }) => (
  <section aria-labelledby="colleagues">
    <h2 className="nhsuk-heading-m" id="colleagues">
      Who works here
    </h2>
    <DataTable
      caption="Who works here"
      hideCaption
      columns={[
        { heading: 'Name', cell: (row) => <Name row={row} /> },
        {
          heading: 'Works',
          cell: ({ works, away }: Colleague) => (
            <div>
              {works}
              {away && <> {away}</>}
            </div>
          ),
        },
        { heading: 'Speaks', cell: ({ languages }: Colleague) => languages },
        { heading: 'People now', cell: (row) => <PeopleNow row={row} /> },
      ]}
      rows={colleagues}
      rowId={({ id }) => id}
      empty={<p className="trellis-quiet">Nobody is written down as working in {team.name}.</p>}
    />
  </section>
)

// On a phone each cell is laid out in a row with its heading: one element in each, or its parts would stand side by side.
const Name = ({ row: { name, title, telephone } }: { row: Colleague }) => (
  <div>
    {name}
    <br />
    <span className="trellis-quiet">{title}</span>
    {telephone && <br />}
    {telephone && <TelephoneLink number={telephone} />}
  </div>
)

const PeopleNow = ({ row: { load, full } }: { row: Colleague }) =>
  load === null ? (
    <span className="trellis-quiet">Sees nobody</span>
  ) : full ? (
    <StatusTag tone="careful">{load}</StatusTag>
  ) : (
    load
  )

const AboutSection = ({ view }: { view: TeamView }) => {
  const { team, coverage, today } = view
  const href = publicPage(coverage)
  return (
    <section aria-labelledby="about">
      <h2 className="nhsuk-heading-m" id="about">
        About the team
      </h2>
      <Summary rows={aboutRows(view)} />
      <Details>
        <Details.Summary>What others read about the team</Details.Summary>
        <Details.Text>
          <TeamCard team={team} links={{}} today={today} />
          {href && (
            <p>
              <a href={href}>See it as the public does</a>
            </p>
          )}
        </Details.Text>
      </Details>
    </section>
  )
}

/** The manager has a way to change each row that a manager may. */
function aboutRows({ team, coverage, mayChange, today }: TeamView): SummaryRow[] {
  const change = (href: string, text = 'Change') => (mayChange ? { change: { href, text } } : {})
  const places = sayCoverage(coverage)
  return [
    {
      key: 'New referrals',
      value: team.pause ? <StatusTag tone="careful">{sayIntake(team, today)}</StatusTag> : sayIntake(team, today),
      ...(team.pause ? change('/team/opening', 'Open again') : change('/team/pause', 'Pause')),
    },
    ...(team.pause ? [{ key: 'Why', value: team.pause.reason, ...change('/team/pause') }] : []),
    { key: 'Wait that people are told', value: sayTold(team, today), ...change('/team/wait') },
    {
      key: 'Enough for one worker',
      value: `${team.openNowLimit === null ? 'No limit' : `${team.openNowLimit} people`} at one time, ${team.peoplePerYear} in a year, for each who works whole time`,
      ...change('/team/limits'),
    },
    { key: 'What workers are called here', value: team.localTitle.one },
    {
      key: 'Covers',
      value: places.length > 0 && (
        <ul className="nhsuk-list">
          {places.map((place) => (
            <li key={place}>{place}</li>
          ))}
        </ul>
      ),
    },
  ]
}
