-- What a listing helps with and whom it is meant for, read from its words by the needs files: sorted when it is saved, so that a
-- search in anybody's words meets it. `sorted_by` names the version of the files; other versions are sorted again.
alter table directory.service
  add column categories text[] not null default '{}',
  add column topics text[] not null default '{}',
  add column strengths real[] not null default '{}',
  add column marks text[] not null default '{}',
  add column standing real not null default 1,
  add column sorted_by text,
  add column place_ids uuid[] not null default '{}',
  add column place_points point[] not null default '{}',
  add column place_rough boolean[] not null default '{}',
  add constraint service_topics_have_strengths check (cardinality(topics) = cardinality(strengths)),
  add constraint service_standing_share check (standing > 0 and standing <= 1);
comment on column directory.service.categories is 'purpose: the names of the categories that its source gives it; sensitivity: public; retention: while listed';
comment on column directory.service.topics is 'purpose: what it helps with, by the needs files; sensitivity: public; retention: while listed';
comment on column directory.service.strengths is 'purpose: how plainly it says each topic, up to 1; sensitivity: public; retention: while listed';
comment on column directory.service.marks is 'purpose: whom it is meant for, and whether it is help at all; sensitivity: public; retention: while listed';
comment on column directory.service.standing is 'purpose: what remains of its fit for somebody who does not ask for its marks; sensitivity: public; retention: while listed';
comment on column directory.service.sorted_by is 'purpose: version of the needs files that sorted it; sensitivity: public; retention: while listed';
comment on column directory.service.place_ids is 'purpose: its places where one goes; sensitivity: public; retention: while listed';
comment on column directory.service.place_points is 'purpose: distance, longitude and latitude of each place; sensitivity: public; retention: while listed';
comment on column directory.service.place_rough is 'purpose: whether a place is known only by its postcode district; sensitivity: public; retention: while listed';
-- The square of about 5.5 by 5.5 kilometres (in England) that a place lies in, as one number.
create function directory.cell(latitude double precision, longitude double precision) returns int language sql immutable strict parallel safe
  return (floor(latitude / 0.05) * 10000 + floor((longitude + 180) / 0.08))::int;

-- The squares around a place: its own and the eight about it, and 0.
create function directory.cells_around(latitude double precision, longitude double precision) returns int[] language sql immutable strict parallel safe
  return array[0] || array(select directory.cell(latitude + dy * 0.05, longitude + dx * 0.08) from generate_series(-1, 1) dx, generate_series(-1, 1) dy);

-- The squares of a service's places, each once; 0 for one that has no known place, or is online, by telephone or at one's home.
create function directory.cells_of(places point[], modes text[]) returns int[] language sql immutable parallel safe
  return (select array_agg(distinct c) from (
    select directory.cell(p[1], p[0]) as c from unnest(places) p where p is not null
    union all select 0 where modes && array['online', 'telephone', 'home visit'] or coalesce(places[1] is null, true)) cells);

alter table directory.service add column cells int[] not null generated always as (directory.cells_of(place_points, modes)) stored;
comment on column directory.service.cells is 'purpose: finds what is near, squares of about five kilometres, 0 for what has no place or comes to one; sensitivity: public; retention: while listed';
create index service_by_cells on directory.service using gin (cells);

-- Where each place of a service is: at its own coordinates, or where its postcode lies, or in the middle of its district.
create function directory.find_places() returns trigger language plpgsql set search_path = pg_catalog as $$ begin
  select coalesce(array_agg(at.id order by at.n), '{}'), coalesce(array_agg(point(at.longitude, at.latitude) order by at.n), '{}'), coalesce(array_agg(at.rough order by at.n), '{}')
    into new.place_ids, new.place_points, new.place_rough
    from (select l.id, given.n, coalesce(l.latitude, p.latitude, d.latitude) as latitude, coalesce(l.longitude, p.longitude, d.longitude) as longitude,
        l.latitude is null and p.latitude is null as rough
      from unnest(new.place_ids) with ordinality as given(id, n)
      join directory.location l on l.partnership_id = new.partnership_id and l.id = given.id
      left join lateral (select upper(regexp_replace(l.postal_code, '[^A-Za-z0-9]', '', 'g')) as key) w on l.latitude is null
      left join geography.postcode p on p.key = w.key
      left join geography.district d on d.outcode = left(w.key, -3)) at;
  return new;
