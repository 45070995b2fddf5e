-- Searches that found nothing suitable, as numbers: how many in a day, by need and postcode district. No words, no postcode, no
-- row for one search, nothing about who looked. They are counted by anybody's search and read by those who plan what is missing.
create table directory.unmet_search (
  partnership_id  uuid not null,
  searched_on     date not null,
  need            text not null,
  area            text,
  times           int  not null,
  constraint unmet_search_once unique nulls not distinct (partnership_id, searched_on, need, area),
  constraint unmet_search_need_plain check (need ~ '^[a-z-]+$'),
  constraint unmet_search_area_plain check (area ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?$'),
  constraint unmet_search_counted check (times > 0)
);
comment on table directory.unmet_search is 'How often nothing suitable was found, by day, need and postcode district: searches, not people.';
comment on column directory.unmet_search.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.unmet_search.searched_on is 'purpose: unmet need over time; sensitivity: internal; retention: permanent';
comment on column directory.unmet_search.need is 'purpose: unmet need, a code of ours or "other"; sensitivity: internal; retention: permanent';
comment on column directory.unmet_search.area is 'purpose: unmet need by place, the postcode district, null where none was given; sensitivity: internal; retention: permanent';
comment on column directory.unmet_search.times is 'purpose: how many searches found nothing suitable; sensitivity: internal; retention: permanent';

alter table directory.unmet_search enable row level security;
alter table directory.unmet_search force row level security;
create policy owner_all on directory.unmet_search to trellis_owner using (true) with check (true);
create policy seen on directory.unmet_search for select to trellis_app using (partnership_id = (select access.partnership())
  and ((select access.kind()) = 'job' or (select access.has_role('analyst')) or (select access.has_role('commissioner'))
    or (select access.has_role('team_manager'))));
create policy added on directory.unmet_search for insert to trellis_app
  with check (partnership_id = (select access.partnership()) and (select access.kind()) = 'job');
grant select, insert on directory.unmet_search to trellis_app;
create policy report_reads on directory.unmet_search for select to trellis_report using (partnership_id = (select access.partnership()));
grant select on directory.unmet_search to trellis_report;

-- Adds one search to each of its needs. A definer function: whoever searches adds to a number that they may not read. The needs are
-- taken in one order, so that two searches at once never wait for each other in a ring.
create function directory.count_unmet_search(_on date, _needs text[], _area text) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  insert into directory.unmet_search as u (partnership_id, searched_on, need, area, times)
    select access.partnership(), _on, need, _area, 1 from (select distinct unnest(_needs) as need order by 1) said
  on conflict on constraint unmet_search_once do update set times = u.times + 1 $$;
revoke all on function directory.count_unmet_search from public;
grant execute on function directory.count_unmet_search to trellis_app;
