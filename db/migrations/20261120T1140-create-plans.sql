-- What matters to a person, and the plan made from it. Everything is kept as it was written: each saving is a revision, each
-- thing said has one row for every revision in which it changed, and what stands at a revision is the latest row of each up
-- to it. Nothing is updated, so an agreed plan can always be read as it was agreed, and a stale edit shows both texts.

-- Lets every table below carry the team and the person of its episode, held true by a foreign key, so that no policy needs a join.
alter table support.episode add constraint episode_of_team_and_person unique (partnership_id, id, team_id, person_id);
-- The list of a team's people, and of one worker's, in the order of the next date, without sorting everybody.
create index episode_open_of_team on support.episode (partnership_id, team_id, next_date, id) include (person_id, worker_account_id, status)
  where status <> 'closed';
create index episode_open_of_worker on support.episode (partnership_id, team_id, worker_account_id, next_date, id) include (person_id, status)
  where status <> 'closed';

create table support.revision (
  partnership_id  uuid         not null,
  episode_id      uuid         not null,
  number          int          not null,
  team_id         uuid         not null,
  person_id       uuid         not null,
  written_by      uuid         not null,
  written_at      timestamptz  not null,
  constraint revision_pkey primary key (partnership_id, episode_id, number),
  constraint revision_of_episode foreign key (partnership_id, episode_id, team_id, person_id)
    references support.episode (partnership_id, id, team_id, person_id),
  constraint revision_by foreign key (partnership_id, written_by) references access.account (partnership_id, id),
  constraint revision_of_team_and_person unique (partnership_id, episode_id, number, team_id, person_id),
  constraint revision_counts check (number > 0)
);
comment on table support.revision is 'One saving of what a person said or of their plan: who wrote it down, and when.';
comment on column support.revision.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.revision.episode_id is 'purpose: which episode; sensitivity: internal; retention: episode';
comment on column support.revision.number is 'purpose: order; two who save at once cannot both have it; sensitivity: internal; retention: episode';
comment on column support.revision.team_id is 'purpose: who may see it; sensitivity: care; retention: episode';
comment on column support.revision.person_id is 'purpose: whose words they are; sensitivity: care; retention: episode';
comment on column support.revision.written_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column support.revision.written_at is 'purpose: when; sensitivity: internal; retention: episode';

create table support.about_me (
  partnership_id         uuid  not null,
  episode_id             uuid  not null,
  revision               int   not null,
  team_id                uuid  not null,
  person_id              uuid  not null,
  most_important         text  not null default '',
  important_people       text  not null default '',
  communication          text  not null default '',
  wellness               text  not null default '',
  please_do              text  not null default '',
  please_do_not          text  not null default '',
  how_to_support         text  not null default '',
  also_worth_knowing     text  not null default '',
  supported_to_write_by  text  not null default '',
  constraint about_me_pkey primary key (partnership_id, episode_id, revision)
);
comment on table support.about_me is 'What matters to a person, in their own words (PRSB About me): one row a version.';
comment on column support.about_me.most_important is 'purpose: what is most important to me; sensitivity: special; retention: episode';
comment on column support.about_me.important_people is 'purpose: people who are important to me; sensitivity: special; retention: episode';
comment on column support.about_me.communication is 'purpose: how I communicate; sensitivity: special; retention: episode';
comment on column support.about_me.wellness is 'purpose: how I am when I am well, and when not; sensitivity: special; retention: episode';
comment on column support.about_me.please_do is 'purpose: what helps me; sensitivity: special; retention: episode';
comment on column support.about_me.please_do_not is 'purpose: what does not help me; sensitivity: special; retention: episode';
comment on column support.about_me.how_to_support is 'purpose: how and when to support me; sensitivity: special; retention: episode';
comment on column support.about_me.also_worth_knowing is 'purpose: what else is worth knowing; sensitivity: special; retention: episode';
comment on column support.about_me.supported_to_write_by is 'purpose: who helped to write it; sensitivity: personal; retention: episode';

