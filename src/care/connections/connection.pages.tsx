import { Button } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import { RecordFrame, type OpenedRecord } from '#care/support/index.ts'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { isNeed, NEEDS } from '#registers/directory/index.ts'
import type { Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import type { Connection } from './connection.queries.ts'
import { giveUp, SHARED_FIELDS } from './connection.rules.ts'
import { answerByOf, lastOf, sayEvent } from './event.rules.ts'
import { nextStepOf } from './next-step.rules.ts'
import { ConnectionTag } from './status-tag.pages.tsx'

export interface ConnectionProps {
  shell: Shell
  record: OpenedRecord
  connection: Connection
  names: ReadonlyMap<Id, string>
  now: Date
}

/** One connection: how it stands, what to do next, what the group may see, and everything that happened. */
export const ConnectionPage = ({ shell, record, connection, names, now }: ConnectionProps) => {
  const { service, status, episodeId } = connection
  const { today } = record
  const next = nextStepOf(connection, today)
  return (
    <RecordFrame shell={shell} record={record} section="connections" title={service}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">
            <span className="nhsuk-caption-l">Connection </span>
            {service}
          </h1>
          <p>
            <ConnectionTag status={status} /> {next && `Next: ${next.charAt(0).toLowerCase()}${next.slice(1)}.`}
          </p>
          <Actions connection={connection} csrf={shell.csrf} now={now} />
          <Summary rows={facts(connection, today)} />
          <History connection={connection} names={names} today={today} />
          <p>
            <a href={`/episodes/${episodeId}/connections`}>All connections</a>
          </p>
        </div>
      </div>
    </RecordFrame>
  )
}

/** What may be done now, the likeliest first; what may not is not there. */
function Actions({ connection, csrf, now }: { connection: Connection; csrf: string; now: Date }) {
  const { id, status, version, episodeId, need } = connection
  const at = (noun: string) => `/connections/${id}/${noun}`
  const withdraw = (
    <Button secondary href={at('withdrawal')}>
      Take it back
    </Button>
  )
  switch (status) {
    case 'proposed':
      return (
        <Group>
          <Button href={at('agreement')}>They would like to go</Button>
          {withdraw}
        </Group>
      )
    case 'agreed':
      return (
        <Group>
          <Button href={at('offer')}>Ask the group</Button>
          <Button secondary href={at('agreement')}>
            Change what the group may see
          </Button>
          {withdraw}
        </Group>
      )
    case 'offered':
      return (
        <Group csrf={csrf} version={version}>
          <Button href={at('answer')}>Write down their answer</Button>
          {withdraw}
          {giveUp(status, answerByOf(connection), now).ok && (
            <Button secondary preventDoubleClick formAction={at('silence')}>
              They never answered
            </Button>
          )}
        </Group>
      )
    case 'waitlisted':
      return (
        <Group>
          <Button href={at('answer')}>Write down their answer</Button>
          {withdraw}
        </Group>
      )
    case 'accepted':
      return (
        <Group>
          <Button href={at('attendance')}>Did they come?</Button>
          <Button secondary href={at('first-visit')}>
            Day of the first visit
          </Button>
          {withdraw}
        </Group>
      )
    case 'started':
      return (
        <Group>
          <Button href={at('attendance')}>Did they come?</Button>
          <Button secondary href={at('ending')}>
            It has ended
          </Button>
        </Group>
      )
    case 'declined':
    case 'unanswered':
      return (
        <Group>
          <Button href={`/episodes/${episodeId}/connections/suggestions?need=${need}`}>Find another place</Button>
        </Group>
      )
    default:
      return null
  }
}

/** Buttons that lead on; with a token, some of them send. */
function Group({ csrf, version, children }: { csrf?: string; version?: number; children: ReactNode }) {
  const buttons = <div className="nhsuk-button-group">{children}</div>
  if (!csrf) return buttons
  return (
    <form method="post">
      <input type="hidden" name="_csrf" value={csrf} />
      <input type="hidden" name="version" value={version} />
      {buttons}
    </form>
  )
}

function facts({ serviceId, service, provider, need, shared, helps, events, status }: Connection, today: Day) {
  const visit = lastOf(events, 'first-visit')
  return [
    { key: 'Where to', value: <a href={`/services/${serviceId}`}>{service}</a> },
    { key: 'Who runs it', value: provider },
    { key: 'What for', value: isNeed(need) ? NEEDS[need].label : need },
    {
      key: 'The group may see',
      value: status === 'proposed' ? 'Nothing: they have not been asked yet' : sayShared(shared),
    },
    ...(helps ? [{ key: 'What helps them', value: helps }] : []),
    ...(visit?.day
      ? [{ key: 'First visit', value: `${sayDay(visit.day, today)}${visit.words ? `, met by ${visit.words}` : ''}` }]
      : []),
  ]
}

function sayShared(shared: Connection['shared']): string {
  const words = shared.map((field) => SHARED_FIELDS[field].toLowerCase()).join(', ')
  return words ? words.charAt(0).toUpperCase() + words.slice(1) : 'Nothing about them'
}

const History = ({
  connection: { events, service },
  names,
  today,
}: Pick<ConnectionProps, 'connection' | 'names'> & { today: Day }) => (
  <section aria-labelledby="history">
    <h2 className="nhsuk-heading-m" id="history">
      What has happened
    </h2>
    <ul className="nhsuk-list">
      {events.toReversed().map((event) => (
        <li key={`${event.at.toISOString()} ${event.kind}`}>
          {sayDay(dayOf(event.at), today)}, {sayTime(event.at)}: {sayEvent(event, service, today)}
          {event.recordedBy && ` (${names.get(event.recordedBy) ?? 'a colleague'})`}
          {event.words && event.kind !== 'first-visit' && (
            <p className="trellis-quiet nhsuk-u-margin-bottom-1">&ldquo;{event.words}&rdquo;</p>
          )}
        </li>
      ))}
    </ul>
  </section>
)

interface ChangedPageProps {
  shell: Shell
  record: OpenedRecord
  connection: Connection
  title?: string
  /** What was typed and could not be used: it must not be lost. */
  typed?: string | null
}

/** Somebody was faster, a colleague or the group: what happened, and what was typed. */
export function ChangedPage({ shell, record, connection, typed, title = CHANGED }: ChangedPageProps) {
  const last = connection.events.at(-1)
  const { today } = record
  return (
    <RecordFrame shell={shell} record={record} section="connections" title={title}>
      <div className="nhsuk-grid-row">
        <div className="nhsuk-grid-column-two-thirds">
          <h1 className="nhsuk-heading-l">{title}</h1>
          {last && (
            <p>
              {sayEvent(last, connection.service, today)} ({sayDay(dayOf(last.at), today)}, {sayTime(last.at)}).
            </p>
          )}
          <p>Nothing of yours was saved, and nobody was told.</p>
          {typed && <Summary title="What you typed" rows={[{ key: 'Your words', value: typed }]} />}
          <p>
            <a href={`/connections/${connection.id}`}>See how it stands now</a>
          </p>
        </div>
      </div>
    </RecordFrame>
  )
}

const CHANGED = 'This changed while you had the page open'
