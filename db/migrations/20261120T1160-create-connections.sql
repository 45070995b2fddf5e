-- Connections: linking a person to a service of a group as part of their plan. Each step is a row of fact; the status beside it
-- is written by the same use case and guarded by a trigger. A group sees its own connection through one function only, with the
-- fields that the person chose: never the need, the plan, or anything that was not ticked.
create schema connections;
grant usage on schema connections to trellis_app, trellis_report;

create table connections.connection (
  partnership_id  uuid         not null,
  id              uuid         not null,
  episode_id      uuid         not null,
  person_id       uuid         not null,
  team_id         uuid         not null,
  service_id      uuid         not null,
  provider_id     uuid,
  need            text         not null,
  area            text,
  status          text         not null default 'proposed',
  version         int          not null default 1,
  proposed_by     uuid         not null,
  proposed_at     timestamptz  not null,
  shared          text[]       not null default '{}',
  helps           text,
  wording         text,
  constraint connection_pkey primary key (partnership_id, id),
  constraint connection_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint connection_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint connection_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint connection_to_service foreign key (partnership_id, service_id) references directory.service (partnership_id, id),
  constraint connection_to_provider foreign key (partnership_id, provider_id) references directory.provider (partnership_id, id),
  constraint connection_by_account foreign key (partnership_id, proposed_by) references access.account (partnership_id, id),
  constraint connection_status_known check (status in ('proposed', 'agreed', 'offered', 'accepted', 'waitlisted', 'declined', 'unanswered',
    'withdrawn', 'started', 'ended')),
  constraint connection_need_plain check (need ~ '^[a-z-]+$'),
  constraint connection_area_plain check (area ~ '^[A-Z]{1,2}[0-9][A-Z0-9]?$'),
  constraint connection_shared_known check (shared <@ array['name', 'contact', 'access-needs', 'helps']),
  constraint connection_helps_shared_whole check (('helps' = any (shared)) = (helps is not null)),
  -- Nothing leaves for a group before the person agreed, in words that were kept.
  constraint connection_agreed_first check (status in ('proposed', 'withdrawn') or wording is not null)
);
create unique index connection_open_once on connections.connection (partnership_id, person_id, team_id, service_id)
  where status in ('proposed', 'agreed', 'offered', 'waitlisted', 'accepted', 'started');
create index connection_of_episode_index on connections.connection (partnership_id, episode_id);
create index connection_of_person_index on connections.connection (partnership_id, person_id);
create index connection_of_service_index on connections.connection (partnership_id, service_id, status);
create index connection_of_provider_index on connections.connection (partnership_id, provider_id, status);
comment on table connections.connection is 'Linking a person to a service as part of their plan: the social prescription.';
comment on column connections.connection.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.connection.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column connections.connection.episode_id is 'purpose: the work it is part of; sensitivity: care; retention: episode';
comment on column connections.connection.person_id is 'purpose: who goes; sensitivity: care; retention: episode';
comment on column connections.connection.team_id is 'purpose: whose work it is, who may see it; sensitivity: care; retention: episode';
comment on column connections.connection.service_id is 'purpose: where to; sensitivity: care; retention: episode';
comment on column connections.connection.provider_id is 'purpose: whose service it is, who answers; sensitivity: care; retention: episode';
comment on column connections.connection.need is 'purpose: what for, as a code; counted when nobody can take them; sensitivity: care; retention: episode';
comment on column connections.connection.area is 'purpose: postcode district, counted when nobody can take them; none for restricted people; sensitivity: personal; retention: episode';
comment on column connections.connection.status is 'purpose: where it stands; sensitivity: care; retention: episode';
comment on column connections.connection.version is 'purpose: stale changes are refused; sensitivity: internal; retention: episode';
comment on column connections.connection.proposed_by is 'purpose: who thought of it; sensitivity: staff; retention: episode';
comment on column connections.connection.proposed_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column connections.connection.shared is 'purpose: which fields the person agreed that the group may see; sensitivity: care; retention: episode';
comment on column connections.connection.helps is 'purpose: what helps them feel welcome, in words for the group; sensitivity: special; retention: episode';
comment on column connections.connection.wording is 'purpose: which words they agreed to; sensitivity: internal; retention: episode';

