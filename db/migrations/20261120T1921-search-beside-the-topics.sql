-- A search reads beside the topics all that ranking needs (where, whom it shuts out, which choices it may suit), so that it need not
-- read listings before it knows which twenty it shows.

-- Strict in words as well as in name, so that the planner can put it in the place of a call: sqrt(abs(1 - a)) keeps the antipodes in.
create or replace function geography.distance_km(lat1 double precision, lon1 double precision, lat2 double precision, lon2 double precision)
  returns double precision language sql immutable strict parallel safe
  return 2 * 6371.0088::double precision * atan2(
    sqrt(sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2),
    sqrt(abs(1 - (sin(radians(lat2 - lat1) / 2) ^ 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ^ 2))));

alter table directory.service add column choices bigint not null default -1;
comment on column directory.service.choices is 'purpose: which choices of a search it may suit, a bit each, all of them where nobody worked it out; sensitivity: public; retention: while listed';
-- Worked out when they are sorted next.
update directory.service set sorted_by = null;

-- Two of the bits (2^61 and 2^62) hang on rows of other tables: step-free, of a place that other listings share, and space.
create function directory.choices_change() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin
  if tg_table_name = 'location' then
    update directory.service s set choices = s.choices | (1::bigint << 61) from fresh l, directory.service_location at
      where l.step_free = 'yes' and at.partnership_id = l.partnership_id and at.location_id = l.id
        and s.partnership_id = at.partnership_id and s.id = at.service_id and s.choices & (1::bigint << 61) = 0;
  else
    update directory.service s set choices = s.choices | (1::bigint << 62) from fresh c
      where c.state in ('open', 'limited') and s.partnership_id = c.partnership_id and s.id = c.service_id and s.choices & (1::bigint << 62) = 0;
  end if;
  return null;
end $$;
revoke all on function directory.choices_change from public;
create trigger places_changed after update on directory.location referencing new table as fresh for each statement execute function directory.choices_change();
create trigger space_said after insert on directory.capacity_statement referencing new table as fresh for each statement execute function directory.choices_change();
create trigger space_said_again after update on directory.capacity_statement referencing new table as fresh for each statement execute function directory.choices_change();

drop index directory.service_by_words;
drop index directory.service_by_cells;
create index service_by_words on directory.service using gin (search, cells);

drop function directory.find;
drop function directory.find_within;
drop function directory.cells_around;
drop function directory.suits;
drop function directory.suits_closely;
drop function directory.nearly_named;
drop type directory.found;


-- A row for each topic and place, and one for "anything", "*"; place 0 for what is online, by telephone or at one's home, -1 for what has
-- no known place (both in square 0). Only of listings that people can go to.
drop table directory.service_topic;
create table directory.service_topic (
  partnership_id uuid     not null,
  service_id     uuid     not null,
  topic          text     not null,
  cell           int      not null,
  place          int      not null,
  strength       real     not null,
  standing       real     not null,
  latitude       real,
  longitude      real,
  choices        bigint   not null,
  constraint service_topic_pkey primary key (partnership_id, service_id, topic, place)
);
comment on table directory.service_topic is 'What a service helps with, by topic and place: read by the search, kept from directory.service.';
comment on column directory.service_topic.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.service_topic.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.service_topic.topic is 'purpose: what it helps with; sensitivity: public; retention: while listed';
comment on column directory.service_topic.cell is 'purpose: where, a square of directory.service.cells; sensitivity: public; retention: while listed';
comment on column directory.service_topic.place is 'purpose: which of its places; sensitivity: public; retention: while listed';
comment on column directory.service_topic.strength is 'purpose: how plainly it says so; sensitivity: public; retention: while listed';
comment on column directory.service_topic.standing is 'purpose: what remains for somebody who does not ask for its marks; sensitivity: public; retention: while listed';
comment on column directory.service_topic.latitude is 'purpose: distance; sensitivity: public; retention: while listed';
comment on column directory.service_topic.longitude is 'purpose: distance; sensitivity: public; retention: while listed';
comment on column directory.service_topic.choices is 'purpose: which choices it may suit; sensitivity: public; retention: while listed';
alter table directory.service_topic enable row level security;
alter table directory.service_topic force row level security;
create policy owner_all on directory.service_topic to trellis_owner using (true) with check (true);
create policy seen on directory.service_topic for select to trellis_app using (partnership_id = (select access.partnership()));
grant select on directory.service_topic to trellis_app;

