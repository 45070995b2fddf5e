-- Where things are, and who is responsible for whom there: published reference data. It is the same for every partnership, so
-- there is no partnership_id and no row-level security; the importers, which run as trellis_app, may add and change, never delete.
create schema geography;
grant usage on schema geography to trellis_app, trellis_report;

/* Kilometres between two points along a great circle: the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and
   Telescope 68(2), 1984, 159), on a sphere with the mean radius of the earth, 6371.0088 km (IUGG; H. Moritz, Geodetic Reference
   System 1980). The same answer as distanceKm in src/foundations/geography/distance.rules.ts; a test compares them. */
create function geography.distance_km(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
  returns double precision language sql immutable strict parallel safe
  return 2 * 6371.0088 * asin(sqrt(least(1.0,
    sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2)));

-- What a search compares with: lower case, without apostrophes and full stops ("ST. JOHN'S" is found by "st johns").
create function geography.plain_words(text text) returns text language sql immutable strict parallel safe
  return lower(regexp_replace(text, '[''’.]', '', 'g'));

create table geography.icb (
  code         text not null,
  ons_code     text,
  name         text not null,
  region_code  text,
  region_name  text,
  constraint icb_pkey primary key (code),
  constraint icb_code_plain check (code ~ '^[A-Z0-9]{3,5}$'),
  constraint icb_name_given check (btrim(name) <> '')
);
comment on table geography.icb is 'An integrated care board.';
comment on column geography.icb.code is 'purpose: ODS code; sensitivity: public; retention: until replaced';
comment on column geography.icb.ons_code is 'purpose: joins to national statistics; sensitivity: public; retention: until replaced';
comment on column geography.icb.name is 'purpose: shown where the board is named; sensitivity: public; retention: until replaced';
comment on column geography.icb.region_code is 'purpose: ODS code of the NHS region; sensitivity: public; retention: until replaced';
comment on column geography.icb.region_name is 'purpose: shown beside the board; sensitivity: public; retention: until replaced';

create table geography.pcn (
  code         text    not null,
  name         text    not null,
  open         boolean not null default true,
  search_text  text    not null generated always as (geography.plain_words(name || ' ' || code)) stored,
  constraint pcn_pkey primary key (code),
  constraint pcn_code_plain check (code ~ '^[A-Z0-9]{3,10}$' and code <> 'U'),
  constraint pcn_name_given check (btrim(name) <> '')
);
create index pcn_search on geography.pcn using gin (search_text gin_trgm_ops);
comment on table geography.pcn is 'A primary care network. "U" (unallocated) in the published files is the lack of one, so it has no row.';
comment on column geography.pcn.code is 'purpose: ODS code; sensitivity: public; retention: until replaced';
comment on column geography.pcn.name is 'purpose: shown where the network is named; sensitivity: public; retention: until replaced';
comment on column geography.pcn.open is 'purpose: closed networks are not offered; sensitivity: public; retention: until replaced';
comment on column geography.pcn.search_text is 'purpose: search by name or code; sensitivity: public; retention: until replaced';

-- A network usually lies in one sub-ICB location, ten of 1,298 in two or three of them, one of those across two boards.
create table geography.pcn_sub_icb (
  pcn_code      text not null,
  sub_icb_code  text not null,
  icb_code      text,
  constraint pcn_sub_icb_pkey primary key (pcn_code, sub_icb_code),
  constraint pcn_sub_icb_of_pcn foreign key (pcn_code) references geography.pcn (code),
  constraint pcn_sub_icb_code_plain check (sub_icb_code ~ '^[A-Z0-9]{3,5}$'),
  constraint pcn_sub_icb_icb_plain check (icb_code ~ '^[A-Z0-9]{3,5}$')
);
comment on table geography.pcn_sub_icb is 'A sub-ICB location in which a primary care network has practices.';
comment on column geography.pcn_sub_icb.pcn_code is 'purpose: the network; sensitivity: public; retention: until replaced';
comment on column geography.pcn_sub_icb.sub_icb_code is 'purpose: ODS code of the sub-ICB location; sensitivity: public; retention: until replaced';
comment on column geography.pcn_sub_icb.icb_code is 'purpose: the board of that location; sensitivity: public; retention: until replaced';

-- No foreign keys to networks and boards: each comes from a file of its own, in any order, and some name what another lacks.
create table geography.practice (
  code          text    not null,
  name          text    not null,
  address       text,
  postcode      text,
  outcode       text    generated always as (split_part(postcode, ' ', 1)) stored,
  pcn_code      text,
  sub_icb_code  text,
  icb_code      text,
  region_code   text,
  open          boolean not null default true,
  gp_practice   boolean not null default true,
  source_date   date,
  search_text   text    not null generated always as (geography.plain_words(name || ' ' || code || ' ' || coalesce(address, '') || ' '
    || coalesce(postcode, '') || ' ' || coalesce(replace(postcode, ' ', ''), ''))) stored,
  constraint practice_pkey primary key (code),
  constraint practice_code_plain check (code ~ '^[A-Z0-9]{3,10}$'),
  constraint practice_name_given check (btrim(name) <> ''),
  constraint practice_postcode_spaced check (postcode ~ '^[A-Z0-9]{2,4} [0-9][A-Z]{2}$'),
  constraint practice_pcn_plain check (pcn_code ~ '^[A-Z0-9]{3,10}$')
);
create index practice_search on geography.practice using gin (search_text gin_trgm_ops);
create index practice_of_pcn on geography.practice (pcn_code);
comment on table geography.practice is 'A GP practice (or another place that prescribes: gp_practice says which), by its ODS code.';
comment on column geography.practice.code is 'purpose: ODS code; sensitivity: public; retention: until replaced';
comment on column geography.practice.name is 'purpose: shown where the practice is chosen; sensitivity: public; retention: until replaced';
comment on column geography.practice.address is 'purpose: tells practices of the same name apart, letters; sensitivity: public; retention: until replaced';
comment on column geography.practice.postcode is 'purpose: search, distance; sensitivity: public; retention: until replaced';
comment on column geography.practice.outcode is 'purpose: coverage by postcode district; sensitivity: public; retention: until replaced';
comment on column geography.practice.pcn_code is 'purpose: coverage by network, none when unallocated; sensitivity: public; retention: until replaced';
comment on column geography.practice.sub_icb_code is 'purpose: counts by sub-ICB location; sensitivity: public; retention: until replaced';
comment on column geography.practice.icb_code is 'purpose: counts by board; sensitivity: public; retention: until replaced';
comment on column geography.practice.region_code is 'purpose: counts by NHS region; sensitivity: public; retention: until replaced';
comment on column geography.practice.open is 'purpose: closed practices are not offered; sensitivity: public; retention: until replaced';
comment on column geography.practice.gp_practice is 'purpose: only GP practices are offered as such; sensitivity: public; retention: until replaced';
comment on column geography.practice.source_date is 'purpose: date of the publication that first said it like this; sensitivity: public; retention: until replaced';
comment on column geography.practice.search_text is 'purpose: search by name, code, address or postcode; sensitivity: public; retention: until replaced';

create table geography.area (
  code                  text     not null,
  name                  text     not null,
  imd_score             numeric,
  imd_rank              integer,
  imd_decile            smallint not null,
  core20                boolean  not null generated always as (imd_decile <= 2) stored,
  local_authority_code  text,
  local_authority_name  text,
  latitude              double precision,
  longitude             double precision,
  constraint area_pkey primary key (code),
  constraint area_code_plain check (code ~ '^[A-Z0-9]{8,12}$'),
  constraint area_decile_known check (imd_decile between 1 and 10),
  constraint area_rank_known check (imd_rank > 0),
  constraint area_point_whole check ((latitude is null) = (longitude is null))
);
comment on table geography.area is 'A lower layer super output area of 2021 with its deprivation (English Indices of Deprivation 2025).';
comment on column geography.area.code is 'purpose: ONS code; sensitivity: public; retention: until replaced';
comment on column geography.area.name is 'purpose: names the area in tables; sensitivity: public; retention: until replaced';
comment on column geography.area.imd_score is 'purpose: deprivation, higher is more deprived; sensitivity: public; retention: until replaced';
comment on column geography.area.imd_rank is 'purpose: deprivation, 1 is the most deprived area; sensitivity: public; retention: until replaced';
comment on column geography.area.imd_decile is 'purpose: fairness of reach, 1 is the most deprived tenth; sensitivity: public; retention: until replaced';
comment on column geography.area.core20 is 'purpose: the most deprived fifth (Core20PLUS5); sensitivity: public; retention: until replaced';
comment on column geography.area.local_authority_code is 'purpose: counts by council; sensitivity: public; retention: until replaced';
comment on column geography.area.local_authority_name is 'purpose: names the council; sensitivity: public; retention: until replaced';
comment on column geography.area.latitude is 'purpose: centre of the area for maps; sensitivity: public; retention: until replaced';
comment on column geography.area.longitude is 'purpose: centre of the area for maps; sensitivity: public; retention: until replaced';

create table geography.postcode (
  key            text not null,
  area_code      text,
  latitude       double precision,
  longitude      double precision,
  terminated_on  date,
  constraint postcode_pkey primary key (key),
  constraint postcode_key_compact check (key ~ '^[A-Z0-9]{2,4}[0-9][A-Z]{2}$'),
  constraint postcode_point_whole check ((latitude is null) = (longitude is null))
);
comment on table geography.postcode is 'A full postcode: where it is and in which area. Its area may be missing from geography.area (Wales, Scotland).';
comment on column geography.postcode.key is 'purpose: the postcode without its space; sensitivity: public; retention: until replaced';
comment on column geography.postcode.area_code is 'purpose: deprivation of the place; sensitivity: public; retention: until replaced';
comment on column geography.postcode.latitude is 'purpose: distance, none where the publication has none; sensitivity: public; retention: until replaced';
comment on column geography.postcode.longitude is 'purpose: distance, none where the publication has none; sensitivity: public; retention: until replaced';
comment on column geography.postcode.terminated_on is 'purpose: first day of the month in which it went out of use; sensitivity: public; retention: until replaced';

create table geography.district (
  outcode    text             not null,
  town       text,
  county     text,
  region     text,
  latitude   double precision not null,
  longitude  double precision not null,
  constraint district_pkey primary key (outcode),
  constraint district_outcode_plain check (outcode ~ '^[A-Z0-9]{2,4}$')
);
comment on table geography.district is 'A postcode district ("M33") and its middle: where a place is taken to be when its postcode is not known.';
comment on column geography.district.outcode is 'purpose: the first half of a postcode; sensitivity: public; retention: until replaced';
comment on column geography.district.town is 'purpose: says where the district is; sensitivity: public; retention: until replaced';
comment on column geography.district.county is 'purpose: says where the district is; sensitivity: public; retention: until replaced';
comment on column geography.district.region is 'purpose: says where the district is; sensitivity: public; retention: until replaced';
comment on column geography.district.latitude is 'purpose: distance; sensitivity: public; retention: until replaced';
comment on column geography.district.longitude is 'purpose: distance; sensitivity: public; retention: until replaced';

grant select on all tables in schema geography to trellis_app, trellis_report;
grant insert, update on all tables in schema geography to trellis_app;
