import { Pagination } from 'nhsuk-react-components'
import { ROLES, type Role } from '#foundations/access/index.ts'
import { dayOf, sayDay, sayTime, type Day } from '#platform/days.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { OpenedRecord } from './open-record.ts'
import { RecordFrame } from './record-frame.pages.tsx'
import { sayAction, sayReason } from './who-saw.rules.ts'
import type { Sighting } from './who-saw.queries.ts'

interface WhoSawPageProps {
  shell: Shell
  record: OpenedRecord
  sightings: readonly Sighting[]
  /** From 1. */
  page: number
  more: boolean
}

/** Who has seen this: every opening and every change, with who and why. */
export const WhoSawPage = ({ shell, record, sightings, page, more }: WhoSawPageProps) => {
  const href = (to: number) => `/people/${record.person.id}/seen?page=${to}`
  return (
    <RecordFrame shell={shell} record={record} section="seen" title="Who has seen this">
      <h1 className="nhsuk-heading-l">Who has seen this</h1>
      <p>
        Your team, the person, and whoever had to do with the referral to your team. The person may ask us for all of
        it, also for what other organisations did.
      </p>
      <DataTable
        caption="Who has seen this"
        hideCaption
        columns={columns(record.today)}
        rows={sightings}
        rowId={({ at, action, name }) => `${at.toISOString()} ${action} ${name}`}
        empty={<p>Nothing on this page.</p>}
      />
      {(page > 1 || more) && (
        <Pagination aria-label="Pages">
          {page > 1 && <Pagination.Link href={href(page - 1)} previous />}
          {more && <Pagination.Link href={href(page + 1)} next />}
        </Pagination>
      )}
    </RecordFrame>
  )
}

const columns = (today: Day): Column<Sighting>[] => [
  { heading: 'Who', cell: ({ kind, name }) => name ?? KINDS[kind] ?? 'Trellis' },
  {
    heading: 'As',
    cell: ({ role, organisation }) =>
      [role && (ROLES[role as Role] ?? role), organisation].filter(Boolean).join(', ') || '–',
  },
  { heading: 'When', cell: ({ at }) => `${sayDay(dayOf(at), today)}, ${sayTime(at)}` },
  {
    heading: 'What',
    cell: ({ action, reason }) =>
      [sayAction(action), reason && `because ${sayReason(reason)}`].filter(Boolean).join(', '),
  },
]

const KINDS: Record<string, string> = {
  person: 'The person',
  link: 'Somebody with a link',
  key: 'Another system',
  public: 'Somebody on the public pages',
}
