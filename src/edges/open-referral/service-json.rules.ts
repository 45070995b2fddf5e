import { dayOf } from '#platform/days.ts'
import {
  type ChangedService,
  type PublishedService,
  sayCostShortly,
  sayWhoFor,
  type Space,
  spaceOn,
} from '#registers/directory/index.ts'
import { email, instant, said, webAddress } from './formats.rules.ts'
import { accessJson } from './location-json.rules.ts'
import { briefOrganizationJson } from './organization-json.rules.ts'
import { partsJson } from './service-parts-json.rules.ts'

/** Id and change alone; with the name and status that the standard's list of services asks for. */
export const changedServiceJson = (s: ChangedService) => ({
  id: s.id,
  name: s.name,
  status: s.status,
  last_modified: instant(s.changedAt),
  modified_date: instant(s.changedAt),
})

/**
 * A service without lists, as the UK profile has it; then what HSDS 3.1 has beside it, under its names; then what only Trellis
 * knows, under `trellis_`. What was said about space is believed for 30 days.
 */
export function serviceJson(s: PublishedService, now: Date) {
  const space = spaceOn(s.capacity, dayOf(now))
  const fees = said(s.fees) ?? (s.costKind ? sayCostShortly({ kind: s.costKind, amount: s.costAmount }) : undefined)
  return {
    id: s.id,
    organization_id: s.organisation?.id,
    name: s.name,
    description: said(s.description) ?? said(s.summary),
    url: webAddress(s.url),
    email: email(s.email),
    status: s.status,
    fees,
    accreditations: said(s.accreditations),
    minimum_age: s.minimumAge,
    maximum_age: s.maximumAge,
    assured_date: s.assuredOn,
    assurer_email: email(s.assurerEmail),
    alert: said(s.alert),
    last_modified: instant(s.changedAt),
    organization: s.organisation && briefOrganizationJson(s.organisation),
    alternate_name: said(s.alternateName),
    fees_description: fees,
    eligibility_description: said(s.eligibility) ?? sayWhoFor(s),
    application_process: said(s.joinText),
    wait_time: said(s.waitTime) ?? (space.state === 'waiting list' ? 'There is a waiting list' : undefined),
    interpretation_services: said(s.interpretation),
    ...ownJson(s, space),
  }
}

/** A service with all that hangs on it. */
export const fullServiceJson = (s: PublishedService, now: Date) => ({
  ...serviceJson(s, now),
  ...partsJson(s, dayOf(now)),
  trellis_welcome: s.welcome,
  trellis_not_for: s.notFor,
  trellis_ways_to_meet: s.modes,
  trellis_access: { ...accessJson(s), transport: said(s.transport), notes: said(s.accessNotes) },
  trellis_first_visit: {
    who_meets_you: said(s.meets),
    which_door: said(s.door),
    what_happens: said(s.happens),
    bring_someone: said(s.buddy),
  },
})

const ownJson = (s: PublishedService, space: Space) => ({
  trellis_source: {
    name: s.source.name,
    licence: s.source.licence,
    retrieved_at: instant(s.source.fetchedAt),
    record_id: s.sourceRecord,
    last_modified: s.lastModified && instant(s.lastModified),
  },
  trellis_summary: said(s.summary),
  trellis_who_for: said(s.whoFor),
  trellis_only_for: s.onlyFor,
  trellis_join_way: s.joinWay,
  trellis_cost: s.costKind,
  trellis_space: { state: space.state, places: space.places, confirmed_on: space.confirmedOn },
  trellis_checked_on: s.checkedOn,
})
