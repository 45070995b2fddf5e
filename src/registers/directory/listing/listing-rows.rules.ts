import { type Id, idFrom } from '#platform/ids.ts'
import { NEEDS } from '../needs/needs.ts'
import { sortListing } from '../needs/sort-listing.rules.ts'
import type { Access, Contact, Listing, Location, Provider, Telephone, Term } from './listing.type.ts'
import { confirmByOf } from './space.rules.ts'

// From a listing to the rows of its tables: names of columns on the left, `undefined` becomes null. Ids of parts follow
// from the service's id and their place in it, so that the same listing always gives the same rows.

export const providerRow = (p: Provider) => ({
  id: p.id,
  source_id: p.sourceId,
  source_record: p.sourceRecord,
  description: p.description ?? null,
  website: p.website ?? null,
  email: p.email ?? null,
  telephone: p.telephone ?? null,
  raw: p.raw ?? {},
})

export const locationRow = (l: Location, sourceId: Id) => ({
  id: l.id,
  source_id: sourceId,
  source_record: l.sourceRecord,
  location_type: l.locationType ?? 'physical',
  name: l.name ?? null,
  description: l.description ?? null,
  url: l.url ?? null,
  attention: l.attention ?? null,
  address_1: l.address1 ?? null,
  address_2: l.address2 ?? null,
  city: l.city ?? null,
  region: l.region ?? null,
  state_province: l.county ?? null,
  postal_code: l.postcode ?? null,
  country: l.country ?? null,
  latitude: l.latitude ?? null,
  longitude: l.longitude ?? null,
  external_identifier: l.externalIdentifier ?? null,
  external_identifier_type: l.externalIdentifierType ?? null,
  ...accessColumns(l),
})

export function serviceRow(l: Listing, now: Date) {
  const facts = {
    provider_id: l.providerId ?? null,
    name: l.name,
    alternate_name: l.alternateName ?? null,
    summary: l.summary ?? null,
    description: l.description ?? null,
    status: l.status,
    url: l.url ?? null,
    email: l.email ?? null,
    who_for: l.whoFor ?? null,
    only_for: l.onlyFor ?? null,
    minimum_age: l.minimumAge ?? null,
    maximum_age: l.maximumAge ?? null,
    eligibility: l.eligibility ?? null,
    welcome: l.welcome ?? [],
    not_for: l.notFor ?? [],
    join_way: l.joinWay ?? null,
    join_text: l.joinText ?? null,
    fees: l.fees ?? null,
    cost_kind: l.costKind ?? null,
    cost_amount: l.costAmount ?? null,
    modes: l.modes ?? [],
    needs: l.needs ?? [],
    first_visit_meets: l.firstVisit?.meets ?? null,
    first_visit_door: l.firstVisit?.door ?? null,
    first_visit_happens: l.firstVisit?.happens ?? null,
    first_visit_buddy: l.firstVisit?.buddy ?? null,
    ...accessColumns(l.access ?? {}),
    interpretation_services: l.interpretationServices ?? null,
    accreditations: l.accreditations ?? null,
    alert: l.alert ?? null,
    safety_note: l.safetyNote ?? null,
    assured_on: l.assuredOn ?? null,
    assurer_email: l.assurerEmail ?? null,
    checked_on: l.checkedOn ?? null,
    last_modified: l.lastModified ?? null,
  }
  return {
    id: l.id,
    source_id: l.sourceId,
    source_record: l.sourceRecord,
    ...facts,
    changed_at: now.toISOString(),
    search_words: searchWords(l),
    missing_since: null,
    ...sortedColumns(l),
    ...placeColumns(l),
    provenance: provenanceOf(facts, l.sourceId, now),
    raw: l.raw ?? {},
  }
}