create table support.no_known_risks (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  said            boolean  not null,
  constraint no_known_risks_pkey primary key (partnership_id, episode_id, revision)
);
comment on table support.no_known_risks is 'That somebody looked and knows of no risk. The revision tells who said so and when.';
comment on column support.no_known_risks.said is 'purpose: said, not assumed; false when it no longer holds; sensitivity: care; retention: episode';

create table support.strength (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  id              uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  place           int      not null,
  removed         boolean  not null default false,
  text            text     not null,
  constraint strength_pkey primary key (partnership_id, episode_id, id, revision),
  constraint strength_said check (btrim(text) <> '')
);
comment on table support.strength is 'What a person is good at, enjoys or can build on.';
comment on column support.strength.text is 'purpose: PRSB strength; sensitivity: special; retention: episode';

create table support.adjustment (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  id              uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  place           int      not null,
  removed         boolean  not null default false,
  text            text     not null,
  constraint adjustment_pkey primary key (partnership_id, episode_id, id, revision),
  constraint adjustment_said check (btrim(text) <> '')
);
comment on table support.adjustment is 'A reasonable adjustment: what we do differently so that support works for this person.';
comment on column support.adjustment.text is 'purpose: PRSB reasonable adjustment; sensitivity: special; retention: episode';

create table support.concern (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  id              uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  place           int      not null,
  removed         boolean  not null default false,
  text            text     not null,
  need            text,
  withheld        boolean  not null default false,
  constraint concern_pkey primary key (partnership_id, episode_id, id, revision),
  constraint concern_said check (btrim(text) <> ''),
  constraint concern_need_plain check (need ~ '^[a-z-]+$')
);
comment on table support.concern is 'A need, concern or problem, in words and as a code.';
comment on column support.concern.text is 'purpose: PRSB needs, concerns or problems; sensitivity: special; retention: episode';
comment on column support.concern.need is 'purpose: counts of needs, suggestions; sensitivity: care; retention: episode';
comment on column support.concern.withheld is 'purpose: about somebody else, or harmful: not shown to the person; sensitivity: care; retention: episode';

create table support.goal (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  id              uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  place           int      not null,
  removed         boolean  not null default false,
  concern_id      uuid,
  text            text     not null,
  importance      int,
  confidence      int,
  status          text     not null default 'open',
  target          text     not null default '',
  constraint goal_pkey primary key (partnership_id, episode_id, id, revision),
  constraint goal_said check (btrim(text) <> ''),
  constraint goal_importance_one_to_ten check (importance between 1 and 10),
  constraint goal_confidence_one_to_ten check (confidence between 1 and 10),
  constraint goal_status_known check (status in ('open', 'reached', 'partly', 'stopped'))
);
comment on table support.goal is 'What a person hopes for.';
comment on column support.goal.concern_id is 'purpose: which concern it answers; sensitivity: care; retention: episode';
comment on column support.goal.text is 'purpose: PRSB goals and hopes; sensitivity: special; retention: episode';
comment on column support.goal.importance is 'purpose: how much it matters to them, 1 to 10; sensitivity: care; retention: episode';
comment on column support.goal.confidence is 'purpose: how sure they are to get there, 1 to 10; sensitivity: care; retention: episode';
comment on column support.goal.status is 'purpose: PRSB goal status; sensitivity: care; retention: episode';
comment on column support.goal.target is 'purpose: how they will know that they are there; sensitivity: special; retention: episode';

create table support.action (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  id              uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  place           int      not null,
  removed         boolean  not null default false,
  goal_id         uuid     not null,
  what            text     not null,
  who             text     not null default '',
  by_when         text     not null default '',
  strategies      text     not null default '',
  status          text     not null default 'planned',
  confidence      int,
  review_on       date,
  constraint action_pkey primary key (partnership_id, episode_id, id, revision),
  constraint action_said check (btrim(what) <> ''),
  constraint action_confidence_one_to_ten check (confidence between 1 and 10),
  constraint action_status_known check (status in ('planned', 'started', 'done', 'stopped'))
);
comment on table support.action is 'A next step towards a goal: what, who and when.';
comment on column support.action.goal_id is 'purpose: which goal it serves; sensitivity: care; retention: episode';
comment on column support.action.what is 'purpose: PRSB action, what; sensitivity: special; retention: episode';
comment on column support.action.who is 'purpose: who does it; sensitivity: personal; retention: episode';
comment on column support.action.by_when is 'purpose: when, in their words; sensitivity: care; retention: episode';
comment on column support.action.strategies is 'purpose: what helps if it gets hard; sensitivity: special; retention: episode';
comment on column support.action.status is 'purpose: PRSB action status; sensitivity: care; retention: episode';
comment on column support.action.confidence is 'purpose: how sure they are to do it, 1 to 10; sensitivity: care; retention: episode';
comment on column support.action.review_on is 'purpose: when to look at it again; sensitivity: care; retention: episode';

