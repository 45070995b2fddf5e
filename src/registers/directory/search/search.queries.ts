import { type RawBuilder, sql } from 'kysely'
import type { Point } from '#foundations/geography/index.ts'
import { type Day, dayOf } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import type { CostKind, Mode, OnlyFor, ServiceStatus } from '../listing/listing.type.ts'
import { NEEDS_FILE } from '../needs/needs-file.ts'
import { readWords, unknownWords, type Asking } from '../needs/read-words.rules.ts'
import type { Schedule } from '../listing/schedule.rules.ts'
import { choicesAsked } from './choices.rules.ts'
import { isNarrowed, type Search } from './search.rules.ts'
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
  /** Topics, needs ("need:…") and words ("=…") of what was asked that it meets. */
  matched: string[]
  marks: string[]
  schedules: Schedule[]
  capacity: CapacityStatement | null
}

export interface Found {
  total: number
  /** Whether there are more than were looked at: the total is then "at least". */
  more: boolean
  /** Whether something found is what was asked for, and not only near it. True where no words were given, or none that ask for anything. */
  suited: boolean
  /** What was asked for, by the needs files: for why it fits, and for what was not found. */
  asking: Asking
  services: FoundService[]
}

/** What somebody looks for; where from is given apart. */
type Sought = Omit<Search, 'postcode'>

/** Whether words say nothing that can be looked for (a number, a smile): everything is found then. */
export const asksNothing = ({ topics, words }: Asking): boolean => topics.length + words.length === 0

/** How many services one topic or word may bring: what comes after is not looked for. */
const MOST = 600
/** With at least so many near, nobody needs those further away. */
const ENOUGH_NEAR = 100
/** Who only looks at what there is sees all of it, in all but large places. */
const ENOUGH_TO_LOOK_AT = 400

/**
 * Services that fit, best first, twenty at a time (or `perPage`). Fit is the sum over what was asked of how plainly a listing
 * says it, less for whom it is not meant and for how far it is (`directory.find`). Services closed for good are left out.
 */
export async function searchServices(tx: Tx, search: Sought, from: Point | undefined, perPage: number): Promise<Found> {
  const known = await knownWords(tx, unknownWords(search.words))
  const asking = readWords(search.words, known)
  const found = await findPage(tx, search, asking, from, perPage)
  if (found.total > 0 || !search.words || isNarrowed(search)) return { ...found, asking }
  return { ...(await findNames(tx, search, from, perPage)), asking }
}

type Page = Omit<Found, 'asking'>

async function findPage(
  tx: Tx,
  search: Sought,
  asking: Asking,
  from: Point | undefined,
  perPage: number,
): Promise<Page> {
  const { need, day, time, way, free, language, stepFree, age, who, space } = search
  const asked = {
    topics: asking.topics,
    words: asking.words,
    said: who ? [...asking.said, who] : asking.said,
    avoid: asking.avoid,
    kinds: asking.said.length > 0 || who ? KINDS : {},
    today: dayOf(tx.now()),
    most: MOST,
    ...(from && { latitude: from.latitude, longitude: from.longitude }),
    ...(need && { need }),
    ...(day && { day }),
    ...(time && { time }),
    ...(way && { way }),
    ...(free && { free }),
    ...(language && { language }),
    ...(stepFree && { step_free: true }),
    ...(age !== undefined && { age }),
    ...(who && { who }),
    ...(space && { space: true }),
    choices: choicesAsked(search).toString(),
  }
  const hits = sql`directory.find(${JSON.stringify(asked)}::text::jsonb, ${search.words ? ENOUGH_NEAR : ENOUGH_TO_LOOK_AT})`
  return readPage(tx, search, hits, asking, from, perPage)
}

/** Names that are spelt nearly so: for a name that somebody half remembers. */
const findNames = (tx: Tx, search: Sought, from: Point | undefined, perPage: number): Promise<Page> =>
  readPage(
    tx,
    search,
    sql`directory.nearly_named(${search.words}, ${from?.latitude ?? null}, ${from?.longitude ?? null})`,
    undefined,
    from,
    perPage,
  )

async function readPage(
  tx: Tx,
  search: Sought,
  hits: RawBuilder<unknown>,
  asking: Asking | undefined,
  from: Point | undefined,
  perPage: number,
): Promise<Page> {
  const rows = await tx.read(statement(selectPage(tx, search, hits, asking, from, perPage)))
  const { total = 0, more = false, suited = false } = rows[0] ?? {}
  return {
    total,
    more,
    suited: suited || !search.words || (asking !== undefined && asksNothing(asking)),
    services: rows.flatMap(({ service }) => (service ? [{ ...service, matched: [...new Set(service.matched)] }] : [])),
  }
}