end $$;
-- Whoever saves a listing gives the points that it knows; where any is missing, all are looked up.
create trigger find_places before insert or update on directory.service for each row
  when (cardinality(new.place_ids) <> cardinality(new.place_points)) execute function directory.find_places();

-- When postcodes or districts come in, the places that were known by nothing better are looked up again, in every partnership.
create function directory.find_places_again() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin
  if tg_table_name = 'postcode' then
    update directory.service s set place_points = '{}' from directory.location l
      where l.partnership_id = s.partnership_id and l.id = any (s.place_ids) and l.latitude is null
        and upper(regexp_replace(l.postal_code, '[^A-Za-z0-9]', '', 'g')) in (select key from fresh);
  else
    update directory.service s set place_points = '{}' from directory.location l
      where l.partnership_id = s.partnership_id and l.id = any (s.place_ids) and l.latitude is null
        and left(upper(regexp_replace(l.postal_code, '[^A-Za-z0-9]', '', 'g')), -3) in (select outcode from fresh);
  end if;
  return null;
end $$;
revoke all on function directory.find_places_again from public;
create trigger postcodes_came after insert on geography.postcode referencing new table as fresh for each statement execute function directory.find_places_again();
create trigger postcodes_changed after update on geography.postcode referencing new table as fresh for each statement execute function directory.find_places_again();
create trigger districts_came after insert on geography.district referencing new table as fresh for each statement execute function directory.find_places_again();
create trigger districts_changed after update on geography.district referencing new table as fresh for each statement execute function directory.find_places_again();

update directory.service s set place_ids = array(select at.location_id from directory.service_location at
    join directory.location l on l.partnership_id = at.partnership_id and l.id = at.location_id and l.location_type = 'physical'
    where at.partnership_id = s.partnership_id and at.service_id = s.id order by at.position);

drop function directory.matching(text, text[]);

-- The choices that other tables answer. Times are of the day: morning before 12, afternoon from 12 to 17, evening from 17.
create function directory.suits_closely(here uuid, service uuid, asked jsonb, today date) returns boolean language sql stable
  return (coalesce(asked->>'day', asked->>'time') is null or exists (select from directory.schedule m
      where m.partnership_id = here and m.service_id = service and coalesce(least(m.valid_to, m.until) >= today, true)
        and (asked->>'day' is null or m.freq = 'DAILY' or m.byday ~* (asked->>'day'))
        and (asked->>'time' is null or case asked->>'time' when 'morning' then m.opens_at < '12:00'
          when 'afternoon' then m.opens_at < '17:00' and coalesce(m.closes_at > '12:00', m.opens_at >= '12:00')
          else coalesce(m.closes_at > '17:00', m.opens_at >= '17:00') end)))
    and (asked->>'language' is null or exists (select from directory.language l
      where l.partnership_id = here and l.service_id = service and (lower(l.code) = lower(asked->>'language') or lower(l.code) like lower(asked->>'language') || '-%')))
    and (asked->>'step_free' is null or exists (select from directory.service s where s.partnership_id = here and s.id = service and s.step_free = 'yes')
      or exists (select from directory.service_location at join directory.location p on p.partnership_id = at.partnership_id and p.id = at.location_id
        where at.partnership_id = here and at.service_id = service and p.step_free = 'yes'))
    and (asked->>'space' is null or (select c.state in ('open', 'limited') and c.confirm_by >= today from directory.capacity_statement c
      where c.partnership_id = here and c.service_id = service order by c.confirmed_on desc limit 1));

-- Whether a service is within what somebody's choices leave. Plain values, so that the planner can take it apart.
create function directory.suits(s directory.service, _need text, _free boolean, _ways text[], _age numeric, _who text, _closely boolean, asked jsonb, today date)
  returns boolean language sql stable parallel safe
  return (_need is null or s.needs @> array[_need] or s.topics @> array['also:' || _need])
    and (_free is not true or s.cost_kind = 'free')
    and (_ways is null or s.modes && _ways)
    and (_age is null or (coalesce(s.minimum_age, 0) <= _age and coalesce(s.maximum_age, 200) >= _age))
    and (_who is null or s.marks @> array[_who])
    and (not _closely or directory.suits_closely(s.partnership_id, s.id, asked, today));