-- Generated from MOVES in src/care/connections/connection.rules.ts; a test compares.
create trigger move_allowed before update of status on connections.connection for each row when (old.status is distinct from new.status
  and (old.status, new.status) not in (('proposed', 'agreed'), ('proposed', 'withdrawn'), ('agreed', 'offered'), ('agreed', 'withdrawn'),
    ('offered', 'accepted'), ('offered', 'waitlisted'), ('offered', 'declined'), ('offered', 'unanswered'), ('offered', 'withdrawn'),
    ('waitlisted', 'accepted'), ('waitlisted', 'declined'), ('waitlisted', 'withdrawn'), ('accepted', 'started'), ('accepted', 'withdrawn'),
    ('started', 'ended')))
  execute function access.refuse_move('connection');
create function connections.refuse_start() returns trigger language plpgsql as $$ begin
  raise exception 'a connection starts as proposed, not as %', new.status using errcode = '23514', constraint = 'connection_starts_proposed';
end $$;
create trigger starts_proposed before insert on connections.connection for each row when (new.status <> 'proposed') execute function connections.refuse_start();

create table connections.agreement (
  partnership_id  uuid         not null,
  connection_id   uuid         not null,
  agreed_by       text         not null,
  recorded_by     uuid         not null,
  agreed_at       timestamptz  not null,
  consent_id      uuid         not null,
  constraint agreement_pkey primary key (partnership_id, consent_id),
  constraint agreement_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint agreement_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint agreement_consent foreign key (partnership_id, consent_id) references people.consent (partnership_id, id),
  constraint agreement_by_known check (agreed_by in ('person', 'attorney', 'deputy'))
);
create index agreement_in_order on connections.agreement (partnership_id, connection_id, agreed_at);
comment on table connections.agreement is 'The person agreed to go there, and to what the group may see; the newest row counts.';
comment on column connections.agreement.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.agreement.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.agreement.agreed_by is 'purpose: the person, or whoever may decide for them; sensitivity: care; retention: episode';
comment on column connections.agreement.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column connections.agreement.agreed_at is 'purpose: when; sensitivity: care; retention: episode';
comment on column connections.agreement.consent_id is 'purpose: the consent that lets it leave; sensitivity: internal; retention: episode';

create table connections.offer (
  partnership_id  uuid         not null,
  connection_id   uuid         not null,
  offered_by      uuid         not null,
  offered_at      timestamptz  not null,
  channel         text         not null,
  note            text,
  answer_by       date         not null,
  nudge_at        timestamptz  not null,
  escalate_at     timestamptz  not null,
  nudged_at       timestamptz,
  escalated_at    timestamptz,
  constraint offer_pkey primary key (partnership_id, connection_id),
  constraint offer_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint offer_by_account foreign key (partnership_id, offered_by) references access.account (partnership_id, id),
  constraint offer_channel_known check (channel in ('email', 'telephone')),
  constraint offer_nudged_before_escalated check (nudge_at < escalate_at)
);
create index offer_to_nudge on connections.offer (nudge_at) where nudged_at is null;
create index offer_to_escalate on connections.offer (escalate_at) where escalated_at is null;
comment on table connections.offer is 'The group was asked to take them, and when silence is followed up.';
comment on column connections.offer.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.offer.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.offer.offered_by is 'purpose: who asked; sensitivity: staff; retention: episode';
comment on column connections.offer.offered_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column connections.offer.channel is 'purpose: by which way; sensitivity: internal; retention: episode';
comment on column connections.offer.note is 'purpose: the worker''s own words to the group; sensitivity: care; retention: episode';
comment on column connections.offer.answer_by is 'purpose: by when the group was asked to answer; sensitivity: internal; retention: episode';
comment on column connections.offer.nudge_at is 'purpose: when silence is asked about again; sensitivity: internal; retention: episode';
comment on column connections.offer.escalate_at is 'purpose: when silence becomes a task; sensitivity: internal; retention: episode';
comment on column connections.offer.nudged_at is 'purpose: asked again, once; sensitivity: internal; retention: episode';
comment on column connections.offer.escalated_at is 'purpose: made a task, once; sensitivity: internal; retention: episode';

