-- The directory: what providers offer, where and when. Stored as the superset of Open Referral (HSDS 3.1) that social
-- prescribing needs; the object a feed gave is kept beside it, so that nothing of a feed is lost. Listings are public
-- within their partnership; only jobs and staff write, and nobody deletes a listing.
create schema directory;
grant usage on schema directory to trellis_app, trellis_report;

-- English stems without accents: "cafe" finds "café".
create text search configuration directory.words (copy = pg_catalog.english);
alter text search configuration directory.words alter mapping for hword, hword_part, word with public.unaccent, pg_catalog.english_stem;

create table directory.source (
  partnership_id  uuid not null,
  id              uuid not null,
  kind            text not null,
  name            text not null,
  address         text,
  licence         text,
  republish       boolean not null default false,
  fetched_at      timestamptz not null,
  constraint source_pkey primary key (partnership_id, id),
  constraint source_name_given check (btrim(name) <> ''),
  constraint source_kind_known check (kind in ('feed', 'file', 'seed'))
);
comment on table directory.source is 'Where listings come from: a feed, a file or the demo town.';
comment on column directory.source.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.source.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.source.kind is 'purpose: how it is fetched again (feed, file, seed); sensitivity: internal; retention: permanent';
comment on column directory.source.name is 'purpose: named on each page of its listings; sensitivity: public; retention: permanent';
comment on column directory.source.address is 'purpose: where a feed is fetched from; sensitivity: internal; retention: permanent';
comment on column directory.source.licence is 'purpose: named on each page of its listings; sensitivity: public; retention: permanent';
comment on column directory.source.republish is 'purpose: whether our own feed may pass its listings on; sensitivity: internal; retention: permanent';
comment on column directory.source.fetched_at is 'purpose: when it was last read; sensitivity: public; retention: permanent';

create table directory.provider (
  partnership_id  uuid not null,
  id              uuid not null,
  source_id       uuid not null,
  source_record   text not null,
  description     text,
  website         text,
  email           text,
  telephone       text,
  raw             jsonb not null default '{}',
  constraint provider_pkey primary key (partnership_id, id),
  constraint provider_is_organisation foreign key (partnership_id, id) references access.organisation (partnership_id, id),
  constraint provider_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint provider_once_in_source unique (partnership_id, source_id, source_record)
);
comment on table directory.provider is 'An organisation in its part as a provider of services.';
comment on column directory.provider.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.provider.id is 'purpose: identity, the organisation; sensitivity: public; retention: permanent';
comment on column directory.provider.source_id is 'purpose: who told us; sensitivity: public; retention: while listed';
comment on column directory.provider.source_record is 'purpose: its id in the source; sensitivity: public; retention: while listed';
comment on column directory.provider.description is 'purpose: shown with its services; sensitivity: public; retention: while listed';
comment on column directory.provider.website is 'purpose: way to reach it; sensitivity: public; retention: while listed';
comment on column directory.provider.email is 'purpose: way to reach it; sensitivity: public; retention: while listed';
comment on column directory.provider.telephone is 'purpose: way to reach it; sensitivity: public; retention: while listed';
comment on column directory.provider.raw is 'purpose: the object as the source gave it; sensitivity: public; retention: while listed';

