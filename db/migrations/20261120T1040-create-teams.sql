-- Teams: the link worker services of a partnership. What a team does, covers and how long it takes is public;
-- who works in it is seen by the organisation that it belongs to.
create schema teams;
grant usage on schema teams to trellis_app, trellis_report;

create table teams.team (
  partnership_id     uuid        not null,
  id                 uuid        not null,
  organisation_id    uuid        not null,
  name               text        not null,
  worker_singular    text        not null default 'link worker',
  worker_plural      text        not null default 'link workers',
  summary            text        not null default '',
  can_help           text[]      not null default '{}',
  cannot_help        text[]      not null default '{}',
  instead            text[]      not null default '{}',
  how_to_refer       text[]      not null default '{}',
  wait_working_days  int,
  wait_stated_on     date,
  open_now_limit     int,
  people_per_year    int         not null default 250,
  telephone          text,
  email              text,
  languages          text[]      not null default '{en}',
  minimum_age        int,
  maximum_age        int,
  changed_at         timestamptz not null default now(),
  constraint team_pkey primary key (partnership_id, id),
  constraint team_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint team_named_once unique (partnership_id, organisation_id, name),
  constraint team_name_given check (btrim(name) <> ''),
  constraint team_worker_word_given check (btrim(worker_singular) <> '' and btrim(worker_plural) <> ''),
  constraint team_instead_for_each check (cardinality(instead) = cardinality(cannot_help)),
  constraint team_wait_dated check ((wait_working_days is null) = (wait_stated_on is null)),
  constraint team_wait_plain check (wait_working_days between 0 and 500),
  constraint team_open_now_limit_plain check (open_now_limit > 0),
  constraint team_people_per_year_plain check (people_per_year > 0),
  constraint team_ages_plain check (minimum_age >= 0 and maximum_age <= 130 and minimum_age <= maximum_age)
);
comment on table teams.team is 'A link worker service: the team of an organisation that takes referrals.';
comment on column teams.team.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column teams.team.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column teams.team.organisation_id is 'purpose: whose team it is; sensitivity: public; retention: permanent';
comment on column teams.team.name is 'purpose: shown wherever the team is named; sensitivity: public; retention: permanent';
comment on column teams.team.worker_singular is 'purpose: what one of its workers is called here; sensitivity: public; retention: permanent';
comment on column teams.team.worker_plural is 'purpose: what its workers are called here; sensitivity: public; retention: permanent';
comment on column teams.team.summary is 'purpose: what it does, in a sentence or two; sensitivity: public; retention: permanent';
comment on column teams.team.can_help is 'purpose: criteria, whom it can help; sensitivity: public; retention: permanent';
comment on column teams.team.cannot_help is 'purpose: criteria, whom it cannot help; sensitivity: public; retention: permanent';
comment on column teams.team.instead is 'purpose: the next best thing for each line of cannot_help, in the same order; sensitivity: public; retention: permanent';
comment on column teams.team.how_to_refer is 'purpose: how somebody comes to it, each way a line; sensitivity: public; retention: permanent';
comment on column teams.team.wait_working_days is 'purpose: usual wait for a first talk; sensitivity: public; retention: permanent';
comment on column teams.team.wait_stated_on is 'purpose: how old the stated wait is; sensitivity: public; retention: permanent';
comment on column teams.team.open_now_limit is 'purpose: people at once for each whole-time worker, above which a team is called full; sensitivity: internal; retention: permanent';
comment on column teams.team.people_per_year is 'purpose: people in a year for each whole-time worker, above which a flag shows; sensitivity: internal; retention: permanent';
comment on column teams.team.telephone is 'purpose: how to reach the team; sensitivity: public; retention: permanent';
comment on column teams.team.email is 'purpose: how to reach the team; sensitivity: public; retention: permanent';
comment on column teams.team.languages is 'purpose: languages its workers speak, as BCP 47; sensitivity: public; retention: permanent';
comment on column teams.team.minimum_age is 'purpose: criteria, youngest age; sensitivity: public; retention: permanent';
comment on column teams.team.maximum_age is 'purpose: criteria, oldest age; sensitivity: public; retention: permanent';
comment on column teams.team.changed_at is 'purpose: how old the facts are; sensitivity: internal; retention: permanent';

