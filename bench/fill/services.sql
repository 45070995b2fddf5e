-- Services at 4,000 places: names and descriptions put together from parts, so that some words are in a third of them, most
-- in a few in a hundred, and "accordion" in one of 5,000.
create temp table source as select partnership_id, id from directory.source limit 1;
create temp table provider as select *, row_number() over (order by id)::int - 1 as number, count(*) over ()::int as of from directory.provider;
create temp table middle as select avg(latitude) as latitude, avg(longitude) as longitude from directory.location;

insert into directory.location (partnership_id, id, source_id, source_record, name, address_1, city, postal_code, country, latitude, longitude, step_free, toilet)
  select s.partnership_id, pg_temp.id(now(), 64, n), s.id, 'bench-place-' || n, (array['Chapel', 'Mill', 'Station', 'Garden', 'Market', 'Canal', 'School', 'Park'])[1 + n % 8] || ' Hall ' || n,
    n || ' Chapel Lane', 'Anytown', 'ZZ1 1AA', 'GB', m.latitude + ((n * 37 % 1000) - 500) * 0.0008, m.longitude + ((n * 91 % 1000) - 500) * 0.0012, (array['yes', 'partly', 'no'])[1 + n % 3], n % 2 = 0
  from source s, middle m, generate_series(1, 4000) n;

create temp table listing as
  select n, pg_temp.id(now(), 65, n) as id, p.partnership_id, p.id as provider_id,
    (array['Singing', 'Walking', 'Gardening', 'Cooking', 'Mending', 'Painting', 'Chess', 'Reading', 'Swimming', 'Dancing', 'Knitting', 'Fishing', 'Poetry', 'Cycling', 'Bowls',
      'Photography', 'Woodwork', 'Pottery', 'Tai chi', 'Yoga', 'Football', 'Debt advice', 'Benefits advice', 'Housing advice', 'Bereavement support', 'Carers support',
      'Memory cafe', 'Befriending', 'Digital skills', 'English conversation', 'Food pantry', 'Warm space', 'Men''s shed', 'Parent and baby', 'Stroke recovery', 'Quiz', 'Bingo',
      'Drama', 'Choir', 'Lunch'])[1 + n * 7 % 40] as activity,
    (array['group', 'club', 'group', 'circle', 'group', 'morning', 'drop-in', 'group', 'afternoon', 'class', 'group', 'table'])[1 + n % 12] as kind,
    (array['Abbots', 'Birch', 'Clay', 'Dale', 'East', 'Friars', 'Gallows', 'High', 'Iron', 'Jubilee', 'Kings', 'Long', 'Moor', 'North', 'Old', 'Priory', 'Quarry', 'Red', 'South', 'Temple'])[1 + n / 40 % 20]
      || (array['field', 'gate', 'hill', 'brook', 'wood', 'bank', 'cross', 'green', 'side', 'well'])[1 + n / 800 % 10] as place,
    array[(array['loneliness', 'nature', 'food', 'money', 'housing', 'low-mood', 'moving-more', 'bereavement', 'caring', 'digital', 'memory', 'learning'])[1 + n % 12],
      (array['loneliness', 'arts-and-making', 'worry', 'family', 'newcomers'])[1 + n % 5]] as needs
  from generate_series(1, current_setting('bench.services')::int) n join provider p on p.number = n % p.of;

insert into directory.service (partnership_id, id, source_id, source_record, provider_id, name, summary, description, status, email, who_for, join_way, fees, cost_kind, modes, needs,
    search_words, assured_on, checked_on, fingerprint, place_ids)
  select l.partnership_id, l.id, s.id, 'bench-' || n, provider_id, place || ' ' || activity || ' ' || kind,
    format('%s in %s, for anyone who would like company.', activity, place),
    format(E'We meet at the hall in %s and start with a cup of tea. %s is what we do, and nobody has to be good at it.\n\n%s %s\n\nCome as you are, bring a friend if you like.%s', place, activity,
      (array['Bring nothing but yourself.', 'There is a small charge for the room.', 'Ring first and somebody will meet you at the door.', 'Volunteers drive people who live further out.'])[1 + n % 4],
      (array['Carers are welcome to stay.', 'The hall has a ramp and a hearing loop.', 'We stop in August.', 'Some of us come for the biscuits.', 'There is a bus every half hour.'])[1 + n % 5],
      case when n % 5000 = 17 then ' An accordion plays.' else '' end),
    'active', 'hello@example.org', 'Adults of any age', (array['drop in', 'ring first', 'self', 'link worker'])[1 + n % 4], null, (array['free', 'free', 'donation', 'paid'])[1 + n % 4],
    (array['{in person}', '{in person}', '{in person}', '{online}', '{telephone}'])[1 + n % 5]::text[], needs, '', (now() - n % 300 * interval '1 day')::date, (now() - n % 300 * interval '1 day')::date, md5(n::text), array[pg_temp.id(now(), 64, 1 + n % 4000)]
  from listing l, source s;
insert into directory.service_location (partnership_id, service_id, location_id, position)
  select partnership_id, id, pg_temp.id(now(), 64, 1 + n % 4000), 0 from listing;
insert into directory.schedule (partnership_id, id, service_id, position, freq, byday, opens_at, closes_at)
  select partnership_id, pg_temp.id(now(), 66, n), id, 0, 'WEEKLY', (array['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])[1 + n % 7], '10:00', '12:00' from listing;
insert into directory.telephone (partnership_id, id, service_id, position, number)
  select partnership_id, pg_temp.id(now(), 67, n), id, 0, '01632 960' || lpad((n % 1000)::text, 3, '0') from listing;
insert into directory.capacity_statement (partnership_id, id, service_id, state, places, confirmed_on, confirm_by, source_id)
  select l.partnership_id, pg_temp.id(now(), 68, n), l.id, (array['open', 'limited', 'waiting list', 'full'])[1 + n % 4], n % 5, (now() - n % 60 * interval '1 day')::date, (now() + (30 - n % 60) * interval '1 day')::date, s.id
  from listing l, source s where n % 2 = 0;