create table directory.location (
  partnership_id            uuid not null,
  id                        uuid not null,
  source_id                 uuid not null,
  source_record             text not null,
  location_type             text not null default 'physical',
  name                      text,
  description               text,
  url                       text,
  attention                 text,
  address_1                 text,
  address_2                 text,
  city                      text,
  region                    text,
  state_province            text,
  postal_code               text,
  country                   text,
  latitude                  double precision,
  longitude                 double precision,
  external_identifier       text,
  external_identifier_type  text,
  transportation            text,
  step_free                 text,
  hearing_loop              boolean,
  toilet                    boolean,
  parking                   boolean,
  access_notes              text,
  constraint location_pkey primary key (partnership_id, id),
  constraint location_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint location_once_in_source unique (partnership_id, source_id, source_record),
  constraint location_type_known check (location_type in ('physical', 'postal', 'virtual')),
  constraint location_step_free_known check (step_free in ('yes', 'partly', 'no')),
  constraint location_on_earth check (latitude between -90 and 90 and longitude between -180 and 180),
  constraint location_has_both_coordinates check ((latitude is null) = (longitude is null))
);
comment on table directory.location is 'A place where services happen, with the facts that decide whether someone can get in.';
comment on column directory.location.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.location.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.location.source_id is 'purpose: who told us; sensitivity: public; retention: while listed';
comment on column directory.location.source_record is 'purpose: its id in the source; sensitivity: public; retention: while listed';
comment on column directory.location.location_type is 'purpose: whether one goes there (physical, postal, virtual); sensitivity: public; retention: while listed';
comment on column directory.location.name is 'purpose: shown with the address; sensitivity: public; retention: while listed';
comment on column directory.location.description is 'purpose: shown with the address; sensitivity: public; retention: while listed';
comment on column directory.location.url is 'purpose: where a virtual place is; sensitivity: public; retention: while listed';
comment on column directory.location.attention is 'purpose: address line; sensitivity: public; retention: while listed';
comment on column directory.location.address_1 is 'purpose: address line; sensitivity: public; retention: while listed';
comment on column directory.location.address_2 is 'purpose: address line; sensitivity: public; retention: while listed';
comment on column directory.location.city is 'purpose: address line; sensitivity: public; retention: while listed';
comment on column directory.location.region is 'purpose: address line; sensitivity: public; retention: while listed';
comment on column directory.location.state_province is 'purpose: address line (county); sensitivity: public; retention: while listed';
comment on column directory.location.postal_code is 'purpose: address line, distance; sensitivity: public; retention: while listed';
comment on column directory.location.country is 'purpose: address line; sensitivity: public; retention: while listed';
comment on column directory.location.latitude is 'purpose: distance, in degrees (WGS 84); sensitivity: public; retention: while listed';
comment on column directory.location.longitude is 'purpose: distance, in degrees (WGS 84); sensitivity: public; retention: while listed';
comment on column directory.location.external_identifier is 'purpose: the same place in other registers (UPRN); sensitivity: public; retention: while listed';
comment on column directory.location.external_identifier_type is 'purpose: which register; sensitivity: public; retention: while listed';
comment on column directory.location.transportation is 'purpose: how to get there by bus, on foot, by car; sensitivity: public; retention: while listed';
comment on column directory.location.step_free is 'purpose: can one get in without steps (yes, partly, no), null: nobody told us; sensitivity: public; retention: while listed';
comment on column directory.location.hearing_loop is 'purpose: access, null: nobody told us; sensitivity: public; retention: while listed';
comment on column directory.location.toilet is 'purpose: accessible toilet, null: nobody told us; sensitivity: public; retention: while listed';
comment on column directory.location.parking is 'purpose: access, null: nobody told us; sensitivity: public; retention: while listed';
comment on column directory.location.access_notes is 'purpose: access in words; sensitivity: public; retention: while listed';

