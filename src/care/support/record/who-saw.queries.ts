import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** One entry of the journal about a person, as their team may know it. */
export interface Sighting {
  at: Date
  kind: string
  /** Of the account; null for the person, a link or a program. */
  name: string | null
  role: string | null
  organisation: string | null
  action: string
  /** Why, where a reason was asked for. */
  reason: string | null
}

export const SIGHTINGS_A_PAGE = 50

/**
 * Who opened or changed something of a person, the latest first: the caller's own team, the person, and whoever had to do
 * with this team's referral or episode. Entries of others are not told, since that somebody else knows the person is a
 * secret; an empty list for callers whose team is not involved. One statement.
 */
export async function listSightings(
  tx: Tx,
  personId: Id,
  page: number,
): Promise<{ sightings: Sighting[]; more: boolean }> {
  const rows = await tx.query<Sighting>('select * from support.who_saw($1, $2, $3)', [
    personId,
    SIGHTINGS_A_PAGE + 1,
    (page - 1) * SIGHTINGS_A_PAGE,
  ])
  return { sightings: rows.slice(0, SIGHTINGS_A_PAGE), more: rows.length > SIGHTINGS_A_PAGE }
}
