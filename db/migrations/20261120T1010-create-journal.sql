-- The journal: one append-only row for every change and every view of a person's record. Ids and codes only, never free text.
create schema journal;
grant usage on schema journal to trellis_app, trellis_report;

create table journal.entry (
  xid              xid8        not null default pg_current_xact_id(),   -- first on purpose: taken before the id, and sealing relies on it
  id               bigint      generated always as identity,
  happened_at      timestamptz not null default clock_timestamp(),
  partnership_id   uuid        not null,
  actor_kind       text        not null,
  actor_id         uuid,
  organisation_id  uuid,
  role             text,
  action           text        not null,
  subject_id       uuid,
  subject_version  int,
  person_id        uuid,
  request_id       uuid,
  detail           jsonb       not null default '{}',
  constraint entry_pkey primary key (id, happened_at),
  constraint entry_numbered check (id > 0),
  constraint entry_actor_kind_known check (actor_kind in ('account', 'person', 'link', 'key', 'public', 'job')),
  constraint entry_action_named check (action ~ '^[a-z-]+\.[a-z-]+$'),
  constraint entry_detail_small check (length(detail::text) <= 1000)
) partition by range (happened_at);
comment on table journal.entry is 'What happened, in order, for ever. Insert only.';
comment on column journal.entry.xid is 'purpose: readers skip nothing; sensitivity: internal; retention: journal';
comment on column journal.entry.id is 'purpose: order and sealing; sensitivity: internal; retention: journal';
comment on column journal.entry.happened_at is 'purpose: audit; sensitivity: internal; retention: journal';
comment on column journal.entry.partnership_id is 'purpose: tenant; sensitivity: internal; retention: journal';
comment on column journal.entry.actor_kind is 'purpose: audit (account, person, link, key, public, job); sensitivity: internal; retention: journal';
comment on column journal.entry.actor_id is 'purpose: audit, who did it; sensitivity: staff; retention: journal';
comment on column journal.entry.organisation_id is 'purpose: audit, on whose behalf; sensitivity: internal; retention: journal';
comment on column journal.entry.role is 'purpose: audit, in which role; sensitivity: internal; retention: journal';
comment on column journal.entry.action is 'purpose: audit, noun and verb such as referral.accepted; sensitivity: internal; retention: journal';
comment on column journal.entry.subject_id is 'purpose: audit, the record it was done to; sensitivity: internal; retention: journal';
comment on column journal.entry.subject_version is 'purpose: order within one record; sensitivity: internal; retention: journal';
comment on column journal.entry.person_id is 'purpose: who saw my record; sensitivity: care; retention: journal';
comment on column journal.entry.request_id is 'purpose: ties entries of one request and the log together; sensitivity: internal; retention: journal';
comment on column journal.entry.detail is 'purpose: codes and counts, never free text; sensitivity: internal; retention: journal';
create index entry_of_person on journal.entry (person_id, happened_at desc);
create index entry_in_order on journal.entry (partnership_id, xid, id);   -- a quiet partnership's reader never wades through a busy one's entries
create table journal.entry_other partition of journal.entry default;   -- catches what has no month of its own, so that no work is ever refused

