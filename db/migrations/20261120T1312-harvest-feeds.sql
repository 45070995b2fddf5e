-- Each time a source's feed is read from its address: when, how well, with what. A listing that complete harvests no longer find is
-- first missing and only then inactive; nobody deletes it.
create table directory.harvest (
  partnership_id  uuid not null,
  id              uuid not null,
  source_id       uuid not null,
  started_at      timestamptz not null,
  ended_at        timestamptz,
  outcome         text,
  version         text,
  read            int not null default 0,
  added           int not null default 0,
  changed         int not null default 0,
  unchanged       int not null default 0,
  refused         int not null default 0,
  missing         int not null default 0,
  made_inactive   int not null default 0,
  refusals        jsonb not null default '[]',
  constraint harvest_pkey primary key (partnership_id, id),
  constraint harvest_of_source foreign key (partnership_id, source_id) references directory.source (partnership_id, id),
  constraint harvest_outcome_known check (outcome in ('complete', 'partial', 'failed')),
  constraint harvest_ended_whole check ((outcome is null) = (ended_at is null))
);
create index harvest_of_source_newest on directory.harvest (partnership_id, source_id, started_at desc);
comment on table directory.harvest is 'One reading of a feed from its address.';
comment on column directory.harvest.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column directory.harvest.id is 'purpose: identity; sensitivity: internal; retention: permanent';
comment on column directory.harvest.source_id is 'purpose: whose feed; sensitivity: internal; retention: permanent';
comment on column directory.harvest.started_at is 'purpose: retrieval time; sensitivity: internal; retention: permanent';
comment on column directory.harvest.ended_at is 'purpose: retrieval time; sensitivity: internal; retention: permanent';
comment on column directory.harvest.outcome is 'purpose: whether what it lacks is gone (complete, partial, failed), null: at work or killed; sensitivity: internal; retention: permanent';
comment on column directory.harvest.version is 'purpose: which Open Referral the feed says it speaks; sensitivity: internal; retention: permanent';
comment on column directory.harvest.read is 'purpose: how many services it gave; sensitivity: internal; retention: permanent';
comment on column directory.harvest.added is 'purpose: how many were new; sensitivity: internal; retention: permanent';
comment on column directory.harvest.changed is 'purpose: how many had changed; sensitivity: internal; retention: permanent';
comment on column directory.harvest.unchanged is 'purpose: how many had not; sensitivity: internal; retention: permanent';
comment on column directory.harvest.refused is 'purpose: how many faults it had; sensitivity: internal; retention: permanent';
comment on column directory.harvest.missing is 'purpose: how many listings it no longer had; sensitivity: internal; retention: permanent';
comment on column directory.harvest.made_inactive is 'purpose: how many of those had been missing long enough; sensitivity: internal; retention: permanent';
comment on column directory.harvest.refusals is 'purpose: the first of its faults, by address and field, for whoever keeps the feed; sensitivity: internal; retention: permanent';

alter table directory.harvest enable row level security;
alter table directory.harvest force row level security;
create policy owner_all on directory.harvest to trellis_owner using (true) with check (true);
create policy seen on directory.harvest for select to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) in ('job', 'account'));
create policy kept on directory.harvest for insert to trellis_app with check (partnership_id = (select access.partnership()) and (select access.kind()) = 'job');
create policy changed on directory.harvest for update to trellis_app using (partnership_id = (select access.partnership()) and (select access.kind()) = 'job') with check (partnership_id = (select access.partnership()) and (select access.kind()) = 'job');
grant select, insert, update on directory.harvest to trellis_app;

alter table directory.service add column missing_since timestamptz;
comment on column directory.service.missing_since is 'purpose: the first complete harvest that did not find it, null: found; sensitivity: internal; retention: while listed';
create index service_missing on directory.service (partnership_id, source_id) where missing_since is not null;