create table support.risk (
  partnership_id  uuid     not null,
  episode_id      uuid     not null,
  id              uuid     not null,
  revision        int      not null,
  team_id         uuid     not null,
  person_id       uuid     not null,
  place           int      not null,
  removed         boolean  not null default false,
  text            text     not null,
  since           date,
  until           date,
  comment         text     not null default '',
  withheld        boolean  not null default false,
  constraint risk_pkey primary key (partnership_id, episode_id, id, revision),
  constraint risk_said check (btrim(text) <> ''),
  constraint risk_ends_later check (until >= since)
);
comment on table support.risk is 'Something to know to keep the person or the worker safe.';
comment on column support.risk.text is 'purpose: PRSB risk; sensitivity: special; retention: episode';
comment on column support.risk.since is 'purpose: since when; sensitivity: care; retention: episode';
comment on column support.risk.until is 'purpose: when it was over; sensitivity: care; retention: episode';
comment on column support.risk.comment is 'purpose: what to do about it; sensitivity: special; retention: episode';
comment on column support.risk.withheld is 'purpose: about somebody else, or harmful: not shown to the person; sensitivity: care; retention: episode';

create table support.plan (
  partnership_id          uuid         not null,
  episode_id              uuid         not null,
  version                 int          not null,
  team_id                 uuid         not null,
  person_id               uuid         not null,
  revision                int          not null,
  agreed_with             text         not null,
  representative          text,
  why_not                 text,
  agreed_on               date         not null,
  review_on               date         not null,
  responsible_account_id  uuid         not null,
  recorded_by             uuid         not null,
  recorded_at             timestamptz  not null,
  constraint plan_pkey primary key (partnership_id, episode_id, version),
  constraint plan_responsible foreign key (partnership_id, responsible_account_id) references access.account (partnership_id, id),
  constraint plan_recorded_by foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint plan_agreed_with_known check (agreed_with in ('person', 'representative', 'nobody')),
  constraint plan_representative_named check ((agreed_with = 'representative') = (representative is not null)),
  constraint plan_not_agreed_explained check ((agreed_with = 'nobody') = (why_not is not null)),
  constraint plan_reviewed_later check (review_on >= agreed_on),
  constraint plan_version_counts check (version > 0)
);
comment on table support.plan is 'A version of the plan: what stood at a revision, and who agreed to it, or why nobody did.';
comment on column support.plan.version is 'purpose: order; sensitivity: internal; retention: episode';
comment on column support.plan.agreed_with is 'purpose: PRSB agreed with person or representative; sensitivity: care; retention: episode';
comment on column support.plan.representative is 'purpose: who agreed for them; sensitivity: personal; retention: episode';
comment on column support.plan.why_not is 'purpose: PRSB, why it was not agreed; sensitivity: special; retention: episode';
comment on column support.plan.agreed_on is 'purpose: when; sensitivity: care; retention: episode';
comment on column support.plan.review_on is 'purpose: PRSB planned review; sensitivity: care; retention: episode';
comment on column support.plan.responsible_account_id is 'purpose: PRSB responsibility for review; sensitivity: staff; retention: episode';
comment on column support.plan.recorded_by is 'purpose: who wrote it down; sensitivity: staff; retention: episode';
comment on column support.plan.recorded_at is 'purpose: when that was; sensitivity: internal; retention: episode';

