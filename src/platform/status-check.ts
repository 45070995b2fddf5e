import type { Tx } from './database/database.ts'
import type { Id } from './ids.ts'

/** Where a record stands, beside what its facts allow. */
export interface Standing {
  id: Id
  status: string
  /** Nearly always one; several where the facts leave it open; none when they contradict each other. */
  allowed: readonly string[]
}

/** How the statuses of one kind of record are computed again from its rows of fact. */
export interface StatusCheck {
  /** What it is about: "referral". */
  machine: string
  /** The next records of the caller's partnership by id, at most `limit`; the caller must be a job, which sees them all. */
  standings(tx: Tx, after: Id, limit: number): Promise<Standing[]>
}

/** A check that reads rows with one statement ($1 partnership, $2 after this id, $3 at most so many) and asks a rule of each. */
export const statusCheck = <Row extends { id: Id; status: string }>(
  machine: string,
  statement: string,
  allowed: (facts: Row) => readonly string[],
): StatusCheck => ({
  machine,
  async standings(tx, after, limit) {
    const rows = await tx.query<Row>(statement, [tx.actor.partnershipId, after, limit])
    return rows.map((row) => ({ id: row.id, status: row.status, allowed: allowed(row) }))
  },
})