-- The same topics by themselves, strongest first, in each square: what a search reads. Kept by triggers on directory.service.
create table directory.service_topic (
  partnership_id uuid not null,
  service_id     uuid not null,
  topic          text not null,
  cell           int  not null,
  strength       real not null,
  constraint service_topic_pkey primary key (partnership_id, service_id, topic, cell)
);
comment on table directory.service_topic is 'What a service helps with, by topic and square: read by the search, kept from directory.service.';
comment on column directory.service_topic.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.service_topic.service_id is 'purpose: which service; sensitivity: public; retention: while listed';
comment on column directory.service_topic.topic is 'purpose: what it helps with; sensitivity: public; retention: while listed';
comment on column directory.service_topic.cell is 'purpose: where, a square of directory.service.cells; sensitivity: public; retention: while listed';
comment on column directory.service_topic.strength is 'purpose: how plainly it says so; sensitivity: public; retention: while listed';
create index service_topic_near on directory.service_topic (partnership_id, topic, cell, strength desc) include (service_id);
create index service_topic_strongest on directory.service_topic (partnership_id, topic, strength desc) include (service_id);
alter table directory.service_topic enable row level security;
alter table directory.service_topic force row level security;
create policy owner_all on directory.service_topic to trellis_owner using (true) with check (true);
create policy seen on directory.service_topic for select to trellis_app using (partnership_id = (select access.partnership()));
grant select on directory.service_topic to trellis_app;

create function directory.keep_topics() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin
  if tg_op = 'UPDATE' then
    delete from directory.service_topic t using fresh n join stale o on o.partnership_id = n.partnership_id and o.id = n.id
      where t.partnership_id = n.partnership_id and t.service_id = n.id and (n.topics, n.strengths, n.cells) is distinct from (o.topics, o.strengths, o.cells);
    insert into directory.service_topic (partnership_id, service_id, topic, cell, strength)
      select n.partnership_id, n.id, t.topic, c.cell, t.strength
      from fresh n join stale o on o.partnership_id = n.partnership_id and o.id = n.id, unnest(n.topics, n.strengths) t(topic, strength), unnest(n.cells) c(cell)
      where (n.topics, n.strengths, n.cells) is distinct from (o.topics, o.strengths, o.cells) and t.topic not like 'also:%';
  else
    insert into directory.service_topic (partnership_id, service_id, topic, cell, strength)
      select n.partnership_id, n.id, t.topic, c.cell, t.strength from fresh n, unnest(n.topics, n.strengths) t(topic, strength), unnest(n.cells) c(cell)
      where t.topic not like 'also:%';
  end if;
  return null;
end $$;
revoke all on function directory.keep_topics from public;
create trigger topics_came after insert on directory.service referencing new table as fresh for each statement execute function directory.keep_topics();
create trigger topics_changed after update on directory.service referencing new table as fresh old table as stale for each statement execute function directory.keep_topics();

-- One answer of the search: what it is, how well it fits, by which topics and words, how far the nearest of its places is (and which),
-- and whether there may be more than were looked at.
create type directory.found as (service_id uuid, fit double precision, matched text[], kilometres double precision, place int, name text, capped boolean);

-- Services for what somebody asks, and how well each fits, within some squares or everywhere (null). A definer function, because under
-- row-level security neither @@ nor && may use an index; it keeps to the caller's partnership itself. `asked` holds
--   topics   [{concept, topic, weight, main}]: what the words mean; the topics of one concept stand for each other, the best counts;
--            `main` are those that were said and not only stand near: the rarer they are, the more the concept says
--   words    [{concept, word, weight}]: what the words say; a rare word says more (by its share of the services that have it)
--   said     the marks that the words name; kinds: {mark: [kind, share]}, the share that is left where a kind is not named
--   avoid    topics that are not safe or kind for whoever asks this
--   latitude, longitude: where from; most: how many services one topic or word may bring, the strongest of a topic first
--   need, free, way, day, time, language, step_free, age, who, space, today: what narrows
-- `fit` is the sum over concepts, times what is left for whom it is meant, how far it is and what is unsafe.
create function directory.find_within(asked jsonb, around int[]) returns setof directory.found
  language plpgsql stable security definer set search_path = pg_catalog, public set jit = off as $$
