-- Contacts with a person within an episode, the first talk, and pauses. Facts: what was written is never overwritten, a
-- correction is a new version beside it.

-- What a list of many people asks of each: when we last heard them and how often we have tried since. Written in the
-- transaction that writes the contact, from the contacts.
alter table support.episode
  add column heard_at timestamptz,
  add column tries int not null default 0,
  add constraint episode_tries_counted check (tries >= 0);
comment on column support.episode.heard_at is 'purpose: whom we have not heard from for long; sensitivity: care; retention: episode';
comment on column support.episode.tries is 'purpose: days on which we tried in vain since we last heard them; sensitivity: care; retention: episode';
-- The day of one link worker: their people, those longest unheard first.
create index episode_of_worker on support.episode (partnership_id, worker_account_id, status, heard_at) include (team_id);
-- The tasks of one person by name: a large team has thousands.
create index task_of_account on tasks.task (partnership_id, account_id, due_at) where status = 'open';
-- What nobody has yet.
create index task_of_nobody on tasks.task (partnership_id, team_id, role, due_at) where status = 'open' and account_id is null;

create table support.contact (
  partnership_id  uuid         not null,
  id              uuid         not null,
  version         int          not null default 1,
  episode_id      uuid         not null,
  person_id       uuid         not null,
  team_id         uuid         not null,
  happened_at     timestamptz  not null,
  kind            text         not null,
  outcome         text         not null,
  place           text,
  others          text,
  note            text,
  withheld        boolean      not null default false,
  recorded_by     uuid         not null,
  recorded_at     timestamptz  not null,
  constraint contact_pkey primary key (partnership_id, id, version),
  constraint contact_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint contact_with_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint contact_by_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint contact_by_account foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint contact_kind_known check (kind in ('call', 'visit', 'video', 'text', 'email', 'letter', 'group')),
  constraint contact_outcome_known check (outcome in ('reached', 'no-answer', 'left-message', 'did-not-come', 'declined')),
  constraint contact_version_counts check (version > 0),
  constraint contact_has_happened check (happened_at <= recorded_at)
);
create index contact_in_order on support.contact (partnership_id, episode_id, happened_at);
comment on table support.contact is 'One call, visit, message or failed attempt. The highest version counts; the others stay.';
comment on column support.contact.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.contact.id is 'purpose: identity, made by the form so that pressing twice saves once; sensitivity: internal; retention: episode';
comment on column support.contact.version is 'purpose: corrections stand beside what they correct; sensitivity: internal; retention: episode';
comment on column support.contact.episode_id is 'purpose: in which episode; sensitivity: care; retention: episode';
comment on column support.contact.person_id is 'purpose: with whom; sensitivity: care; retention: episode';
comment on column support.contact.team_id is 'purpose: whose contact it is, who may see it; sensitivity: care; retention: episode';
comment on column support.contact.happened_at is 'purpose: when; sensitivity: care; retention: episode';
comment on column support.contact.kind is 'purpose: PRSB contact type; sensitivity: care; retention: episode';
comment on column support.contact.outcome is 'purpose: PRSB outcome of contact, whether they were reached; sensitivity: care; retention: episode';
comment on column support.contact.place is 'purpose: PRSB location; sensitivity: care; retention: episode';
comment on column support.contact.others is 'purpose: PRSB professionals and others present; sensitivity: special; retention: episode';
comment on column support.contact.note is 'purpose: what was said; sensitivity: special; retention: episode';
comment on column support.contact.withheld is 'purpose: about third parties or harmful, not shown to the person; sensitivity: care; retention: episode';
comment on column support.contact.recorded_by is 'purpose: PRSB seen by, who wrote it down; sensitivity: staff; retention: episode';
comment on column support.contact.recorded_at is 'purpose: when it was written down; sensitivity: internal; retention: episode';

create table support.start (
  partnership_id  uuid         not null,
  episode_id      uuid         not null,
  contact_id      uuid         not null,
  started_by      uuid         not null,
  started_at      timestamptz  not null,
  constraint start_pkey primary key (partnership_id, episode_id),
  constraint start_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint start_by_account foreign key (partnership_id, started_by) references access.account (partnership_id, id)
);
comment on table support.start is 'The first talk: from waiting to active. At most one for an episode.';
comment on column support.start.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.start.episode_id is 'purpose: which episode; sensitivity: care; retention: episode';
comment on column support.start.contact_id is 'purpose: the contact that reached them first; sensitivity: care; retention: episode';
comment on column support.start.started_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column support.start.started_at is 'purpose: when they talked: waits are counted up to here; sensitivity: care; retention: episode';