create table support.plan_sharing (
  partnership_id  uuid         not null,
  id              uuid         not null,
  episode_id      uuid         not null,
  version         int          not null,
  team_id         uuid         not null,
  person_id       uuid         not null,
  shared_with     text         not null,
  how             text         not null,
  shared_by       uuid         not null,
  shared_at       timestamptz  not null,
  constraint plan_sharing_pkey primary key (partnership_id, id),
  constraint plan_sharing_of_plan foreign key (partnership_id, episode_id, version) references support.plan (partnership_id, episode_id, version),
  constraint plan_sharing_by foreign key (partnership_id, shared_by) references access.account (partnership_id, id),
  constraint plan_sharing_with_known check (shared_with in ('person', 'representative')),
  constraint plan_sharing_how_known check (how in ('paper', 'post', 'email', 'aloud'))
);
create index plan_sharing_in_order on support.plan_sharing (partnership_id, episode_id, shared_at);
comment on table support.plan_sharing is 'That somebody was given a version of the plan, and how.';
comment on column support.plan_sharing.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.plan_sharing.version is 'purpose: which version; sensitivity: internal; retention: episode';
comment on column support.plan_sharing.shared_with is 'purpose: who has it; sensitivity: care; retention: episode';
comment on column support.plan_sharing.how is 'purpose: on paper, by post, by email, read aloud; sensitivity: care; retention: episode';
comment on column support.plan_sharing.shared_by is 'purpose: who gave it; sensitivity: staff; retention: episode';
comment on column support.plan_sharing.shared_at is 'purpose: when; sensitivity: care; retention: episode';

-- The things said belong to a revision, the plan to the revision that it froze.
do $$ declare t text; begin
  foreach t in array array['about_me', 'no_known_risks', 'strength', 'adjustment', 'concern', 'goal', 'action', 'risk', 'plan'] loop
    execute format('alter table support.%I add constraint %I foreign key (partnership_id, episode_id, revision, team_id, person_id)
      references support.revision (partnership_id, episode_id, number, team_id, person_id)', t, t || '_of_revision');
    execute format('comment on column support.%I.revision is %L', t, 'purpose: who wrote it and when, what stood then; sensitivity: internal; retention: episode');
  end loop;
  foreach t in array array['about_me', 'no_known_risks', 'strength', 'adjustment', 'concern', 'goal', 'action', 'risk', 'plan', 'plan_sharing'] loop
    execute format('comment on column support.%I.partnership_id is %L', t, 'purpose: tenant; sensitivity: internal; retention: episode');
    execute format('comment on column support.%I.episode_id is %L', t, 'purpose: which episode; sensitivity: internal; retention: episode');
    execute format('comment on column support.%I.team_id is %L', t, 'purpose: who may see it; sensitivity: care; retention: episode');
    execute format('comment on column support.%I.person_id is %L', t, 'purpose: whose plan it is; sensitivity: care; retention: episode');
  end loop;
  foreach t in array array['strength', 'adjustment', 'concern', 'goal', 'action', 'risk'] loop
    execute format('comment on column support.%I.id is %L', t, 'purpose: the same thing in every revision; sensitivity: internal; retention: episode');
    execute format('comment on column support.%I.place is %L', t, 'purpose: order on the page; sensitivity: internal; retention: episode');
    execute format('comment on column support.%I.removed is %L', t, 'purpose: taken back from this revision on; sensitivity: internal; retention: episode');
  end loop;
end $$;

-- Whether a thing is kept from the person: what counts is its latest row, or an earlier one, once shown, would give it away.
create function support.is_withheld(_kind text, _partnership uuid, _episode uuid, _id uuid) returns boolean
  language plpgsql stable security definer set search_path = pg_catalog as $$
declare answer boolean;
begin
  if _partnership is distinct from access.partnership() then return true; end if;
  if _kind = 'concern' then
    select c.withheld into answer from support.concern c
      where c.partnership_id = _partnership and c.episode_id = _episode and c.id = _id order by c.revision desc limit 1;
  elsif _kind = 'risk' then
    select r.withheld into answer from support.risk r
      where r.partnership_id = _partnership and r.episode_id = _episode and r.id = _id order by r.revision desc limit 1;
  end if;
  return coalesce(answer, true);
end $$;
revoke all on function support.is_withheld from public;
grant execute on function support.is_withheld to trellis_app;

-- The team of the episode reads and writes; the person reads what is about them; nobody changes or deletes.
do $$ declare t text; theirs text; begin
  foreach t in array array['revision', 'about_me', 'no_known_risks', 'strength', 'adjustment', 'concern', 'goal', 'action', 'risk', 'plan', 'plan_sharing'] loop
    theirs := '((select access.kind()) = ''person'' and person_id = (select access.actor())'
      || case when t in ('concern', 'risk') then format(' and not support.is_withheld(%L, partnership_id, episode_id, id))', t) else ')' end;
    execute format('alter table support.%I enable row level security', t);
    execute format('alter table support.%I force row level security', t);
    execute format('create policy owner_all on support.%I to trellis_owner using (true) with check (true)', t);
    execute format('create policy made_here on support.%I for insert to trellis_app with check (partnership_id = (select access.partnership())
      and (((select access.kind()) = ''account'' and team_id = (select access.team())) or (select access.kind()) = ''job''))', t);
    execute format('create policy seen on support.%I for select to trellis_app using (partnership_id = (select access.partnership()) and (
      ((select access.kind()) = ''account'' and team_id = (select access.team())) or %s or (select access.kind()) = ''job''))', t, theirs);
    execute format('grant select, insert on support.%I to trellis_app', t);
  end loop;