create function directory.topics_of(s directory.service) returns setof directory.service_topic language sql stable
  begin atomic
    select s.partnership_id, s.id, t.topic, p.cell, p.place, t.strength, s.standing, p.latitude, p.longitude, s.choices
    from (
      select w.cell, w.place, w.at[1]::real as latitude, w.at[0]::real as longitude
        from (select at, coalesce(directory.cell(at[1], at[0]), 0) as cell, case when at is null then -1 else n end::int as place,
            row_number() over (partition by directory.cell(at[1], at[0]) order by n) as nth
          from unnest(case when cardinality(s.place_points) = 0 then array[null::point] else s.place_points end) with ordinality as p(at, n)
          where at is not null or n = 1) w
        -- One that is everywhere takes no more room in a square than others.
        where w.nth <= 3
      union all select 0, 0, null, null where s.modes && array['online', 'telephone', 'home visit']) p
    cross join (select '*' as topic, 1::real as strength union all select topic, strength from unnest(s.topics, s.strengths) t(topic, strength) where topic not like 'also:%') t
    where s.status in ('active', 'temporarily closed');
  end;
revoke all on function directory.topics_of from public;

create or replace function directory.keep_topics() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin
  if tg_op = 'UPDATE' then
    delete from directory.service_topic t using fresh n join stale o on o.partnership_id = n.partnership_id and o.id = n.id
      where t.partnership_id = n.partnership_id and t.service_id = n.id
        and (n.topics, n.strengths, n.cells, n.place_points::text, n.standing, n.choices, n.status, n.modes)
          is distinct from (o.topics, o.strengths, o.cells, o.place_points::text, o.standing, o.choices, o.status, o.modes);
    insert into directory.service_topic
      select t.* from fresh n join stale o on o.partnership_id = n.partnership_id and o.id = n.id, directory.topics_of(n) t
      where (n.topics, n.strengths, n.cells, n.place_points::text, n.standing, n.choices, n.status, n.modes)
        is distinct from (o.topics, o.strengths, o.cells, o.place_points::text, o.standing, o.choices, o.status, o.modes);
  else
    insert into directory.service_topic select t.* from fresh n, directory.topics_of(n) t;
  end if;
  return null;
end $$;

insert into directory.service_topic select t.* from directory.service s, directory.topics_of(s) t;
create index service_topic_near on directory.service_topic (partnership_id, topic, cell, strength desc) include (service_id, standing, latitude, longitude, choices, place);
create index service_topic_strongest on directory.service_topic (partnership_id, topic, strength desc) include (service_id, standing, latitude, longitude, choices, place);

-- One answer of the search: what it is, how well it fits, by which topics and words, how far the nearest of its places is (null where
-- that is further than the squares looked at, or not known), its name where the order needs it, and whether there may be more.
create type directory.found as (service_id uuid, fit double precision, matched text[], kilometres double precision, name text, capped boolean);

-- How many listings have these words, as the planner guesses from its statistics: dear to count, cheap to ask.
create function directory.listings_with(words tsquery) returns double precision language plpgsql volatile set search_path = pg_catalog as $$
declare
  plan json;
begin
  execute format('explain (format json) select from directory.service where search @@ %L::tsquery', words) into plan;
  return (plan->0->'Plan'->>'Plan Rows')::double precision;
end $$;
revoke all on function directory.listings_with from public;

-- Services for what somebody asks, and how well each fits, within some squares or everywhere (null). A definer function, because under
-- row-level security neither @@ nor && may use an index; it keeps to the caller's partnership itself. `asked` holds
--   topics   [{concept, topic, weight, main}]: what the words mean; the topics of one concept stand for each other, the best counts;
--            `main` are those that were said and not only stand near: the rarer they are, the more the concept says
--   words    [{concept, word, weight}]: what the words say; a rare word says more (by its share of the services that have it)
--   said     the marks that the words name; kinds: {mark: [kind, share]}, the share that is left where a kind is not named
--   avoid    topics that are not safe or kind for whoever asks this
--   latitude, longitude: where from; most: how many services one topic or word may bring, the strongest of a topic first
--   need, free, way, day, time, language, step_free, age, who, space, today: what narrows
--   choices  bits: a service that has not all of them does not suit; one that has may suit
-- `fit` is the sum over concepts, times what is left for whom it is meant, how far it is and what is unsafe. A word that one in twenty
-- listings has is looked for only in what is nearest (anywhere, where nobody says from where), one that a thousand have only where one can go.
create function directory.find_within(asked jsonb, around int[]) returns setof directory.found
  language plpgsql volatile security definer set search_path = pg_catalog, public set jit = off set plan_cache_mode = force_generic_plan as $$
