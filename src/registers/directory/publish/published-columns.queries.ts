import { sql } from 'kysely'

// What leaves of each table, as values. Never `safety_note`: it is for staff. Never `raw` whole: it may hold what a source
// did not mean for everybody.

const ACCESS = (of: 'service' | 'location') => sql`
  ${sql.ref(of)}.step_free as "stepFree", ${sql.ref(of)}.hearing_loop as "hearingLoop", ${sql.ref(of)}.toilet, ${sql.ref(of)}.parking,
  ${sql.ref(of)}.transportation as transport, ${sql.ref(of)}.access_notes as "accessNotes"`

export const ORGANISATION = sql`(case when organisation.id is not null then jsonb_build_object(
  'id', organisation.id, 'name', organisation.name, 'description', provider.description, 'email', provider.email,
  'website', provider.website, 'telephone', provider.telephone, 'charityNumber', organisation.charity_number,
  'companyNumber', organisation.company_number, 'odsCode', organisation.ods_code) end)`

export const SERVICE = sql`service.id, service.source_record as "sourceRecord", service.name, service.alternate_name as "alternateName",
  service.summary, service.description, service.status, service.url, service.email, service.fees, service.accreditations,
  service.minimum_age as "minimumAge", service.maximum_age as "maximumAge", service.assured_on as "assuredOn",
  service.assurer_email as "assurerEmail", service.checked_on as "checkedOn", service.alert, service.changed_at as "changedAt",
  service.last_modified as "lastModified", service.eligibility, service.who_for as "whoFor", service.only_for as "onlyFor",
  service.welcome, service.not_for as "notFor", service.join_way as "joinWay", service.join_text as "joinText",
  service.raw ->> 'wait_time' as "waitTime", service.cost_kind as "costKind", service.cost_amount as "costAmount", service.modes,
  service.needs, service.first_visit_meets as meets, service.first_visit_door as door, service.first_visit_happens as happens,
  service.first_visit_buddy as buddy, service.interpretation_services as interpretation, ${ACCESS('service')},
  jsonb_build_object('id', source.id, 'name', source.name, 'licence', source.licence, 'fetchedAt', source.fetched_at) as source,
  (select jsonb_build_object('id', said.id, 'state', state, 'places', places, 'confirmedOn', confirmed_on, 'confirmBy', confirm_by)
    from directory.capacity_statement as said
    where said.partnership_id = service.partnership_id and said.service_id = service.id order by confirmed_on desc limit 1) as capacity`

/** Which authority a postcode lies in stands in for a city or county that the source does not give. */
export const locationRecord = sql`(select to_jsonb(record) from (select location.id, location.location_type as "locationType", location.name,
  location.description, location.url, location.attention, location.address_1 as address1, location.address_2 as address2,
  location.city, location.region, location.state_province as county, location.postal_code as postcode, location.country,
  location.latitude, location.longitude, location.external_identifier as "externalIdentifier",
  location.external_identifier_type as "externalIdentifierType", ${ACCESS('location')},
  case when location.city is null or location.state_province is null then (select lsoa.local_authority_name from geography.postcode
    join geography.area as lsoa on lsoa.code = postcode.area_code
    where postcode.key = upper(regexp_replace(location.postal_code, '[^A-Za-z0-9]', '', 'g'))) end as authority) as record)`

const ofService = (alias: string) =>
  sql`${sql.ref(alias)}.partnership_id = service.partnership_id and ${sql.ref(alias)}.service_id = service.id`

const list = (value: ReturnType<typeof sql>, from: ReturnType<typeof sql>, alias: string) =>
  sql`(select coalesce(jsonb_agg(${value} order by ${sql.ref(alias)}.position), '[]') from ${from} where ${ofService(alias)})`

/** The lists that hang on a service. */
export const PARTS = sql`jsonb_build_object(
  'schedules', ${list(
    sql`jsonb_build_object('id', s.id, 'atId', here.id, 'validFrom', s.valid_from, 'validTo', s.valid_to, 'dtstart', s.dtstart,
      'until', s.until, 'count', s.count, 'freq', s.freq, 'interval', s.interval, 'byday', s.byday, 'bymonthday', s.bymonthday,
      'description', s.description, 'opensAt', s.opens_at, 'closesAt', s.closes_at, 'link', s.schedule_link,
      'attendingType', s.attending_type, 'notes', s.notes)`,
    sql`directory.schedule as s left join directory.service_location as here on here.partnership_id = s.partnership_id
      and here.service_id = s.service_id and here.location_id = s.location_id`,
    's',
  )},
  'places', ${list(
    sql`jsonb_build_object('id', here.id, 'location', ${locationRecord})`,
    sql`directory.service_location as here
      join directory.location on location.partnership_id = here.partnership_id and location.id = here.location_id`,
    'here',
  )},
  'contacts', ${list(
    sql`jsonb_build_object('id', c.id, 'name', c.name, 'title', c.title, 'department', c.department, 'email', c.email)`,
    sql`directory.contact as c`,
    'c',
  )},
  'telephones', ${list(
    sql`jsonb_build_object('id', t.id, 'contactId', t.contact_id, 'number', t.number, 'extension', t.extension, 'kind', t.kind,
      'description', t.description)`,
    sql`directory.telephone as t`,
    't',
  )},
  'costOptions', ${list(
    sql`jsonb_build_object('id', c.id, 'option', c.option, 'amount', c.amount, 'currency', c.currency,
      'amountDescription', c.amount_description, 'validFrom', c.valid_from, 'validTo', c.valid_to)`,
    sql`directory.cost_option as c`,
    'c',
  )},
  'areas', ${list(
    sql`jsonb_build_object('id', a.id, 'name', a.name, 'extent', a.extent, 'extentType', a.extent_type, 'uri', a.uri)`,
    sql`directory.service_area as a`,
    'a',
  )},
  'languages', ${list(
    sql`jsonb_build_object('id', l.id, 'code', l.code, 'name', l.name, 'note', l.note)`,
    sql`directory.language as l`,
    'l',
  )},
  'terms', ${list(
    sql`jsonb_build_object('id', term.id, 'name', term.name, 'description', term.description, 'parentId', term.parent_id,
      'uri', term.uri, 'code', term.code, 'taxonomyId', taxonomy.id, 'taxonomyName', taxonomy.name, 'linkType', under.link_type)`,
    sql`directory.service_term as under
      join directory.taxonomy_term as term on term.partnership_id = under.partnership_id and term.id = under.term_id
      left join directory.taxonomy on taxonomy.partnership_id = term.partnership_id and taxonomy.id = term.taxonomy_id`,
    'under',
  )},
  'funding', service.raw -> 'funding')`