interface PageRow {
  total: number
  more: boolean
  suited: boolean
  service: FoundService | null
}

function selectPage(
  tx: Tx,
  { page }: Sought,
  hits: RawBuilder<unknown>,
  asking: Asking | undefined,
  from: Point | undefined,
  perPage: number,
): RawBuilder<PageRow> {
  const here = tx.actor.partnershipId
  const [lat, lon] = [from?.latitude ?? null, from?.longitude ?? null]
  const telling = asking?.words.filter(({ word }) => !word.includes(' ')).map(({ word }) => `=${word}`) ?? []
  const asked = asking?.asked.length ? asking.asked : telling.map((word) => [word])
  const suited =
    asked.length > 0
      ? sql.join(
          asked.map((any) => sql`coalesce(bool_or(hit.matched && ${any}::text[]), false)`),
          sql` and `,
        )
      : sql`false`
  return sql<PageRow>`
    with hit as materialized (select * from ${hits} as hit),
    page as (
      select hit.*, row_number() over (order by fit desc, kilometres nulls last, name, service_id) as position
      from hit order by position limit ${sql.lit(perPage)} offset ${page > 1 ? (page - 1) * perPage : sql.lit(0)}
    )
    select counted.*, shown.service
    from (select count(*)::int as total, coalesce(bool_or(capped), false) as more, ${suited} as suited from hit) as counted
    left join (select page.position, (${foundService}) as service from page
      join directory.service on service.partnership_id = ${here}::uuid and service.id = page.service_id
      left join access.organisation on organisation.partnership_id = service.partnership_id and organisation.id = service.provider_id
      left join lateral (select place.n, case when ${lat}::float8 is not null then geography.distance_km(${lat}, ${lon}, place.at[1], place.at[0]) end as km
        from unnest(service.place_points) with ordinality as place(at, n) where place.at is not null order by km, place.n limit 1) as nearest on true) as shown on true
    order by shown.position`
}

const KINDS = Object.fromEntries([...NEEDS_FILE.marks.values()].map(({ code, kind, share }) => [code, [kind, share]]))

/** Which words some listing has: they are never taken for a slip of the pen. */
async function knownWords(tx: Tx, words: readonly string[]): Promise<Set<string>> {
  if (words.length === 0) return new Set()
  const rows = await tx.read(statement(sql<{ word: string }>`select directory.known_words(${words}::text[]) as word`))
  return new Set(rows.map(({ word }) => word))
}

const foundService = sql`jsonb_build_object(
  'id', service.id, 'sourceRecord', service.source_record, 'name', service.name, 'status', service.status, 'summary', service.summary,
  'description', left(service.description, 400), 'whoFor', service.who_for, 'eligibility', service.eligibility, 'onlyFor', service.only_for,
  'minimumAge', service.minimum_age, 'maximumAge', service.maximum_age, 'fees', service.fees, 'costKind', service.cost_kind,
  'costAmount', service.cost_amount, 'modes', to_jsonb(service.modes), 'assuredOn', service.assured_on, 'checkedOn', service.checked_on,
  'providerName', organisation.name, 'kilometres', nearest.km, 'rough', service.place_rough[nearest.n],
  'latitude', (service.place_points[nearest.n])[1], 'longitude', (service.place_points[nearest.n])[0],
  'matched', coalesce(to_jsonb(page.matched), '[]'), 'marks', to_jsonb(service.marks),
  'place', (select coalesce(location.name, location.address_1) from directory.service_location as at
    join directory.location on location.partnership_id = at.partnership_id and location.id = at.location_id
    where at.partnership_id = service.partnership_id and at.service_id = service.id and location.location_type = 'physical'
    order by location.id is distinct from service.place_ids[coalesce(nearest.n, 1)], at.position limit 1),
  'schedules', (select coalesce(jsonb_agg(jsonb_build_object('validFrom', valid_from, 'validTo', valid_to, 'dtstart', dtstart, 'until', until,
      'count', count, 'freq', freq, 'interval', "interval", 'byday', byday, 'bymonthday', bymonthday, 'opensAt', opens_at, 'closesAt', closes_at)
      order by position), '[]') from directory.schedule
    where schedule.partnership_id = service.partnership_id and schedule.service_id = service.id),
  'capacity', (select jsonb_build_object('state', state, 'places', places, 'confirmedOn', confirmed_on, 'confirmBy', confirm_by)
    from directory.capacity_statement as said where said.partnership_id = service.partnership_id and said.service_id = service.id
    order by confirmed_on desc limit 1))`
