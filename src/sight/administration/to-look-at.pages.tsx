import type { ComponentProps } from 'react'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { TelephoneLink } from '#ui/telephone-link.tsx'
import { Alarm } from './alarm.pages.tsx'
import type { GoneUpRow } from './to-look-at.rules.ts'

interface Props {
  shell: Shell
  /** What the program itself found wrong. */
  alarms: readonly ComponentProps<typeof Alarm>['kind'][]
  rows: readonly GoneUpRow[]
  /** How many there are, of which some are shown. */
  total: number
}

/** The administrator's first page: what nobody did in time, and whom to ask about it. */
export const ToLookAtPage = ({ shell, alarms, rows, total }: Props) => (
  <AppShell shell={shell} title="To look at" wide>
    <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">To look at</h1>
    {alarms.map((kind) => (
      <Alarm key={kind} kind={kind} />
    ))}
    <p className="trellis-lede">
      {total === 0
        ? `Nothing${alarms.length > 0 ? ' else' : ''} has come up to you.`
        : `${total === 1 ? '1 thing was' : `${total} things were`} not done in time, so ${total === 1 ? 'it' : 'they'} came up to you.`}
    </p>
    {total > 0 && (
      <p>
        Ring the team’s manager and give the number of the referral: they see whom it is about. You do not, and need
        not. It goes from this page when the team has done it.
      </p>
    )}
    <DataTable
      caption={rows.length < total ? `The ${rows.length} that are longest due` : 'What came up to you'}
      hideCaption={rows.length === total}
      columns={COLUMNS}
      rows={rows}
      rowId={({ id }) => id}
      empty={
        <EmptyState>
          <p>When a team leaves something undone for too long, it shows up here.</p>
        </EmptyState>
      }
    />
    <h2 className="nhsuk-heading-m">What you can look after</h2>
    <ul>
      {PAGES.map(({ href, text, what }) => (
        <li key={href}>
          <a href={href}>{text}</a>: {what}
        </li>
      ))}
    </ul>
  </AppShell>
)

/** Also in the header, unless one does other work here too. */
const PAGES = [
  { href: '/organisations', text: 'Organisations', what: 'which there are, with their codes' },
  { href: '/accounts', text: 'People with access', what: 'who they are, and ending access' },
  { href: '/settings', text: 'Settings', what: 'what is set here, to read' },
  { href: '/journal', text: 'Journal', what: 'what happened, counted, and whether it is whole' },
]

const COLUMNS: Column<GoneUpRow>[] = [
  { heading: 'What is not done', cell: ({ what }) => what },
  {
    heading: 'Number',
    cell: ({ reference }) => reference ?? <span className="trellis-quiet">None</span>,
  },
  { heading: 'Team', cell: ({ team }) => team },
  {
    heading: 'Whom to ask',
    cell: ({ managers, telephone }) => (
      <div>
        {managers}
        {telephone && (
          <>
            {' '}
            <TelephoneLink number={telephone} />
          </>
        )}
      </div>
    ),
  },
  { heading: 'Was due', cell: ({ due }) => due },
]
