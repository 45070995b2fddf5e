import { Card } from 'nhsuk-react-components'
import { FOR_EVERYBODY, type Helpline } from './helplines.ts'

interface UrgentHelpProps {
  headingLevel?: 'h2' | 'h3'
  /** Those that fit what somebody wrote. */
  helplines?: readonly Helpline[]
}

/** Whom to ring now. Names no database and no partnership: it must be there when nothing else is. */
export const UrgentHelp = ({ headingLevel = 'h2', helplines = FOR_EVERYBODY }: UrgentHelpProps) => (
  <Card cardType="urgent" className="trellis-urgent-help">
    <Card.Heading headingLevel={headingLevel} visuallyHiddenText="Urgent advice">
      If you need help now
    </Card.Heading>
    <ul className="nhsuk-list">
      {helplines.map((helpline) => (
        <li key={helpline.what}>
          {helpline.what}: {helpline.ring} <HelplineLink helpline={helpline} />
          {helpline.note && ` (${helpline.note})`}
        </li>
      ))}
    </ul>
  </Card>
)

/** A number that a phone rings or texts when it is pressed. */
export function HelplineLink({ helpline: { telephone, text } }: { helpline: Pick<Helpline, 'telephone' | 'text'> }) {
  if (telephone) return <a href={`tel:${telephone.replaceAll(' ', '')}`}>{telephone}</a>
  return text ? <a href={`sms:${text}`}>{text}</a> : null
}
