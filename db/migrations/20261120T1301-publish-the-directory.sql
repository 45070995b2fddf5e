-- What our own Open Referral feed needs: when a listing last changed here, an id for a service at a place, the terms that
-- services are sorted by, and a search by words that may use its index.

alter table directory.service add column changed_at timestamptz not null default now();
comment on column directory.service.changed_at is 'purpose: lets other directories ask for what changed; sensitivity: public; retention: while listed';
update directory.service set changed_at = source.fetched_at from directory.source
  where source.partnership_id = service.partnership_id and source.id = service.source_id;
create index service_by_change on directory.service (partnership_id, changed_at);

-- Made from both ids, as a UUID of version 8, so that it is the same after every import.
alter table directory.service_location add column id uuid not null generated always as (
  overlay(overlay(md5(service_id::text || '/' || location_id::text) placing '8' from 13) placing '8' from 17)::uuid) stored;
comment on column directory.service_location.id is 'purpose: identity in our feed; sensitivity: public; retention: while listed';
create unique index service_location_by_id on directory.service_location (partnership_id, id);

create table directory.taxonomy (
  partnership_id  uuid not null,
  id              uuid not null,
  source_id       uuid,
  name            text not null,
  description     text,
  uri             text,
  version         text,
  licence         text,
  fetched_at      timestamptz not null,
  constraint taxonomy_pkey primary key (partnership_id, id),
  constraint taxonomy_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint taxonomy_name_given check (btrim(name) <> '')
);
comment on table directory.taxonomy is 'A list of terms by which services are sorted: loaded from a file, or named by a feed.';
comment on column directory.taxonomy.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.taxonomy.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.source_id is 'purpose: which feed named it, null when it was loaded from a file; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.name is 'purpose: shown in our feed; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.description is 'purpose: shown in our feed; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.uri is 'purpose: the same list elsewhere; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.version is 'purpose: which edition; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.licence is 'purpose: named wherever it is published; sensitivity: public; retention: permanent';
comment on column directory.taxonomy.fetched_at is 'purpose: when it was last read; sensitivity: public; retention: permanent';

create table directory.taxonomy_term (
  partnership_id  uuid not null,
  id              uuid not null,
  taxonomy_id     uuid,
  source_id       uuid,
  code            text,
  name            text not null,
  description     text,
  parent_id       uuid,
  uri             text,
  constraint taxonomy_term_pkey primary key (partnership_id, id),
  constraint taxonomy_term_of_taxonomy foreign key (partnership_id, taxonomy_id) references directory.taxonomy (partnership_id, id),
  constraint taxonomy_term_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint taxonomy_term_name_given check (btrim(name) <> ''),
  constraint taxonomy_term_not_own_parent check (parent_id <> id)
);
comment on table directory.taxonomy_term is 'One term of a taxonomy, or one that a feed gave without saying of which.';
comment on column directory.taxonomy_term.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.taxonomy_term.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.taxonomy_id is 'purpose: which list it is of; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.source_id is 'purpose: which feed named it, null when it was loaded from a file; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.code is 'purpose: its identifier in the list; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.name is 'purpose: shown in our feed; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.description is 'purpose: shown in our feed; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.parent_id is 'purpose: the wider term; sensitivity: public; retention: permanent';
comment on column directory.taxonomy_term.uri is 'purpose: the same term elsewhere; sensitivity: public; retention: permanent';
create index term_of_taxonomy on directory.taxonomy_term (partnership_id, taxonomy_id);

create table directory.service_term (
  partnership_id  uuid not null,
  service_id      uuid not null,
  term_id         uuid not null,
  position        integer not null,
  link_type       text,
  constraint service_term_pkey primary key (partnership_id, service_id, term_id),
  constraint service_term_of_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id),
  constraint service_term_of_term foreign key (partnership_id, term_id) references directory.taxonomy_term (partnership_id, id)
);
comment on table directory.service_term is 'A term that a service is sorted under by its source. What it helps with by our own needs is in service.needs.';
comment on column directory.service_term.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.service_term.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.service_term.term_id is 'purpose: which term; sensitivity: public; retention: while listed';
comment on column directory.service_term.position is 'purpose: order in the source; sensitivity: public; retention: while listed';
comment on column directory.service_term.link_type is 'purpose: what the term describes (service type, eligibility); sensitivity: public; retention: while listed';
create index service_under_term on directory.service_term (partnership_id, term_id);

alter table directory.taxonomy enable row level security;
alter table directory.taxonomy force row level security;
create policy owner_all on directory.taxonomy to trellis_owner using (true) with check (true);
create policy seen on directory.taxonomy for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.taxonomy for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.taxonomy for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.taxonomy to trellis_app;

alter table directory.taxonomy_term enable row level security;
alter table directory.taxonomy_term force row level security;
create policy owner_all on directory.taxonomy_term to trellis_owner using (true) with check (true);
create policy seen on directory.taxonomy_term for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.taxonomy_term for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on directory.taxonomy_term for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account')) with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, update on directory.taxonomy_term to trellis_app;

alter table directory.service_term enable row level security;
alter table directory.service_term force row level security;
create policy owner_all on directory.service_term to trellis_owner using (true) with check (true);
create policy seen on directory.service_term for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on directory.service_term for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy replaced on directory.service_term for delete to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
grant select, insert, delete on directory.service_term to trellis_app;

-- Services that hold all of some words, and no more than that: our feed filters, it does not guess. A definer function,
-- because under row-level security @@ may not use an index; it keeps to the caller's partnership itself.
create function directory.holding(words text) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, public as $$
  select s.id from directory.service s
  where s.search @@ websearch_to_tsquery('directory.words', words) and s.partnership_id = (select access.partnership())
$$;
revoke all on function directory.holding from public;
grant execute on function directory.holding to trellis_app;
