-- A referral is a request that a team sees a person. Each change of its state is a row of fact; the status column beside it is
-- written by the same use case and guarded by a trigger.
create schema referrals;
grant usage on schema referrals to trellis_app, trellis_report;

create table referrals.referral (
  partnership_id              uuid        not null,
  id                          uuid        not null,
  reference                   text        not null,
  person_id                   uuid        not null,
  team_id                     uuid        not null,
  status                      text        not null default 'received',
  version                     int         not null default 1,
  received_at                 timestamptz not null,
  came_by                     text        not null,
  referrer_kind               text        not null,
  referrer_name               text        not null,
  referrer_role               text,
  referrer_profession         text,
  referrer_relationship       text,
  referrer_agency             text,
  referrer_organisation_id    uuid,
  referrer_organisation_name  text,
  referrer_account_id         uuid,
  referrer_telephone          text,
  referrer_email              text,
  reasons                     text[]      not null,
  reason_text                 text,
  no_known_risks              boolean     not null,
  consent_sharing             text        not null,
  consent_by                  text        not null,
  consent_note                text,
  tell_practice               boolean     not null,
  urgent                      boolean     not null default false,
  owner_account_id            uuid,
  owner_role                  text        not null default 'team_manager',
  next_date                   date        not null,
  details                     jsonb       not null default '{}',
  constraint referral_pkey primary key (partnership_id, id),
  constraint referral_reference_once unique (partnership_id, reference),
  constraint referral_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint referral_to_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint referral_by_organisation foreign key (partnership_id, referrer_organisation_id) references access.organisation (partnership_id, id),
  constraint referral_by_account foreign key (partnership_id, referrer_account_id) references access.account (partnership_id, id),
  constraint referral_owned_by foreign key (partnership_id, owner_account_id) references access.account (partnership_id, id),
  constraint referral_status_known check (status in ('received', 'questioned', 'accepted', 'declined', 'withdrawn')),
  constraint referral_came_by_known check (came_by in ('screen', 'public', 'api', 'paper', 'telephone')),
  constraint referral_referrer_known check (referrer_kind in ('professional', 'carer', 'self')),
  constraint referral_has_reason check (cardinality(reasons) > 0),
  constraint referral_consent_known check (consent_sharing in ('given', 'best-interests', 'not-asked')),
  constraint referral_carer_says_who check (referrer_kind <> 'carer' or referrer_relationship is not null),
  constraint referral_can_be_answered check (referrer_kind = 'self' or referrer_telephone is not null or referrer_email is not null)
);
comment on table referrals.referral is 'A request that a team sees a person.';
comment on column referrals.referral.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.referral.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column referrals.referral.reference is 'purpose: what people quote on the telephone; sensitivity: internal; retention: episode';
comment on column referrals.referral.person_id is 'purpose: who is to be seen; sensitivity: care; retention: episode';
comment on column referrals.referral.team_id is 'purpose: who is asked; sensitivity: care; retention: episode';
comment on column referrals.referral.status is 'purpose: where it stands; sensitivity: care; retention: episode';
comment on column referrals.referral.version is 'purpose: stale changes are refused; sensitivity: internal; retention: episode';
comment on column referrals.referral.received_at is 'purpose: waits are counted from here; sensitivity: care; retention: episode';
comment on column referrals.referral.came_by is 'purpose: results compared by channel; sensitivity: internal; retention: episode';
comment on column referrals.referral.referrer_kind is 'purpose: professional, carer or the person; sensitivity: care; retention: episode';
comment on column referrals.referral.referrer_name is 'purpose: who hears back; sensitivity: personal; retention: episode';
comment on column referrals.referral.referrer_role is 'purpose: PRSB referrer role; sensitivity: staff; retention: episode';
comment on column referrals.referral.referrer_profession is 'purpose: activity by profession; sensitivity: staff; retention: episode';
comment on column referrals.referral.referrer_relationship is 'purpose: a carer says who they are to the person; sensitivity: personal; retention: episode';
comment on column referrals.referral.referrer_agency is 'purpose: counts by kind of agency; sensitivity: internal; retention: episode';
comment on column referrals.referral.referrer_organisation_id is 'purpose: which organisation sent it and may read it back; sensitivity: internal; retention: episode';
comment on column referrals.referral.referrer_organisation_name is 'purpose: the name an agency without an account gave; sensitivity: internal; retention: episode';
comment on column referrals.referral.referrer_account_id is 'purpose: who sent it, when signed in; sensitivity: staff; retention: episode';
comment on column referrals.referral.referrer_telephone is 'purpose: who hears back; sensitivity: personal; retention: episode';
comment on column referrals.referral.referrer_email is 'purpose: who hears back; sensitivity: personal; retention: episode';
comment on column referrals.referral.reasons is 'purpose: needs as codes; sensitivity: care; retention: episode';
comment on column referrals.referral.reason_text is 'purpose: PRSB reason for referral; sensitivity: special; retention: episode';
comment on column referrals.referral.no_known_risks is 'purpose: said, not assumed; sensitivity: care; retention: episode';
comment on column referrals.referral.consent_sharing is 'purpose: PRSB consent for information sharing; sensitivity: care; retention: episode';
comment on column referrals.referral.consent_by is 'purpose: who agreed; sensitivity: care; retention: episode';
comment on column referrals.referral.consent_note is 'purpose: why if not sought, best interests; sensitivity: special; retention: episode';
comment on column referrals.referral.tell_practice is 'purpose: whether the GP practice is told; sensitivity: care; retention: episode';
comment on column referrals.referral.urgent is 'purpose: urgent words were found in it; sensitivity: care; retention: episode';
comment on column referrals.referral.owner_account_id is 'purpose: the named person who has it; sensitivity: staff; retention: episode';
comment on column referrals.referral.owner_role is 'purpose: the role that has it until a person is named; sensitivity: internal; retention: episode';
comment on column referrals.referral.next_date is 'purpose: by when something happens; sensitivity: care; retention: episode';
comment on column referrals.referral.details is 'purpose: further PRSB referral items, by name; sensitivity: special; retention: episode';

