import { WarningCallout } from 'nhsuk-react-components'
import type { ReactNode } from 'react'

/** Above a form that was filled in while somebody else changed the same thing. `children`: both texts, where there are two. */
export const ChangedNotice = ({ latest, children }: { latest: string; children?: ReactNode }) => (
  <WarningCallout>
    <WarningCallout.Heading headingLevel="h2">This changed while you had the page open</WarningCallout.Heading>
    <p>{latest}</p>
    {children}
    <p>We have kept what you typed, and saved nothing yet. If it is still right, press the button again.</p>
  </WarningCallout>
)