create table connections.answer (
  partnership_id  uuid         not null,
  id              uuid         not null,
  connection_id   uuid         not null,
  answer          text         not null,
  reason          text,
  words           text,
  came_by         text         not null,
  recorded_by     uuid,
  answered_at     timestamptz  not null,
  need            text         not null default '',
  area            text,
  told_at         timestamptz,
  constraint answer_pkey primary key (partnership_id, id),
  constraint answer_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint answer_once unique (partnership_id, connection_id, answer),
  constraint answer_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint answer_need_noted check (need <> ''),
  constraint answer_known check (answer in ('accepted', 'waitlisted', 'declined')),
  constraint answer_came_by_known check (came_by in ('link', 'telephone')),
  constraint answer_no_says_why check ((answer = 'declined') = (reason is not null)),
  constraint answer_by_telephone_recorded check ((came_by = 'telephone') = (recorded_by is not null))
);
create index answer_untold on connections.answer (answered_at) where told_at is null;
comment on table connections.answer is 'What the group said: yes, waiting list, or no and why.';
comment on column connections.answer.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.answer.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column connections.answer.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.answer.answer is 'purpose: accepted, waitlisted or declined; sensitivity: care; retention: episode';
comment on column connections.answer.reason is 'purpose: why not, as a code; sensitivity: care; retention: episode';
comment on column connections.answer.words is 'purpose: what the group added; sensitivity: special; retention: episode';
comment on column connections.answer.came_by is 'purpose: by the link or on the telephone; sensitivity: internal; retention: episode';
comment on column connections.answer.recorded_by is 'purpose: who wrote down what was said on the telephone; sensitivity: staff; retention: episode';
comment on column connections.answer.answered_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column connections.answer.need is 'purpose: unmet need, counted without the person; sensitivity: care; retention: episode';
comment on column connections.answer.area is 'purpose: unmet need by postcode district; sensitivity: personal; retention: episode';
comment on column connections.answer.told_at is 'purpose: the person was told, once; sensitivity: internal; retention: episode';

create table connections.silence (
  partnership_id  uuid         not null,
  connection_id   uuid         not null,
  recorded_by     uuid         not null,
  recorded_at     timestamptz  not null,
  need            text         not null default '',
  area            text,
  constraint silence_pkey primary key (partnership_id, connection_id),
  constraint silence_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint silence_need_noted check (need <> ''),
  constraint silence_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id)
);
comment on table connections.silence is 'The group never answered, and the worker looks for another.';
comment on column connections.silence.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.silence.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.silence.recorded_by is 'purpose: who gave up waiting; sensitivity: staff; retention: episode';
comment on column connections.silence.recorded_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column connections.silence.need is 'purpose: unmet need, counted without the person; sensitivity: care; retention: episode';
comment on column connections.silence.area is 'purpose: unmet need by postcode district; sensitivity: personal; retention: episode';

create table connections.withdrawal (
  partnership_id  uuid         not null,
  connection_id   uuid         not null,
  by_kind         text         not null,
  recorded_by     uuid,
  withdrawn_at    timestamptz  not null,
  reason          text         not null,
  words           text,
  told_at         timestamptz,
  constraint withdrawal_pkey primary key (partnership_id, connection_id),
  constraint withdrawal_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint withdrawal_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint withdrawal_by_known check (by_kind in ('team', 'provider')),
  constraint withdrawal_of_team_recorded check ((by_kind = 'team') = (recorded_by is not null))
);
comment on table connections.withdrawal is 'It was taken back before they went there.';
comment on column connections.withdrawal.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.withdrawal.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.withdrawal.by_kind is 'purpose: by the team (for the person) or by the group; sensitivity: care; retention: episode';
comment on column connections.withdrawal.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column connections.withdrawal.withdrawn_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column connections.withdrawal.reason is 'purpose: why, as a code; sensitivity: care; retention: episode';
comment on column connections.withdrawal.words is 'purpose: why, in words, for the team; sensitivity: special; retention: episode';
comment on column connections.withdrawal.told_at is 'purpose: the person was told, once; sensitivity: internal; retention: episode';
create index withdrawal_untold on connections.withdrawal (withdrawn_at) where told_at is null;