-- Which places a team covers. Codes of the shared geography, which may be loaded later: so no foreign key.
create table teams.coverage (
  partnership_id  uuid  not null,
  team_id         uuid  not null,
  kind            text  not null,
  code            text  not null,
  constraint coverage_pkey primary key (partnership_id, kind, code, team_id),
  constraint coverage_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint coverage_kind_known check (kind in ('practice', 'pcn', 'district', 'area')),
  constraint coverage_code_plain check (code ~ '^[A-Z0-9]{2,12}$')
);
create index coverage_of_one_team on teams.coverage (partnership_id, team_id);
comment on table teams.coverage is 'A practice, PCN, postcode district or small area (LSOA) that a team covers.';
comment on column teams.coverage.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column teams.coverage.team_id is 'purpose: which team; sensitivity: public; retention: permanent';
comment on column teams.coverage.kind is 'purpose: what the code is of; sensitivity: public; retention: permanent';
comment on column teams.coverage.code is 'purpose: finds the team for a place; sensitivity: public; retention: permanent';

-- A pause is a fact of its own: a team is paused while one has not ended and its day has not come.
create table teams.intake_pause (
  partnership_id  uuid         not null,
  id              uuid         not null,
  team_id         uuid         not null,
  reason          text         not null,
  meanwhile       text,
  until           date,
  paused_at       timestamptz  not null,
  paused_by       uuid,
  ended_at        timestamptz,
  ended_by        uuid,
  constraint intake_pause_pkey primary key (partnership_id, id),
  constraint intake_pause_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint intake_pause_reason_given check (btrim(reason) <> ''),
  constraint intake_pause_ends_later check (ended_at >= paused_at),
  constraint intake_pause_ended_by_somebody check (ended_by is null or ended_at is not null)
);
create unique index intake_pause_one_at_a_time on teams.intake_pause (partnership_id, team_id) where ended_at is null;
comment on table teams.intake_pause is 'A time in which a team takes no new referrals.';
comment on column teams.intake_pause.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column teams.intake_pause.id is 'purpose: identity; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.team_id is 'purpose: which team; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.reason is 'purpose: told to whoever would refer; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.meanwhile is 'purpose: where to go as long as it lasts; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.until is 'purpose: first day on which referrals are taken again; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.paused_at is 'purpose: when it began; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.paused_by is 'purpose: who paused, an account; sensitivity: staff; retention: permanent';
comment on column teams.intake_pause.ended_at is 'purpose: when somebody ended it; sensitivity: public; retention: permanent';
comment on column teams.intake_pause.ended_by is 'purpose: who ended it, an account; sensitivity: staff; retention: permanent';

create table teams.member (
  partnership_id    uuid    not null,
  team_id           uuid    not null,
  account_id        uuid    not null,
  starts_on         date    not null,
  ends_on           date,
  role_word         text    not null default '',
  working_days      int[]   not null default '{1,2,3,4,5}',
  hours_per_week    numeric not null default 37.5,
  languages         text[]  not null default '{en}',
  telephone         text,
  about             text,
  cover_account_id  uuid,
  constraint member_pkey primary key (partnership_id, team_id, account_id, starts_on),
  constraint member_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint member_is_account foreign key (partnership_id, account_id) references access.account (partnership_id, id),
  constraint member_cover_is_account foreign key (partnership_id, cover_account_id) references access.account (partnership_id, id),
  constraint member_covers_another check (cover_account_id <> account_id),
  constraint member_hours_plain check (hours_per_week > 0 and hours_per_week <= 48),
  constraint member_ends_later check (ends_on >= starts_on),
  constraint member_working_days_plain check (working_days <@ '{1,2,3,4,5,6,7}'::int[])
);
create index member_by_account on teams.member (partnership_id, account_id);
comment on table teams.member is 'Who works in a team, when, and who stands in.';
comment on column teams.member.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column teams.member.team_id is 'purpose: which team; sensitivity: staff; retention: employment';
comment on column teams.member.account_id is 'purpose: who; sensitivity: staff; retention: employment';
comment on column teams.member.starts_on is 'purpose: first day in the team; sensitivity: staff; retention: employment';
comment on column teams.member.ends_on is 'purpose: last day in the team; sensitivity: staff; retention: employment';
comment on column teams.member.role_word is 'purpose: own title where it differs from the team''s word; sensitivity: staff; retention: employment';
comment on column teams.member.working_days is 'purpose: rota, 1 is Monday; sensitivity: staff; retention: employment';
comment on column teams.member.hours_per_week is 'purpose: capacity; sensitivity: staff; retention: employment';
comment on column teams.member.languages is 'purpose: allocation by language, as BCP 47; sensitivity: staff; retention: employment';
comment on column teams.member.telephone is 'purpose: how colleagues reach them; sensitivity: staff; retention: employment';
comment on column teams.member.about is 'purpose: what colleagues know them for; sensitivity: staff; retention: employment';
comment on column teams.member.cover_account_id is 'purpose: who stands in during absence; sensitivity: staff; retention: employment';