create table directory.service (
  partnership_id           uuid not null,
  id                       uuid not null,
  source_id                uuid not null,
  source_record            text not null,
  provider_id              uuid,
  name                     text not null,
  alternate_name           text,
  summary                  text,
  description              text,
  status                   text not null,
  url                      text,
  email                    text,
  who_for                  text,
  only_for                 text,
  minimum_age              numeric,
  maximum_age              numeric,
  eligibility              text,
  welcome                  text[] not null default '{}',
  not_for                  text[] not null default '{}',
  join_way                 text,
  join_text                text,
  fees                     text,
  cost_kind                text,
  cost_amount              numeric,
  modes                    text[] not null default '{}',
  needs                    text[] not null default '{}',
  search_words             text not null default '',
  first_visit_meets        text,
  first_visit_door         text,
  first_visit_happens      text,
  first_visit_buddy        text,
  step_free                text,
  hearing_loop             boolean,
  toilet                   boolean,
  parking                  boolean,
  transportation           text,
  access_notes             text,
  interpretation_services  text,
  accreditations           text,
  alert                    text,
  safety_note              text,
  assured_on               date,
  assurer_email            text,
  checked_on               date,
  last_modified            timestamptz,
  provenance               jsonb not null default '{}',
  raw                      jsonb not null default '{}',
  fingerprint              text not null,
  search                   tsvector generated always as (
    setweight(to_tsvector('directory.words'::regconfig, name || ' ' || coalesce(alternate_name, '')), 'A') ||
    setweight(to_tsvector('directory.words'::regconfig, coalesce(summary, '') || ' ' || coalesce(who_for, '') || ' ' || search_words), 'B') ||
    setweight(to_tsvector('directory.words'::regconfig, left(coalesce(description, ''), 100000)), 'C')) stored,
  constraint service_pkey primary key (partnership_id, id),
  constraint service_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint service_of_provider foreign key (partnership_id, provider_id) references directory.provider (partnership_id, id),
  constraint service_once_in_source unique (partnership_id, source_id, source_record),
  constraint service_name_given check (btrim(name) <> ''),
  constraint service_status_known check (status in ('active', 'inactive', 'defunct', 'temporarily closed')),
  constraint service_join_way_known check (join_way in ('drop in', 'ring first', 'self', 'link worker')),
  constraint service_step_free_known check (step_free in ('yes', 'partly', 'no')),
  constraint service_cost_kind_known check (cost_kind in ('free', 'donation', 'paid')),
  constraint service_cost_not_negative check (cost_amount >= 0),
  constraint service_modes_known check (modes <@ array['in person', 'online', 'telephone', 'home visit']),
  constraint service_only_for_known check (only_for in ('women', 'men', 'carers', 'veterans', 'parents', 'lgbtq')),
  constraint service_ages_plausible check (minimum_age between 0 and 150 and maximum_age between 0 and 150 and minimum_age <= maximum_age)
);
comment on table directory.service is 'A service that a provider offers: one listing.';
comment on column directory.service.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.service.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.service.source_id is 'purpose: who told us; sensitivity: public; retention: while listed';
comment on column directory.service.source_record is 'purpose: its id in the source; sensitivity: public; retention: while listed';
comment on column directory.service.provider_id is 'purpose: who offers it; sensitivity: public; retention: while listed';
comment on column directory.service.name is 'purpose: shown, searched; sensitivity: public; retention: while listed';
comment on column directory.service.alternate_name is 'purpose: shown, searched; sensitivity: public; retention: while listed';
comment on column directory.service.summary is 'purpose: one line in lists, searched; sensitivity: public; retention: while listed';
comment on column directory.service.description is 'purpose: what happens there, searched; sensitivity: public; retention: while listed';
comment on column directory.service.status is 'purpose: whether it is on (active, inactive, defunct, temporarily closed); sensitivity: public; retention: while listed';
comment on column directory.service.url is 'purpose: way to reach it; sensitivity: public; retention: while listed';
comment on column directory.service.email is 'purpose: way to reach it; sensitivity: public; retention: while listed';
comment on column directory.service.who_for is 'purpose: who can come, in one line; sensitivity: public; retention: while listed';
comment on column directory.service.only_for is 'purpose: a group that it is kept for; sensitivity: public; retention: while listed';
comment on column directory.service.minimum_age is 'purpose: who can come; sensitivity: public; retention: while listed';
comment on column directory.service.maximum_age is 'purpose: who can come; sensitivity: public; retention: while listed';
comment on column directory.service.eligibility is 'purpose: who can come; sensitivity: public; retention: while listed';
comment on column directory.service.welcome is 'purpose: referral criteria, who is welcome; sensitivity: public; retention: while listed';
comment on column directory.service.not_for is 'purpose: referral criteria, whom it does not suit; sensitivity: public; retention: while listed';
comment on column directory.service.join_way is 'purpose: how to join (drop in, ring first, self, link worker); sensitivity: public; retention: while listed';
comment on column directory.service.join_text is 'purpose: how to join, in words; sensitivity: public; retention: while listed';
comment on column directory.service.fees is 'purpose: cost in words; sensitivity: public; retention: while listed';
comment on column directory.service.cost_kind is 'purpose: cost (free, donation, paid), null: nobody told us; sensitivity: public; retention: while listed';
comment on column directory.service.cost_amount is 'purpose: cost in pounds; sensitivity: public; retention: while listed';
comment on column directory.service.modes is 'purpose: in person, online, telephone, home visit; sensitivity: public; retention: while listed';
comment on column directory.service.needs is 'purpose: codes of needs it may help with; sensitivity: public; retention: while listed';
comment on column directory.service.search_words is 'purpose: names of its needs and categories, searched; sensitivity: public; retention: while listed';
comment on column directory.service.first_visit_meets is 'purpose: who meets you; sensitivity: public; retention: while listed';
comment on column directory.service.first_visit_door is 'purpose: which door; sensitivity: public; retention: while listed';
comment on column directory.service.first_visit_happens is 'purpose: what happens at a first visit; sensitivity: public; retention: while listed';
comment on column directory.service.first_visit_buddy is 'purpose: who may come along; sensitivity: public; retention: while listed';
comment on column directory.service.step_free is 'purpose: access where it differs from the location (yes, partly, no), null: as there; sensitivity: public; retention: while listed';
comment on column directory.service.hearing_loop is 'purpose: access where it differs from the location; sensitivity: public; retention: while listed';
comment on column directory.service.toilet is 'purpose: access where it differs from the location; sensitivity: public; retention: while listed';
comment on column directory.service.parking is 'purpose: access where it differs from the location; sensitivity: public; retention: while listed';
comment on column directory.service.transportation is 'purpose: how to get there, where it differs from the location; sensitivity: public; retention: while listed';
comment on column directory.service.access_notes is 'purpose: access in words, where it differs from the location; sensitivity: public; retention: while listed';
comment on column directory.service.interpretation_services is 'purpose: help in other languages; sensitivity: public; retention: while listed';
comment on column directory.service.accreditations is 'purpose: quality marks; sensitivity: public; retention: while listed';
comment on column directory.service.alert is 'purpose: news of the moment; sensitivity: public; retention: while listed';
comment on column directory.service.safety_note is 'purpose: for whom it may not be safe, shown to staff; sensitivity: internal; retention: while listed';
comment on column directory.service.assured_on is 'purpose: when its assurer last checked it; sensitivity: public; retention: while listed';
comment on column directory.service.assurer_email is 'purpose: who assured it; sensitivity: internal; retention: while listed';
comment on column directory.service.checked_on is 'purpose: when we last checked it; sensitivity: public; retention: while listed';
comment on column directory.service.last_modified is 'purpose: when the source last changed it; sensitivity: public; retention: while listed';
comment on column directory.service.provenance is 'purpose: field to source and time; sensitivity: public; retention: while listed';
comment on column directory.service.raw is 'purpose: the object as the source gave it; sensitivity: public; retention: while listed';
comment on column directory.service.fingerprint is 'purpose: tells whether a second import changes anything; sensitivity: internal; retention: while listed';
comment on column directory.service.search is 'purpose: search by words; sensitivity: public; retention: while listed';
create index service_by_words on directory.service using gin (search);
create index service_by_name on directory.service using gin (name gin_trgm_ops);
create index service_by_need on directory.service using gin (needs);
create index service_of_provider_listed on directory.service (partnership_id, provider_id);

