import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Need } from '#registers/directory/index.ts'
import type {
  ConnectionStatus,
  DeclineReason,
  PLACE_BACK_REASONS,
  WITHDRAWAL_REASONS,
  WORK_ENDED,
} from './connection.rules.ts'

/** What a connection came to when there was no place in it. */
export type LackStatus = Extract<ConnectionStatus, 'waitlisted' | 'declined' | 'unanswered' | 'withdrawn'>

/** Places that could not be had, counted without anybody's name. */
export interface CountedLack {
  /** The first day of the quarter in which it was said. */
  quarter: Day
  need: Need
  /** Postcode district; null where it is not known, or kept back for somebody's safety. */
  area: string | null
  status: LackStatus
  /** Why the group said no, or why it was taken back. */
  reason:
    | DeclineReason
    | keyof typeof WITHDRAWAL_REASONS
    | keyof typeof PLACE_BACK_REASONS
    | keyof typeof WORK_ENDED
    | null
  times: number
}

/**
 * How often a group was asked and there was no place, from one day to another, both included: each connection once at most, by how it
 * stands now. Empty for whoever may not see such numbers (analysts, commissioners and managers may). True counts: protect them
 * before they are shown. One statement.
 */
export const listLacks = (tx: Tx, from: Day, to: Day): Promise<CountedLack[]> =>
  tx.query('select quarter, need, area, status, reason, times from connections.lacks($1, $2)', [from, to])

/** How many different people those connections were for, of one need and one postcode district if these are given. */
export async function countPeopleLacking(
  tx: Tx,
  { from, to, need, area }: { from: Day; to: Day; need?: string; area?: string },
): Promise<number> {
  const values = [from, to, need ?? null, area ?? null]
  const [row] = await tx.query<{ people: number }>(
    'select connections.people_lacking($1, $2, $3, $4) as people',
    values,
  )
  return row!.people
}
