-- The shape of the database, written by "npm run db" and compared in the tests. Do not edit.
schema access
schema journal
table access.organisation with row-level security, forced
  access.organisation.partnership_id uuid not null
  access.organisation.id uuid not null
  access.organisation.name text not null
  access.organisation.kind text not null
  access.organisation.ods_code text
  access.organisation.charity_number text
  access.organisation.company_number text
  access.organisation.created_at timestamp with time zone not null default now()
  access.organisation constraint organisation_kind_known CHECK ((kind = ANY (ARRAY['practice'::text, 'pcn'::text, 'icb'::text, 'trust'::text, 'council'::text, 'charity'::text, 'community'::text, 'company'::text, 'employer'::text, 'school'::text, 'housing'::text, 'fire'::text, 'police'::text, 'job_centre'::text, 'pharmacy'::text, 'other'::text])))
  access.organisation constraint organisation_name_given CHECK ((btrim(name) <> ''::text))
  access.organisation constraint organisation_ods_code_once UNIQUE (partnership_id, ods_code)
  access.organisation constraint organisation_ods_code_plain CHECK ((ods_code ~ '^[A-Z0-9]{3,10}$'::text))
  access.organisation constraint organisation_of_partnership FOREIGN KEY (partnership_id) REFERENCES access.partnership(id)
  access.organisation constraint organisation_pkey PRIMARY KEY (partnership_id, id)
  CREATE UNIQUE INDEX organisation_ods_code_once ON access.organisation USING btree (partnership_id, ods_code)
  policy changed on access.organisation for update to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text])))) check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  policy kept on access.organisation for insert to trellis_app using () check (((partnership_id = ( SELECT access.partnership() AS partnership)) AND (( SELECT access.kind() AS kind) = ANY (ARRAY['job'::text, 'account'::text]))))
  policy owner_all on access.organisation for all to trellis_owner using (true) check (true)
  policy seen on access.organisation for select to trellis_app using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  grant insert, select, update on access.organisation to trellis_app
table access.partnership
  access.partnership.id uuid not null
  access.partnership.name text not null
  access.partnership.host text
  access.partnership.settings jsonb not null default '{}'::jsonb
  access.partnership.created_at timestamp with time zone not null default now()
  access.partnership constraint partnership_host_once UNIQUE (host)
  access.partnership constraint partnership_name_given CHECK ((btrim(name) <> ''::text))
  access.partnership constraint partnership_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX partnership_host_once ON access.partnership USING btree (host)
  grant select on access.partnership to trellis_app
  grant select on access.partnership to trellis_report
partitioned table journal.entry with row-level security, forced
  journal.entry.xid xid8 not null default pg_current_xact_id()
  journal.entry.id bigint not null generated always as identity
  journal.entry.happened_at timestamp with time zone not null default clock_timestamp()
  journal.entry.partnership_id uuid not null
  journal.entry.actor_kind text not null
  journal.entry.actor_id uuid
  journal.entry.organisation_id uuid
  journal.entry.role text
  journal.entry.action text not null
  journal.entry.subject_id uuid
  journal.entry.subject_version integer
  journal.entry.person_id uuid
  journal.entry.request_id uuid
  journal.entry.detail jsonb not null default '{}'::jsonb
  journal.entry constraint entry_action_named CHECK ((action ~ '^[a-z-]+\.[a-z-]+$'::text))
  journal.entry constraint entry_detail_small CHECK ((length((detail)::text) <= 1000))
  journal.entry constraint entry_numbered CHECK ((id > 0))
  journal.entry constraint entry_pkey PRIMARY KEY (id, happened_at)
  CREATE INDEX entry_in_order ON ONLY journal.entry USING btree (xid, id)
  CREATE INDEX entry_of_person ON ONLY journal.entry USING btree (person_id, happened_at DESC)
  policy owner_all on journal.entry for all to trellis_owner using (true) check (true)
  policy report_reads on journal.entry for select to trellis_report using ((partnership_id = ( SELECT access.partnership() AS partnership))) check ()
  policy seen on journal.entry for select to trellis_app using (((partnership_id = ( SELECT access.partnership() AS partnership)) AND ((( SELECT access.kind() AS kind) = 'job'::text) OR ( SELECT access.has_role('administrator'::text) AS has_role) OR ((( SELECT access.kind() AS kind) = 'account'::text) AND (actor_id = ( SELECT access.actor() AS actor))) OR ((( SELECT access.kind() AS kind) = 'person'::text) AND (person_id = ( SELECT access.actor() AS actor)))))) check ()
  policy written on journal.entry for insert to trellis_app using () check ((partnership_id = ( SELECT access.partnership() AS partnership)))
  grant insert, select on journal.entry to trellis_app
  grant select on journal.entry to trellis_report