declare
  here uuid := access.partnership();
  lat double precision := (asked->>'latitude')::double precision;
  lon double precision := (asked->>'longitude')::double precision;
  -- A degree to the east is shorter than one to the north: squared, for comparing.
  narrowing double precision := cos(radians(lat)) ^ 2;
  most int := (asked->>'most')::int;
  said text[] := array(select jsonb_array_elements_text(asked->'said'));
  avoided text[] := array(select jsonb_array_elements_text(asked->'avoid'));
  kinds jsonb := asked->'kinds';
  today date := (asked->>'today')::date;
  everything boolean := jsonb_array_length(asked->'topics') + jsonb_array_length(asked->'words') = 0;
  need text := asked->>'need';
  free boolean := coalesce((asked->>'free')::boolean, false);
  ways text[] := case asked->>'way' when 'online' then array['online', 'telephone'] when 'in-person' then array['in person', 'home visit'] end;
  age numeric := (asked->>'age')::numeric;
  who text := asked->>'who';
  day text := asked->>'day';
  part text := asked->>'time';
  tongue text := lower(asked->>'language');
  level boolean := asked ? 'step_free';
  space boolean := asked ? 'space';
  narrowed boolean := asked ?| array['need', 'free', 'way', 'day', 'time', 'language', 'step_free', 'age', 'who', 'space'];
  must bigint := (asked->>'choices')::bigint;
  -- Of what one topic brings in one square, or everywhere; and of what is answered.
  each int := case when around is null then case when narrowed then 4 * most when lat is not null then most / 6 else most end when narrowed then most else most / 20 end;
  answered int := case when around is not null and everything then most * 2 / 3 when around is not null then most / 5 when everything then 4 * most when lat is not null then most / 6 else most end;
  -- Of whatever there is, where nothing was asked: who narrows is asked of each.
  any_near int := case when narrowed then 50 * most else most * 2 / 3 end;
  any_where int := case when narrowed then 50 * most else 4 * most end;
  services double precision := greatest((select reltuples from pg_class where oid = 'directory.service'::regclass), 300);
