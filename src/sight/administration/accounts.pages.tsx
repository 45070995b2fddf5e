import { Button, WarningCallout } from 'nhsuk-react-components'
import type { ReviewedAccount } from '#foundations/access/index.ts'
import { dayOf, sayDay, type Day } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import { DataTable, type Column } from '#ui/data-table.tsx'
import { Pagination } from '#ui/pagination.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { StatusTag } from '#ui/tag.tsx'
import { sayHeld, sayLastSignIn, saySecondFactor, type TakeRefusal } from './accounts.rules.ts'

interface ListProps {
  shell: Shell
  accounts: readonly ReviewedAccount[]
  total: number
  /** From 1. */
  page: number
  pages: number
  teamNames: ReadonlyMap<Id, string>
  /** Only of this organisation. */
  organisation: { id: Id; name: string } | undefined
  today: Day
}

/** Who has access: as what, for whom, and since when they last used it. */
export const AccountsPage = ({ shell, accounts, total, page, pages, teamNames, organisation, today }: ListProps) => (
  <AppShell shell={shell} title="People with access" wide>
    <h1 className="nhsuk-heading-l nhsuk-u-margin-bottom-2">People with access</h1>
    <p className="trellis-lede">
      {total === 1 ? '1 person' : `${total} people`}
      {organisation && ` of ${organisation.name}`}. Those who have no access any more come last.
    </p>
    {organisation && (
      <p>
        <a href="/accounts">See everybody</a>
      </p>
    )}
    <DataTable
      caption="People with access"
      hideCaption
      columns={columns(teamNames, today)}
      rows={accounts}
      rowId={({ id }) => id}
      empty={<p className="trellis-quiet">Nobody here has access.</p>}
    />
    <Pagination
      page={page}
      pages={pages}
      href={(number) => `/accounts?${organisation ? `organisation=${organisation.id}&` : ''}page=${number}`}
    />
  </AppShell>
)

const columns = (teamNames: ReadonlyMap<Id, string>, today: Day): Column<ReviewedAccount>[] => [
  { heading: 'Name', cell: ({ id, name }) => <a href={`/accounts/${id}`}>{name}</a> },
  { heading: 'Works as', cell: ({ roles }) => sayHeld(roles, teamNames) },
  { heading: 'Organisation', cell: ({ organisationName }) => organisationName },
  {
    heading: 'Last signed in',
    cell: ({ disabledAt, lastSignInAt }) =>
      disabledAt ? <StatusTag tone="quiet">No access</StatusTag> : sayLastSignIn(lastSignInAt, today),
  },
  { heading: 'One-time codes', cell: (row) => saySecondFactor(row) },
]

interface OneProps {
  shell: Shell
  account: ReviewedAccount
  teamNames: ReadonlyMap<Id, string>
  /** The administrator who looks at it. */
  own: boolean
  today: Day
  refused?: TakeRefusal
}

/** One account: what it may do, and taking its access away or giving it back. */
export const AccountReviewPage = ({ shell, account, teamNames, own, today, refused }: OneProps) => (
  <AppShell shell={shell} title={account.name} back="/accounts">
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-l">{account.name}</h1>
        {refused && (
          <WarningCallout>
            <WarningCallout.Heading>Nothing was changed</WarningCallout.Heading>
            <p>{REFUSED[refused]}</p>
          </WarningCallout>
        )}
        <Summary
          rows={[
            { key: 'Email address', value: account.email },
            { key: 'Organisation', value: account.organisationName },
            { key: 'Works as', value: sayHeld(account.roles, teamNames) },
            { key: 'Access since', value: sayDay(dayOf(account.createdAt), today) },
            { key: 'Last signed in', value: sayLastSignIn(account.lastSignInAt, today) },
            { key: 'One-time codes', value: saySecondFactor(account) },
            {
              key: 'Access',
              value: account.disabledAt ? `Ended on ${sayDay(dayOf(account.disabledAt), today)}` : 'Has access',
            },
          ]}
        />
        {own ? (
          <p>This is you. Another administrator can end your access; you cannot.</p>
        ) : account.disabledAt ? (
          <ChangeAccess shell={shell} action={`/accounts/${account.id}/enabling`} button="Give access back">
            They get the same roles again. They sign in with the password and the codes that they had.
          </ChangeAccess>
        ) : (
          <ChangeAccess shell={shell} action={`/accounts/${account.id}/disabling`} button="End access" warning>
            They are signed out everywhere at once, and cannot sign in again. What they have in hand stays with them
            until their team gives it to somebody else: tell the team. You can give access back.
          </ChangeAccess>
        )}
      </div>
    </div>
  </AppShell>
)

const REFUSED: Record<TakeRefusal, string> = {
  oneself: 'You cannot end your own access. Ask another administrator.',
  'last-administrator': 'Nobody else is an administrator. Make another one first.',
  'none-already': 'Their access has ended already.',
}

interface ChangeProps {
  shell: Shell
  action: string
  button: string
  warning?: boolean
  children: string
}

const ChangeAccess = ({ shell, action, button, warning, children }: ChangeProps) => (
  <form method="post" action={action}>
    <input type="hidden" name="_csrf" value={shell.csrf} />
    <p>{children}</p>
    <Button warning={warning} secondary={!warning} preventDoubleClick>
      {button}
    </Button>
  </form>
)
