import { Card, SummaryList } from 'nhsuk-react-components'
import type { ReactNode } from 'react'

export interface SummaryRow {
  key: string
  value: ReactNode
  /** A link to mend or add to it; `text` is "Change" unless said otherwise. */
  change?: { href: string; text?: string }
}

interface SummaryProps {
  rows: readonly SummaryRow[]
  /** With a title the list stands in a card of its own. */
  title?: string
  noBorder?: boolean
}

/** What is known, in pairs. A value that is not known says so. */
export function Summary({ rows, title, noBorder }: SummaryProps) {
  const list = (
    <SummaryList noBorder={noBorder}>
      {rows.map(({ key, value, change }) => (
        <SummaryList.Row key={key}>
          <SummaryList.Key>{key}</SummaryList.Key>
          <SummaryList.Value>{value || <span className="trellis-quiet">Not known</span>}</SummaryList.Value>
          {change && (
            <SummaryList.Action href={change.href} visuallyHiddenText={key.toLowerCase()}>
              {change.text ?? 'Change'}
            </SummaryList.Action>
          )}
        </SummaryList.Row>
      ))}
    </SummaryList>
  )
  if (!title) return list
  return (
    <Card>
      <Card.Heading className="nhsuk-heading-m">{title}</Card.Heading>
      {list}
    </Card>
  )
}