create table connections.first_visit (
  partnership_id  uuid         not null,
  id              uuid         not null,
  connection_id   uuid         not null,
  visit_on        date         not null,
  met_by          text,
  came_by         text         not null,
  recorded_by     uuid,
  recorded_at     timestamptz  not null,
  told_at         timestamptz,
  constraint first_visit_pkey primary key (partnership_id, id),
  constraint first_visit_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint first_visit_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint first_visit_came_by_known check (came_by in ('link', 'team'))
);
create index first_visit_in_order on connections.first_visit (partnership_id, connection_id, recorded_at);
create index first_visit_untold on connections.first_visit (recorded_at) where told_at is null;
comment on table connections.first_visit is 'When they come for the first time and who meets them; the newest row counts.';
comment on column connections.first_visit.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.first_visit.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column connections.first_visit.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.first_visit.visit_on is 'purpose: the day; sensitivity: care; retention: episode';
comment on column connections.first_visit.met_by is 'purpose: who meets them at the door; sensitivity: personal; retention: episode';
comment on column connections.first_visit.came_by is 'purpose: said by the group''s link or by the team; sensitivity: internal; retention: episode';
comment on column connections.first_visit.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column connections.first_visit.recorded_at is 'purpose: the newest counts; sensitivity: internal; retention: episode';
comment on column connections.first_visit.told_at is 'purpose: the person was told, once; sensitivity: internal; retention: episode';

create table connections.attendance (
  partnership_id  uuid         not null,
  id              uuid         not null,
  connection_id   uuid         not null,
  session_on      date         not null,
  came            boolean      not null,
  reason          text,
  came_by         text         not null,
  recorded_by     uuid,
  recorded_at     timestamptz  not null,
  constraint attendance_pkey primary key (partnership_id, id),
  constraint attendance_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint attendance_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint attendance_came_by_known check (came_by in ('link', 'team')),
  constraint attendance_not_in_future check (session_on <= (recorded_at at time zone 'Europe/London')::date),
  constraint attendance_reason_when_away check (not came or reason is null)
);
create index attendance_in_order on connections.attendance (partnership_id, connection_id, session_on, recorded_at);
comment on table connections.attendance is 'Whether they came to a session; the newest row for a day counts.';
comment on column connections.attendance.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.attendance.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column connections.attendance.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.attendance.session_on is 'purpose: which session; sensitivity: care; retention: episode';
comment on column connections.attendance.came is 'purpose: came, or did not come this time; sensitivity: care; retention: episode';
comment on column connections.attendance.reason is 'purpose: why they did not come, in words; sensitivity: special; retention: episode';
comment on column connections.attendance.came_by is 'purpose: said by the group''s link or by the team; sensitivity: internal; retention: episode';
comment on column connections.attendance.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column connections.attendance.recorded_at is 'purpose: the newest counts; sensitivity: internal; retention: episode';

create table connections.ending (
  partnership_id  uuid         not null,
  connection_id   uuid         not null,
  reason          text         not null,
  words           text,
  came_by         text         not null,
  recorded_by     uuid,
  ended_at        timestamptz  not null,
  constraint ending_pkey primary key (partnership_id, connection_id),
  constraint ending_of_connection foreign key (partnership_id, connection_id) references connections.connection (partnership_id, id),
  constraint ending_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint ending_came_by_known check (came_by in ('link', 'team'))
);
comment on table connections.ending is 'They do not go there any more: why, and how it went.';
comment on column connections.ending.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column connections.ending.connection_id is 'purpose: which connection; sensitivity: internal; retention: episode';
comment on column connections.ending.reason is 'purpose: why, as a code; sensitivity: care; retention: episode';
comment on column connections.ending.words is 'purpose: how it went; sensitivity: special; retention: episode';
comment on column connections.ending.came_by is 'purpose: said by the group''s link or by the team; sensitivity: internal; retention: episode';
comment on column connections.ending.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column connections.ending.ended_at is 'purpose: when; sensitivity: internal; retention: episode';

-- A lack is counted by need and area: taken from the connection itself, so that whoever answers need not know them.
create function connections.note_lack() returns trigger language plpgsql security definer set search_path = pg_catalog as $$ begin
  select c.need, c.area into new.need, new.area from connections.connection c
    where c.partnership_id = new.partnership_id and c.id = new.connection_id;
  return new;
end $$;
revoke all on function connections.note_lack from public;
create trigger note_lack before insert on connections.answer for each row execute function connections.note_lack();
create trigger note_lack before insert on connections.silence for each row execute function connections.note_lack();