declare
  here uuid := access.partnership();
  lat double precision := (asked->>'latitude')::double precision;
  lon double precision := (asked->>'longitude')::double precision;
  most int := (asked->>'most')::int;
  said text[] := array(select jsonb_array_elements_text(asked->'said'));
  avoided text[] := array(select jsonb_array_elements_text(asked->'avoid'));
  kinds jsonb := asked->'kinds';
  today date := (asked->>'today')::date;
  everything boolean := jsonb_array_length(asked->'topics') + jsonb_array_length(asked->'words') = 0;
  narrowed boolean := asked ?| array['need', 'free', 'way', 'day', 'time', 'language', 'step_free', 'age', 'who', 'space'];
  closely boolean := asked ?| array['day', 'time', 'language', 'step_free', 'space'];
  need text := asked->>'need';
  free boolean := (asked->>'free')::boolean;
  ways text[] := case asked->>'way' when 'online' then array['online', 'telephone'] when 'in-person' then array['in person', 'home visit'] end;
  age numeric := (asked->>'age')::numeric;
  who text := asked->>'who';
  services double precision := greatest((select reltuples from pg_class where oid = 'directory.service'::regclass), 300);
begin
  return query
  with topic as materialized (
    select * from jsonb_to_recordset(asked->'topics') as t(concept int, topic text, weight double precision, main boolean)
  ), word as materialized (
    select w.concept, w.word, w.weight, q as query, numnode(q) > 0 as says from jsonb_to_recordset(asked->'words') as w(concept int, word text, weight double precision),
      phraseto_tsquery('directory.words', w.word) q
  ), hit as materialized (
    select t.concept, t.topic as term, found.service_id as id, t.weight * found.strength as points, t.main
      from topic t cross join unnest(around) c(cell) cross join lateral (
        select k.service_id, k.strength from (select k.service_id, k.strength from directory.service_topic k
          where k.partnership_id = here and k.topic = t.topic and k.cell = c.cell order by k.strength desc limit case when narrowed then most else greatest(most / 8, 20) end) k
        where not narrowed or exists (select from directory.service s where s.partnership_id = here and s.id = k.service_id and directory.suits(s, need, free, ways, age, who, closely, asked, today))) found
      where around is not null
    union all
    select t.concept, t.topic, found.service_id, t.weight * found.strength, t.main
      from topic t cross join lateral (
        select k.service_id, k.strength from (select k.service_id, k.strength from directory.service_topic k
          where k.partnership_id = here and k.topic = t.topic order by k.strength desc limit case when narrowed then 4 * most else most end) k
        where not narrowed or exists (select from directory.service s where s.partnership_id = here and s.id = k.service_id and directory.suits(s, need, free, ways, age, who, closely, asked, today))) found
      where around is null
    union all
    select w.concept, '=' || w.word, found.id, w.weight * found.part * least(1, ln(1 + services / count(*) over (partition by w.word)) / ln(1 + services / 2)), false
      from word w cross join lateral (
        select s.id, least(1, ts_rank('{0.1,0.45,0.7,1}', s.search, w.query) / 0.6079) as part from directory.service s
        where s.partnership_id = here and s.search @@ w.query and (around is null or s.cells && around) and s.status in ('active', 'temporarily closed') and (not narrowed or directory.suits(s, need, free, ways, age, who, closely, asked, today)) limit most / 3) found
      where w.says
    union all
    select 0, null, found.id, 1, false from (select s.id from directory.service s
      where everything and s.partnership_id = here and (around is null or s.cells && array_remove(around, 0)) and s.status in ('active', 'temporarily closed') and (not narrowed or directory.suits(s, need, free, ways, age, who, closely, asked, today))
      order by case when lat is not null then s.place_points[1] <-> point(lon, lat) end limit case when around is null then 4 * most else most / 2 end) found
    union all
    select 0, null, found.id, 1, false from (select s.id from directory.service s
      where everything and around is not null and s.partnership_id = here and s.cells @> array[0] and not s.cells && array_remove(around, 0)
        and s.status in ('active', 'temporarily closed') and (not narrowed or directory.suits(s, need, free, ways, age, who, closely, asked, today)) limit most / 6) found
  ), common as (
    select c.concept, max(0.4 + 0.6 * least(1, ln(1 + services / c.df) / ln(1 + services / 2))) as share
    from (select hit.concept, hit.term, count(*)::double precision as df from hit where hit.main group by 1, 2) c group by 1
  ), met as (
    select hit.id, hit.concept, max(hit.points) * coalesce(min(common.share), 1) as points, string_agg(hit.term, '|') as terms
    from hit left join common using (concept) group by hit.id, hit.concept
  ), one as (
    select met.id, sum(met.points) as points, string_agg(met.terms, '|') as terms from met group by met.id order by 2 desc limit case when everything then 4 * most when around is null then most else most / 2 end
  )
  select s.id,
    case when everything then 1 else one.points * directory.meant_for(s.marks, s.standing, said, kinds)
      * case when s.topics && avoided then 0.1 else 1 end
      * case when lat is null or s.modes && array['online', 'telephone', 'home visit'] then 1 when nearest.km is null then 0.92
        else greatest(0.6, 1 - greatest(0, nearest.km - 1.5) * 0.035) end end,
    coalesce(string_to_array(one.terms, '|'), '{}'), nearest.km, nearest.n::int, s.name, count(*) over () >= case when everything and around is null then 4 * most else most / 2 end
  from one join directory.service s on s.partnership_id = here and s.id = one.id and s.status in ('active', 'temporarily closed')
  left join lateral (select p.n, geography.distance_km(lat, lon, p.at[1], p.at[0]) as km from unnest(s.place_points) with ordinality as p(at, n)
    where lat is not null and p.at is not null order by 2 limit 1) nearest on true;