create index referral_inbox on referrals.referral (partnership_id, team_id, status, received_at) include (person_id, referrer_organisation_id);
create index referral_sent on referrals.referral (partnership_id, referrer_organisation_id, received_at desc) include (person_id, team_id);
create index referral_of_person_index on referrals.referral (partnership_id, person_id);

-- Generated from MOVES in src/care/referrals/referral.rules.ts; a test compares.
create trigger move_allowed before update of status on referrals.referral for each row when (old.status is distinct from new.status
  and (old.status, new.status) not in (('received', 'questioned'), ('received', 'accepted'), ('received', 'declined'), ('received', 'withdrawn'),
    ('questioned', 'received'), ('questioned', 'declined'), ('questioned', 'withdrawn')))
  execute function access.refuse_move('referral');
create function referrals.refuse_start() returns trigger language plpgsql as $$ begin
  raise exception 'a referral starts as received, not as %', new.status using errcode = '23514', constraint = 'referral_starts_received';
end $$;
create trigger starts_received before insert on referrals.referral for each row when (new.status <> 'received') execute function referrals.refuse_start();

alter table referrals.referral enable row level security;
alter table referrals.referral force row level security;
create policy owner_all on referrals.referral to trellis_owner using (true) with check (true);
create policy made_here on referrals.referral for insert to trellis_app with check (partnership_id = (select access.partnership()));
-- The team's own, the sender's own, the person's own; another team or the practice only by an involvement (never 'referrer' or 'provider').
create policy seen on referrals.referral for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    team_id = (select access.team()) or referrer_organisation_id = (select access.organisation())
    or ((select access.kind()) = 'person' and person_id = (select access.actor()))
    or ((select access.kind()) = 'link' and id = (select access.record()))
    or (select access.kind()) = 'job'
    or exists (select from people.involvement i where i.person_id = referral.person_id and i.organisation_id = (select access.organisation())
               and i.reason = 'practice' and referral.tell_practice and (i.until is null or i.until > now()))));
create policy changed on referrals.referral for update to trellis_app using (
  partnership_id = (select access.partnership()) and (
    team_id = (select access.team()) or referrer_organisation_id = (select access.organisation())
    or ((select access.kind()) = 'person' and person_id = (select access.actor()))
    or ((select access.kind()) = 'link' and id = (select access.record()))
    or (select access.kind()) = 'job'))
  with check (partnership_id = (select access.partnership()));
