import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { staleBefore } from './listing.rules.ts'

/** How many services people can find, how many groups offer them, and how many of them were checked lately. */
export interface ServiceCounts {
  services: number
  groups: number
  /** Checked by their assurer or by us in the last six months: the others say that they may have changed. */
  checked: number
}

/** Counts what the public search can find. One statement. */
export async function countServices(tx: Tx, today: Day): Promise<ServiceCounts> {
  const [row] = await tx.query<ServiceCounts>(COUNTS, [tx.actor.partnershipId, staleBefore(today), today])
  return row!
}

// A day that lies ahead is a slip, and checks nothing: as in freshnessOf.
const COUNTS = `select count(*) as services, count(distinct provider_id) as groups,
    count(*) filter (where assured_on between $2::date and $3::date or checked_on between $2::date and $3::date) as checked
  from directory.service where partnership_id = $1 and status in ('active', 'temporarily closed')`
