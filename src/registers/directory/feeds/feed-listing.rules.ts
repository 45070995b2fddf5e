import { type Day, dayOf } from '#platform/days.ts'
import type { Point } from '#foundations/geography/index.ts'
import { type Id, idFrom, isId } from '#platform/ids.ts'
import { readCost } from '../listing/cost.rules.ts'
import type { FeedLocation, FeedOrganization, FeedPhone, FeedSchedule, FeedService } from './feed-record.rules.ts'
import { needsOf, termsOf } from './feed-term.rules.ts'
import type { Listing, Location, Mode, Provider, Telephone } from '../listing/listing.type.ts'
import type { Schedule } from '../listing/schedule.rules.ts'
import type { CapacityStatement } from '../listing/space.rules.ts'

/** The id that a feed's service gets when nobody else has it: its own where that is a UUID, else one made from it. */
export const serviceIdOf = (sourceId: Id, record: string): Id =>
  isId(record.toLowerCase()) ? record.toLowerCase() : ownIdOf(sourceId, record)

/** An id that only this source's record can have: for a second source that gives the same UUID. */
export const ownIdOf = (sourceId: Id, record: string): Id => idFrom(sourceId, 'service', record)

/** A feed's service as a listing of ours, and who provides it. Nothing is added that the feed does not say. */
export function listingOf(
  service: FeedService,
  id: Id,
  sourceId: Id,
  raw: object,
): { listing: Listing; provider?: Provider } {
  const provider = service.organization && providerOf(service.organization, sourceId)
  const at = placesOf(service, sourceId)
  const costOptions = (service.cost_options ?? []).map((c) => ({
    option: c.option,
    amount: c.amount,
    currency: c.currency,
    amountDescription: c.amount_description,
    validFrom: c.valid_from,
    validTo: c.valid_to,
  }))
  const fees = service.fees_description ?? service.fees
  const cost = readCost(fees, costOptions)
  const listing: Listing = {
    id,
    sourceId,
    sourceRecord: service.id,
    providerId: provider?.id,
    name: service.name,
    alternateName: service.alternate_name,
    description: service.description,
    status: service.status,
    url: service.url,
    email: service.email,
    minimumAge: service.minimum_age !== undefined && service.minimum_age <= 150 ? service.minimum_age : undefined,
    // Some programs write 999 for "no limit".
    maximumAge: service.maximum_age !== undefined && service.maximum_age <= 150 ? service.maximum_age : undefined,
    eligibility: service.eligibility_description,
    joinWay: service.attending_access === 'drop-in' ? 'drop in' : undefined,
    joinText: service.application_process ?? ACCESS[service.attending_access ?? ''],
    fees,
    costKind: cost.kind ?? undefined,
    costAmount: cost.amount ?? undefined,
    modes: modesOf(service),
    categories: (service.attributes ?? []).flatMap((a) => a.taxonomy_term?.name ?? a.label ?? []),
    needs: needsOf(service),
    terms: termsOf(service, sourceId),
    interpretationServices: service.interpretation_services,
    accreditations: service.accreditations,
    alert: service.alert,
    assuredOn: service.assured_date,
    assurerEmail: service.assurer_email,
    lastModified: service.last_modified,
    locations: at.map(({ location }) => location),
    schedules: [
      ...(service.schedules ?? []).map((s) =>
        scheduleOf(s, at.find((place) => place.record === s.service_at_location_id)?.location.id),
      ),
      ...at.flatMap(({ schedules, location }) => schedules.map((s) => scheduleOf(s, location.id))),
    ],
    contacts: (service.contacts ?? []).map((c) => ({
      name: c.name,
      title: c.title,
      department: c.department,
      email: c.email,
      telephones: telephonesOf(c.phones),
    })),
    telephones: notUnderContacts(service, [
      ...telephonesOf(service.phones),
      ...at.flatMap(({ telephones }) => telephones),
    ]),
    costOptions,
    areas: (service.service_areas ?? []).map((a) => ({
      name: a.name ?? a.service_area,
      extent: typeof a.extent === 'string' ? a.extent : a.extent ? JSON.stringify(a.extent) : undefined,
      extentType: a.extent_type,
      uri: a.uri,
    })),
    languages: (service.languages ?? [])
      .map(({ code, name, note }) => ({ code, name, note }))
      .filter((l) => l.code ?? l.name),
    capacity: capacityOf(service),
    raw,
  }
  return { listing, provider }
}