create policy report_reads on referrals.referral for select to trellis_report using (partnership_id = (select access.partnership()));
grant select, insert, update on referrals.referral to trellis_app;
grant select on referrals.referral to trellis_report;

create table referrals.risk (
  partnership_id  uuid  not null,
  referral_id     uuid  not null,
  number          int   not null,
  text            text  not null,
  constraint risk_pkey primary key (partnership_id, referral_id, number),
  constraint risk_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint risk_said check (btrim(text) <> '')
);
comment on table referrals.risk is 'Something to know to keep the person or the worker safe, as the referrer said it.';
comment on column referrals.risk.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.risk.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.risk.number is 'purpose: order; sensitivity: internal; retention: episode';
comment on column referrals.risk.text is 'purpose: PRSB risk; sensitivity: special; retention: episode';

create table referrals.question (
  partnership_id  uuid         not null,
  id              uuid         not null,
  referral_id     uuid         not null,
  asked_by        uuid         not null,
  asked_at        timestamptz  not null,
  question        text         not null,
  answered_by     uuid,
  answered_at     timestamptz,
  answer          text,
  constraint question_pkey primary key (partnership_id, id),
  constraint question_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint question_asked_by_account foreign key (partnership_id, asked_by) references access.account (partnership_id, id),
  constraint question_answered_whole check ((answer is null) = (answered_at is null))
);
create unique index question_open_once on referrals.question (partnership_id, referral_id) where answered_at is null;
comment on table referrals.question is 'What the team asked the referrer before it can answer, and what came back.';
comment on column referrals.question.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.question.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column referrals.question.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.question.asked_by is 'purpose: who asked; sensitivity: staff; retention: episode';
comment on column referrals.question.asked_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column referrals.question.question is 'purpose: what is missing; sensitivity: special; retention: episode';
comment on column referrals.question.answered_by is 'purpose: who answered, when signed in; sensitivity: staff; retention: episode';
comment on column referrals.question.answered_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column referrals.question.answer is 'purpose: the answer; sensitivity: special; retention: episode';

create table referrals.acceptance (
  partnership_id    uuid         not null,
  referral_id       uuid         not null,
  accepted_by       uuid         not null,
  accepted_at       timestamptz  not null,
  first_contact_by  date         not null,
  constraint acceptance_pkey primary key (partnership_id, referral_id),
  constraint acceptance_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint acceptance_by_account foreign key (partnership_id, accepted_by) references access.account (partnership_id, id),
  constraint contact_not_before_acceptance check (first_contact_by >= (accepted_at at time zone 'Europe/London')::date)
);
comment on table referrals.acceptance is 'The team said yes. A fact of its own, so that who and when are never overwritten; at most one.';
comment on column referrals.acceptance.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.acceptance.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.acceptance.accepted_by is 'purpose: who; sensitivity: staff; retention: episode';
comment on column referrals.acceptance.accepted_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column referrals.acceptance.first_contact_by is 'purpose: promise to the person; sensitivity: care; retention: episode';

create table referrals.decline (
  partnership_id     uuid         not null,
  referral_id        uuid         not null,
  declined_by        uuid         not null,
  declined_at        timestamptz  not null,
  reason             text         not null,
  note               text,
  better_team_id     uuid,
  better_service_id  uuid,
  better_text        text,
  constraint decline_pkey primary key (partnership_id, referral_id),
  constraint decline_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint decline_by_account foreign key (partnership_id, declined_by) references access.account (partnership_id, id),
  constraint decline_better_team foreign key (partnership_id, better_team_id) references teams.team (partnership_id, id),
  constraint decline_better_service foreign key (partnership_id, better_service_id) references directory.service (partnership_id, id),
  constraint decline_never_a_dead_end check (better_team_id is not null or better_service_id is not null or btrim(coalesce(better_text, '')) <> '')
);
comment on table referrals.decline is 'The team said no, why, and where to go instead: never a dead end. With a better team or service it is a redirect.';
comment on column referrals.decline.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.decline.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.decline.declined_by is 'purpose: who; sensitivity: staff; retention: episode';
comment on column referrals.decline.declined_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column referrals.decline.reason is 'purpose: why, as a code; sensitivity: care; retention: episode';
comment on column referrals.decline.note is 'purpose: why, in words to the referrer; sensitivity: special; retention: episode';
comment on column referrals.decline.better_team_id is 'purpose: redirect; sensitivity: care; retention: episode';
comment on column referrals.decline.better_service_id is 'purpose: redirect; sensitivity: care; retention: episode';
comment on column referrals.decline.better_text is 'purpose: the next best thing in words; sensitivity: care; retention: episode';