begin
  if everything and around is not null and not narrowed then
    return query select n.id, 1::double precision, '{}'::text[], min(n.km), null::text, count(*) over () >= answered from (
        (select k.service_id as id, min(geography.distance_km(lat, lon, k.latitude, k.longitude)) as km from unnest(around) c(cell), directory.service_topic k
          where c.cell <> 0 and k.partnership_id = here and k.topic = '*' and k.cell = c.cell group by 1 order by 2 limit answered)
        union all (select k.service_id, null from directory.service_topic k where k.partnership_id = here and k.topic = '*' and k.cell = 0 limit most / 6)) n
      group by n.id order by 4 limit answered;
    return;
  end if;
  return query
  with topic as materialized (
    select * from jsonb_to_recordset(asked->'topics') as t(concept int, topic text, weight double precision, main boolean)
  ), word as materialized (
    select w.concept, w.word, w.weight, w.query, w.df, w.df > 1000 and w.df > 0.05 * services as common
    from (select w.concept, w.word, w.weight, q as query, directory.listings_with(q) as df
      from jsonb_to_recordset(asked->'words') as w(concept int, word text, weight double precision), phraseto_tsquery('directory.words', w.word) q where numnode(q) > 0) w
    -- A common word of a long story tells nothing.
    where w.weight > 0.3 or w.df <= 0.05 * services
  ), anything as materialized (
    select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, k.place, k.strength from directory.service_topic k, unnest(array_remove(around, 0)) c(cell)
        where around is not null and k.partnership_id = here and k.topic = '*' and k.cell = c.cell and k.choices & must = must
        order by (k.latitude - lat) * (k.latitude - lat) + (k.longitude - lon) * (k.longitude - lon) * narrowing limit any_near) k
    union all select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, 0, k.strength from directory.service_topic k
        where around is not null and k.partnership_id = here and k.topic = '*' and k.cell = 0 and k.choices & must = must limit any_near / 4) k
    union all select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, k.place, k.strength from directory.service_topic k
        where around is null and lat is null and k.partnership_id = here and k.topic = '*' and k.choices & must = must limit any_where) k
    union all select k.* from (select k.service_id, k.standing, k.latitude, k.longitude, k.place, k.strength from directory.service_topic k
        where around is null and lat is not null and k.partnership_id = here and k.topic = '*' and k.choices & must = must
        order by (k.latitude - lat) * (k.latitude - lat) + (k.longitude - lon) * (k.longitude - lon) * narrowing limit any_where) k
  ), hit as materialized (
    select t.concept, t.topic as term, k.service_id as id, t.weight * k.strength as points, t.main, k.standing, k.latitude, k.longitude, k.place = 0 as afar
      from topic t cross join unnest(around) c(cell) cross join lateral (
        select k.service_id, k.strength, k.standing, k.latitude, k.longitude, k.place from directory.service_topic k
        where k.partnership_id = here and k.topic = t.topic and k.cell = c.cell and k.choices & must = must
        -- What counts for less need not bring as many.
        order by k.strength desc limit each * greatest(least(t.weight, 1), 0.2)) k
      where around is not null
    union all
    select t.concept, t.topic, k.service_id, t.weight * k.strength, t.main, k.standing, k.latitude, k.longitude, k.place = 0
      from topic t cross join lateral (
        select k.service_id, k.strength, k.standing, k.latitude, k.longitude, k.place from directory.service_topic k
        where k.partnership_id = here and k.topic = t.topic and k.choices & must = must
        order by k.strength desc limit each * greatest(least(t.weight, 1), 0.2)) k
      where around is null
    union all
    select w.concept, '=' || w.word, found.id, w.weight * found.part * least(1, ln(1 + services / case when found.of < most / 3 then found.of else greatest(w.df, found.of) end) / ln(1 + services / 2)), false,
        k.standing, k.latitude, k.longitude, k.place = 0
      from word w cross join lateral (
        select x.*, count(*) over () as of from (select s.id, least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
          where around is null and s.partnership_id = here and s.search @@ w.query and s.choices & must = must limit most / 3) x) found
      join directory.service_topic k on k.partnership_id = here and k.service_id = found.id and k.topic = '*'
      where around is null and not w.common
    union all
    select w.concept, '=' || w.word, found.id, w.weight * found.part * least(1, ln(1 + services / case when found.of < most / 8 then found.of else greatest(w.df, found.of) end) / ln(1 + services / 2)), false,
        k.standing, k.latitude, k.longitude, k.place = 0
      from word w cross join lateral (
        select x.*, count(*) over () as of from (select s.id, least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
          where around is not null and s.partnership_id = here and s.search @@ w.query and s.cells && case when w.df > 1000 then array_remove(around, 0) else around end and s.choices & must = must limit most / 8) x) found
      join directory.service_topic k on k.partnership_id = here and k.service_id = found.id and k.topic = '*' and k.cell = any (around)
      where around is not null and not w.common
    union all
    select w.concept, '=' || w.word, k.service_id, w.weight * k.part * least(1, ln(1 + services / w.df) / ln(1 + services / 2)), false,
        k.standing, k.latitude, k.longitude, k.place = 0
      from word w cross join lateral (
        select k.*, s.part from anything k cross join lateral (
          select least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
          where s.partnership_id = here and s.id = k.service_id and s.search @@ w.query offset 0) s
        limit most / 3) k
      where w.common
    union all
    select 0, null, k.service_id, 1, false, k.standing, k.latitude, k.longitude, k.place = 0 from anything k where everything
  ), common as (
    select c.concept, max(0.4 + 0.6 * least(1, ln(1 + services / c.df) / ln(1 + services / 2))) as share
    from (select hit.concept, hit.term, count(distinct hit.id)::double precision as df from hit where hit.main group by 1, 2) c group by 1
  ), measured as (
    select hit.*, case when lat is not null then geography.distance_km(lat, lon, hit.latitude, hit.longitude) end as km from hit
  ), met as (
    select m.id, m.concept, max(m.points) * coalesce(min(common.share), 1) as points, string_agg(m.term, '|') as terms, min(m.km) as km, min(m.standing) as standing,
      max(case when lat is null or m.afar then 1 when m.km is null then 0.92 else greatest(0.6, 1 - greatest(0, m.km - 1.5) * 0.035) end) as reach
    from measured m left join common using (concept) group by m.id, m.concept
  ), one as (
    select met.id, case when everything then 1 else sum(met.points) * max(met.reach) end as points, min(met.standing) as standing, string_agg(met.terms, '|') as terms, min(met.km) as km from met group by met.id
    order by case when everything then 1 else sum(met.points) * max(met.reach) * case when cardinality(said) = 0 then min(met.standing) else 1 end end desc, min(met.km) offset 0
  ), chosen as (
    -- Times are of the day: morning before 12, afternoon from 12 to 17, evening from 17.
    select * from one where not narrowed or exists (select from directory.service s where s.partnership_id = here and s.id = one.id
      and (need is null or s.needs @> array[need] or s.topics @> array['also:' || need])
      and (not free or s.cost_kind = 'free')
      and (ways is null or s.modes && ways)
      and (age is null or (coalesce(s.minimum_age, 0) <= age and coalesce(s.maximum_age, 200) >= age))
      and (who is null or s.marks @> array[who])
      and (coalesce(day, part) is null or exists (select from directory.schedule m
        where m.partnership_id = here and m.service_id = one.id and coalesce(least(m.valid_to, m.until) >= today, true)
          and (day is null or m.freq = 'DAILY' or m.byday ~* day)
          and (part is null or case part when 'morning' then m.opens_at < '12:00'
            when 'afternoon' then m.opens_at < '17:00' and coalesce(m.closes_at > '12:00', m.opens_at >= '12:00')
            else m.opens_at >= '17:00' or coalesce(m.closes_at > '17:00' or m.closes_at < m.opens_at, false) end)))
      and (tongue is null or exists (select from directory.language l
        where l.partnership_id = here and l.service_id = one.id and (lower(l.code) = tongue or lower(l.code) like tongue || '-%')))
      and (not level or s.step_free = 'yes'
        or exists (select from directory.service_location at join directory.location p on p.partnership_id = here and p.id = at.location_id
          where at.partnership_id = here and at.service_id = one.id and p.step_free = 'yes'))
      and (not space or (select c.state in ('open', 'limited') and c.confirm_by >= today from directory.capacity_statement c
        where c.partnership_id = here and c.service_id = one.id order by c.confirmed_on desc limit 1))) limit answered
  )
  select c.id,
    case when everything then 1 else c.points * case when s.marks && said then directory.meant_for(s.marks, s.standing, said, kinds) else c.standing end
      * case when s.topics && avoided then 0.1 else 1 end end,
    coalesce(string_to_array(c.terms, '|'), '{}'), c.km, s.name, count(*) over () >= answered or everything and (select count(*) from anything) >= any_where
  from chosen c left join lateral (select s.marks, s.standing, s.topics, s.name from directory.service s
    where s.partnership_id = here and s.id = case when around is null or cardinality(said) > 0 or cardinality(avoided) > 0 then c.id end) s on true;
