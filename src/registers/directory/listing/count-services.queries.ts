import type { Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import type { Need } from '../needs/needs.ts'
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

/** What there is for one need now. */
export interface ServicesForNeed {
  services: number
  groups: number
  /** Of the services: those that meet in the postcode district. */
  here: number
  /** Of the services: those that can be had at home (online, by telephone or by a visit). */
  atHome: number
  /** Of the services: those that said lately that they have space, and those that said lately that they have none. */
  open: number
  full: number
}

/** Counts what is listed for a need and on now; `area` is a postcode district. What was said about space counts only while it is believed. One statement. */
export async function countServicesFor(
  tx: Tx,
  need: Need,
  area: string | undefined,
  today: Day,
): Promise<ServicesForNeed> {
  const [row] = await tx.query<ServicesForNeed>(FOR_NEED, [tx.actor.partnershipId, need, area ?? null, today])
  return row!
}

const FOR_NEED = `select count(*) as services, count(distinct provider_id) as groups,
    count(*) filter (where modes && array['online', 'telephone', 'home visit']) as "atHome",
    count(*) filter (where exists (select from directory.service_location as at
      join directory.location on location.partnership_id = at.partnership_id and location.id = at.location_id
      where at.partnership_id = service.partnership_id and at.service_id = service.id and location.location_type = 'physical'
        and left(upper(regexp_replace(location.postal_code, '[^A-Za-z0-9]', '', 'g')), -3) = $3)) as here,
    count(*) filter (where said.state in ('open', 'limited')) as open, count(*) filter (where said.state in ('full', 'waiting list')) as full
  from directory.service
  left join lateral (select state, confirm_by from directory.capacity_statement as one
    where one.partnership_id = service.partnership_id and one.service_id = service.id order by confirmed_on desc limit 1) as said
    on said.confirm_by >= $4::date
  where partnership_id = $1 and status = 'active' and needs @> array[$2::text]`
