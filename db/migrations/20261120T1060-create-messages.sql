-- Messages: what is said to whom by which way, and what became of it. The use case that has something to say writes the
-- message in its own transaction; a job sends it. What was said is never changed afterwards: the serving role may update
-- a message's fate, not its words.
create schema messages;
grant usage on schema messages to trellis_app;

-- person_id and about_id point into modules above this one: their rows come and go without asking here.
create table messages.message (
  partnership_id      uuid         not null,
  id                  uuid         not null,
  organisation_id     uuid,
  team_id             uuid,
  template            text         not null,
  channel             text         not null,
  recipient_kind      text         not null,
  recipient_name      text         not null,
  address             text         not null,
  person_id           uuid,
  about_kind          text         not null,
  about_id            uuid         not null,
  subject             text         not null,
  body                text         not null,
  link                text,
  neutral             boolean      not null,
  not_before          timestamptz,
  safe_days           int[],
  safe_from           int,
  safe_to             int,
  status              text         not null default 'queued',
  status_at           timestamptz  not null,
  attempts            int          not null default 0,
  next_try_at         timestamptz  not null,
  claimed_until       timestamptz,
  provider_reference  text,
  error_code          text,
  created_at          timestamptz  not null,
  constraint message_pkey primary key (partnership_id, id),
  constraint message_of_partnership foreign key (partnership_id) references access.partnership (id),
  constraint message_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint message_template_named check (template ~ '^[a-z][a-z-]+$'),
  constraint message_channel_known check (channel in ('email', 'text', 'letter')),
  constraint message_recipient_kind_known check (recipient_kind in ('person', 'referrer', 'provider', 'team', 'practice')),
  constraint message_status_known check (status in ('queued', 'sent', 'delivered', 'failed', 'abandoned', 'cancelled')),
  constraint message_addressed check (btrim(address) <> ''),
  constraint message_about_named check (about_kind ~ '^[a-z][a-z-]+$'),
  constraint message_said check (btrim(subject) <> '' and btrim(body) <> '' and length(body) <= 20000),
  constraint message_safe_hours_whole check ((safe_days is null) = (safe_from is null) and (safe_days is null) = (safe_to is null)),
  constraint message_safe_hours_plain check (cardinality(safe_days) > 0 and safe_days <@ '{1,2,3,4,5,6,7}'::int[]
    and safe_from >= 0 and safe_from < safe_to and safe_to <= 1440),
  -- Two teams of one organisation do not see each other's people: what concerns a person is never the whole organisation's.
  constraint message_of_person_has_team check (person_id is null or organisation_id is null or team_id is not null),
  constraint message_team_of_organisation check (team_id is null or organisation_id is not null),
  constraint message_attempts_count check (attempts >= 0)
);
comment on table messages.message is 'One message to one recipient by one way: personal data of the recipient, and words that may concern somebody''s care.';
comment on column messages.message.partnership_id is 'purpose: tenant; sensitivity: internal; retention: record';
comment on column messages.message.id is 'purpose: identity, recognises a repeat; sensitivity: internal; retention: record';
comment on column messages.message.organisation_id is 'purpose: on whose behalf it goes, who may read it; sensitivity: care; retention: record';
comment on column messages.message.team_id is 'purpose: on which team''s behalf, who may read it; sensitivity: care; retention: record';
comment on column messages.message.template is 'purpose: which text, counts; sensitivity: internal; retention: record';
comment on column messages.message.channel is 'purpose: which way it goes; sensitivity: internal; retention: record';
comment on column messages.message.recipient_kind is 'purpose: counts by kind of recipient; sensitivity: internal; retention: record';
comment on column messages.message.recipient_name is 'purpose: personal data, whom it was sent to; sensitivity: personal; retention: record';
comment on column messages.message.address is 'purpose: personal data, e-mail address, telephone number or postal address it was sent to; sensitivity: personal; retention: record';
comment on column messages.message.person_id is 'purpose: whom it concerns, stopped when they withdraw consent or die; sensitivity: care; retention: record';
comment on column messages.message.about_kind is 'purpose: kind of the record it is about; sensitivity: internal; retention: record';
comment on column messages.message.about_id is 'purpose: the record it is about; sensitivity: care; retention: record';
comment on column messages.message.subject is 'purpose: what was said, without personal detail; sensitivity: internal; retention: record';
comment on column messages.message.body is 'purpose: what was said, its link left out; sensitivity: care; retention: record';
comment on column messages.message.link is 'purpose: signed link to be put into the words on sending, forgotten afterwards; sensitivity: special; retention: until sent';
comment on column messages.message.neutral is 'purpose: words and sender give nothing away; sensitivity: care; retention: record';
comment on column messages.message.not_before is 'purpose: not to be sent earlier; sensitivity: internal; retention: record';
comment on column messages.message.safe_days is 'purpose: weekdays on which it is safe, 1 is Monday; sensitivity: care; retention: record';
comment on column messages.message.safe_from is 'purpose: minute of the day in London from which it is safe; sensitivity: care; retention: record';
comment on column messages.message.safe_to is 'purpose: minute of the day in London at which it is no longer safe; sensitivity: care; retention: record';
comment on column messages.message.status is 'purpose: what became of it; sensitivity: internal; retention: record';
comment on column messages.message.status_at is 'purpose: since when; sensitivity: internal; retention: record';
comment on column messages.message.attempts is 'purpose: tries begun; sensitivity: internal; retention: record';
comment on column messages.message.next_try_at is 'purpose: when it may be tried; sensitivity: internal; retention: record';
comment on column messages.message.claimed_until is 'purpose: a worker is sending it, and is taken for lost after that; sensitivity: internal; retention: record';
comment on column messages.message.provider_reference is 'purpose: what the mail server or provider calls it; sensitivity: internal; retention: record';
comment on column messages.message.error_code is 'purpose: why the last try did not succeed; sensitivity: internal; retention: record';
comment on column messages.message.created_at is 'purpose: order, when it was decided to say this; sensitivity: internal; retention: record';
create index message_about on messages.message (partnership_id, about_id);
create index message_of_person on messages.message (partnership_id, person_id) where person_id is not null;
create index message_queued on messages.message (partnership_id, next_try_at) where status = 'queued';

