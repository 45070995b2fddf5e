import type { ReactNode } from 'react'
import { RecordFrame, type OpenedRecord } from '#care/support/index.ts'
import { FormBody, type FormBodyProps } from '#ui/form-page.tsx'
import type { Shell } from '#ui/shell.tsx'
import type { Connection } from './connection.queries.ts'

interface ConnectionFormProps extends Omit<FormBodyProps, 'csrf' | 'heading'> {
  shell: Shell
  record: OpenedRecord
  connection: Pick<Connection, 'id' | 'service'>
  title: string
  /** Beside the form: what one needs to see while filling it in. */
  aside?: ReactNode
}

/** One step of a connection: a form inside the person's record, with the way back. */
export const ConnectionForm = ({ shell, record, connection, title, aside, ...body }: ConnectionFormProps) => (
  <RecordFrame
    shell={shell}
    record={record}
    section="connections"
    title={title}
    error={Boolean(body.form?.issues.length)}
  >
    <div className="nhsuk-grid-row">
      <div className="nhsuk-grid-column-two-thirds">
        <FormBody csrf={shell.csrf} heading={title} {...body} />
        <p>
          <a href={`/connections/${connection.id}`}>Back to {connection.service}</a>
        </p>
      </div>
      {aside && <div className="nhsuk-grid-column-one-third">{aside}</div>}
    </div>
  </RecordFrame>
)
