import { Button } from 'nhsuk-react-components'
import type { ReactNode } from 'react'
import type { Link } from './shell.tsx'

/** Nothing here: one sentence why, and what to do now. */
export const EmptyState = ({ children, action }: { children: ReactNode; action?: Link }) => (
  <div className="trellis-empty">
    {children}
    {action && (
      <Button secondary href={action.href}>
        {action.text}
      </Button>
    )}
  </div>
)
