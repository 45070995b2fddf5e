import { Button, InsetText } from 'nhsuk-react-components'
import { RecordFrame, type OpenedRecord } from '#care/support/index.ts'
import type { Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { isNeed, NEEDS } from '#registers/directory/index.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { Connection } from './connection.queries.ts'
import { lastOf, sayEventWithDay } from './event.rules.ts'
import { nextStepOf } from './next-step.rules.ts'
import { ConnectionTag } from './status-tag.pages.tsx'
import type { Suggested } from './suggestions/find-suggestions.ts'

export interface ConnectionListProps {
  shell: Shell
  record: OpenedRecord
  episodeId: Id
  /** The work with them has ended: nothing new can be planned. */
  closed: boolean
  connections: readonly Connection[]
  /** The connection that came to nothing last, and what might suit instead. */
  another: { connection: Connection; instead: readonly Suggested[] } | null
}

/** Where somebody is connected to, how each stands, and what to do next. */
export const ConnectionListPage = ({ shell, record, episodeId, closed, connections, another }: ConnectionListProps) => (
  <RecordFrame shell={shell} record={record} section="connections" title="Connections">
    <h1 className="nhsuk-heading-l">Connections</h1>
    {another && <FindAnother {...another} episodeId={episodeId} />}
    {!closed && (
      <p>
        <Button href={`/episodes/${episodeId}/connections/suggestions`}>Find something that suits</Button>
      </p>
    )}
    <DataTable
      caption="Connections"
      hideCaption
      rows={connections}
      rowId={({ id }) => id}
      columns={columnsOn(record.today)}
      empty={
        <EmptyState>
          <p>
            Nothing yet. When you know what matters to them, look for something that suits: you see why it fits, and
            what to ask first.
          </p>
        </EmptyState>
      }
    />
  </RecordFrame>
)

const columnsOn = (today: Day): Column<Connection>[] => [
  { heading: 'Where to', cell: (one) => <a href={`/connections/${one.id}`}>{one.service}</a> },
  { heading: 'How it stands', cell: ({ status }) => <ConnectionTag status={status} /> },
  { heading: 'Last', cell: (one) => sayLast(one, today) },
  { heading: 'Next', cell: (one) => nextStepOf(one, today) ?? 'Nothing more to do' },
  { heading: 'What for', cell: ({ need }) => (isNeed(need) ? NEEDS[need].label : need) },
]

function sayLast({ events, service }: Connection, today: Day): string {
  const last = events.at(-1)
  return last ? sayEventWithDay(last, service, today) : ''
}

/** A no is not the end: what else there is, at once. */
const FindAnother = ({
  connection,
  instead,
  episodeId,
}: NonNullable<ConnectionListProps['another']> & { episodeId: Id }) => (
  <InsetText>
    <h2 className="nhsuk-heading-s">Find another place for them</h2>
    <p>
      {connection.status === 'unanswered'
        ? `${connection.service} never answered.`
        : `${connection.service} said no. ${lastOf(connection.events, 'declined')?.words ?? ''}`}{' '}
      {instead.length > 0
        ? 'These might suit instead:'
        : 'Nothing else is listed for this need near them. Look again with other words.'}
    </p>
    {instead.length > 0 && (
      <ul>
        {instead.map(({ id, found, reasons }) => (
          <li key={id}>
            <a href={`/services/${id}`}>{found.name}</a>: {reasons.map(({ words }) => words).join('; ')}
          </li>
        ))}
      </ul>
    )}
    <p>
      <a href={`/episodes/${episodeId}/connections/suggestions?need=${connection.need}`}>See all that may suit</a>
    </p>
  </InsetText>
)
