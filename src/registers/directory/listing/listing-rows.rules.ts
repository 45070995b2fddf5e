import { type Id, idFrom } from '#platform/ids.ts'
import { NEEDS } from '../needs/needs.ts'
import { sortListing } from '../needs/sort-listing.rules.ts'
import { choicesOf } from '../search/choices.rules.ts'
import type { Access, Contact, Listing, Location, Provider, Telephone, Term } from './listing.type.ts'
import { confirmByOf } from './space.rules.ts'

// From a listing to the rows of its tables: names of columns on the left, `undefined` is stored as null. Ids of parts follow
// from the service's id and their place in it, so that the same listing always gives the same rows.

export const providerRow = (p: Provider) => ({
  id: p.id,
  source_id: p.sourceId,
  source_record: p.sourceRecord,
  description: p.description,
  website: p.website,
  email: p.email,
  telephone: p.telephone,
  raw: p.raw ?? {},
})

export const locationRow = (l: Location, sourceId: Id) => ({
  id: l.id,
  source_id: sourceId,
  source_record: l.sourceRecord,
  location_type: l.locationType ?? 'physical',
  name: l.name,
  description: l.description,
  url: l.url,
  attention: l.attention,
  address_1: l.address1,
  address_2: l.address2,
  city: l.city,
  region: l.region,
  state_province: l.county,
  postal_code: l.postcode,
  country: l.country,
  latitude: l.latitude,
  longitude: l.longitude,
  external_identifier: l.externalIdentifier,
  external_identifier_type: l.externalIdentifierType,
  ...accessColumns(l),
})

/** What a source says of a service, by columns: each keeps its provenance. */
function factsOf(l: Listing) {
  return {
    provider_id: l.providerId,
    name: l.name,
    alternate_name: l.alternateName,
    summary: l.summary,
    description: l.description,
    status: l.status,
    url: l.url,
    email: l.email,
    who_for: l.whoFor,
    only_for: l.onlyFor,
    minimum_age: l.minimumAge,
    maximum_age: l.maximumAge,
    eligibility: l.eligibility,
    welcome: l.welcome ?? [],
    not_for: l.notFor ?? [],
    join_way: l.joinWay,
    join_text: l.joinText,
    fees: l.fees,
    cost_kind: l.costKind,
    cost_amount: l.costAmount,
    modes: l.modes ?? [],
    needs: l.needs ?? [],
    first_visit_meets: l.firstVisit?.meets,
    first_visit_door: l.firstVisit?.door,
    first_visit_happens: l.firstVisit?.happens,
    first_visit_buddy: l.firstVisit?.buddy,
    ...accessColumns(l.access ?? {}),
    interpretation_services: l.interpretationServices,
    accreditations: l.accreditations,
    alert: l.alert,
    safety_note: l.safetyNote,
    assured_on: l.assuredOn,
    assurer_email: l.assurerEmail,
    checked_on: l.checkedOn,
    last_modified: l.lastModified,
  }
}

export function serviceRow(l: Listing, now: Date) {
  return {
    id: l.id,
    source_id: l.sourceId,
    source_record: l.sourceRecord,
    ...factsOf(l),
    changed_at: now.toISOString(),
    search_words: searchWords(l),
    missing_since: null,
    ...sortedColumns(l),
    ...placeColumns(l),
    provenance: { '*': { source: l.sourceId, at: now.toISOString() } },
    raw: l.raw ?? {},
  }
}

/** What the needs files make of a listing, and which choices of a search it may suit. */
function sortedColumns(l: Listing) {
  const { topics, strengths, marks, standing, version } = sortListing(l)
  const choices = choicesOf(l, topics).toString()
  return { categories: l.categories ?? [], topics, strengths, marks, standing, choices, sorted_by: version }
}

/** The places where one goes, and where they are if the source says so of each; else the database looks all of them up. */
function placeColumns({ locations = [] }: Listing) {
  const places = lastById(locations.filter(({ locationType = 'physical' }) => locationType === 'physical'))
  const known = places.every(({ latitude, longitude }) => latitude !== undefined && longitude !== undefined)
  return {
    place_ids: places.map(({ id }) => id),
    place_points: known ? places.map(({ latitude, longitude }) => `(${longitude},${latitude})`) : [],
    place_rough: known ? places.map(() => false) : [],
  }
}

export const lastById = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

/**
 * Needs in the words people use for them, so that "lonely" finds what is marked with the code; and the code, since
 * "loneliness" has another stem.
 */
function searchWords({ needs = [], categories = [] }: Listing): string {
  const words = needs.map((need) => `${NEEDS[need].label} ${NEEDS[need].description} ${need.replaceAll('-', ' ')}`)
  return [...words, ...categories].join(' ')
}