-- The list is that of MOVES in src/foundations/messages/message.rules.ts; a test compares.
create trigger move_allowed before update of status on messages.message for each row when (old.status is distinct from new.status
  and (old.status, new.status) not in (('queued','sent'), ('queued','cancelled'), ('sent','delivered'), ('sent','failed'), ('failed','queued'), ('failed','abandoned')))
  execute function access.refuse_move('message');

create table messages.attempt (
  partnership_id  uuid         not null,
  message_id      uuid         not null,
  number          int          not null,
  tried_at        timestamptz  not null,
  adapter         text         not null,
  outcome         text         not null,
  constraint attempt_pkey primary key (partnership_id, message_id, number),
  constraint attempt_of_message foreign key (partnership_id, message_id) references messages.message (partnership_id, id),
  constraint attempt_numbered check (number > 0),
  constraint attempt_outcome_is_code check (outcome ~ '^[a-z0-9-]+$')
);
comment on table messages.attempt is 'One try at sending a message. Insert only.';
comment on column messages.attempt.partnership_id is 'purpose: tenant; sensitivity: internal; retention: record';
comment on column messages.attempt.message_id is 'purpose: which message; sensitivity: internal; retention: record';
comment on column messages.attempt.number is 'purpose: first, second try; sensitivity: internal; retention: record';
comment on column messages.attempt.tried_at is 'purpose: when it began, or was found to have been interrupted; sensitivity: internal; retention: record';
comment on column messages.attempt.adapter is 'purpose: through what; sensitivity: internal; retention: record';
comment on column messages.attempt.outcome is 'purpose: accepted, or the code of what went wrong; sensitivity: internal; retention: record';

alter table messages.message enable row level security;
alter table messages.message force row level security;
create policy owner_all on messages.message to trellis_owner using (true) with check (true);
-- Whoever acts may cause a message, also in the name of a team that is not theirs: a referrer's receipt is the team's word.
create policy queued on messages.message for insert to trellis_app with check (partnership_id = (select access.partnership()));
create policy seen on messages.message for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    (select access.kind()) = 'job'
    or ((select access.kind()) = 'account' and organisation_id = (select access.organisation())
        and (team_id is null or team_id = (select access.team())))
    or ((select access.kind()) = 'account' and (select access.has_role('administrator')) and person_id is null
        and (organisation_id is null or organisation_id = (select access.organisation())))));
create policy sent on messages.message for update to trellis_app
  using (partnership_id = (select access.partnership()) and (select access.kind()) = 'job')
  with check (partnership_id = (select access.partnership()));
-- Not to be given by hand: a new message is queued and untried, and its words stay as they were said.
grant select, insert (partnership_id, id, organisation_id, team_id, template, channel, recipient_kind, recipient_name, address, person_id,
    about_kind, about_id, subject, body, link, neutral, not_before, safe_days, safe_from, safe_to, status_at, next_try_at, created_at),
  update (status, status_at, attempts, next_try_at, claimed_until, provider_reference, error_code, link)
  on messages.message to trellis_app;

alter table messages.attempt enable row level security;
alter table messages.attempt force row level security;
create policy owner_all on messages.attempt to trellis_owner using (true) with check (true);
create policy noted on messages.attempt for insert to trellis_app
  with check (partnership_id = (select access.partnership()) and (select access.kind()) = 'job');
create policy seen on messages.attempt for select to trellis_app using (
  partnership_id = (select access.partnership())
  and exists (select from messages.message m where m.partnership_id = attempt.partnership_id and m.id = attempt.message_id));
grant select, insert on messages.attempt to trellis_app;

-- Stops what has not gone yet. Whoever withdraws a referral or a consent may stop messages that they may not read.
create function messages.cancel(_about uuid, _person uuid, _at timestamptz) returns int
  language sql security definer set search_path = pg_catalog as $$
  with stopped as (
    update messages.message set status = 'cancelled', status_at = _at, link = null
    where partnership_id = access.partnership() and status = 'queued' and (about_id = _about or person_id = _person)
    returning 1)
  select count(*)::int from stopped $$;
revoke all on function messages.cancel from public;
grant execute on function messages.cancel to trellis_app;