end $$;

-- Safeguarding. The team may know that there is a note, and from whom; what it says comes only from open_safeguarding(), which
-- asks for a reason and writes it into the journal itself.
create table support.safeguarding_note (
  partnership_id  uuid         not null,
  id              uuid         not null,
  episode_id      uuid         not null,
  team_id         uuid         not null,
  person_id       uuid         not null,
  concern         text         not null,
  noticed_on      date         not null,
  comment         text         not null default '',
  withheld        boolean      not null default true,
  written_by      uuid         not null,
  written_at      timestamptz  not null,
  constraint safeguarding_note_pkey primary key (partnership_id, id),
  constraint safeguarding_note_of_episode foreign key (partnership_id, episode_id, team_id, person_id)
    references support.episode (partnership_id, id, team_id, person_id),
  constraint safeguarding_note_by foreign key (partnership_id, written_by) references access.account (partnership_id, id),
  constraint safeguarding_note_said check (btrim(concern) <> '')
);
create index safeguarding_note_of_episode_index on support.safeguarding_note (partnership_id, episode_id, written_at);
comment on table support.safeguarding_note is 'A worry that somebody is being harmed or may be. Read by few, never without a reason.';
comment on column support.safeguarding_note.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.safeguarding_note.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.safeguarding_note.episode_id is 'purpose: which episode; sensitivity: internal; retention: episode';
comment on column support.safeguarding_note.team_id is 'purpose: who may know of it; sensitivity: care; retention: episode';
comment on column support.safeguarding_note.person_id is 'purpose: whom it is about; sensitivity: special; retention: episode';
comment on column support.safeguarding_note.concern is 'purpose: PRSB safeguarding concern; sensitivity: special; retention: episode';
comment on column support.safeguarding_note.noticed_on is 'purpose: when it was noticed; sensitivity: special; retention: episode';
comment on column support.safeguarding_note.comment is 'purpose: what was done about it; sensitivity: special; retention: episode';
comment on column support.safeguarding_note.withheld is 'purpose: not shown to the person; sensitivity: special; retention: episode';
comment on column support.safeguarding_note.written_by is 'purpose: whom to ask; sensitivity: staff; retention: episode';
comment on column support.safeguarding_note.written_at is 'purpose: when; sensitivity: care; retention: episode';
alter table support.safeguarding_note enable row level security;
alter table support.safeguarding_note force row level security;
create policy owner_all on support.safeguarding_note to trellis_owner using (true) with check (true);
create policy written on support.safeguarding_note for insert to trellis_app with check (partnership_id = (select access.partnership())
  and (((select access.kind()) = 'account' and team_id = (select access.team()) and written_by = (select access.actor())) or (select access.kind()) = 'job'));
