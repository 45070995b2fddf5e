import { type RawBuilder, sql } from 'kysely'
import { districtOf, normalisePostcode, type Place } from '#foundations/geography/index.ts'
import type { Id } from '#platform/ids.ts'
import { isOurTaxonomy, needOfTerm } from '../taxonomies/need-taxonomy.rules.ts'
import type { Wanted, Window } from './published.type.ts'

/** Services with their source: enough to know which leave, and how many. */
export const LISTED = sql`directory.service
  join directory.source on source.partnership_id = service.partnership_id and source.id = service.source_id`

/** And with whoever offers them. */
export const SERVICES = sql`${LISTED}
  left join directory.provider on provider.partnership_id = service.partnership_id and provider.id = service.provider_id
  left join access.organisation on organisation.partnership_id = provider.partnership_id and organisation.id = provider.id`

/** The one rule of what may leave: what can be found here, of sources that say we may pass it on. Own listings say so too. */
export const isPublished = (
  partnershipId: Id,
): RawBuilder<unknown> => sql`service.partnership_id = ${partnershipId}::uuid
  and source.republish and service.status in ('active', 'temporarily closed')`

/** `of`: the column whose order the list has. */
export const inWindow = (of: RawBuilder<unknown>, { after, skip = 0, limit }: Window): RawBuilder<unknown> =>
  sql`${after ? sql`and ${of} > ${after}::uuid` : sql``} order by ${of} limit ${limit} offset ${skip}`

/** "and …" for all that is wanted of a service; with `at` of a service at a location, which then is the one meant. */
export function wanted(w: Wanted, at = false): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = []
  if (w.search) parts.push(sql`service.id in (select directory.holding(${w.search}))`)
  if (w.organisationId) parts.push(sql`service.provider_id = ${w.organisationId}::uuid`)
  if (w.modifiedAfter) parts.push(sql`service.changed_at >= ${w.modifiedAfter.toISOString()}::timestamptz`)
  if (w.minimumAge !== undefined) parts.push(sql`service.minimum_age >= ${w.minimumAge}::numeric`)
  if (w.maximumAge !== undefined) parts.push(sql`service.maximum_age <= ${w.maximumAge}::numeric`)
  if (w.termId) parts.push(underTerm(w.termId))
  if (w.taxonomyId) parts.push(underTaxonomy(w.taxonomyId))
  if (w.days ?? w.opensFrom ?? w.closesBy) parts.push(meets(w, at))
  if (w.place) parts.push(w.metres === undefined ? covers(w.place) : within(w.place, w.metres, at))
  return sql.join(
    parts.map((part) => sql`and ${part}`),
    sql` `,
  )
}

/** A feed's term and a list's term with the same URI are one: feeds bring ids of their own for what a list calls by its URI. */
function underTerm(termId: Id): RawBuilder<unknown> {
  const need = needOfTerm(termId)
  if (need) return sql`service.needs @> array[${need}::text]`
  return under(sql`term.id = ${termId}::uuid or term.uri = (select uri from directory.taxonomy_term as same
    where same.partnership_id = (select access.partnership()) and same.id = ${termId}::uuid)`)
}

function underTaxonomy(taxonomyId: Id): RawBuilder<unknown> {
  if (isOurTaxonomy(taxonomyId)) return sql`service.needs <> '{}'`
  return under(sql`term.taxonomy_id = ${taxonomyId}::uuid or term.uri in (select uri from directory.taxonomy_term as same
    where same.partnership_id = (select access.partnership()) and same.taxonomy_id = ${taxonomyId}::uuid)`)
}

const under = (
  fits: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`exists (select from directory.service_term as under
  join directory.taxonomy_term as term on term.partnership_id = under.partnership_id and term.id = under.term_id
  where under.partnership_id = service.partnership_id and under.service_id = service.id and (${fits}))`

const meets = ({ days, opensFrom, closesBy }: Wanted, at: boolean): RawBuilder<unknown> => sql`exists (
  select from directory.schedule where schedule.partnership_id = service.partnership_id and schedule.service_id = service.id
    ${days ? sql`and (schedule.freq = 'DAILY' or upper(schedule.byday) ~ ${days.join('|')})` : sql``}
    ${opensFrom ? sql`and schedule.opens_at >= ${opensFrom}::time` : sql``}
    ${closesBy ? sql`and schedule.closes_at <= ${closesBy}::time` : sql``}
    ${at ? sql`and (schedule.location_id is null or schedule.location_id = location.id)` : sql``})`

/** A place without coordinates lies where its postcode does, or in the middle of its postcode district. */
function within({ latitude, longitude }: Place, metres: number, at: boolean): RawBuilder<unknown> {
  const near = sql`location.location_type = 'physical' and (
    select geography.distance_km(${latitude}::double precision, ${longitude}::double precision,
      coalesce(location.latitude, postcode.latitude, district.latitude), coalesce(location.longitude, postcode.longitude, district.longitude))
    from (select upper(regexp_replace(location.postal_code, '[^A-Za-z0-9]', '', 'g')) as key) as written
    left join geography.postcode on location.latitude is null and postcode.key = written.key
    left join geography.district on location.latitude is null and district.outcode = left(written.key, -3)) * 1000 <= ${metres}::double precision`
  if (at) return near
  return sql`exists (select from directory.service_location as at
    join directory.location on location.partnership_id = at.partnership_id and location.id = at.location_id
    where at.partnership_id = service.partnership_id and at.service_id = service.id and ${near})`
}

/**
 * An area covers a postcode when it names it, its sector, its district, its postcode area, its local authority (also by the
 * code at the end of a URI) or the whole country, and when it lies in what the area draws (GeoJSON). A service that names no area
 * is not said to cover any.
 */
const covers = (place: Place): RawBuilder<unknown> => sql`exists (
  select from directory.service_area as area
  left join geography.area as lsoa on lsoa.code = ${place.areaCode ?? null}
  where area.partnership_id = service.partnership_id and area.service_id = service.id and (
    regexp_split_to_array(lower(concat_ws(',', area.name, case when area.extent not like '{%' then area.extent end)), '\\s*[,;]\\s*')
      && (${namesOf(place)}::text[] || array[lower(lsoa.local_authority_name), lower(lsoa.local_authority_code)])
    or substring(area.uri from '[^/]+$') = lsoa.local_authority_code
    or (area.extent like '{%' and directory.drawing_holds(area.extent, ${place.longitude}::double precision, ${place.latitude}::double precision))))`

const COUNTRY = ['england', 'great britain', 'united kingdom', 'uk', 'national', 'nationwide']

function namesOf({ text }: Place): string[] {
  const full = normalisePostcode(text)
  const district = full ? districtOf(full) : text
  const own = full ? [full, full.replace(' ', ''), full.slice(0, -2)] : []
  const letters = /^[A-Z]+/i.exec(district)?.[0] ?? district
  return [...[...own, district, letters].map((name) => name.toLowerCase()), ...COUNTRY]
}
