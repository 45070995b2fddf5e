-- Two referrals a person, and what became of them: the last day and a half waits, 25 days are under way, the rest is over.
create temp table request as
  select *, pg_temp.id(received_at, 32, n * 2 + k) as referral_id, pg_temp.id(received_at, 33, n * 2 + k) as episode_id,
    row_number() over (order by received_at)::int as number,
    case when received_at > now() - interval '36 hours' then 'received'
      when received_at > now() - interval '6 days' and n % 12 = 0 then 'questioned'
      when n * 31 % 100 < 88 then 'accepted' when n * 31 % 100 < 95 then 'declined' else 'withdrawn' end as status,
    case when received_at < now() - interval '25 days' then 'closed'
      else (array['waiting', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'paused'])[1 + n % 10] end as episode_status
  from (select *, 0 as k, registered_at as received_at from someone union all
    select *, 1, registered_at + 0.6 * (now() - registered_at) from someone) two;
create index on request (number);
analyze request;

insert into referrals.referral (partnership_id, id, reference, person_id, team_id, status, version, received_at, came_by, referrer_kind, referrer_name,
    referrer_role, referrer_agency, referrer_organisation_id, referrer_organisation_name, referrer_telephone, referrer_email, reasons, reason_text,
    no_known_risks, consent_sharing, consent_by, tell_practice, owner_account_id, next_date, details)
  select partnership_id, referral_id, 'B' || to_char(number, 'FM0000000'), id, team_id, status, case when status = 'received' then 1 else 2 end, received_at, 'api',
    'professional', 'Dr Asha Patel', 'GP', 'general_practice', practice_id, practice_name, '01632960000', 'a.patel@example.org',
    array[(array['loneliness', 'money', 'housing', 'low-mood'])[1 + n % 4]], 'Has seen nobody but the postman since the spring, and would like company on a weekday.',
    true, 'given', 'person', true, case when status = 'received' then null else worker_id end, (received_at + interval '1 day')::date,
    jsonb_build_object('person', jsonb_build_object('given_name', 'Given ' || n, 'family_name', 'Family ' || n, 'birth_date', '1950-01-02', 'practice_code', practice_code))
  from request;
insert into referrals.acceptance select partnership_id, referral_id, worker_id, received_at + interval '20 hours', (received_at + interval '8 days')::date
  from request where status = 'accepted';
insert into referrals.decline (partnership_id, referral_id, declined_by, declined_at, reason, better_text)
  select partnership_id, referral_id, worker_id, received_at + interval '20 hours', 'outside_area', 'The team of the next town' from request where status = 'declined';
insert into referrals.withdrawal (partnership_id, referral_id, by_kind, withdrawn_at)
  select partnership_id, referral_id, 'referrer', received_at + interval '20 hours' from request where status = 'withdrawn';
insert into referrals.question (partnership_id, id, referral_id, asked_by, asked_at, question)
  select partnership_id, pg_temp.id(received_at, 34, number), referral_id, worker_id, received_at + interval '20 hours', 'Do they have stairs at home?' from request where status = 'questioned';
insert into tasks.task (partnership_id, id, kind, about, about_id, person_id, organisation_id, team_id, role, status, made_at, due_at, escalate_at, escalate_to, ended_at)
  select partnership_id, pg_temp.id(received_at, 35, number), 'answer-referral', 'referral', referral_id, id, team_organisation_id, team_id, 'team_manager',
    case when status = 'received' then 'open' else 'done' end, received_at, received_at + interval '1 day', received_at + interval '5 days', 'administrator',
    case when status <> 'received' then received_at + interval '20 hours' end
  from request;
insert into messages.message (partnership_id, id, organisation_id, team_id, template, channel, recipient_kind, recipient_name, address, person_id, about_kind,
    about_id, subject, body, neutral, status, status_at, attempts, next_try_at, created_at)
  select partnership_id, pg_temp.id(received_at, 36, number), team_organisation_id, team_id, 'referral-received-referrer', 'email', 'referrer', 'Dr Asha Patel',
    'a.patel@example.org', id, 'referral', referral_id, 'We have your referral', repeat('Thank you for writing to us. Somebody of the team will read it soon. ', 8), false,
    'sent', received_at, 1, received_at, received_at
  from request;