create table support.pause (
  partnership_id  uuid         not null,
  id              uuid         not null,
  episode_id      uuid         not null,
  reason          text         not null,
  note            text,
  until           date         not null,
  paused_by       uuid         not null,
  paused_at       timestamptz  not null,
  resumed_by      uuid,
  resumed_at      timestamptz,
  constraint pause_pkey primary key (partnership_id, id),
  constraint pause_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint pause_by_account foreign key (partnership_id, paused_by) references access.account (partnership_id, id),
  constraint pause_reason_known check (reason in ('asked', 'hospital', 'away', 'family', 'other')),
  constraint pause_ends_later check (until > (paused_at at time zone 'Europe/London')::date),
  constraint pause_resumed_whole check ((resumed_at is null) = (resumed_by is null) and resumed_at >= paused_at)
);
create unique index pause_one_at_a_time on support.pause (partnership_id, episode_id) where resumed_at is null;
comment on table support.pause is 'A rest within an episode, with a day on which we ask again. Ended by resuming or by closing the episode.';
comment on column support.pause.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.pause.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.pause.episode_id is 'purpose: which episode; sensitivity: care; retention: episode';
comment on column support.pause.reason is 'purpose: why, as a code; sensitivity: care; retention: episode';
comment on column support.pause.note is 'purpose: why, in words; sensitivity: special; retention: episode';
comment on column support.pause.until is 'purpose: when we ask again; sensitivity: care; retention: episode';
comment on column support.pause.paused_by is 'purpose: who; sensitivity: staff; retention: episode';
comment on column support.pause.paused_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column support.pause.resumed_by is 'purpose: who went on; sensitivity: staff; retention: episode';
comment on column support.pause.resumed_at is 'purpose: when it ended; sensitivity: internal; retention: episode';

alter table support.contact enable row level security;
alter table support.contact force row level security;
create policy owner_all on support.contact to trellis_owner using (true) with check (true);
create policy made_here on support.contact for insert to trellis_app with check (partnership_id = (select access.partnership())
  and (team_id = (select access.team()) or (select access.kind()) = 'job'));
create policy seen on support.contact for select to trellis_app using (partnership_id = (select access.partnership()) and (
  team_id = (select access.team()) or ((select access.kind()) = 'person' and person_id = (select access.actor()) and not withheld)
  or (select access.kind()) = 'job'));
create policy report_reads on support.contact for select to trellis_report using (partnership_id = (select access.partnership()));
grant select, insert on support.contact to trellis_app;
grant select (partnership_id, id, version, episode_id, person_id, team_id, happened_at, kind, outcome, recorded_by, recorded_at) on support.contact to trellis_report;

-- Start and pause are seen by whoever sees the episode; its own policy decides.
do $$ declare fact text; begin
  foreach fact in array array['start', 'pause'] loop
    execute format('alter table support.%I enable row level security', fact);
    execute format('alter table support.%I force row level security', fact);
    execute format('create policy owner_all on support.%I to trellis_owner using (true) with check (true)', fact);
    execute format('create policy made_here on support.%I for insert to trellis_app with check (partnership_id = (select access.partnership()))', fact);
    execute format('create policy seen on support.%I for select to trellis_app using (partnership_id = (select access.partnership())
      and exists (select from support.episode e where e.partnership_id = %I.partnership_id and e.id = %I.episode_id))', fact, fact, fact);
    execute format('create policy report_reads on support.%I for select to trellis_report using (partnership_id = (select access.partnership()))', fact);
    execute format('grant select, insert on support.%I to trellis_app', fact);
  end loop;
end $$;
create policy resumed on support.pause for update to trellis_app using (partnership_id = (select access.partnership())
  and exists (select from support.episode e where e.partnership_id = pause.partnership_id and e.id = pause.episode_id))
  with check (partnership_id = (select access.partnership()));
grant update (resumed_by, resumed_at) on support.pause to trellis_app;
grant select on support.start to trellis_report;
grant select (partnership_id, id, episode_id, reason, until, paused_by, paused_at, resumed_by, resumed_at) on support.pause to trellis_report;