-- Makes the monthly partitions from one day's month to another's; a job keeps the next two ready.
create function journal.make_months(_from date, _to date) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare month date := date_trunc('month', _from); made int := 0; name text;
begin
  while month <= _to loop
    name := 'entry_' || to_char(month, 'YYYY_MM');
    if to_regclass('journal.' || name) is null then
      begin
        execute format('create table journal.%I partition of journal.entry for values from (%L) to (%L)', name,
          to_char(month, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(month + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
        made := made + 1;
      exception
        when check_violation then null;    -- entries of that month already lie in the default partition: they stay there
        when duplicate_table then null;    -- another process made it at this very moment
      end;
    end if;
    month := month + interval '1 month';
  end loop;
  return made;
end $$;
revoke all on function journal.make_months from public;
grant execute on function journal.make_months to trellis_app;

alter table journal.entry enable row level security;
alter table journal.entry force row level security;
create policy owner_all on journal.entry to trellis_owner using (true) with check (true);
-- Nobody writes in another's name: who acts is what the session says, not what the statement says.
create policy written on journal.entry for insert to trellis_app with check (
  partnership_id = (select access.partnership()) and actor_kind = (select access.kind())
  and actor_id is not distinct from (select access.actor()) and organisation_id is not distinct from (select access.organisation()));
create policy seen on journal.entry for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    (select access.kind()) = 'job' or (select access.has_role('administrator'))
    or ((select access.kind()) = 'account' and actor_id = (select access.actor()))
    or ((select access.kind()) = 'person' and person_id = (select access.actor()))));
-- Not to be given by hand: xid (a false one would slip behind the readers), id, and when it happened.
grant select, insert (partnership_id, actor_kind, actor_id, organisation_id, role, action, subject_id, subject_version, person_id, request_id, detail)
  on journal.entry to trellis_app;
grant select on journal.entry to trellis_report;
create policy report_reads on journal.entry for select to trellis_report using (partnership_id = (select access.partnership()));

-- Seals: a chain of hashes over whole ranges of ids, made by a job without holding up anyone who writes.
create table journal.seal (
  number     int         not null,
  from_id    bigint      not null,
  to_id      bigint      not null,
  entries    bigint      not null,
  head       bytea       not null,
  sealed_at  timestamptz not null default clock_timestamp(),
  constraint seal_pkey primary key (number),
  constraint seal_numbered check (number > 0),
  constraint seal_range check (to_id > from_id),
  constraint seal_starts_once unique (from_id)
);
comment on table journal.seal is 'Hash chain over the journal, without gaps: from_id is exclusive, to_id inclusive.';
comment on column journal.seal.number is 'purpose: order; sensitivity: internal; retention: permanent';
comment on column journal.seal.from_id is 'purpose: range, exclusive; sensitivity: internal; retention: permanent';
comment on column journal.seal.to_id is 'purpose: range, inclusive; sensitivity: internal; retention: permanent';
comment on column journal.seal.entries is 'purpose: how many entries were there; sensitivity: internal; retention: permanent';
comment on column journal.seal.head is 'purpose: hash of the chain so far; sensitivity: internal; retention: permanent';
comment on column journal.seal.sealed_at is 'purpose: when; sensitivity: internal; retention: permanent';
grant select on journal.seal to trellis_app;

-- One entry as one line: fixed order, instants as microseconds, so that no session setting changes it.
create function journal.line(e journal.entry) returns text language sql immutable parallel safe
  return jsonb_build_array(e.id, (extract(epoch from e.happened_at) * 1000000)::bigint, e.partnership_id, e.actor_kind, e.actor_id,
    e.organisation_id, e.role, e.action, e.subject_id, e.subject_version, e.person_id, e.request_id, e.detail)::text;

-- What a range of ids holds: how many entries, and one hash over all their lines. Says nothing about what is in them.
create function journal.digest(_from bigint, _to bigint, out entries bigint, out digest bytea)
  language sql stable security definer set search_path = pg_catalog as $$
  select count(*), sha256(convert_to(coalesce(string_agg(journal.line(e), e'\n' order by e.id), ''), 'UTF8'))
  from journal.entry e where e.id > _from and e.id <= _to $$;
revoke all on function journal.digest from public;
grant execute on function journal.digest to trellis_app;

-- How far ids have been given out. Whoever seals reads this first and takes a transaction number second.
create function journal.last_id() returns bigint language sql stable security definer set search_path = pg_catalog as $$
  select case when is_called then last_value else 0 end from journal.entry_id_seq $$;
revoke all on function journal.last_id from public;
grant execute on function journal.last_id to trellis_app;

-- How many entries lie after an id, in all partnerships, and how many carry an id that was never given out.
create function journal.count_after(_id bigint, out entries bigint, out unnumbered bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select count(*), count(*) filter (where e.id > journal.last_id()) from journal.entry e where e.id > _id $$;
revoke all on function journal.count_after from public;
grant execute on function journal.count_after to trellis_app;

-- Adds the next seal: head = sha256(previous head || digest of the range). Only ids that nobody can still be writing may be
-- given: see src/foundations/journal/seal-journal.ts. Answers nulls when that far is sealed already.
create function journal.add_seal(_to bigint) returns journal.seal language plpgsql security definer set search_path = pg_catalog as $$
declare last journal.seal; made journal.seal; range record;
begin
  if _to > journal.last_id() then raise exception 'no entry has the number % yet', _to using errcode = '22023'; end if;
  lock table journal.seal in share row exclusive mode;
  select * into last from journal.seal order by number desc limit 1;
  if _to <= coalesce(last.to_id, 0) then return null; end if;
  select * into range from journal.digest(coalesce(last.to_id, 0), _to);
  insert into journal.seal (number, from_id, to_id, entries, head)
    values (coalesce(last.number, 0) + 1, coalesce(last.to_id, 0), _to, range.entries, sha256(coalesce(last.head, sha256('trellis journal')) || range.digest))
    returning * into made;
  return made;
end $$;
revoke all on function journal.add_seal from public;
grant execute on function journal.add_seal to trellis_app;

-- How far each reader has come, in each partnership: a job acts for one partnership and sees only its entries.
-- A reader moves its place in the transaction that does what the entries ask for.
create table journal.reader (
  partnership_id  uuid        not null,
  name            text        not null,
  xid             xid8        not null default '0',
  id              bigint      not null default 0,
  moved_at        timestamptz not null default clock_timestamp(),
  constraint reader_pkey primary key (partnership_id, name),
  constraint reader_of_partnership foreign key (partnership_id) references access.partnership (id)
);
comment on table journal.reader is 'The place each consumer of the journal has reached.';
comment on column journal.reader.partnership_id is 'purpose: tenant; sensitivity: internal; retention: permanent';
comment on column journal.reader.name is 'purpose: which consumer; sensitivity: internal; retention: permanent';
comment on column journal.reader.xid is 'purpose: place; sensitivity: internal; retention: permanent';
comment on column journal.reader.id is 'purpose: place within the transaction; sensitivity: internal; retention: permanent';
comment on column journal.reader.moved_at is 'purpose: shows a reader that stands still; sensitivity: internal; retention: permanent';
alter table journal.reader enable row level security;
alter table journal.reader force row level security;
create policy owner_all on journal.reader to trellis_owner using (true) with check (true);
create policy own on journal.reader to trellis_app
  using (partnership_id = (select access.partnership()) and (select access.kind()) = 'job')
  with check (partnership_id = (select access.partnership()) and (select access.kind()) = 'job');
grant select, insert, update on journal.reader to trellis_app;