create table referrals.withdrawal (
  partnership_id  uuid         not null,
  referral_id     uuid         not null,
  withdrawn_by    uuid,
  by_kind         text         not null,
  withdrawn_at    timestamptz  not null,
  note            text,
  constraint withdrawal_pkey primary key (partnership_id, referral_id),
  constraint withdrawal_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint withdrawal_by_known check (by_kind in ('referrer', 'person', 'team'))
);
comment on table referrals.withdrawal is 'The request was taken back, by the referrer or the person.';
comment on column referrals.withdrawal.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.withdrawal.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.withdrawal.withdrawn_by is 'purpose: who, when signed in; sensitivity: staff; retention: episode';
comment on column referrals.withdrawal.by_kind is 'purpose: referrer, person or team; sensitivity: care; retention: episode';
comment on column referrals.withdrawal.withdrawn_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column referrals.withdrawal.note is 'purpose: why, in words; sensitivity: special; retention: episode';

create table referrals.allocation (
  partnership_id  uuid         not null,
  id              uuid         not null,
  referral_id     uuid         not null,
  account_id      uuid         not null,
  allocated_by    uuid         not null,
  allocated_at    timestamptz  not null,
  constraint allocation_pkey primary key (partnership_id, id),
  constraint allocation_of_referral foreign key (partnership_id, referral_id) references referrals.referral (partnership_id, id),
  constraint allocation_to_account foreign key (partnership_id, account_id) references access.account (partnership_id, id)
);
create index allocation_in_order on referrals.allocation (partnership_id, referral_id, allocated_at);
comment on table referrals.allocation is 'Which link worker was given it, each time.';
comment on column referrals.allocation.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column referrals.allocation.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column referrals.allocation.referral_id is 'purpose: which referral; sensitivity: internal; retention: episode';
comment on column referrals.allocation.account_id is 'purpose: who has it now; sensitivity: staff; retention: episode';
comment on column referrals.allocation.allocated_by is 'purpose: who decided; sensitivity: staff; retention: episode';
comment on column referrals.allocation.allocated_at is 'purpose: when; sensitivity: internal; retention: episode';

-- The facts of a referral are seen by whoever sees the referral; its own policy decides.
do $$ declare fact text; begin
  foreach fact in array array['risk', 'question', 'acceptance', 'decline', 'withdrawal', 'allocation'] loop
    execute format('alter table referrals.%I enable row level security', fact);
    execute format('alter table referrals.%I force row level security', fact);
    execute format('create policy owner_all on referrals.%I to trellis_owner using (true) with check (true)', fact);
    execute format('create policy made_here on referrals.%I for insert to trellis_app with check (partnership_id = (select access.partnership()))', fact);
    execute format('create policy seen on referrals.%I for select to trellis_app using (partnership_id = (select access.partnership())
      and exists (select from referrals.referral r where r.partnership_id = %I.partnership_id and r.id = %I.referral_id))', fact, fact, fact);
    execute format('grant select, insert on referrals.%I to trellis_app', fact);
  end loop;
end $$;
create policy answered on referrals.question for update to trellis_app using (partnership_id = (select access.partnership())
  and exists (select from referrals.referral r where r.partnership_id = question.partnership_id and r.id = question.referral_id))
  with check (partnership_id = (select access.partnership()));
grant update (answer, answered_at, answered_by) on referrals.question to trellis_app;

-- What was answered lately, for the inbox.
create index acceptance_lately on referrals.acceptance (partnership_id, accepted_at);
create index decline_lately on referrals.decline (partnership_id, declined_at);
create index withdrawal_lately on referrals.withdrawal (partnership_id, withdrawn_at);