/** How Open Referral UK 1.0 says one gets in. */
const ACCESS: Readonly<Record<string, string>> = {
  referral: 'By referral',
  appointment: 'By appointment',
  membership: 'For members',
}

function providerOf(o: FeedOrganization, sourceId: Id): Provider | undefined {
  if (!o.id || !o.name) return undefined
  const numberOf = (scheme: string) =>
    o.organization_identifiers?.find((i) => `${i.identifier_scheme ?? ''} ${i.identifier_type ?? ''}`.includes(scheme))
      ?.identifier
  const charityNumber = numberOf('GB-CHC')
  return {
    id: idFrom(sourceId, 'organization', o.id),
    sourceId,
    sourceRecord: o.id,
    name: o.name,
    kind: charityNumber ? 'charity' : 'other',
    charityNumber,
    companyNumber: numberOf('GB-COH'),
    description: o.description,
    website: o.website ?? o.url,
    email: o.email,
    telephone: o.phones?.find((p) => p.number)?.number,
    raw: o,
  }
}

interface PlaceOfService {
  record: string | undefined
  location: Location
  schedules: FeedSchedule[]
  telephones: Telephone[]
}

function placesOf(service: FeedService, sourceId: Id): PlaceOfService[] {
  return (service.service_at_locations ?? []).flatMap(({ id, location, schedules, phones }, n) => {
    if (!location) return []
    const record = location.id ?? `${service.id}/${n}`
    return [
      {
        record: id,
        location: locationOf(location, record, sourceId),
        schedules: schedules ?? [],
        telephones: telephonesOf(phones),
      },
    ]
  })
}

function locationOf(l: FeedLocation, record: string, sourceId: Id): Location {
  const address = l.addresses?.find((a) => a.address_type === 'physical') ?? l.addresses?.[0]
  const point = pointOf(l)
  const access = (l.accessibility ?? []).flatMap(
    (a) => [a.accessibility, a.description, a.details].filter(Boolean).join(' ') || [],
  )
  return {
    id: idFrom(sourceId, 'location', record),
    sourceRecord: record,
    locationType: l.location_type,
    name: l.name,
    description: l.description,
    url: l.url,
    attention: address?.attention,
    address1: address?.address_1,
    address2: address?.address_2,
    city: address?.city,
    region: address?.region,
    county: address?.state_province,
    postcode: address?.postal_code,
    country: address?.country,
    latitude: point?.latitude,
    longitude: point?.longitude,
    externalIdentifier: l.external_identifier,
    externalIdentifierType: l.external_identifier_type,
    transport: l.transportation,
    accessNotes: access.length > 0 ? access.join('\n') : undefined,
  }
}

/** (0, 0) lies in the sea off Ghana: it is what programs write when they do not know. */
function pointOf({ latitude, longitude }: FeedLocation): Point | undefined {
  if (latitude === undefined || longitude === undefined || (latitude === 0 && longitude === 0)) return undefined
  return isOnEarth({ latitude, longitude }) ? { latitude, longitude } : undefined
}

const isOnEarth = ({ latitude = 0, longitude = 0 }: Partial<Point>) =>
  Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180

