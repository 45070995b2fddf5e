-- Something a named person or a role must do by a time. What is silent too long goes to the next role up.
create schema tasks;
grant usage on schema tasks to trellis_app, trellis_report;

create table tasks.task (
  partnership_id   uuid         not null,
  id               uuid         not null,
  kind             text         not null,
  about            text         not null,
  about_id         uuid         not null,
  person_id        uuid,
  organisation_id  uuid         not null,
  team_id          uuid,
  account_id       uuid,
  role             text         not null,
  status           text         not null default 'open',
  made_at          timestamptz  not null,
  due_at           timestamptz  not null,
  escalate_at      timestamptz,
  escalate_to      text,
  escalated_at     timestamptz,
  ended_at         timestamptz,
  ended_by         uuid,
  detail           jsonb        not null default '{}',
  constraint task_pkey primary key (partnership_id, id),
  constraint task_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint task_for_account foreign key (partnership_id, account_id) references access.account (partnership_id, id),
  constraint task_kind_plain check (kind ~ '^[a-z-]+$' and about ~ '^[a-z-]+$'),
  constraint task_status_known check (status in ('open', 'done', 'cancelled')),
  constraint task_ended_whole check ((status = 'open') = (ended_at is null)),
  constraint task_escalates_to_somebody check ((escalate_at is null) = (escalate_to is null)),
  constraint task_detail_small check (length(detail::text) <= 1000)
);
create unique index task_open_once on tasks.task (partnership_id, kind, about_id) where status = 'open';
create index task_of_team on tasks.task (partnership_id, team_id, status, due_at) include (account_id, role, organisation_id);
create index task_to_escalate on tasks.task (escalate_at) where status = 'open' and escalated_at is null and escalate_at is not null;
comment on table tasks.task is 'Something a named person or a role must do by a time.';
comment on column tasks.task.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column tasks.task.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column tasks.task.kind is 'purpose: what is to be done, as a code; sensitivity: internal; retention: episode';
comment on column tasks.task.about is 'purpose: kind of record it is about; sensitivity: internal; retention: episode';
comment on column tasks.task.about_id is 'purpose: the record it is about; sensitivity: internal; retention: episode';
comment on column tasks.task.person_id is 'purpose: whom it concerns; sensitivity: care; retention: episode';
comment on column tasks.task.organisation_id is 'purpose: whose task it is; sensitivity: internal; retention: episode';
comment on column tasks.task.team_id is 'purpose: which team has it; sensitivity: internal; retention: episode';
comment on column tasks.task.account_id is 'purpose: the named person who has it; sensitivity: staff; retention: episode';
comment on column tasks.task.role is 'purpose: the role that has it when nobody is named; sensitivity: internal; retention: episode';
comment on column tasks.task.status is 'purpose: open, done or cancelled; sensitivity: internal; retention: episode';
comment on column tasks.task.made_at is 'purpose: since when; sensitivity: internal; retention: episode';
comment on column tasks.task.due_at is 'purpose: by when; sensitivity: internal; retention: episode';
comment on column tasks.task.escalate_at is 'purpose: when silence goes up; sensitivity: internal; retention: episode';
comment on column tasks.task.escalate_to is 'purpose: the role it goes up to; sensitivity: internal; retention: episode';
comment on column tasks.task.escalated_at is 'purpose: when it went up; sensitivity: internal; retention: episode';
comment on column tasks.task.ended_at is 'purpose: when it ended; sensitivity: internal; retention: episode';
comment on column tasks.task.ended_by is 'purpose: who did it; sensitivity: staff; retention: episode';
comment on column tasks.task.detail is 'purpose: codes and counts for its words, never free text; sensitivity: internal; retention: episode';

-- Generated from MOVES in src/foundations/tasks/task.rules.ts; a test compares.
create trigger move_allowed before update of status on tasks.task for each row when (old.status is distinct from new.status
  and (old.status, new.status) not in (('open', 'done'), ('open', 'cancelled')))
  execute function access.refuse_move('task');

alter table tasks.task enable row level security;
alter table tasks.task force row level security;
create policy owner_all on tasks.task to trellis_owner using (true) with check (true);
create policy made_here on tasks.task for insert to trellis_app with check (partnership_id = (select access.partnership()));
-- One's own, one's team's, or (where it has no team) one's organisation's. Two teams of one organisation do not see each other's.
create policy seen on tasks.task for select to trellis_app using (partnership_id = (select access.partnership()) and (
  (select access.kind()) = 'job' or ((select access.kind()) = 'account' and (account_id = (select access.actor())
    or team_id = (select access.team()) or (team_id is null and organisation_id = (select access.organisation()))))));
-- Whoever brings a matter to an end also ends the tasks about it, whichever team they are in: ended by kind and record, not seen.
create policy changed on tasks.task for update to trellis_app using (partnership_id = (select access.partnership()))
  with check (partnership_id = (select access.partnership()));
grant select, insert on tasks.task to trellis_app;
grant update (status, account_id, role, escalated_at, ended_at, ended_by, due_at) on tasks.task to trellis_app;

-- Ends the open tasks of a kind about a record: called by use cases, which may not see the task themselves (a referrer answers a
-- question, a person withdraws). Within the caller's partnership only.
create function tasks.end_about(_kinds text[], _about_id uuid, _status text, _at timestamptz) returns int language sql volatile security definer
  set search_path = pg_catalog as $$
  with ended as (update tasks.task set status = _status, ended_at = _at, ended_by = access.actor()
    where partnership_id = access.partnership() and about_id = _about_id and kind = any (_kinds) and status = 'open' returning 1)
  select count(*)::int from ended $$;
revoke all on function tasks.end_about from public;
grant execute on function tasks.end_about to trellis_app;

-- Passes on what nobody did in time. One installation-wide sweep, so it looks at every partnership; it answers ids only.
create function tasks.escalate_due(_now timestamptz) returns table (partnership_id uuid, id uuid, kind text) language sql volatile security definer
  set search_path = pg_catalog as $$
  update tasks.task t set role = t.escalate_to, account_id = null, escalated_at = _now
  where t.status = 'open' and t.escalated_at is null and t.escalate_at <= _now
  returning t.partnership_id, t.id, t.kind $$;
revoke all on function tasks.escalate_due from public;
grant execute on function tasks.escalate_due to trellis_app;
