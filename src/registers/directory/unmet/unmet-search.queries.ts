import { sql } from 'kysely'
import { normaliseDistrict } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { saveRows, statement } from '../listing/bulk-rows.queries.ts'
import type { Need } from '../needs/needs.ts'

/** What was looked for: a need, or "other" where the words named none of ours. */
export type UnmetNeed = Need | 'other'

/** How many searches of one day found nothing suitable. `area`: a postcode district, null where none was given. */
export interface UnmetSearches {
  day: Day
  need: UnmetNeed
  area: string | null
  times: number
}

/**
 * Counts one search that found nothing suitable: one more for each of its needs (or for "other" where there is none), on this
 * day, in this postcode district ("M33"; anything else counts as no district). Neither words nor a postcode are kept, and no
 * row for one search. For any actor, the public too. One statement, sent with the commit.
 */
export function countUnmetSearch(tx: Tx, search: { needs: readonly Need[]; district?: string }): void {
  const needs: readonly UnmetNeed[] = search.needs.length > 0 ? search.needs : ['other']
  const area = normaliseDistrict(search.district ?? '') ?? null
  tx.save(
    statement(sql`select directory.count_unmet_search(${dayOf(tx.now())}::date, ${needs}::text[], ${area}::text)`),
  )
}

/** Counts of many days in one statement, by a job; one that is there already stays as it is. For the invented town. */
export function saveUnmetSearches(tx: Tx, counts: readonly UnmetSearches[]): void {
  saveRows(
    tx,
    'directory.unmet_search',
    counts.map(({ day, need, area, times }) => ({
      searched_on: day,
      need,
      area,
      times,
    })),
    () => sql`do nothing`,
  )
}

/** How often nothing suitable was found in a quarter. */
export interface UnmetOfQuarter extends Omit<UnmetSearches, 'day'> {
  /** Its first day. */
  quarter: Day
}

/**
 * Searches that found nothing suitable from one day to another, both included, by quarter, need and district. Empty for whoever may
 * not see such numbers. True counts: protect them before they are shown. One statement.
 */
export const listUnmetSearches = (tx: Tx, from: Day, to: Day): Promise<UnmetOfQuarter[]> =>
  tx.query(
    `select date_trunc('quarter', searched_on)::date as quarter, need, area, sum(times) as times from directory.unmet_search
     where partnership_id = $1 and searched_on between $2 and $3 group by 1, 2, 3`,
    [tx.actor.partnershipId, from, to],
  )
