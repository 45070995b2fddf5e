-- People and why who may see them. Nine in ten belong to the first partnership. Names are put together from syllables.
create temp table someone as
  select one.n, pg_temp.id(registered_at, 16, one.n) as id, registered_at, t.partnership_id, t.id as team_id, t.organisation_id as team_organisation_id,
    w.account_id as worker_id, p.id as practice_id, p.ods_code as practice_code, p.name as practice_name
  from (select n, now() - (current_setting('bench.people')::int - n) * (interval '730 days' / current_setting('bench.people')::int) as registered_at,
      case when n % 10 = 0 then current_setting('bench.elsewhere') else current_setting('bench.here') end::uuid as partnership_id
    from generate_series(1, current_setting('bench.people')::int) n) one
  join team t on t.partnership_id = one.partnership_id and t.n = (one.n / 10) % 12
  join worker w on w.partnership_id = t.partnership_id and w.team_id = t.id and w.n = (one.n / 120) % w.of
  join practice p on p.partnership_id = t.partnership_id and p.n = (one.n / 7) % p.of;
create index on someone (n);
analyze someone;

insert into people.person (partnership_id, id, given_name, family_name, birth_date, nhs_number, nhs_number_index, nhs_number_status, practice_code,
    address_lines, postcode, telephone, email, preferred_contact, safe_voicemail, registered_at)
  select s.partnership_id, s.id,
    (array['Ada', 'Beth', 'Carl', 'Dina', 'Emil', 'Fay', 'Gita', 'Hugh', 'Ines', 'Jack', 'Kofi', 'Lena', 'Musa', 'Nora', 'Omar', 'Pia',
      'Quin', 'Rosa', 'Sam', 'Tess', 'Uma', 'Vera', 'Will', 'Xena', 'Yusuf', 'Zoe', 'Grace', 'Iain', 'Mei', 'Ravi'])[1 + n % 30],
    (array['Ash', 'Bram', 'Cold', 'Dun', 'El', 'Fern', 'Glen', 'Hart', 'Ing', 'Kel', 'Lang', 'Mar', 'Nor', 'Oak', 'Pem', 'Rad', 'Sel', 'Thorn', 'Wel', 'Yar'])[1 + (n / 30) % 20]
      || (array['bourne', 'by', 'combe', 'den', 'ford', 'gate', 'ham', 'hurst', 'ley', 'low', 'mere', 'ney', 'ridge', 'set', 'shaw', 'stead', 'ton', 'ville', 'wick', 'worth'])[1 + (n / 600) % 20],
    date '1931-01-01' + n * 7919 % 27000, number.secret, number.index, 'untraced', s.practice_code,
    array[(1 + n % 180) || ' Orchard Street'], 'ZZ1 1AA', '07700900' || lpad(((n * 3 + n / 1000) % 1000)::text, 3, '0'),
    case when n % 3 = 0 then format('person-%s@example.org', n) end, (array['telephone', 'text', 'email', 'post'])[1 + n % 4], n % 2 = 0, s.registered_at
  from someone s join number using (n);

insert into people.involvement (partnership_id, person_id, organisation_id, team_id, reason, since)
  select partnership_id, id, team_organisation_id, team_id, 'team', registered_at from someone union all
  select partnership_id, id, practice_id, null, 'referrer', registered_at from someone union all
  select partnership_id, id, practice_id, null, 'practice', registered_at from someone;
insert into people.consent (partnership_id, id, person_id, subject, answer, given_by, wording_version, given_at)
  select partnership_id, pg_temp.id(registered_at, 17, n), id, 'sharing', 'given', 'person', '2026-11', registered_at from someone union all
  select partnership_id, pg_temp.id(registered_at, 18, n), id, 'telling-practice', 'given', 'person', '2026-11', registered_at from someone;