create table directory.service_location (
  partnership_id  uuid not null,
  service_id      uuid not null,
  location_id     uuid not null,
  position        int not null,
  description     text,
  constraint service_location_pkey primary key (partnership_id, service_id, location_id),
  constraint service_location_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id),
  constraint service_location_of_location foreign key (partnership_id, location_id) references directory.location (partnership_id, id)
);
comment on table directory.service_location is 'A service at one of its locations.';
comment on column directory.service_location.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.service_location.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.service_location.location_id is 'purpose: where; sensitivity: public; retention: while listed';
comment on column directory.service_location.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.service_location.description is 'purpose: what differs here; sensitivity: public; retention: while listed';
create index service_at_location on directory.service_location (partnership_id, location_id);

create table directory.schedule (
  partnership_id  uuid not null,
  id              uuid not null,
  service_id      uuid not null,
  location_id     uuid,
  position        int not null,
  valid_from      date,
  valid_to        date,
  dtstart         date,
  until           date,
  count           int,
  freq            text,
  "interval"      int,
  byday           text,
  bymonthday      text,
  description     text,
  opens_at        time,
  closes_at       time,
  schedule_link   text,
  attending_type  text,
  notes           text,
  constraint schedule_pkey primary key (partnership_id, id),
  constraint schedule_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id),
  constraint schedule_of_location foreign key (partnership_id, location_id) references directory.location (partnership_id, id),
  constraint schedule_freq_known check (freq in ('WEEKLY', 'MONTHLY', 'DAILY', 'YEARLY')),
  constraint schedule_interval_counts check ("interval" > 0)
);
comment on table directory.schedule is 'When a service meets, as Open Referral says it (the fields of an iCalendar recurrence).';
comment on column directory.schedule.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.schedule.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.schedule.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.schedule.location_id is 'purpose: where, when not at every location; sensitivity: public; retention: while listed';
comment on column directory.schedule.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.schedule.valid_from is 'purpose: first day of this timetable; sensitivity: public; retention: while listed';
comment on column directory.schedule.valid_to is 'purpose: last day of this timetable; sensitivity: public; retention: while listed';
comment on column directory.schedule.dtstart is 'purpose: first session, from which every other week is counted; sensitivity: public; retention: while listed';
comment on column directory.schedule.until is 'purpose: last session; sensitivity: public; retention: while listed';
comment on column directory.schedule.count is 'purpose: how many sessions in all; sensitivity: public; retention: while listed';
comment on column directory.schedule.freq is 'purpose: WEEKLY or MONTHLY; sensitivity: public; retention: while listed';
comment on column directory.schedule."interval" is 'purpose: every nth week or month; sensitivity: public; retention: while listed';
comment on column directory.schedule.byday is 'purpose: days such as TU,TH or 2MO; sensitivity: public; retention: while listed';
comment on column directory.schedule.bymonthday is 'purpose: days of the month; sensitivity: public; retention: while listed';
comment on column directory.schedule.description is 'purpose: times in words; sensitivity: public; retention: while listed';
comment on column directory.schedule.opens_at is 'purpose: start, as a clock on the wall says it; sensitivity: public; retention: while listed';
comment on column directory.schedule.closes_at is 'purpose: end, as a clock on the wall says it; sensitivity: public; retention: while listed';
comment on column directory.schedule.schedule_link is 'purpose: single sessions, booking; sensitivity: public; retention: while listed';
comment on column directory.schedule.attending_type is 'purpose: how one takes part; sensitivity: public; retention: while listed';
comment on column directory.schedule.notes is 'purpose: what else to know; sensitivity: public; retention: while listed';
create index schedule_of_service on directory.schedule (partnership_id, service_id, position);