create policy known on support.safeguarding_note for select to trellis_app using (
  partnership_id = (select access.partnership()) and (select access.kind()) = 'account' and team_id = (select access.team()));
grant insert on support.safeguarding_note to trellis_app;
grant select (partnership_id, id, episode_id, team_id, written_by, written_at) on support.safeguarding_note to trellis_app;

-- The allocated worker, the team manager and the safeguarding lead, in the team of the episode.
create function support.may_open_safeguarding(_team uuid, _worker uuid) returns boolean language sql stable parallel safe
  return access.kind() = 'account' and _team = access.team()
    and (coalesce(_worker = access.actor(), false) or access.has_role('team_manager') or access.has_role('safeguarding_lead'));

create function support.open_safeguarding(_episode uuid, _reason text)
  returns table (id uuid, concern text, noticed_on date, comment text, withheld boolean, written_by text, written_at timestamptz)
  language plpgsql volatile security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare here uuid := access.partnership(); opened support.episode;
begin
  if _reason is null or _reason not in ('supporting', 'new-worry', 'review', 'sharing') then
    raise exception 'safeguarding notes are not opened without a reason' using errcode = '22023';
  end if;
  select * into opened from support.episode e where e.partnership_id = here and e.id = _episode;
  if not coalesce(support.may_open_safeguarding(opened.team_id, opened.worker_account_id), false) then
    raise exception 'not for this caller' using errcode = '42501';
  end if;
  insert into journal.entry (partnership_id, actor_kind, actor_id, organisation_id, role, action, subject_id, person_id, request_id, detail)
    values (here, 'account', access.actor(), access.organisation(), nullif(split_part(current_setting('trellis.roles', true), ',', 1), ''),
      'safeguarding.viewed', _episode, opened.person_id, nullif(current_setting('trellis.request', true), '')::uuid, jsonb_build_object('reason', _reason));
  return query select n.id, n.concern, n.noticed_on, n.comment, n.withheld, a.name, n.written_at
    from support.safeguarding_note n join access.account a on a.partnership_id = n.partnership_id and a.id = n.written_by
    where n.partnership_id = here and n.episode_id = _episode order by n.written_at desc, n.id;
end $$;
revoke all on function support.open_safeguarding from public;
grant execute on function support.open_safeguarding to trellis_app;

-- Who has seen this person's record, for the team that works with them: its own people, the person, and whoever had to do with
-- the referral or the episode of this team. Never that another team or organisation knows the person: that is a secret.
create function support.who_saw(_person uuid, _limit int, _skip int)
  returns table (at timestamptz, kind text, name text, role text, organisation text, action text, reason text)
  language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
declare here uuid := access.partnership(); own uuid := access.organisation(); ours uuid := access.team();
begin
  if access.kind() is distinct from 'account' or ours is null or not exists (select from people.involvement i
      where i.partnership_id = here and i.organisation_id = own and i.person_id = _person and i.reason = 'team'
        and people.opens_record(i.reason, i.team_id, i.until)) then return; end if;
  return query select e.happened_at, e.actor_kind, a.name, e.role, o.name, e.action, e.detail ->> 'reason'
    from journal.entry e
    left join access.account a on e.actor_kind = 'account' and a.partnership_id = here and a.id = e.actor_id
    left join access.organisation o on o.partnership_id = here and o.id = e.organisation_id
    where e.person_id = _person and e.partnership_id = here and (
      e.actor_kind = 'person'
      or (e.actor_kind = 'account' and e.organisation_id = own and (
        exists (select from access.role_held r where r.partnership_id = here and r.account_id = e.actor_id and r.organisation_id = own
          and (r.team_id = ours or r.team_id is null))
        or exists (select from teams.member m where m.partnership_id = here and m.team_id = ours and m.account_id = e.actor_id)))
      or exists (select from referrals.referral r where r.partnership_id = here and r.id = e.subject_id and r.team_id = ours)
      or exists (select from support.episode s where s.partnership_id = here and s.id = e.subject_id and s.team_id = ours))
    order by e.happened_at desc, e.id desc limit least(_limit, 200) offset _skip;
end $$;
revoke all on function support.who_saw from public;
grant execute on function support.who_saw to trellis_app;