-- The team's own; the person's own; jobs. No group and no link reads this table: only what for_provider gives them.
alter table connections.connection enable row level security;
alter table connections.connection force row level security;
create policy owner_all on connections.connection to trellis_owner using (true) with check (true);
create policy made_here on connections.connection for insert to trellis_app with check (
  partnership_id = (select access.partnership()) and (team_id = (select access.team()) or (select access.kind()) = 'job'));
create policy seen on connections.connection for select to trellis_app using (partnership_id = (select access.partnership()) and (
  team_id = (select access.team()) or ((select access.kind()) = 'person' and person_id = (select access.actor())) or (select access.kind()) = 'job'));
create policy changed on connections.connection for update to trellis_app
  using (partnership_id = (select access.partnership()) and (team_id = (select access.team()) or (select access.kind()) = 'job'))
  with check (partnership_id = (select access.partnership()));
grant select, insert, update (status, version, shared, helps, wording) on connections.connection to trellis_app;
create policy report_reads on connections.connection for select to trellis_report using (partnership_id = (select access.partnership()));
grant select (partnership_id, id, team_id, service_id, provider_id, need, area, status, proposed_at) on connections.connection to trellis_report;

-- Whether the caller is the group of a connection: the holder of its link, or an account of the organisation that was offered it.
create function connections.is_own(_id uuid) returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select (access.kind() = 'link' and access.record() = _id and exists (select from connections.connection c
      where c.partnership_id = access.partnership() and c.id = _id))
    or (access.kind() = 'account' and access.has_role('provider') and exists (
      select from connections.connection c join people.involvement i on i.partnership_id = c.partnership_id and i.person_id = c.person_id
        and i.organisation_id = c.provider_id and i.reason = 'provider' and (i.until is null or i.until > now())
      where c.partnership_id = access.partnership() and c.id = _id and c.provider_id = access.organisation()
        and c.status not in ('proposed', 'agreed'))) $$;

-- The facts are seen by whoever sees the connection, and written by them or by the group.
do $$ declare fact text; begin
  foreach fact in array array['agreement', 'offer', 'answer', 'silence', 'withdrawal', 'first_visit', 'attendance', 'ending'] loop
    execute format('alter table connections.%I enable row level security', fact);
    execute format('alter table connections.%I force row level security', fact);
    execute format('create policy owner_all on connections.%I to trellis_owner using (true) with check (true)', fact);
    execute format('create policy seen on connections.%I for select to trellis_app using (partnership_id = (select access.partnership())
      and exists (select from connections.connection c where c.partnership_id = %I.partnership_id and c.id = %I.connection_id))', fact, fact, fact);
    execute format('create policy made_here on connections.%I for insert to trellis_app with check (partnership_id = (select access.partnership())
      and (exists (select from connections.connection c where c.partnership_id = %I.partnership_id and c.id = %I.connection_id)%s))', fact, fact, fact,
      case when fact in ('answer', 'withdrawal', 'first_visit', 'attendance', 'ending') then ' or connections.is_own(connection_id)' else '' end);
    execute format('grant select, insert on connections.%I to trellis_app', fact);
  end loop;
  -- Following up silence and telling the person happen once; everything else of a fact stays as it was written.
  foreach fact in array array['offer', 'answer', 'first_visit', 'withdrawal'] loop
    execute format('create policy followed_up on connections.%I for update to trellis_app using (partnership_id = (select access.partnership())
      and exists (select from connections.connection c where c.partnership_id = %I.partnership_id and c.id = %I.connection_id))
      with check (partnership_id = (select access.partnership()))', fact, fact, fact);
  end loop;
end $$;
grant update (nudged_at, escalated_at) on connections.offer to trellis_app;
grant update (told_at) on connections.answer, connections.first_visit, connections.withdrawal to trellis_app;
create policy report_reads on connections.answer for select to trellis_report using (partnership_id = (select access.partnership()));
grant select (partnership_id, connection_id, answer, reason, answered_at, need, area) on connections.answer to trellis_report;
create policy report_reads on connections.silence for select to trellis_report using (partnership_id = (select access.partnership()));
grant select on connections.silence to trellis_report;

