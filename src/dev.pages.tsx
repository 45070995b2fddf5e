import type { Preview } from '#ui/preview.tsx'
import { AppShell, type Shell } from '#ui/shell.tsx'
import { DataTable } from '#ui/data-table.tsx'

/** A page of the program. */
export interface ListedPage {
  /** Its address as routes have it: "/people/:personId". */
  pattern: string
  /** Who may see it, in words. */
  forWhom: string
  /** With a record of Anytown in it; undefined where the one who looks may not see it or has no such record. */
  address: string | undefined
}

interface Props {
  shell: Shell
  states: readonly Preview[]
  pages: readonly ListedPage[]
}

/** Every page: the states that are drawn from a fixture, and each address with a record of Anytown, for whoever is signed in. */
export const AllPages = ({ shell, states, pages }: Props) => (
  <AppShell shell={shell} title="All pages" wide>
    <h1 className="nhsuk-heading-xl">All pages</h1>
    <p>
      <a href="/dev/components">Components</a>, <a href="/dev/letters">messages and letters</a>
    </p>
    <h2 className="nhsuk-heading-l">States that seldom come up</h2>
    <ul className="nhsuk-list">
      {states.map(({ name }, n) => (
        <li key={name}>
          <a href={`/dev/pages/${n + 1}`}>{name}</a>
        </li>
      ))}
    </ul>
    <h2 className="nhsuk-heading-l">Every address</h2>
    <p>
      Each with a record of Anytown, as {shell.signedIn ? shell.signedIn.name : 'the public'} may see it.{' '}
      {!shell.signedIn && 'Sign in to look at those of staff.'}
    </p>
    <DataTable
      caption="Every address"
      hideCaption
      columns={[
        {
          heading: 'Page',
          cell: ({ address, pattern }) => (
            <span className="nhsuk-u-text-break-word">{address ? <a href={address}>{pattern}</a> : pattern}</span>
          ),
        },
        { heading: 'For', cell: ({ forWhom }) => forWhom },
        { heading: 'To look at', cell: ({ address }) => (address ? 'Yes' : 'Not for you, or no such record now') },
      ]}
      rows={pages}
      rowId={({ pattern }) => pattern}
      empty={null}
    />
  </AppShell>
)

/** Every component in each of its states. */
export const AllComponents = ({ shell, components }: { shell: Shell; components: readonly Preview[] }) => (
  <AppShell shell={shell} title="Components">
    <h1 className="nhsuk-heading-xl">Components</h1>
    {components.map(({ name, node }) => (
      <section key={name} aria-label={name}>
        <p className="nhsuk-caption-m">{name}</p>
        {node(shell)}
      </section>
    ))}
  </AppShell>
)
