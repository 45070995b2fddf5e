-- Closing well: why and how an episode ended, what others are asked to do, and to whom that was said. Coming back.

create table support.closure (
  partnership_id       uuid         not null,
  episode_id           uuid         not null,
  person_id            uuid         not null,
  team_id              uuid         not null,
  reason               text         not null,
  requested_actions    text[]       not null default '{}',
  no_actions_required  boolean      not null,
  outcome              text         not null,
  summary              text         not null,
  tell_practice        boolean      not null,
  died_on              date,
  closed_by            uuid         not null,
  closed_at            timestamptz  not null,
  constraint closure_pkey primary key (partnership_id, episode_id),
  constraint closure_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint closure_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint closure_by_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint closure_by_account foreign key (partnership_id, closed_by) references access.account (partnership_id, id),
  constraint closure_reason_known check (reason in ('finished', 'moved', 'not-reached', 'declined', 'other-service', 'died')),
  constraint closure_actions_said check (no_actions_required = (cardinality(requested_actions) = 0)),
  constraint closure_said check (btrim(outcome) <> '' and btrim(summary) <> ''),
  constraint closure_death_dated check (died_on is null or reason = 'died')
);
comment on table support.closure is 'The end of an episode. At most one for an episode, and final: coming back opens a new one.';
comment on column support.closure.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.closure.episode_id is 'purpose: which episode; sensitivity: care; retention: episode';
comment on column support.closure.person_id is 'purpose: whose; sensitivity: care; retention: episode';
comment on column support.closure.team_id is 'purpose: which team closed it; sensitivity: care; retention: episode';
comment on column support.closure.reason is 'purpose: why it ended, as a code; sensitivity: care; retention: episode';
comment on column support.closure.requested_actions is 'purpose: PRSB plan and requested actions; sensitivity: special; retention: episode';
comment on column support.closure.no_actions_required is 'purpose: PRSB, said and never left blank; sensitivity: care; retention: episode';
comment on column support.closure.outcome is 'purpose: what changed, in words; sensitivity: special; retention: episode';
comment on column support.closure.summary is 'purpose: PRSB clinical summary; sensitivity: special; retention: episode';
comment on column support.closure.tell_practice is 'purpose: whether the GP practice is told; sensitivity: care; retention: episode';
comment on column support.closure.died_on is 'purpose: day of death as we were told; sensitivity: special; retention: episode';
comment on column support.closure.closed_by is 'purpose: who; sensitivity: staff; retention: episode';
comment on column support.closure.closed_at is 'purpose: when; sensitivity: internal; retention: episode';

-- Who was written to about the end: opens to them what was said to them, and nothing else of the person.
create table support.closing_letter (
  partnership_id   uuid         not null,
  id               uuid         not null,
  episode_id       uuid         not null,
  person_id        uuid         not null,
  team_id          uuid         not null,
  addressee        text         not null,
  organisation_id  uuid,
  recipient_name   text         not null,
  initials         text         not null,
  reference        text,
  written_at       timestamptz  not null,
  constraint closing_letter_pkey primary key (partnership_id, id),
  constraint closing_letter_once unique (partnership_id, episode_id, addressee),
  constraint closing_letter_of_closure foreign key (partnership_id, episode_id) references support.closure (partnership_id, episode_id),
  constraint closing_letter_to_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint closing_letter_addressee_known check (addressee in ('referrer', 'practice')),
  constraint closing_letter_addressed check (btrim(recipient_name) <> '')
);
comment on table support.closing_letter is 'To whom the end of an episode was told in full. Its text is the closure’s.';
comment on column support.closing_letter.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.closing_letter.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.closing_letter.episode_id is 'purpose: which closure; sensitivity: care; retention: episode';
comment on column support.closing_letter.person_id is 'purpose: whom it concerns; sensitivity: care; retention: episode';
comment on column support.closing_letter.team_id is 'purpose: who wrote it; sensitivity: care; retention: episode';
comment on column support.closing_letter.addressee is 'purpose: referrer or GP practice; sensitivity: care; retention: episode';
comment on column support.closing_letter.organisation_id is 'purpose: whose staff may read it; sensitivity: care; retention: episode';
comment on column support.closing_letter.recipient_name is 'purpose: whom it names; sensitivity: personal; retention: episode';
comment on column support.closing_letter.initials is 'purpose: whom it is about, without the name; sensitivity: personal; retention: episode';
comment on column support.closing_letter.reference is 'purpose: number of the referral; sensitivity: internal; retention: episode';
comment on column support.closing_letter.written_at is 'purpose: when; sensitivity: internal; retention: episode';

-- Coming back follows the last episode, once: the next time it follows the one that this opened.
create unique index episode_returned_once on support.episode (partnership_id, previous_episode_id);

alter table support.closing_letter enable row level security;
alter table support.closing_letter force row level security;
create policy owner_all on support.closing_letter to trellis_owner using (true) with check (true);
create policy made_here on support.closing_letter for insert to trellis_app with check (partnership_id = (select access.partnership())
  and team_id = (select access.team()));
create policy seen on support.closing_letter for select to trellis_app using (partnership_id = (select access.partnership()) and (
  team_id = (select access.team())
  or ((select access.kind()) = 'account' and organisation_id = (select access.organisation()))
  or ((select access.kind()) = 'link' and id = (select access.record()))
  or ((select access.kind()) = 'person' and person_id = (select access.actor()))
  or (select access.kind()) = 'job'));
grant select, insert on support.closing_letter to trellis_app;

alter table support.closure enable row level security;
alter table support.closure force row level security;
create policy owner_all on support.closure to trellis_owner using (true) with check (true);
create policy made_here on support.closure for insert to trellis_app with check (partnership_id = (select access.partnership())
  and team_id = (select access.team()));
create policy seen on support.closure for select to trellis_app using (partnership_id = (select access.partnership()) and (
  team_id = (select access.team()) or ((select access.kind()) = 'person' and person_id = (select access.actor()))
  or (select access.kind()) = 'job'
  or exists (select from support.closing_letter l where l.partnership_id = closure.partnership_id and l.episode_id = closure.episode_id)));
create policy report_reads on support.closure for select to trellis_report using (partnership_id = (select access.partnership()));
grant select, insert on support.closure to trellis_app;
grant select (partnership_id, episode_id, person_id, team_id, reason, no_actions_required, tell_practice, closed_by, closed_at) on support.closure to trellis_report;