table journal.reader
  journal.reader.name text not null
  journal.reader.xid xid8 not null default '0'::xid8
  journal.reader.id bigint not null default 0
  journal.reader.moved_at timestamp with time zone not null default clock_timestamp()
  journal.reader constraint reader_pkey PRIMARY KEY (name)
  grant insert, select, update on journal.reader to trellis_app
table journal.seal
  journal.seal.number integer not null
  journal.seal.from_id bigint not null
  journal.seal.to_id bigint not null
  journal.seal.entries bigint not null
  journal.seal.head bytea not null
  journal.seal.sealed_at timestamp with time zone not null default clock_timestamp()
  journal.seal constraint seal_numbered CHECK ((number > 0))
  journal.seal constraint seal_pkey PRIMARY KEY (number)
  journal.seal constraint seal_range CHECK ((to_id > from_id))
  journal.seal constraint seal_starts_once UNIQUE (from_id)
  CREATE UNIQUE INDEX seal_starts_once ON journal.seal USING btree (from_id)
  grant select on journal.seal to trellis_app
CREATE OR REPLACE FUNCTION access.actor()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.actor'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.has_role(role text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (role = ANY (string_to_array(COALESCE(current_setting('trellis.roles'::text, true), ''::text), ','::text)))
  grant execute to public
CREATE OR REPLACE FUNCTION access.kind()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN NULLIF(current_setting('trellis.kind'::text, true), ''::text)
  grant execute to public
CREATE OR REPLACE FUNCTION access.organisation()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.organisation'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.partnership()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.partnership'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.record()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.record'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION access.refuse_move()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin
  raise exception 'a % may not go from % to %', tg_argv[0], old.status, new.status
    using errcode = '23514', constraint = tg_argv[0] || '_move_allowed';
end $function$
  grant execute to public
CREATE OR REPLACE FUNCTION access.team()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('trellis.team'::text, true), ''::text))::uuid
  grant execute to public
CREATE OR REPLACE FUNCTION journal.add_seal(_to bigint)
 RETURNS journal.seal
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare last journal.seal; made journal.seal; h record;
begin
  lock table journal.seal in share row exclusive mode;
  select * into last from journal.seal order by number desc limit 1;
  if _to <= coalesce(last.to_id, 0) then return null; end if;
  select * into h from journal.head(coalesce(last.head, sha256('trellis journal')), coalesce(last.to_id, 0), _to);
  insert into journal.seal (number, from_id, to_id, entries, head)
    values (coalesce(last.number, 0) + 1, coalesce(last.to_id, 0), _to, h.entries, h.head) returning * into made;
  return made;
end $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.head(previous bytea, _from bigint, _to bigint, OUT entries bigint, OUT head bytea)
 RETURNS record
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select count(*), sha256(previous || sha256(convert_to(coalesce(string_agg(journal.line(e), e'\n' order by e.id), ''), 'UTF8')))
  from journal.entry e where e.id > _from and e.id <= _to $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.last_id()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select case when is_called then last_value else 0 end from journal.entry_id_seq $function$
  grant execute to trellis_app
CREATE OR REPLACE FUNCTION journal.line(e journal.entry)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN (jsonb_build_array((e).id, ((EXTRACT(epoch FROM (e).happened_at) * (1000000)::numeric))::bigint, (e).partnership_id, (e).actor_kind, (e).actor_id, (e).organisation_id, (e).role, (e).action, (e).subject_id, (e).subject_version, (e).person_id, (e).request_id, (e).detail))::text
  grant execute to public
CREATE OR REPLACE FUNCTION journal.make_months(_from date, _to date)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare month date := date_trunc('month', _from); made int := 0; name text;
begin
  while month <= _to loop
    name := 'entry_' || to_char(month, 'YYYY_MM');
    if to_regclass('journal.' || name) is null then
      begin
        execute format('create table journal.%I partition of journal.entry for values from (%L) to (%L)', name,
          to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        made := made + 1;
      exception when check_violation then null;   -- entries of that month already lie in the default partition: they stay there
      end;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $function$
  grant execute to trellis_app
grant usage on schema access to trellis_app
grant usage on schema access to trellis_report
grant usage on schema journal to trellis_app
grant usage on schema journal to trellis_report