create table directory.contact (
  partnership_id  uuid not null,
  id              uuid not null,
  service_id      uuid not null,
  position        int not null,
  name            text,
  title           text,
  department      text,
  email           text,
  constraint contact_pkey primary key (partnership_id, id),
  constraint contact_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id)
);
comment on table directory.contact is 'Whom to ask about a service.';
comment on column directory.contact.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.contact.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.contact.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.contact.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.contact.name is 'purpose: whom to ask for; sensitivity: public; retention: while listed';
comment on column directory.contact.title is 'purpose: in which role; sensitivity: public; retention: while listed';
comment on column directory.contact.department is 'purpose: where in the organisation; sensitivity: public; retention: while listed';
comment on column directory.contact.email is 'purpose: way to reach them; sensitivity: public; retention: while listed';
create index contact_of_service on directory.contact (partnership_id, service_id, position);

create table directory.telephone (
  partnership_id  uuid not null,
  id              uuid not null,
  service_id      uuid not null,
  position        int not null,
  contact_id      uuid,
  number          text not null,
  extension       text,
  kind            text,
  description     text,
  constraint telephone_pkey primary key (partnership_id, id),
  constraint telephone_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id),
  constraint telephone_of_contact foreign key (partnership_id, contact_id) references directory.contact (partnership_id, id) on delete cascade
);
comment on table directory.telephone is 'A telephone number of a service.';
comment on column directory.telephone.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.telephone.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.telephone.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.telephone.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.telephone.contact_id is 'purpose: whose; sensitivity: public; retention: while listed';
comment on column directory.telephone.number is 'purpose: way to reach them; sensitivity: public; retention: while listed';
comment on column directory.telephone.extension is 'purpose: way to reach them; sensitivity: public; retention: while listed';
comment on column directory.telephone.kind is 'purpose: voice, text, fax ...; sensitivity: public; retention: while listed';
comment on column directory.telephone.description is 'purpose: what it is for, when it is answered; sensitivity: public; retention: while listed';
create index telephone_of_service on directory.telephone (partnership_id, service_id, position);

