-- Outcome measures: what people answered, what they were asked by link, and who may use which licensed measure.
-- Definitions are files (measures/*.json). Raw answers are kept as given and never overwritten: putting something right adds
-- the next version. Scores are computed on reading.

create table support.measure_licence (
  partnership_id   uuid         not null,
  id               uuid         not null,
  measure_code     text         not null,
  measure_version  text         not null,
  holder           text         not null,
  reference        text         not null,
  starts_on        date         not null,
  ends_on          date         not null,
  wording          jsonb        not null,
  wording_hash     bytea        not null,
  recorded_by      uuid,
  recorded_at      timestamptz  not null,
  constraint measure_licence_pkey primary key (partnership_id, id),
  constraint measure_licence_of_partnership foreign key (partnership_id) references access.partnership (id),
  constraint measure_licence_by foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint measure_licence_code_plain check (measure_code ~ '^[a-z0-9-]+$'),
  constraint measure_licence_says_who check (holder <> '' and reference <> ''),
  constraint measure_licence_ends check (ends_on >= starts_on),
  constraint measure_licence_wording_small check (length(wording::text) <= 20000)
);
create index measure_licence_in_force on support.measure_licence (partnership_id, measure_code, ends_on);
comment on table support.measure_licence is 'The right to show a licensed measure, with the wording that its holder supplied: without a row no wording.';
comment on column support.measure_licence.partnership_id is 'purpose: tenant; sensitivity: internal; retention: contract';
comment on column support.measure_licence.id is 'purpose: identity; sensitivity: internal; retention: contract';
comment on column support.measure_licence.measure_code is 'purpose: which measure; sensitivity: internal; retention: contract';
comment on column support.measure_licence.measure_version is 'purpose: wording of which version; sensitivity: internal; retention: contract';
comment on column support.measure_licence.holder is 'purpose: who holds the licence; sensitivity: internal; retention: contract';
comment on column support.measure_licence.reference is 'purpose: proof of the licence; sensitivity: internal; retention: contract';
comment on column support.measure_licence.starts_on is 'purpose: first day of the licence; sensitivity: internal; retention: contract';
comment on column support.measure_licence.ends_on is 'purpose: last day of the licence; sensitivity: internal; retention: contract';
comment on column support.measure_licence.wording is 'purpose: the words of the questions, which others own; sensitivity: internal; retention: contract';
comment on column support.measure_licence.wording_hash is 'purpose: which file the words came from (SHA-256); sensitivity: internal; retention: contract';
comment on column support.measure_licence.recorded_by is 'purpose: who put it in, nobody when the installation did; sensitivity: staff; retention: contract';
comment on column support.measure_licence.recorded_at is 'purpose: when; sensitivity: internal; retention: contract';
alter table support.measure_licence enable row level security;
alter table support.measure_licence force row level security;
create policy owner_all on support.measure_licence to trellis_owner using (true) with check (true);
-- Whoever is asked sees the words; the public does not.
create policy seen on support.measure_licence for select to trellis_app using (
  partnership_id = (select access.partnership()) and (select access.kind()) in ('account', 'link', 'person', 'job'));
create policy recorded on support.measure_licence for insert to trellis_app with check (partnership_id = (select access.partnership())
  and ((select access.kind()) = 'job' or ((select access.kind()) = 'account' and (select access.has_role('administrator')))));
grant select, insert on support.measure_licence to trellis_app;

create table support.response_request (
  partnership_id   uuid         not null,
  id               uuid         not null,
  episode_id       uuid         not null,
  person_id        uuid         not null,
  team_id          uuid         not null,
  measure_code     text         not null,
  measure_version  text         not null,
  point            text         not null,
  asked_by         uuid         not null,
  asked_at         timestamptz  not null,
  until            timestamptz  not null,
  answered_at      timestamptz,
  withdrawn_at     timestamptz,
  constraint response_request_pkey primary key (partnership_id, id),
  constraint response_request_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint response_request_to_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint response_request_of_team foreign key (partnership_id, team_id) references teams.team (partnership_id, id),
  constraint response_request_by foreign key (partnership_id, asked_by) references access.account (partnership_id, id),
  constraint response_request_code_plain check (measure_code ~ '^[a-z0-9-]+$'),
  constraint response_request_point_known check (point in ('start', 'review', 'end')),
  constraint response_request_ends check (until > asked_at),
  constraint response_request_ended_once check (answered_at is null or withdrawn_at is null)
);
-- One open link for one set of questions at a time.
create unique index response_request_open_once on support.response_request (partnership_id, episode_id, measure_code, point)
  where answered_at is null and withdrawn_at is null;
comment on table support.response_request is 'A person was asked by link to answer a measure.';
comment on column support.response_request.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.response_request.id is 'purpose: identity, what the link opens; sensitivity: internal; retention: episode';
comment on column support.response_request.episode_id is 'purpose: which episode; sensitivity: care; retention: episode';
comment on column support.response_request.person_id is 'purpose: who is asked; sensitivity: care; retention: episode';
comment on column support.response_request.team_id is 'purpose: who asks, and gets what follows; sensitivity: care; retention: episode';
comment on column support.response_request.measure_code is 'purpose: what is asked; sensitivity: care; retention: episode';
comment on column support.response_request.measure_version is 'purpose: in which wording; sensitivity: internal; retention: episode';
comment on column support.response_request.point is 'purpose: at the start, in between or at the end; sensitivity: care; retention: episode';
comment on column support.response_request.asked_by is 'purpose: who sent it; sensitivity: staff; retention: episode';
comment on column support.response_request.asked_at is 'purpose: when; sensitivity: internal; retention: episode';
comment on column support.response_request.until is 'purpose: the link works until then; sensitivity: internal; retention: episode';
comment on column support.response_request.answered_at is 'purpose: answered once; sensitivity: care; retention: episode';
comment on column support.response_request.withdrawn_at is 'purpose: no longer needed, answered another way or asked anew; sensitivity: internal; retention: episode';
alter table support.response_request enable row level security;
alter table support.response_request force row level security;
create policy owner_all on support.response_request to trellis_owner using (true) with check (true);
create policy asked on support.response_request for insert to trellis_app with check (partnership_id = (select access.partnership())
  and (select access.kind()) = 'account' and team_id = (select access.team())
  and exists (select from support.episode e where e.partnership_id = response_request.partnership_id and e.id = response_request.episode_id
    and e.person_id = response_request.person_id and e.team_id = response_request.team_id));
create policy seen on support.response_request for select to trellis_app using (partnership_id = (select access.partnership()) and (
  ((select access.kind()) = 'account' and team_id = (select access.team()))
  or ((select access.kind()) = 'link' and id = (select access.record()))
  or ((select access.kind()) = 'person' and person_id = (select access.actor()))
  or (select access.kind()) = 'job'));
create policy ended on support.response_request for update to trellis_app using (partnership_id = (select access.partnership()) and (
  ((select access.kind()) = 'account' and team_id = (select access.team()))
  or ((select access.kind()) = 'link' and id = (select access.record()))
  or (select access.kind()) = 'job')) with check (partnership_id = (select access.partnership()));
grant select, insert on support.response_request to trellis_app;
grant update (answered_at, withdrawn_at) on support.response_request to trellis_app;

create table support.response (
  partnership_id   uuid         not null,
  id               uuid         not null,
  version          int          not null default 1,
  episode_id       uuid         not null,
  person_id        uuid         not null,
  measure_code     text         not null,
  measure_version  text         not null,
  point            text         not null,
  answered_on      date         not null,
  answers          jsonb        not null,
  answered_by      text         not null,
  mode             text         not null,
  request_id       uuid,
  recorded_by      uuid,
  recorded_at      timestamptz  not null,
  constraint response_pkey primary key (partnership_id, id, version),
  constraint response_of_episode foreign key (partnership_id, episode_id) references support.episode (partnership_id, id),
  constraint response_of_person foreign key (partnership_id, person_id) references people.person (partnership_id, id),
  constraint response_to_request foreign key (partnership_id, request_id) references support.response_request (partnership_id, id),
  constraint response_by foreign key (partnership_id, recorded_by) references access.account (partnership_id, id),
  constraint response_code_plain check (measure_code ~ '^[a-z0-9-]+$'),
  constraint response_point_known check (point in ('start', 'review', 'end')),
  constraint response_answered_by_known check (answered_by in ('person', 'worker')),
  constraint response_mode_known check (mode in ('face', 'telephone', 'link', 'paper')),
  constraint response_by_link_whole check ((mode = 'link') = (request_id is not null)),
  constraint response_recorded_by_somebody check (mode = 'link' or recorded_by is not null),
  constraint response_version_counts check (version >= 1),
  constraint response_answers_small check (jsonb_typeof(answers) = 'object' and length(answers::text) <= 4000)
);
create index response_by_episode on support.response (partnership_id, episode_id);
create index response_by_person on support.response (partnership_id, person_id);
-- A start, a review on a day and an end are answered once; what is put right later is a version, not another answer.
create unique index response_start_end_once on support.response (partnership_id, episode_id, measure_code, point)
  where version = 1 and point in ('start', 'end');
create unique index response_review_once_a_day on support.response (partnership_id, episode_id, measure_code, answered_on)
  where version = 1 and point = 'review';
create unique index response_to_request_once on support.response (partnership_id, request_id) where version = 1 and request_id is not null;
comment on table support.response is 'One set of raw answers to a measure; the highest version counts, the earlier ones stay.';
comment on column support.response.partnership_id is 'purpose: tenant; sensitivity: internal; retention: episode';
comment on column support.response.id is 'purpose: identity; sensitivity: internal; retention: episode';
comment on column support.response.version is 'purpose: put right when above 1, stale changes are refused; sensitivity: internal; retention: episode';
comment on column support.response.episode_id is 'purpose: which episode; sensitivity: care; retention: episode';
comment on column support.response.person_id is 'purpose: who answered; sensitivity: care; retention: episode';
comment on column support.response.measure_code is 'purpose: what was asked; sensitivity: care; retention: episode';
comment on column support.response.measure_version is 'purpose: scored by the rules of this version; sensitivity: internal; retention: episode';
comment on column support.response.point is 'purpose: start, review or end, for pairs; sensitivity: care; retention: episode';
comment on column support.response.answered_on is 'purpose: on which day; sensitivity: care; retention: episode';
comment on column support.response.answers is 'purpose: raw answers by item, scores follow on reading; sensitivity: special; retention: episode';
comment on column support.response.answered_by is 'purpose: whose judgement it is; sensitivity: care; retention: episode';
comment on column support.response.mode is 'purpose: answers differ by the way they are asked; sensitivity: internal; retention: episode';
comment on column support.response.request_id is 'purpose: the link it came by; sensitivity: internal; retention: episode';
comment on column support.response.recorded_by is 'purpose: who wrote it down, nobody for a link; sensitivity: staff; retention: episode';
comment on column support.response.recorded_at is 'purpose: when it was written down; sensitivity: internal; retention: episode';
alter table support.response enable row level security;
alter table support.response force row level security;
create policy owner_all on support.response to trellis_owner using (true) with check (true);
-- The team that has the episode, or the holder of a link that is still open. What a link wrote it cannot read back.
create policy recorded on support.response for insert to trellis_app with check (partnership_id = (select access.partnership()) and (
  ((select access.kind()) = 'account' and exists (select from support.episode e where e.partnership_id = response.partnership_id
    and e.id = response.episode_id and e.person_id = response.person_id and e.team_id = (select access.team())))
  or ((select access.kind()) = 'link' and request_id = (select access.record()) and version = 1
    and exists (select from support.response_request q where q.partnership_id = response.partnership_id and q.id = response.request_id
      and q.episode_id = response.episode_id and q.person_id = response.person_id and q.measure_code = response.measure_code
      and q.point = response.point and q.answered_at is null and q.withdrawn_at is null))
  or (select access.kind()) = 'job'));
create policy seen on support.response for select to trellis_app using (partnership_id = (select access.partnership())
  and exists (select from support.episode e where e.partnership_id = response.partnership_id and e.id = response.episode_id));
grant select, insert on support.response to trellis_app;
