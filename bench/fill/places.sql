-- The invented town, grown: twelve teams of nine or more link workers, and the same again as a second partnership. Where
-- ids are kept with another partnership beside them, the composite keys tell them apart, as they must.

-- Ids like real ones: version 7, growing with time, so that indexes fill as they do in life.
create function pg_temp.id(at timestamptz, kind int, n int) returns uuid language sql immutable
  return (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8' || lpad(to_hex(n), 15, '0'))::uuid;

insert into teams.team
  select (jsonb_populate_record(null::teams.team, to_jsonb(t) || jsonb_build_object('id', pg_temp.id(t.changed_at, 1, copy), 'name', t.name || ' ' || copy))).*
  from generate_series(2, 12) copy
  join (select t.*, row_number() over (order by name) as n from teams.team t) t on t.n = 1 + copy % (select count(*) from teams.team)
  where copy > (select count(*) from teams.team);
insert into teams.coverage
  select distinct t.partnership_id, t.id, c.kind, c.code from teams.team t
  join teams.team origin on origin.organisation_id = t.organisation_id and t.name like origin.name || '%'
  join teams.coverage c on c.team_id = origin.id on conflict do nothing;

insert into access.account (partnership_id, id, organisation_id, email, name, password_hash, password_changed_at, demo, created_at)
  select t.partnership_id, pg_temp.id(t.changed_at, 2, t.n * 10 + worker), t.organisation_id, format('worker-%s-%s@example.org', t.n, worker),
    (array['Ade', 'Bella', 'Carys', 'Dev', 'Efua', 'Finn', 'Gwen', 'Hamid'])[worker] || ' Team ' || t.n, 'none', t.changed_at, false, t.changed_at
  from (select t.*, row_number() over (order by name)::int as n from teams.team t) t, generate_series(1, 8) worker;
insert into access.role_held (partnership_id, id, account_id, organisation_id, team_id, role, created_at)
  select t.partnership_id, pg_temp.id(t.changed_at, 3, t.n * 10 + worker), pg_temp.id(t.changed_at, 2, t.n * 10 + worker), t.organisation_id, t.id, 'link_worker', t.changed_at
  from (select t.*, row_number() over (order by name)::int as n from teams.team t) t, generate_series(1, 8) worker;

-- The second partnership: everything that is not a person or a service, copied.
create function pg_temp.copy_to(_table regclass, _to jsonb) returns void language plpgsql as $$ begin
  execute format('insert into %s select (jsonb_populate_record(t, $1)).* from %s t where t.partnership_id <> ($1->>''partnership_id'')::uuid', _table, _table) using _to;
end $$;
insert into access.partnership (id, name, host, created_at) values (current_setting('bench.elsewhere')::uuid, 'Elsewhere', 'elsewhere.example', now());
select pg_temp.copy_to(t::regclass, jsonb_build_object('partnership_id', current_setting('bench.elsewhere')))
  from unnest(array['access.organisation', 'access.account', 'access.role_held', 'teams.team', 'teams.coverage']) t;

create temp table team as select t.*, row_number() over (partition by partnership_id order by name)::int - 1 as n from teams.team t;
create temp table worker as
  select r.partnership_id, r.team_id, r.account_id, row_number() over (partition by r.partnership_id, r.team_id order by r.account_id)::int - 1 as n,
    count(*) over (partition by r.partnership_id, r.team_id)::int as of
  from access.role_held r where r.role = 'link_worker' and r.team_id is not null;
create temp table practice as select o.*, row_number() over (partition by partnership_id order by ods_code)::int - 1 as n,
    count(*) over (partition by partnership_id)::int as of
  from access.organisation o where kind = 'practice';
analyze team, worker, practice;