create table directory.cost_option (
  partnership_id      uuid not null,
  id                  uuid not null,
  service_id          uuid not null,
  position            int not null,
  "option"            text,
  amount              numeric,
  currency            text,
  amount_description  text,
  valid_from          date,
  valid_to            date,
  constraint cost_option_pkey primary key (partnership_id, id),
  constraint cost_option_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id)
);
comment on table directory.cost_option is 'One price of a service.';
comment on column directory.cost_option.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.cost_option.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.cost_option.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.cost_option.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.cost_option."option" is 'purpose: for whom or what; sensitivity: public; retention: while listed';
comment on column directory.cost_option.amount is 'purpose: price; sensitivity: public; retention: while listed';
comment on column directory.cost_option.currency is 'purpose: ISO 4217 code; sensitivity: public; retention: while listed';
comment on column directory.cost_option.amount_description is 'purpose: price in words; sensitivity: public; retention: while listed';
comment on column directory.cost_option.valid_from is 'purpose: from when; sensitivity: public; retention: while listed';
comment on column directory.cost_option.valid_to is 'purpose: until when; sensitivity: public; retention: while listed';
create index cost_option_of_service on directory.cost_option (partnership_id, service_id, position);

create table directory.service_area (
  partnership_id  uuid not null,
  id              uuid not null,
  service_id      uuid not null,
  position        int not null,
  name            text,
  extent          text,
  extent_type     text,
  uri             text,
  constraint service_area_pkey primary key (partnership_id, id),
  constraint service_area_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id)
);
comment on table directory.service_area is 'Where people may come from.';
comment on column directory.service_area.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.service_area.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.service_area.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.service_area.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.service_area.name is 'purpose: shown; sensitivity: public; retention: while listed';
comment on column directory.service_area.extent is 'purpose: code or shape of the area; sensitivity: public; retention: while listed';
comment on column directory.service_area.extent_type is 'purpose: what the extent is (text, geojson ...); sensitivity: public; retention: while listed';
comment on column directory.service_area.uri is 'purpose: code of the area as an address; sensitivity: public; retention: while listed';
create index service_area_of_service on directory.service_area (partnership_id, service_id, position);

create table directory.language (
  partnership_id  uuid not null,
  id              uuid not null,
  service_id      uuid not null,
  position        int not null,
  code            text,
  name            text,
  note            text,
  constraint language_pkey primary key (partnership_id, id),
  constraint language_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id)
);
comment on table directory.language is 'A language spoken at a service.';
comment on column directory.language.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.language.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.language.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.language.position is 'purpose: order as given; sensitivity: public; retention: while listed';
comment on column directory.language.code is 'purpose: BCP 47 code; sensitivity: public; retention: while listed';
comment on column directory.language.name is 'purpose: its name; sensitivity: public; retention: while listed';
comment on column directory.language.note is 'purpose: when, by whom; sensitivity: public; retention: while listed';
create index language_of_service on directory.language (partnership_id, service_id, position);

create table directory.capacity_statement (
  partnership_id  uuid not null,
  id              uuid not null,
  service_id      uuid not null,
  state           text not null,
  places          int,
  confirmed_on    date not null,
  confirm_by      date not null,
  source_id       uuid not null,
  constraint capacity_statement_pkey primary key (partnership_id, id),
  constraint capacity_statement_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id),
  constraint capacity_state_known check (state in ('open', 'limited', 'waiting list', 'full')),
  constraint capacity_places_not_negative check (places >= 0),
  constraint capacity_confirmed_first check (confirm_by >= confirmed_on),
  constraint capacity_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint capacity_once_a_day unique (partnership_id, service_id, confirmed_on)
);
comment on table directory.capacity_statement is 'What was said about space, when. Past confirm_by nobody knows: it reads unknown, not open.';
comment on column directory.capacity_statement.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.capacity_statement.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.capacity_statement.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.capacity_statement.state is 'purpose: open, limited, waiting list or full; sensitivity: public; retention: while listed';
comment on column directory.capacity_statement.places is 'purpose: how many places; sensitivity: public; retention: while listed';
comment on column directory.capacity_statement.confirmed_on is 'purpose: when it was said; sensitivity: public; retention: while listed';
comment on column directory.capacity_statement.confirm_by is 'purpose: how long it is believed; sensitivity: public; retention: while listed';
comment on column directory.capacity_statement.source_id is 'purpose: who told us; sensitivity: public; retention: while listed';

-- Rows.
alter table directory.source enable row level security;
alter table directory.source force row level security;
create policy owner_all on directory.source to trellis_owner using (true) with check (true);
create policy seen on directory.source for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.source for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.source for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.source to trellis_app;

alter table directory.provider enable row level security;
alter table directory.provider force row level security;
create policy owner_all on directory.provider to trellis_owner using (true) with check (true);
create policy seen on directory.provider for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.provider for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.provider for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.provider to trellis_app;

