-- Places that could not be had, counted without the person: by quarter, need, postcode district, how it stands, and why. Each connection
-- for which a group was asked counts once at most, by what it has come to; one that was taken back because the person found something
-- else is no lack. For those who plan what is missing; nobody else gets a number, and nobody gets a name.
create function connections.lack(_from date, _to date) returns table (person_id uuid, quarter date, need text, area text, status text, reason text)
  language sql stable security definer set search_path = pg_catalog as $$
  select c.person_id, date_trunc('quarter', (f.at at time zone 'Europe/London'))::date, c.need, c.area, c.status, f.reason
  from (
    select partnership_id, connection_id, answer as status, answered_at as at, reason from connections.answer where answer in ('waitlisted', 'declined')
    union all select partnership_id, connection_id, 'unanswered', recorded_at, null from connections.silence
    union all select w.partnership_id, w.connection_id, 'withdrawn', w.withdrawn_at, w.reason from connections.withdrawal w
      join connections.offer o on o.partnership_id = w.partnership_id and o.connection_id = w.connection_id
      where w.reason <> 'found-other') f
  join connections.connection c on c.partnership_id = f.partnership_id and c.id = f.connection_id and c.status = f.status
  where f.partnership_id = access.partnership() and f.at >= (_from::timestamp at time zone 'Europe/London')
    and f.at < ((_to + 1)::timestamp at time zone 'Europe/London')
    and (access.kind() = 'job' or access.has_role('analyst') or access.has_role('commissioner') or access.has_role('team_manager')) $$;
create function connections.lacks(_from date, _to date) returns table (quarter date, need text, area text, status text, reason text, times int)
  language sql stable security definer set search_path = pg_catalog as $$
  select quarter, need, area, status, reason, count(*)::int from connections.lack(_from, _to) group by 1, 2, 3, 4, 5 $$;

-- How many different people are behind these numbers. Null means any need, any district.
create function connections.people_lacking(_from date, _to date, _need text, _area text) returns int
  language sql stable security definer set search_path = pg_catalog as $$
  select count(distinct person_id)::int from connections.lack(_from, _to)
  where need = coalesce(_need, need) and (_area is null or area = _area) $$;
revoke all on function connections.lack, connections.lacks, connections.people_lacking from public;
grant execute on function connections.lacks, connections.people_lacking to trellis_app;
