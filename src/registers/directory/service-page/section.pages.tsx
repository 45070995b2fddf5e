import type { ReactNode } from 'react'

/** A part of a service's page under its own heading. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section>
    <h2 className="nhsuk-heading-m">{title}</h2>
    {children}
  </section>
)