end $$;
revoke all on function directory.find_within from public;

-- The same, near first: with `enough` of them in the squares around, nobody needs those further away.
create function directory.find(asked jsonb, enough int) returns setof directory.found
  language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  around int[] := directory.cells_around((asked->>'latitude')::double precision, (asked->>'longitude')::double precision);
  near directory.found[];
begin
  if around is not null then
    near := array(select f from directory.find_within(asked, around) f);
    if cardinality(near) >= enough then
      return query select n.* from unnest(near) n;
      return;
    end if;
  end if;
  return query select * from directory.find_within(asked, null);
end $$;
revoke all on function directory.find from public;
grant execute on function directory.find to trellis_app;

-- Names spelt nearly so: the threshold is that of word_similarity; 0.45 takes "bereevment" for "Bereavement" and leaves words of
-- four letters alone that share two.
create function directory.nearly_named(words text, latitude double precision, longitude double precision) returns setof directory.found
  language plpgsql stable security definer set search_path = pg_catalog, public set pg_trgm.word_similarity_threshold = 0.45 as $$ begin
  return query select s.id, word_similarity(words, s.name)::double precision, '{}'::text[],
      case when s.place_points[1] is not null then geography.distance_km(latitude, longitude, (s.place_points[1])[1], (s.place_points[1])[0]) end, 1, s.name, false
    from directory.service s where words <% s.name and s.partnership_id = access.partnership() and s.status in ('active', 'temporarily closed');
end $$;
revoke all on function directory.nearly_named from public;
grant execute on function directory.nearly_named to trellis_app;

-- Those of the words that some listing here has.
create function directory.known_words(words text[]) returns setof text language plpgsql stable security definer set search_path = pg_catalog, public as $$ begin
  return query select w from unnest(words) w where exists (select from directory.service s where s.search @@ plainto_tsquery('directory.words', w) and s.partnership_id = access.partnership());
end $$;
revoke all on function directory.known_words from public;
grant execute on function directory.known_words to trellis_app;

-- What is left of a fit for whom a service is meant: all of it where nobody is shut out; more where the words name those it is
-- meant for; for each kind of marks (age, sex, culture ...) that the words do not name, the smallest share of that kind.
create function directory.meant_for(marks text[], standing real, said text[], kinds jsonb) returns double precision language sql immutable parallel safe
  return case when not marks && said then standing else
    (select coalesce(exp(sum(ln(case when k.named then 1.2 else k.share end))), 1)
      from (select kinds->mark->>0 as kind, bool_or(mark = any (said)) as named, min((kinds->mark->>1)::double precision) as share
        from unnest(marks) mark where kinds ? mark group by 1) k) end;
