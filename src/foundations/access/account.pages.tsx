import { Button } from 'nhsuk-react-components'
import { dayOf, sayDay, sayTime } from '#platform/days.ts'
import { emptyForm, type FormState } from '#platform/forms.ts'
import type { Id } from '#platform/ids.ts'
import { DataTable } from '#ui/data-table.tsx'
import { ChoiceField, PasswordField } from '#ui/fields.tsx'
import { FormBody, FormPage } from '#ui/form-page.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { Summary } from '#ui/summary.tsx'
import { workplaceKey } from './choose-workplace.ts'
import { PASSWORD_LENGTH } from './password.rules.ts'
import type { passwordForm } from './sign-in.forms.ts'
import { sayRoles } from './sign-in.pages.tsx'
import type { Workplace } from './workplace.queries.ts'

export interface AccountProps {
  shell: Shell
  account: { name: string; email: string; organisation_name: string; password_changed_at: Date }
  workplaces: readonly Workplace[]
  teamNames: ReadonlyMap<Id, string>
  /** Where they work in this sign-in; undefined for somebody who holds no role. */
  here: Workplace | undefined
  signIns: readonly { id: Id; created_at: Date; last_seen_at: Date }[]
  thisSignIn: Id
  now: Date
}

/** Who am I here, as what, and where else am I signed in. */
export function AccountPage(props: AccountProps) {
  const { shell, account, workplaces, here, now } = props
  const name = (workplace: Workplace) => sayWorkplace(workplace, props.teamNames)
  return (
    <AppShell shell={shell} title="Your account">
      <h1 className="nhsuk-heading-l">Your account</h1>
      <Summary
        rows={[
          { key: 'Name', value: account.name },
          { key: 'Email address', value: account.email },
          { key: 'Organisation', value: account.organisation_name },
          {
            key: 'You work as',
            value: here
              ? `${capital(sayRoles(here.roles))}, ${name(here)}`
              : 'You have no role yet. Ask whoever gives out access.',
          },
          {
            key: 'Password',
            value: `Changed on ${sayDay(dayOf(account.password_changed_at), dayOf(now))}`,
            change: { href: '/account/password' },
          },
        ]}
      />
      {workplaces.length > 1 && (
        <>
          <h2 className="nhsuk-heading-m">Where you work now</h2>
          <FormBody csrf={shell.csrf} action="/account/team" submit="Work here">
            <ChoiceField
              form={emptyForm({ workplace: here && workplaceKey(here) })}
              name="workplace"
              label="You see the people and lists of the team you choose"
              choices={workplaces.map((one) => ({
                value: workplaceKey(one),
                text: name(one),
                hint: capital(sayRoles(one.roles)),
              }))}
            />
          </FormBody>
        </>
      )}
      <SignIns {...props} />
    </AppShell>
  )
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** "Riverside team, Anytown Together"; the organisation alone for a role without a team. */
function sayWorkplace({ organisationName, teamId }: Workplace, teamNames: ReadonlyMap<Id, string>): string {
  const team = teamId && teamNames.get(teamId)
  return team ? `${team}, ${organisationName}` : organisationName
}

const SignIns = ({ shell, signIns, thisSignIn, now }: AccountProps) => (
  <>
    <DataTable
      caption="Where you are signed in"
      columns={[
        { heading: 'Signed in', cell: (row) => say(row.created_at, now) },
        {
          heading: 'Last used',
          cell: (row) => (row.id === thisSignIn ? 'Now, on this device' : say(row.last_seen_at, now)),
        },
      ]}
      rows={signIns}
      rowId={(row) => row.id}
      empty={null}
    />
    <p>Is one of these not yours? Sign out everywhere, then change your password.</p>
    <form method="post" action="/account/sign-out-everywhere">
      <input type="hidden" name="_csrf" value={shell.csrf} />
      <Button secondary preventDoubleClick>
        Sign out everywhere
      </Button>
    </form>
  </>
)

const say = (at: Date, now: Date) => `${sayDay(dayOf(at), dayOf(now))}, ${sayTime(at)}`

/** A new password, for somebody who knows the old one. */
export const PasswordPage = ({
  shell,
  form = emptyForm(),
}: {
  shell: Shell
  form?: FormState<typeof passwordForm>
}) => (
  <FormPage
    shell={shell}
    title="Change your password"
    back="/account"
    form={form}
    submit="Change password"
    lede={<p>You stay signed in here. Everywhere else you are signed out.</p>}
  >
    <PasswordField form={form} name="current" label="Your password now" />
    <PasswordField
      form={form}
      name="wanted"
      label="New password"
      hint={`${PASSWORD_LENGTH.least} characters or more. Three or four words that do not belong together are easy to keep in mind.`}
      autoComplete="new-password"
    />
  </FormPage>
)