/** What a service says that leads nowhere: places that lie nowhere on earth, ids of places that are not in it. */
export function fieldsLeftOut(service: FeedService): { path: PropertyKey[]; message: string }[] {
  const places = service.service_at_locations ?? []
  const known = new Set(places.map(({ id }) => id))
  return [
    ...places.flatMap(({ location, location_id }, n) => {
      const path = ['service_at_locations', n]
      if (!location)
        return location_id
          ? [{ path: [...path, 'location_id'], message: 'names a place that is not in the service' }]
          : []
      return isOnEarth(location)
        ? []
        : [
            {
              path: [...path, 'location', 'latitude'],
              message: 'and longitude lie nowhere on earth: left out, the service is stored',
            },
          ]
    }),
    ...(service.schedules ?? []).flatMap(({ service_at_location_id: at }, n) =>
      at === undefined || known.has(at)
        ? []
        : [
            {
              path: ['schedules', n, 'service_at_location_id'],
              message: 'names a place that is not in the service: its times are kept for the whole service',
            },
          ],
    ),
  ]
}

const scheduleOf = (s: FeedSchedule, locationId: Id | undefined): Schedule => ({
  locationId,
  validFrom: s.valid_from,
  validTo: s.valid_to,
  dtstart: s.dtstart,
  until: s.until,
  count: wholeFrom1(s.count),
  freq: s.freq && FREQ[s.freq],
  interval: wholeFrom1(s.interval),
  byday: s.byday,
  bymonthday: s.bymonthday,
  description: s.description,
  opensAt: s.opens_at,
  closesAt: s.closes_at,
  link: s.schedule_link,
  attendingType: s.attending_type,
  notes: s.notes,
})

const FREQ = { weekly: 'WEEKLY', monthly: 'MONTHLY', daily: 'DAILY', yearly: 'YEARLY' } as const
const wholeFrom1 = (n: number | undefined) =>
  n !== undefined && Number.isInteger(n) && n > 0 && n < 10_000 ? n : undefined

/** Feeds that serve consumers of both kinds give a number under a contact and beside it: it is one number. */
function notUnderContacts({ contacts = [] }: FeedService, telephones: Telephone[]): Telephone[] {
  const under = new Set(contacts.flatMap((c) => telephonesOf(c.phones)).map(numberOf))
  return telephones.filter((telephone) => !under.has(numberOf(telephone)))
}

const numberOf = ({ number, extension = '' }: Telephone) => `${number.replace(/\D/g, '')} ${extension}`

const telephonesOf = (phones: FeedPhone[] | undefined): Telephone[] =>
  (phones ?? []).flatMap((p) =>
    p.number ? [{ number: p.number, extension: p.extension, kind: p.type, description: p.description }] : [],
  )

/** From the kinds of its places and from how its sessions are attended; empty when neither says. */
function modesOf({ service_at_locations: places = [], schedules = [], attending_type }: FeedService): Mode[] {
  const kinds = places.flatMap(({ location }) => (location ? [location.location_type ?? 'physical'] : []))
  const ways = [{ attending_type }, ...schedules, ...places.flatMap((p) => p.schedules ?? [])]
    .map((s) => s.attending_type ?? '')
    .join(' ')
  const modes: [Mode, boolean][] = [
    ['in person', kinds.includes('physical') || /in.person|face.to.face|venue/i.test(ways)],
    ['online', kinds.includes('virtual') || /online|virtual|video/i.test(ways)],
    ['telephone', /phone/i.test(ways)],
    ['home visit', /home visit/i.test(ways)],
  ]
  return modes.flatMap(([mode, is]) => (is ? [mode] : []))
}

/** The newest of HSDS 3.1's counts of what is free. */
function capacityOf({ capacities = [] }: FeedService): CapacityStatement | undefined {
  const said = capacities.flatMap(({ available, updated }) =>
    available === undefined || !updated ? [] : [{ available, updated }],
  )
  const newest = said.toSorted((a, b) => b.updated.localeCompare(a.updated))[0]
  if (!newest) return undefined
  const confirmedOn: Day = dayOf(new Date(newest.updated))
  const places = Math.floor(newest.available)
  return places > 0 ? { state: 'open', places: Math.min(places, 100_000), confirmedOn } : { state: 'full', confirmedOn }
}