const accessColumns = (a: Access) => ({
  step_free: a.stepFree,
  hearing_loop: a.hearingLoop,
  toilet: a.toilet,
  parking: a.parking,
  transportation: a.transport,
  access_notes: a.accessNotes,
})

/** The columns whose source and time are kept. */
export const FACTS: readonly string[] = Object.keys(factsOf({} as Listing))

const partId = (l: Listing, part: string, ...place: number[]): Id => idFrom(l.id, part, ...place.map(String))

export const locationsOf = (l: Listing) =>
  [...new Set((l.locations ?? []).map(({ id }) => id))].map((id, position) => ({
    service_id: l.id,
    location_id: id,
    position,
  }))

export const schedulesOf = (l: Listing) =>
  (l.schedules ?? []).map((s, position) => ({
    id: partId(l, 'schedule', position),
    service_id: l.id,
    location_id: s.locationId,
    position,
    valid_from: s.validFrom,
    valid_to: s.validTo,
    dtstart: s.dtstart,
    until: s.until,
    count: s.count,
    freq: s.freq,
    interval: s.interval,
    byday: s.byday,
    bymonthday: s.bymonthday,
    description: s.description,
    opens_at: s.opensAt,
    closes_at: s.closesAt,
    schedule_link: s.link,
    attending_type: s.attendingType,
    notes: s.notes,
  }))

export const contactsOf = (l: Listing) =>
  (l.contacts ?? []).map((c, position) => ({
    id: partId(l, 'contact', position),
    service_id: l.id,
    position,
    name: c.name,
    title: c.title,
    department: c.department,
    email: c.email,
  }))

/** First the numbers of contacts, then those of the service itself. */
export function telephonesOf(l: Listing) {
  const ofContacts = (l.contacts ?? []).flatMap((c: Contact, n) =>
    (c.telephones ?? []).map((telephone) => ({ telephone, contact_id: partId(l, 'contact', n) as Id | undefined })),
  )
  const own = (l.telephones ?? []).map((telephone: Telephone) => ({ telephone, contact_id: undefined }))
  return [...ofContacts, ...own].map(({ telephone, contact_id }, position) => ({
    id: partId(l, 'telephone', position),
    service_id: l.id,
    position,
    contact_id,
    number: telephone.number,
    extension: telephone.extension,
    kind: telephone.kind,
    description: telephone.description,
  }))
}

export const costOptionsOf = (l: Listing) =>
  (l.costOptions ?? []).map((c, position) => ({
    id: partId(l, 'cost', position),
    service_id: l.id,
    position,
    option: c.option,
    amount: c.amount,
    currency: c.currency,
    amount_description: c.amountDescription,
    valid_from: c.validFrom,
    valid_to: c.validTo,
  }))

export const areasOf = (l: Listing) =>
  (l.areas ?? []).map((a, position) => ({
    id: partId(l, 'area', position),
    service_id: l.id,
    position,
    name: a.name,
    extent: a.extent,
    extent_type: a.extentType,
    uri: a.uri,
  }))

export const languagesOf = (l: Listing) =>
  (l.languages ?? []).map((language, position) => ({
    id: partId(l, 'language', position),
    service_id: l.id,
    position,
    code: language.code,
    name: language.name,
    note: language.note,
  }))

const onceById = (terms: readonly Term[] = []) => [...new Map(terms.map((term) => [term.id, term])).values()]

export const taxonomiesOf = (l: Listing, now: Date) =>
  onceById(l.terms).flatMap(({ taxonomy: t }) =>
    t
      ? [
          {
            id: t.id,
            source_id: l.sourceId,
            name: t.name,
            description: t.description,
            uri: t.uri,
            version: t.version,
            fetched_at: now.toISOString(),
          },
        ]
      : [],
  )

export const termsOf = (l: Listing) =>
  onceById(l.terms).map((t) => ({
    id: t.id,
    source_id: l.sourceId,
    taxonomy_id: t.taxonomy?.id,
    code: t.code,
    name: t.name,
    description: t.description,
    parent_id: t.parentId,
    uri: t.uri,
  }))

export const serviceTermsOf = (l: Listing) =>
  onceById(l.terms).map(({ id, linkType }, position) => ({
    service_id: l.id,
    term_id: id,
    position,
    link_type: linkType,
  }))

/** One statement a day: said again on the same day, it replaces the first. */
export const capacityOf = (l: Listing) =>
  l.capacity
    ? [
        {
          id: idFrom(l.id, 'capacity', l.capacity.confirmedOn),
          service_id: l.id,
          state: l.capacity.state,
          places: l.capacity.places,
          confirmed_on: l.capacity.confirmedOn,
          confirm_by: confirmByOf(l.capacity),
          source_id: l.sourceId,
        },
      ]
    : []
