import type { ReactNode } from 'react'
import { AppShell, type Shell } from '#ui/shell.tsx'

/** What we say of ourselves, page by page: no more than the program does. */
export const Statement = ({ shell, title, children }: { shell: Shell; title: string; children: ReactNode }) => (
  <AppShell shell={shell} title={title}>
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <h1 className="nhsuk-heading-xl">{title}</h1>
        {children}
      </div>
    </div>
  </AppShell>
)

export const Part = ({ heading, children }: { heading: string; children: ReactNode }) => (
  <section>
    <h2 className="nhsuk-heading-m">{heading}</h2>
    {children}
  </section>
)
