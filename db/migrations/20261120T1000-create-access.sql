-- Who is acting, and for whom. Every policy in this database reads these functions and nothing else; the program sets
-- them once per transaction (src/platform/database/session-settings.ts). After a transaction a setting is '', not null.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema access;
grant usage on schema access to trellis_app, trellis_report;

create function access.kind() returns text language sql stable parallel safe
  return nullif(current_setting('trellis.kind', true), '');
create function access.partnership() returns uuid language sql stable parallel safe
  return nullif(current_setting('trellis.partnership', true), '')::uuid;
create function access.actor() returns uuid language sql stable parallel safe
  return nullif(current_setting('trellis.actor', true), '')::uuid;
create function access.organisation() returns uuid language sql stable parallel safe
  return nullif(current_setting('trellis.organisation', true), '')::uuid;
create function access.team() returns uuid language sql stable parallel safe
  return nullif(current_setting('trellis.team', true), '')::uuid;
create function access.record() returns uuid language sql stable parallel safe
  return nullif(current_setting('trellis.record', true), '')::uuid;
create function access.has_role(role text) returns boolean language sql stable parallel safe
  return role = any (string_to_array(coalesce(current_setting('trellis.roles', true), ''), ','));

-- Keeps a status on its rails: used by a trigger whose `when` holds the allowed moves (generated from MOVES in the code).
create function access.refuse_move() returns trigger language plpgsql as $$ begin
  raise exception 'a % may not go from % to %', tg_argv[0], old.status, new.status
    using errcode = '23514', constraint = tg_argv[0] || '_move_allowed';
end $$;

-- A partnership is the tenant. Its name and host are public, so it is the one table here without row-level security.
create table access.partnership (
  id          uuid        not null,
  name        text        not null,
  host        text,
  settings    jsonb       not null default '{}',
  created_at  timestamptz not null default now(),
  constraint partnership_pkey primary key (id),
  constraint partnership_host_once unique (host),
  constraint partnership_name_given check (btrim(name) <> '')
);
comment on table access.partnership is 'A local social prescribing partnership: the tenant.';
comment on column access.partnership.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column access.partnership.name is 'purpose: shown on every page; sensitivity: public; retention: permanent';
comment on column access.partnership.host is 'purpose: chooses the partnership on public pages; sensitivity: public; retention: permanent';
comment on column access.partnership.settings is 'purpose: local choices (mark, colours, limits); sensitivity: internal; retention: permanent';
comment on column access.partnership.created_at is 'purpose: order, default partnership; sensitivity: internal; retention: permanent';
grant select on access.partnership to trellis_app, trellis_report;

create table access.organisation (
  partnership_id  uuid        not null,
  id              uuid        not null,
  name            text        not null,
  kind            text        not null,
  ods_code        text,
  charity_number  text,
  company_number  text,
  created_at      timestamptz not null default now(),
  constraint organisation_pkey primary key (partnership_id, id),
  constraint organisation_of_partnership foreign key (partnership_id) references access.partnership (id),
  constraint organisation_ods_code_once unique (partnership_id, ods_code),
  constraint organisation_name_given check (btrim(name) <> ''),
  constraint organisation_kind_known check (kind in ('practice', 'pcn', 'icb', 'trust', 'council', 'charity', 'community', 'company',
    'employer', 'school', 'housing', 'fire', 'police', 'job_centre', 'pharmacy', 'other')),
  constraint organisation_ods_code_plain check (ods_code ~ '^[A-Z0-9]{3,10}$')
);
comment on table access.organisation is 'A GP practice, PCN, council, trust, charity or employer that refers, works with people or offers services.';
comment on column access.organisation.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column access.organisation.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column access.organisation.name is 'purpose: shown wherever the organisation is named; sensitivity: public; retention: permanent';
comment on column access.organisation.kind is 'purpose: counts by kind of agency; sensitivity: public; retention: permanent';
comment on column access.organisation.ods_code is 'purpose: national code of an NHS or care organisation; sensitivity: public; retention: permanent';
comment on column access.organisation.charity_number is 'purpose: finds the same charity in two sources; sensitivity: public; retention: permanent';
comment on column access.organisation.company_number is 'purpose: finds the same company in two sources; sensitivity: public; retention: permanent';
comment on column access.organisation.created_at is 'purpose: order; sensitivity: internal; retention: permanent';

alter table access.organisation enable row level security;
alter table access.organisation force row level security;
create policy owner_all on access.organisation to trellis_owner using (true) with check (true);
-- Which organisations there are is no secret: listings, criteria and referral forms name them.
create policy seen on access.organisation for select to trellis_app using (partnership_id = (select access.partnership()));
create policy kept on access.organisation for insert to trellis_app
  with check (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy changed on access.organisation for update to trellis_app
  using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'))
  with check (partnership_id = (select access.partnership()));
grant select, insert, update on access.organisation to trellis_app;