end $$;
revoke all on function directory.find_within from public;

-- The squares within `reach` of that of a place: 9 of them, or 25; and 0.
create function directory.cells_within(latitude double precision, longitude double precision, reach int) returns int[] language sql immutable strict parallel safe
  return array[0] || array(select directory.cell(latitude + dy * 0.05, longitude + dx * 0.08) from generate_series(-reach, reach) dx, generate_series(-reach, reach) dy);

-- The same, near first: with `enough` of them in the squares around, nobody needs those further away (there may be more, then); with
-- fewer, all of them and what is further away. Who narrows finds little near, so
-- that one looks further at once, and a page of it is enough.
create function directory.find(asked jsonb, enough int) returns setof directory.found
  language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  narrowed boolean := asked ?| array['need', 'free', 'way', 'day', 'time', 'language', 'step_free', 'age', 'who', 'space'];
  around int[] := directory.cells_within((asked->>'latitude')::double precision, (asked->>'longitude')::double precision, case when narrowed then 2 else 1 end);
  near directory.found[] := '{}';
begin
  if around is not null then
    near := array(select f from directory.find_within(asked, around) f);
    if cardinality(near) >= (case when narrowed then 20 else enough end) then
      return query select n.service_id, n.fit, n.matched, n.kilometres, n.name, true from unnest(near) n;
      return;
    end if;
  end if;
  return query select n.* from unnest(near) n
    union all select f.* from directory.find_within(asked, null) f where f.service_id <> all (array(select n.service_id from unnest(near) n));
end $$;
revoke all on function directory.find from public;
grant execute on function directory.find to trellis_app;

-- Names spelt nearly so: the threshold is that of word_similarity; 0.45 takes "bereevment" for "Bereavement" and leaves words of
-- four letters alone that share two.
do $$ begin perform public.similarity('a', 'b'); end $$; -- loads what knows the setting
create function directory.nearly_named(words text, latitude double precision, longitude double precision) returns setof directory.found
  language plpgsql stable security definer set search_path = pg_catalog, public set pg_trgm.word_similarity_threshold = 0.45 as $$ begin
  return query select s.id, word_similarity(words, s.name)::double precision, '{}'::text[],
      case when s.place_points[1] is not null then geography.distance_km(latitude, longitude, (s.place_points[1])[1], (s.place_points[1])[0]) end, s.name, false
    from directory.service s where words <% s.name and s.partnership_id = access.partnership() and s.status in ('active', 'temporarily closed');
end $$;
revoke all on function directory.nearly_named from public;
grant execute on function directory.nearly_named to trellis_app;