alter table directory.location enable row level security;
alter table directory.location force row level security;
create policy owner_all on directory.location to trellis_owner using (true) with check (true);
create policy seen on directory.location for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.location for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.location for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.location to trellis_app;

alter table directory.service enable row level security;
alter table directory.service force row level security;
create policy owner_all on directory.service to trellis_owner using (true) with check (true);
create policy seen on directory.service for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.service for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.service for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.service to trellis_app;

alter table directory.service_location enable row level security;
alter table directory.service_location force row level security;
create policy owner_all on directory.service_location to trellis_owner using (true) with check (true);
create policy seen on directory.service_location for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.service_location for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.service_location for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.service_location to trellis_app;

alter table directory.schedule enable row level security;
alter table directory.schedule force row level security;
create policy owner_all on directory.schedule to trellis_owner using (true) with check (true);
create policy seen on directory.schedule for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.schedule for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.schedule for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.schedule to trellis_app;

alter table directory.contact enable row level security;
alter table directory.contact force row level security;
create policy owner_all on directory.contact to trellis_owner using (true) with check (true);
create policy seen on directory.contact for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.contact for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.contact for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.contact to trellis_app;

alter table directory.telephone enable row level security;
alter table directory.telephone force row level security;
create policy owner_all on directory.telephone to trellis_owner using (true) with check (true);
create policy seen on directory.telephone for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.telephone for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.telephone for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.telephone to trellis_app;

alter table directory.cost_option enable row level security;
alter table directory.cost_option force row level security;
create policy owner_all on directory.cost_option to trellis_owner using (true) with check (true);
create policy seen on directory.cost_option for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.cost_option for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.cost_option for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.cost_option to trellis_app;

alter table directory.service_area enable row level security;
alter table directory.service_area force row level security;
create policy owner_all on directory.service_area to trellis_owner using (true) with check (true);
create policy seen on directory.service_area for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.service_area for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.service_area for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.service_area to trellis_app;

alter table directory.language enable row level security;
alter table directory.language force row level security;
create policy owner_all on directory.language to trellis_owner using (true) with check (true);
create policy seen on directory.language for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.language for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.language for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.language to trellis_app;

alter table directory.capacity_statement enable row level security;
alter table directory.capacity_statement force row level security;
create policy owner_all on directory.capacity_statement to trellis_owner using (true) with check (true);
create policy seen on directory.capacity_statement for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.capacity_statement for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.capacity_statement for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.capacity_statement to trellis_app;

-- Keeps the source and time of each field that a new version did not change; both rows as jsonb.
create function directory.merge_provenance(before jsonb, after jsonb) returns jsonb language sql immutable parallel safe
  return (select coalesce(jsonb_object_agg(field.key, case
      when before -> field.key is not distinct from after -> field.key then coalesce(before -> 'provenance' -> field.key, field.value)
      else field.value end), '{}')
    from jsonb_each(after -> 'provenance') as field);

-- Services whose words match, best first. Three tries, each only when the one before found nothing: all the words, any of
-- them, a name that is spelt nearly so. A definer function, because under row-level security neither @@ nor <% may use an
-- index; it keeps to the caller's partnership itself. The threshold is that of word_similarity: 0.45 takes "bereevment"
-- for "Bereavement" and leaves words of four letters alone that share two.
create function directory.matching(words text) returns table (service_id uuid, how text, rank real)
  language plpgsql stable security definer set search_path = pg_catalog, public set pg_trgm.word_similarity_threshold = 0.45 as $$
declare
  here uuid := access.partnership();
  everything tsquery := websearch_to_tsquery('directory.words', words);
  anything tsquery := replace(plainto_tsquery('directory.words', words)::text, ' & ', ' | ')::tsquery;
begin
  return query select s.id, 'all', ts_rank_cd(s.search, everything) from directory.service s
    where s.search @@ everything and s.partnership_id = here;
  if found then return; end if;
  return query select s.id, 'any', ts_rank(s.search, anything) from directory.service s
    where s.search @@ anything and s.partnership_id = here;
  if found then return; end if;
  return query select s.id, 'near', word_similarity(words, s.name) from directory.service s
    where words <% s.name and s.partnership_id = here;
end $$;
revoke all on function directory.matching from public;
grant execute on function directory.matching to trellis_app;
