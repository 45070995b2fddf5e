import { type RawBuilder, sql } from 'kysely'
import type { Point } from '#foundations/geography/index.ts'
import { type Day, dayOf } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import type { CostKind, Mode, OnlyFor, ServiceStatus } from '../listing/listing.type.ts'
import type { Need } from '../needs.ts'
import type { Schedule } from '../listing/schedule.rules.ts'
import type { Search } from './search.rules.ts'
import { tellingWords } from './search-words.rules.ts'
import type { CapacityStatement } from '../listing/space.rules.ts'

/** One result: what a person needs to choose. */
export interface FoundService {
  id: Id
  sourceRecord: string
  name: string
  status: ServiceStatus
  summary: string | null
  /** Its first 400 characters. */
  description: string | null
  whoFor: string | null
  eligibility: string | null
  onlyFor: OnlyFor | null
  minimumAge: number | null
  maximumAge: number | null
  fees: string | null
  costKind: CostKind | null
  costAmount: number | null
  modes: Mode[]
  assuredOn: Day | null
  checkedOn: Day | null
  providerName: string | null
  /** The nearest of its places, or the first where nobody asked how far. */
  place: string | null
  /** In a straight line from the place asked for. */
  kilometres: number | null
  /** Where that place is, in degrees; null where nobody knows, or it has none. */
  latitude: number | null
  longitude: number | null
  /** It is known only by its postcode district. */
  rough: boolean | null
  schedules: Schedule[]
  capacity: CapacityStatement | null
}

export interface Found {
  total: number
  /** How the words were met: all of them, some of them, or names that are spelt nearly so. */
  how: 'all' | 'any' | 'near' | null
  services: FoundService[]
}

/** What somebody looks for; `said`: the needs their words say, whose services are found too. */
type Sought = Omit<Search, 'postcode'> & { said?: readonly Need[] }

/**
 * Services that fit, twenty at a time (or `perPage`): those that fit the words best first; where a point is given, the nearest
 * first among those that fit about equally. One statement. Services that are closed for good are left out.
 */
export async function searchServices(tx: Tx, search: Sought, from: Point | undefined, perPage: number): Promise<Found> {
  const rows = await tx.read(statement(selectFound(search, from, perPage, tx)))
  const { total = 0, how = null } = rows[0] ?? {}
  return { total, how, services: rows.flatMap((row) => (row.service ? [row.service] : [])) }
}

interface FoundRow {
  total: number
  how: Found['how']
  service: FoundService | null
}

function selectFound(search: Sought, from: Point | undefined, perPage: number, tx: Tx): RawBuilder<FoundRow> {
  const here = tx.actor.partnershipId
  const order = from ? sql`round(fit * 2) desc, kilometres nulls last, fit desc, name, id` : sql`fit desc, name, id`
  const matching = sql`directory.matching(${tellingWords(search.words)}, ${search.said ?? []}::text[])`
  return sql<FoundRow>`
    with hit as materialized (
      select service.id, service.name, ${search.words ? sql`match.how, match.fit` : sql`null::text as how, 0 as fit`},
        ${from ? sql`near.kilometres, near.rough, near.location_id` : sql`null::double precision as kilometres, null::boolean as rough, null::uuid as location_id`}
      from directory.service
      ${search.words ? sql`join ${matching} as match on match.service_id = service.id` : sql``}
      ${from ? sql`left join lateral (${nearestPlace(from)}) as near on true` : sql``}
      where service.partnership_id = ${here}::uuid and service.status in ('active', 'temporarily closed') ${filters(search, dayOf(tx.now()))}
    ), page as (
      select *, row_number() over (order by ${order}) as position from hit order by ${order} limit ${perPage} offset ${(search.page - 1) * perPage}
    )
    select counted.total, counted.how, shown.service
    from (select count(*)::int as total, min(how) as how from hit) as counted
    left join (select page.position, (${foundService}) as service from page
      join directory.service on service.partnership_id = ${here}::uuid and service.id = page.id
      left join lateral (${shownPlace}) as shown_at on true
      left join access.organisation on organisation.partnership_id = service.partnership_id and organisation.id = service.provider_id) as shown on true
    order by shown.position`
}

