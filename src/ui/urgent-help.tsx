import { Card } from 'nhsuk-react-components'
import type { ReactNode } from 'react'

interface UrgentHelpProps {
  headingLevel?: 'h2' | 'h3'
  /** More lines of the list, fitting what somebody wrote. */
  children?: ReactNode
}

/** Whom to ring now. Names no database and no partnership: it must be there when nothing else is. */
export const UrgentHelp = ({ headingLevel = 'h2', children }: UrgentHelpProps) => (
  <Card cardType="urgent" className="trellis-urgent-help">
    <Card.Heading headingLevel={headingLevel} visuallyHiddenText="Urgent advice">
      If you need help now
    </Card.Heading>
    <ul className="nhsuk-list">
      <li>
        Life in danger: ring <a href="tel:999">999</a>
      </li>
      <li>
        Urgent medical or mental health help: ring <a href="tel:111">111</a>
      </li>
      <li>
        Someone to listen, day or night: ring Samaritans on <a href="tel:116123">116 123</a>
      </li>
      <li>
        Rather text? Text SHOUT to <a href="sms:85258">85258</a>
      </li>
      {children}
    </ul>
  </Card>
)
