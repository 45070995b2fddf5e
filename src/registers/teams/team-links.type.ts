import type { Id } from '#platform/ids.ts'

/** Where a team's page leads on. What is not built is left out, and then not offered. */
export interface TeamLinks {
  /** Asking for oneself. */
  ask?: (teamId: Id) => string
  /** Referring somebody, as a professional. */
  refer?: (teamId: Id) => string
  /** Looking for support without a link worker. */
  find?: string
}