-- What a group may see of its own connection: what was ticked, while it has to do with them and their consent stands, and how it
-- stands. Nothing before it was offered. A restricted person's way of contact never leaves. person_id is for the journal, not for the page.
create function connections.for_provider(_id uuid) returns table (id uuid, person_id uuid, service_id uuid, team_id uuid, worker_account_id uuid, status text,
    name text, contact jsonb, access_needs text[], helps text, answer_by date, first_visit_on date, met_by text, attendance jsonb)
  language sql stable security definer set search_path = pg_catalog as $$
  select c.id, c.person_id, c.service_id, c.team_id, e.worker_account_id, c.status,
    case when c.shared @> '{name}' and going.on then coalesce(p.preferred_name, p.given_name) || ' ' || p.family_name end,
    case when c.shared @> '{contact}' and going.on and not p.restricted then jsonb_build_object('telephone', p.telephone, 'email', p.email,
      'preferred', p.preferred_contact, 'voicemail', p.safe_voicemail, 'hours', p.safe_hours, 'neutral', p.neutral_sender,
      'noTelephone', p.access_needs @> '{no-telephone}') end,
    case when c.shared @> '{access-needs}' and going.on then p.access_needs end,
    case when going.on then c.helps end,
    o.answer_by, v.visit_on, v.met_by,
    (select coalesce(jsonb_agg(jsonb_build_object('on', a.session_on, 'came', a.came) order by a.session_on desc), '[]') from (
      select distinct on (session_on) session_on, came from connections.attendance
      where partnership_id = c.partnership_id and connection_id = c.id order by session_on, recorded_at desc) a)
  from connections.connection c
  join people.person p on p.partnership_id = c.partnership_id and p.id = c.person_id
  join support.episode e on e.partnership_id = c.partnership_id and e.id = c.episode_id
  join connections.offer o on o.partnership_id = c.partnership_id and o.connection_id = c.id
  cross join lateral (select c.status in ('offered', 'waitlisted', 'accepted', 'started') and p.deceased_on is null
    and exists (select from connections.agreement a join people.consent k on k.partnership_id = a.partnership_id and k.id = a.consent_id
      where a.partnership_id = c.partnership_id and a.connection_id = c.id and k.withdrawn_at is null) as on) going
  left join lateral (select visit_on, met_by from connections.first_visit
    where partnership_id = c.partnership_id and connection_id = c.id order by recorded_at desc limit 1) v on true
  where c.partnership_id = access.partnership() and c.id = _id and connections.is_own(_id) $$;

-- A group answers for its own connection: it is held until the end of the transaction, and then moved. Two who press at once: the second
-- sees what the first did. The moves themselves are guarded by the trigger; the team's own moves are not the group's.
create function connections.lock_for_provider(_id uuid)
  returns table (id uuid, person_id uuid, episode_id uuid, team_id uuid, organisation_id uuid, worker_account_id uuid, service_id uuid,
    provider_id uuid, status text, version int)
  language sql volatile security definer set search_path = pg_catalog as $$
  select c.id, c.person_id, c.episode_id, c.team_id, t.organisation_id, e.worker_account_id, c.service_id, c.provider_id, c.status, c.version
  from connections.connection c
  join teams.team t on t.partnership_id = c.partnership_id and t.id = c.team_id
  join support.episode e on e.partnership_id = c.partnership_id and e.id = c.episode_id
  where c.partnership_id = access.partnership() and c.id = _id and connections.is_own(_id) for update of c $$;
create function connections.move_for_provider(_id uuid, _version int, _status text) returns int
  language sql volatile security definer set search_path = pg_catalog as $$
  with moved as (update connections.connection c set status = _status, version = c.version + 1
    where c.partnership_id = access.partnership() and c.id = _id and c.version = _version and connections.is_own(_id)
      and _status in ('accepted', 'waitlisted', 'declined', 'withdrawn', 'started', 'ended') returning 1)
  select count(*)::int from moved $$;

