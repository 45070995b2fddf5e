-- A team's work with a person, from acceptance to closure.
create schema support;
grant usage on schema support to trellis_app, trellis_report;

create table support.episode (
  partnership_id       uuid         not null,
  id                   uuid         not null,
  person_id            uuid         not null,
  team_id              uuid         not null,
  referral_id          uuid,
  previous_episode_id  uuid,
  status               text         not null default 'waiting',
  version              int          not null default 1,
  opened_at            timestamptz  not null,
  worker_account_id    uuid,
  next_date            date,
  closed_at            timestamptz,
  constraint episode_pkey primary key (partnership_id, id),
  constraint episode_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint episode_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint episode_from_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint episode_after_another foreign key (partnership_id, previous_episode_id) references support.episode (partnership_id, id),
  constraint episode_worker foreign key (partnership_id, worker_account_id) references access.account (partnership_id, id),
  constraint episode_of_referral_once unique (partnership_id, referral_id),
  constraint episode_status_known check (status in ('waiting', 'active', 'paused', 'closed')),
  constraint episode_has_a_beginning check (referral_id is not null or previous_episode_id is not null),
  constraint episode_closed_whole check ((status = 'closed') = (closed_at is not null)),
  constraint episode_has_next_date check (status = 'closed' or next_date is not null)
);
create index episode_of_team_index on support.episode (partnership_id, team_id, status, next_date) include (person_id, worker_account_id);
create index episode_of_person_index on support.episode (partnership_id, person_id);
comment on table support.episode is 'A team’s work with a person. Closed is final; coming back opens a new one that points to the last.';
comment on column support.episode.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.episode.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.episode.person_id is 'purpose: who is supported; sensitivity: care; retention: episode';
comment on column support.episode.team_id is 'purpose: which team supports them; sensitivity: care; retention: episode';
comment on column support.episode.referral_id is 'purpose: what it began with; sensitivity: care; retention: episode';
comment on column support.episode.previous_episode_id is 'purpose: coming back without a new referral; sensitivity: care; retention: episode';
comment on column support.episode.status is 'purpose: where it stands; sensitivity: care; retention: episode';
comment on column support.episode.version is 'purpose: stale changes are refused; sensitivity: internal; retention: episode';
comment on column support.episode.opened_at is 'purpose: waits are counted from here; sensitivity: care; retention: episode';
comment on column support.episode.worker_account_id is 'purpose: the link worker who has it; sensitivity: staff; retention: episode';
comment on column support.episode.next_date is 'purpose: by when something happens; sensitivity: care; retention: episode';
comment on column support.episode.closed_at is 'purpose: when it ended; sensitivity: care; retention: episode';

-- Generated from MOVES in src/care/support/episode.rules.ts; a test compares.
create trigger move_allowed before update of status on support.episode for each row when (old.status is distinct from new.status
  and (old.status, new.status) not in (('waiting', 'active'), ('waiting', 'closed'), ('active', 'paused'), ('active', 'closed'),
    ('paused', 'active'), ('paused', 'closed')))
  execute function access.refuse_move('episode');
create function support.refuse_start() returns trigger language plpgsql as $$ begin
  raise exception 'an episode starts as waiting, not as %', new.status using errcode = '23514', constraint = 'episode_starts_waiting';
end $$;
create trigger starts_waiting before insert on support.episode for each row when (new.status <> 'waiting') execute function support.refuse_start();

alter table support.episode enable row level security;
alter table support.episode force row level security;
create policy owner_all on support.episode to trellis_owner using (true) with check (true);
create policy made_here on support.episode for insert to trellis_app with check (partnership_id = (select access.partnership()));
create policy seen on support.episode for select to trellis_app using (partnership_id = (select access.partnership()) and (
  team_id = (select access.team()) or ((select access.kind()) = 'person' and person_id = (select access.actor())) or (select access.kind()) = 'job'));
create policy changed on support.episode for update to trellis_app using (partnership_id = (select access.partnership()) and (
  team_id = (select access.team()) or (select access.kind()) = 'job')) with check (partnership_id = (select access.partnership()));
create policy report_reads on support.episode for select to trellis_report using (partnership_id = (select access.partnership()));
grant select, insert, update on support.episode to trellis_app;
grant select on support.episode to trellis_report;

create table support.allocation (
  partnership_id  uuid         not null,
  id              uuid         not null,
  episode_id      uuid         not null,
  account_id      uuid         not null,
  allocated_by    uuid         not null,
  allocated_at    timestamptz  not null,
  constraint allocation_pkey primary key (partnership_id, id),
  constraint allocation_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint allocation_to_account foreign key (partnership_id, account_id) references access.account (partnership_id, id)
);
create index allocation_in_order on support.allocation (partnership_id, episode_id, allocated_at);
comment on table support.allocation is 'Which link worker was given an episode, each time.';
comment on column support.allocation.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.allocation.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.allocation.episode_id is 'purpose: which episode; sensitivity: internal; retention: episode';
comment on column support.allocation.account_id is 'purpose: who has it from then on; sensitivity: staff; retention: episode';
comment on column support.allocation.allocated_by is 'purpose: who decided; sensitivity: staff; retention: episode';
comment on column support.allocation.allocated_at is 'purpose: when; sensitivity: internal; retention: episode';
alter table support.allocation enable row level security;
alter table support.allocation force row level security;
create policy owner_all on support.allocation to trellis_owner using (true) with check (true);
create policy made_here on support.allocation for insert to trellis_app with check (partnership_id = (select access.partnership()));
create policy seen on support.allocation for select to trellis_app using (partnership_id = (select access.partnership())
  and exists (select from support.episode e where e.partnership_id = allocation.partnership_id and e.id = allocation.episode_id));
grant select, insert on support.allocation to trellis_app;