function filters({ need, day, way, free }: Sought, today: Day) {
  const parts: RawBuilder<unknown>[] = []
  if (need) parts.push(sql`and service.needs @> array[${need}::text]`)
  if (free) parts.push(sql`and service.cost_kind = 'free'`)
  if (way === 'in-person') parts.push(sql`and service.modes && array['in person', 'home visit']`)
  if (way === 'online') parts.push(sql`and service.modes && array['online', 'telephone']`)
  if (day) {
    parts.push(sql`and exists (select from directory.schedule
      where schedule.partnership_id = service.partnership_id and schedule.service_id = service.id
        and (schedule.freq = 'DAILY' or schedule.byday ~* ${day}) and coalesce(least(schedule.valid_to, schedule.until) >= ${today}::date, true))`)
  }
  return sql.join(parts, sql` `)
}

/** The places of a service. One without coordinates lies where its postcode does, or in the middle of its postcode district. */
const PLACES = sql`directory.service_location as at
  join directory.location on location.partnership_id = at.partnership_id and location.id = at.location_id and location.location_type = 'physical'
  left join lateral (select upper(regexp_replace(location.postal_code, '[^A-Za-z0-9]', '', 'g')) as key) as written on location.latitude is null
  left join geography.postcode on postcode.key = written.key
  left join geography.district on district.outcode = left(written.key, -3)
  cross join lateral (select coalesce(location.latitude, postcode.latitude, district.latitude) as latitude,
    coalesce(location.longitude, postcode.longitude, district.longitude) as longitude,
    location.latitude is null and postcode.latitude is null as rough) as point
  where at.partnership_id = service.partnership_id and at.service_id = service.id`

/** Of a service: how far the nearest of its places is from a point. */
export const nearestPlace = ({ latitude, longitude }: Point) => sql`
  select geography.distance_km(${latitude}::double precision, ${longitude}::double precision, point.latitude, point.longitude) as kilometres,
    point.rough, location.id as location_id
  from ${PLACES} order by 1 nulls last, at.position limit 1`

/** The place that a result names: the nearest, or the first. */
const shownPlace = sql`
  select coalesce(location.name, location.address_1) as name, point.latitude, point.longitude, point.rough
  from ${PLACES} order by location.id is distinct from page.location_id, at.position limit 1`

const foundService = sql`jsonb_build_object(
  'id', service.id, 'sourceRecord', service.source_record, 'name', service.name, 'status', service.status, 'summary', service.summary,
  'description', left(service.description, 400), 'whoFor', service.who_for, 'eligibility', service.eligibility, 'onlyFor', service.only_for,
  'minimumAge', service.minimum_age, 'maximumAge', service.maximum_age, 'fees', service.fees, 'costKind', service.cost_kind,
  'costAmount', service.cost_amount, 'modes', to_jsonb(service.modes), 'assuredOn', service.assured_on, 'checkedOn', service.checked_on,
  'providerName', organisation.name, 'kilometres', page.kilometres, 'place', shown_at.name, 'latitude', shown_at.latitude,
  'longitude', shown_at.longitude, 'rough', shown_at.rough and shown_at.latitude is not null,
  'schedules', (select coalesce(jsonb_agg(jsonb_build_object('validFrom', valid_from, 'validTo', valid_to, 'dtstart', dtstart, 'until', until,
      'count', count, 'freq', freq, 'interval', "interval", 'byday', byday, 'bymonthday', bymonthday, 'opensAt', opens_at, 'closesAt', closes_at)
      order by position), '[]') from directory.schedule
    where schedule.partnership_id = service.partnership_id and schedule.service_id = service.id),
  'capacity', (select jsonb_build_object('state', state, 'places', places, 'confirmedOn', confirmed_on, 'confirmBy', confirm_by)
    from directory.capacity_statement as said where said.partnership_id = service.partnership_id and said.service_id = service.id
    order by confirmed_on desc limit 1))`