-- Ends a group's sight of a person, unless another connection with the same group still runs.
create function connections.end_sight(_id uuid, _at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog as $$
  select people.end_involvement(c.person_id, c.provider_id, null, 'provider', _at) from connections.connection c
  where c.partnership_id = access.partnership() and c.id = _id and c.provider_id is not null
    and (connections.is_own(_id) or c.team_id = access.team() or access.kind() = 'job')
    and not exists (select from connections.connection o where o.partnership_id = c.partnership_id and o.person_id = c.person_id
      and o.provider_id = c.provider_id and o.id <> c.id and o.status in ('offered', 'waitlisted', 'accepted', 'started')) $$;

-- How many people said yes to a service since its space was last confirmed, whichever team they come from: a number, and no names.
create function connections.places_taken(_services uuid[]) returns table (service_id uuid, taken int)
  language sql stable security definer set search_path = pg_catalog as $$
  select c.service_id, count(*)::int from connections.connection c
  join connections.answer a on a.partnership_id = c.partnership_id and a.connection_id = c.id and a.answer = 'accepted'
  join lateral (select confirmed_on from directory.capacity_statement s where s.partnership_id = c.partnership_id and s.service_id = c.service_id
    order by s.confirmed_on desc limit 1) said on (a.answered_at at time zone 'Europe/London')::date >= said.confirmed_on
  where c.partnership_id = access.partnership() and c.service_id = any (_services) and c.status in ('accepted', 'started')
  group by c.service_id $$;

-- What the hourly sweep has to do, in all partnerships: ids and codes only.
create function connections.due(_now timestamptz) returns table (partnership_id uuid, connection_id uuid, step text)
  language sql stable security definer set search_path = pg_catalog as $$
  select o.partnership_id, o.connection_id, step.name from connections.offer o
  join connections.connection c on c.partnership_id = o.partnership_id and c.id = o.connection_id and c.status = 'offered'
  cross join lateral (values ('nudge', o.nudge_at <= _now and o.nudged_at is null), ('escalate', o.escalate_at <= _now and o.escalated_at is null)) step (name, due)
  where step.due
  union all
  -- Told at once by a job of their own; this catches what was lost.
  select distinct partnership_id, connection_id, 'tell' from (
    select partnership_id, connection_id from connections.answer where told_at is null and answered_at < _now - interval '10 minutes'
    union all select partnership_id, connection_id from connections.first_visit where told_at is null and recorded_at < _now - interval '10 minutes'
    union all select partnership_id, connection_id from connections.withdrawal where told_at is null and withdrawn_at < _now - interval '10 minutes') untold $$;

-- Everything that happened to a connection, as one list: for its page, the person's story and whoever counts. Seen by who sees the facts.
create view connections.event with (security_invoker = true) as
  select partnership_id, id as connection_id, proposed_at as at, 'proposed' as kind, need as code, null::text as words, null::date as day, proposed_by as recorded_by, 'team' as came_by from connections.connection
  union all select partnership_id, connection_id, agreed_at, 'agreed', agreed_by, null, null, recorded_by, 'team' from connections.agreement
  union all select partnership_id, connection_id, offered_at, 'offered', channel, note, answer_by, offered_by, 'team' from connections.offer
  union all select partnership_id, connection_id, nudged_at, 'nudged', null, null, null, null, 'job' from connections.offer where nudged_at is not null
  union all select partnership_id, connection_id, escalated_at, 'escalated', null, null, null, null, 'job' from connections.offer where escalated_at is not null
  union all select partnership_id, connection_id, answered_at, answer, reason, words, null, recorded_by, came_by from connections.answer
  union all select partnership_id, connection_id, recorded_at, 'unanswered', null, null, null, recorded_by, 'team' from connections.silence
  union all select partnership_id, connection_id, withdrawn_at, 'withdrawn', reason, words, null, recorded_by, by_kind from connections.withdrawal
  union all select partnership_id, connection_id, recorded_at, 'first-visit', null, met_by, visit_on, recorded_by, came_by from connections.first_visit
  union all select partnership_id, connection_id, recorded_at, case when came then 'came' else 'did-not-come' end, null, reason, session_on, recorded_by, came_by from connections.attendance
  union all select partnership_id, connection_id, ended_at, 'ended', reason, words, null, recorded_by, came_by from connections.ending;
comment on view connections.event is 'Everything that happened to a connection, in the order of the facts'' own times.';
grant select on connections.event to trellis_app;

revoke all on function connections.is_own, connections.for_provider, connections.lock_for_provider, connections.move_for_provider,
  connections.end_sight, connections.places_taken, connections.due from public;
grant execute on function connections.is_own, connections.for_provider, connections.lock_for_provider, connections.move_for_provider,
  connections.end_sight, connections.places_taken, connections.due to trellis_app;