/** What the needs files make of a listing. */
function sortedColumns(l: Listing) {
  const { topics, strengths, marks, standing, version } = sortListing(l)
  return { categories: l.categories ?? [], topics, strengths, marks, standing, sorted_by: version }
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

/** Which source gave each field that says something, and when. */
function provenanceOf(facts: object, source: Id, now: Date) {
  const given = Object.entries(facts).filter(
    ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(given.map(([field]) => [field, { source, at: now.toISOString() }]))
}

/**
 * Needs in the words people use for them, so that "lonely" finds what is marked with the code; and the code, since
 * "loneliness" has another stem.
 */
function searchWords({ needs = [], categories = [] }: Listing): string {
  const words = needs.map((need) => `${NEEDS[need].label} ${NEEDS[need].description} ${need.replaceAll('-', ' ')}`)
  return [...words, ...categories].join(' ')
}

const accessColumns = (a: Access) => ({
  step_free: a.stepFree ?? null,
  hearing_loop: a.hearingLoop ?? null,
  toilet: a.toilet ?? null,
  parking: a.parking ?? null,
  transportation: a.transport ?? null,
  access_notes: a.accessNotes ?? null,
})

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
    location_id: s.locationId ?? null,
    position,
    valid_from: s.validFrom ?? null,
    valid_to: s.validTo ?? null,
    dtstart: s.dtstart ?? null,
    until: s.until ?? null,
    count: s.count ?? null,
    freq: s.freq ?? null,
    interval: s.interval ?? null,
    byday: s.byday ?? null,
    bymonthday: s.bymonthday ?? null,
    description: s.description ?? null,
    opens_at: s.opensAt ?? null,
    closes_at: s.closesAt ?? null,
    schedule_link: s.link ?? null,
    attending_type: s.attendingType ?? null,
    notes: s.notes ?? null,
  }))

export const contactsOf = (l: Listing) =>
  (l.contacts ?? []).map((c, position) => ({
    id: partId(l, 'contact', position),
    service_id: l.id,
    position,
    name: c.name ?? null,
    title: c.title ?? null,
    department: c.department ?? null,
    email: c.email ?? null,
  }))

/** First the numbers of contacts, then those of the service itself. */
export function telephonesOf(l: Listing) {
  const ofContacts = (l.contacts ?? []).flatMap((c: Contact, n) =>
    (c.telephones ?? []).map((telephone) => ({ telephone, contact_id: partId(l, 'contact', n) as Id | null })),
  )
  const own = (l.telephones ?? []).map((telephone: Telephone) => ({ telephone, contact_id: null }))
  return [...ofContacts, ...own].map(({ telephone, contact_id }, position) => ({
    id: partId(l, 'telephone', position),
    service_id: l.id,
    position,
    contact_id,
    number: telephone.number,
    extension: telephone.extension ?? null,
    kind: telephone.kind ?? null,
    description: telephone.description ?? null,
  }))
}

export const costOptionsOf = (l: Listing) =>
  (l.costOptions ?? []).map((c, position) => ({
    id: partId(l, 'cost', position),
    service_id: l.id,
    position,
    option: c.option ?? null,
    amount: c.amount ?? null,
    currency: c.currency ?? null,
    amount_description: c.amountDescription ?? null,
    valid_from: c.validFrom ?? null,
    valid_to: c.validTo ?? null,
  }))

export const areasOf = (l: Listing) =>
  (l.areas ?? []).map((a, position) => ({
    id: partId(l, 'area', position),
    service_id: l.id,
    position,
    name: a.name ?? null,
    extent: a.extent ?? null,
    extent_type: a.extentType ?? null,
    uri: a.uri ?? null,
  }))

export const languagesOf = (l: Listing) =>
  (l.languages ?? []).map((language, position) => ({
    id: partId(l, 'language', position),
    service_id: l.id,
    position,
    code: language.code ?? null,
    name: language.name ?? null,
    note: language.note ?? null,
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
            description: t.description ?? null,
            uri: t.uri ?? null,
            version: t.version ?? null,
            fetched_at: now.toISOString(),
          },
        ]
      : [],
  )

export const termsOf = (l: Listing) =>
  onceById(l.terms).map((t) => ({
    id: t.id,
    source_id: l.sourceId,
    taxonomy_id: t.taxonomy?.id ?? null,
    code: t.code ?? null,
    name: t.name,
    description: t.description ?? null,
    parent_id: t.parentId ?? null,
    uri: t.uri ?? null,
  }))

export const serviceTermsOf = (l: Listing) =>
  onceById(l.terms).map(({ id, linkType }, position) => ({
    service_id: l.id,
    term_id: id,
    position,
    link_type: linkType ?? null,
  }))

/** One statement a day: said again on the same day, it replaces the first. */
export const capacityOf = (l: Listing) =>
  l.capacity
    ? [
        {
          id: idFrom(l.id, 'capacity', l.capacity.confirmedOn),
          service_id: l.id,
          state: l.capacity.state,
          places: l.capacity.places ?? null,
          confirmed_on: l.capacity.confirmedOn,
          confirm_by: confirmByOf(l.capacity),
          source_id: l.sourceId,
        },
      ]
    : []