-- A role may be held for one team only. Looked at when the transaction ends, so that accounts and teams may be saved in any order.
alter table access.role_held add constraint role_held_of_team foreign key (partnership_id, team_id)
  references teams.team (partnership_id, id) deferrable initially deferred;

-- Who may change a team's facts: its own manager, an administrator, the system's own work.
create function teams.may_change(_team uuid) returns boolean language sql stable parallel safe
  return access.kind() = 'job' or access.has_role('administrator') or (access.has_role('team_manager') and _team = access.team());

alter table teams.team enable row level security;
alter table teams.team force row level security;
create policy owner_all on teams.team to trellis_owner using (true) with check (true);
create policy seen on teams.team for select to trellis_app using (partnership_id = (select access.partnership()));
create policy added on teams.team for insert to trellis_app with check (
  partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))));
create policy changed on teams.team for update to trellis_app
  using (partnership_id = (select access.partnership()) and teams.may_change(id))
  with check (partnership_id = (select access.partnership()) and teams.may_change(id));
grant select, insert, update on teams.team to trellis_app;

alter table teams.coverage enable row level security;
alter table teams.coverage force row level security;
create policy owner_all on teams.coverage to trellis_owner using (true) with check (true);
create policy seen on teams.coverage for select to trellis_app using (partnership_id = (select access.partnership()));
create policy added on teams.coverage for insert to trellis_app
  with check (partnership_id = (select access.partnership()) and teams.may_change(team_id));
create policy removed on teams.coverage for delete to trellis_app
  using (partnership_id = (select access.partnership()) and teams.may_change(team_id));
grant select, insert, delete on teams.coverage to trellis_app;

alter table teams.intake_pause enable row level security;
alter table teams.intake_pause force row level security;
create policy owner_all on teams.intake_pause to trellis_owner using (true) with check (true);
create policy seen on teams.intake_pause for select to trellis_app using (partnership_id = (select access.partnership()));
create policy added on teams.intake_pause for insert to trellis_app
  with check (partnership_id = (select access.partnership()) and teams.may_change(team_id));
create policy ended on teams.intake_pause for update to trellis_app
  using (partnership_id = (select access.partnership()) and teams.may_change(team_id))
  with check (partnership_id = (select access.partnership()) and teams.may_change(team_id));
grant select, insert, update (ended_at, ended_by) on teams.intake_pause to trellis_app;

alter table teams.member enable row level security;
alter table teams.member force row level security;
create policy owner_all on teams.member to trellis_owner using (true) with check (true);
create policy seen on teams.member for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    (select access.kind()) = 'job'
    or ((select access.kind()) = 'account' and exists (select from teams.team t where t.partnership_id = member.partnership_id
        and t.id = member.team_id and t.organisation_id = (select access.organisation())))));
create policy added on teams.member for insert to trellis_app
  with check (partnership_id = (select access.partnership()) and teams.may_change(team_id));
create policy changed on teams.member for update to trellis_app
  using (partnership_id = (select access.partnership()) and teams.may_change(team_id))
  with check (partnership_id = (select access.partnership()) and teams.may_change(team_id));
grant select, insert, update on teams.member to trellis_app;
