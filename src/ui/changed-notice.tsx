import { WarningCallout } from 'nhsuk-react-components'

/** Above a form that was filled in while somebody else changed the same thing. */
export const ChangedNotice = ({ latest }: { latest: string }) => (
  <WarningCallout>
    <WarningCallout.Heading>This changed while you had the page open</WarningCallout.Heading>
    <p>{latest}</p>
    <p>We have kept what you typed, and saved nothing yet. If it is still right, press the button again.</p>
  </WarningCallout>
)
