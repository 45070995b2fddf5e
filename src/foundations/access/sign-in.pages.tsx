import { Button, Details, InsetText } from 'nhsuk-react-components'
import { emptyForm, type FormState } from '#platform/forms.ts'
import { PasswordField, TextField } from '#ui/fields.tsx'
import { FormPage } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { DemoAccount } from './account.queries.ts'
import { sayCodeSecret } from './one-time-code.rules.ts'
import { inOrder, ROLE_NAMES, ROLES, roleWord } from './role.rules.ts'
import type { codeForm, setUpForm, signInForm } from './sign-in.forms.ts'

interface SignInProps {
  shell: Shell
  form?: FormState<typeof signInForm>
  /** They were signed in, and it has ended by itself. */
  ended?: boolean
  /** The invented people of the demo; elsewhere there are none. */
  demoAccounts?: readonly DemoAccount[]
  /** The page's own address with its query, for the demo's buttons. */
  query: string
}

/** The first factor: e-mail address and password. */
export const SignInPage = ({ shell, form = emptyForm(), ended, demoAccounts = [], query }: SignInProps) => (
  <FormPage
    shell={shell}
    title="Sign in"
    form={form}
    submit="Continue"
    lede={
      <>
        {ended && (
          <InsetText>
            <p>You have been signed out. This happens after 30 minutes without use, and after 12 hours.</p>
          </InsetText>
        )}
        <p>
          For people who work with Trellis. Without signing in you can <a href="/find">find support</a>,{' '}
          <a href="/ask">ask for help</a>, or <a href="/ask/for-someone">ask for somebody whom you work with</a>.
        </p>
        {demoAccounts.length > 0 && <DemoPeople shell={shell} people={demoAccounts} query={query} />}
      </>
    }
  >
    <TextField form={form} name="email" label="Email address" type="email" autoComplete="username" width={30} />
    <PasswordField form={form} name="password" label="Password" autoComplete="current-password" />
  </FormPage>
)

interface DemoProps {
  shell: Shell
  people: readonly DemoAccount[]
  query: string
}

/** One for each role first, so that nobody has to choose among twenty; the others are a press away. */
function DemoPeople({ shell, people, query }: DemoProps) {
  const first = ROLE_NAMES.flatMap((role) => people.find((one) => inOrder(one.roles)[0] === role) ?? [])
  const others = people.filter((one) => !first.includes(one))
  return (
    <section aria-labelledby="demo-people">
      <h2 className="nhsuk-heading-m" id="demo-people">
        Look around as one of these people
      </h2>
      <DemoButtons shell={shell} people={first} query={query} />
      {others.length > 0 && (
        <Details>
          <Details.Summary>{`${others.length} more people`}</Details.Summary>
          <Details.Text>
            <DemoButtons shell={shell} people={others} query={query} />
          </Details.Text>
        </Details>
      )}
      <h2 className="nhsuk-heading-m">Or sign in with an email address</h2>
    </section>
  )
}

const DemoButtons = ({ shell, people, query }: DemoProps) => (
  <ul className="nhsuk-list">
    {people.map(({ email, name, roles, organisationName }) => (
      <li key={email}>
        <form method="post" action={`/sign-in/demo${query}`}>
          <input type="hidden" name="_csrf" value={shell.csrf} />
          <input type="hidden" name="email" value={email} />
          <Button secondary small preventDoubleClick>
            {`${name}, ${roleWord(roles)} at ${organisationName}`}
          </Button>
        </form>
      </li>
    ))}
  </ul>
)

/** "team manager and link worker": every role, in the order in which they count. */
export function sayRoles(roles: readonly string[]): string {
  const words = inOrder(roles).map((role) => ROLES[role])
  return words.length === 0 ? 'member of staff' : new Intl.ListFormat('en-GB').format(words)
}

interface CodeProps {
  shell: Shell
  name: string
  form?: FormState<typeof codeForm>
}

/** The second factor. */
export const CodePage = ({ shell, name, form = emptyForm() }: CodeProps) => (
  <FormPage
    shell={shell}
    title="Enter your code"
    form={form}
    submit="Sign in"
    lede={<p>Hello {name}. Open your authenticator app. It shows 6 numbers for Trellis, new ones every 30 seconds.</p>}
    other={<LeaveLink />}
  >
    <CodeField form={form} />
  </FormPage>
)

interface SetUpProps {
  shell: Shell
  secret: string
  /** Opens an authenticator app on the same device. */
  link: string
  sealed: string
  form?: FormState<typeof setUpForm>
}

/** The first sign-in: an authenticator app is given the secret. Nothing else opens before. */
export const SetUpPage = ({ shell, secret, link, sealed, form = emptyForm() }: SetUpProps) => (
  <FormPage
    shell={shell}
    title="Set up your codes"
    form={form}
    submit="Sign in"
    lede={
      <>
        <p>
          You look after people&rsquo;s private details. So a password is not enough: you also need a code from an
          authenticator app each time you sign in. You set this up once.
        </p>
        <ol className="nhsuk-list nhsuk-list--number">
          <li>
            Get an authenticator app on your phone or computer. Any of them will do. Your organisation may have one.
          </li>
          <li>
            In the app, add an account and type in this key:
            <p>
              <strong className="trellis-reference" translate="no">
                {sayCodeSecret(secret)}
              </strong>
            </p>
            Is the app on this device? <a href={link}>Open it with the key filled in</a>.
          </li>
          <li>The app now shows 6 numbers, new ones every 30 seconds. Enter them here.</li>
        </ol>
      </>
    }
    other={<LeaveLink />}
  >
    <input type="hidden" name="sealed" value={sealed} />
    <CodeField form={form} />
  </FormPage>
)

const CodeField = ({ form }: { form: FormState<typeof codeForm> }) => (
  <TextField
    form={{ ...form, values: {} }}
    name="code"
    label="Code"
    hint="6 numbers"
    inputMode="numeric"
    autoComplete="one-time-code"
    width={10}
    code
  />
)

const LeaveLink = () => <a href="/sign-in">Sign in as somebody else</a>
