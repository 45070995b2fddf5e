-- What the ground keeps for every module: forms half filled in, and the answers to requests that may come twice.
create schema platform;
grant usage on schema platform to trellis_app;

create table platform.draft (
  partnership_id  uuid        not null,
  id              uuid        not null,
  form            text        not null,
  actor_id        uuid,
  body            bytea       not null,
  version         int         not null default 1,
  updated_at      timestamptz not null default now(),
  expires_at      timestamptz not null,
  constraint draft_pkey primary key (partnership_id, id),
  constraint draft_form_named check (form ~ '^[a-z-]+$')
);
create index draft_expires on platform.draft (expires_at);
create index draft_of_actor on platform.draft (partnership_id, actor_id, form);
comment on table platform.draft is 'A form half filled in, kept on the server so that nothing typed is lost.';
comment on column platform.draft.partnership_id is 'purpose: tenant; sensitivity: internal; retention: draft';
comment on column platform.draft.id is 'purpose: identity, held by the browser in a signed cookie; sensitivity: internal; retention: draft';
comment on column platform.draft.form is 'purpose: which form; sensitivity: internal; retention: draft';
comment on column platform.draft.actor_id is 'purpose: whose draft, empty for someone not signed in; sensitivity: staff; retention: draft';
comment on column platform.draft.body is 'purpose: what was typed, encrypted; sensitivity: special; retention: draft';
comment on column platform.draft.version is 'purpose: two windows with one draft; sensitivity: internal; retention: draft';
comment on column platform.draft.updated_at is 'purpose: shows when it was saved; sensitivity: internal; retention: draft';
comment on column platform.draft.expires_at is 'purpose: deleted after this; sensitivity: internal; retention: draft';
alter table platform.draft enable row level security;
alter table platform.draft force row level security;
create policy owner_all on platform.draft to trellis_owner using (true) with check (true);
create policy own on platform.draft to trellis_app
  using (partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or actor_id is not distinct from (select access.actor())))
  with check (partnership_id = (select access.partnership()) and actor_id is not distinct from (select access.actor()));
grant select, insert, update, delete on platform.draft to trellis_app;

-- The key, its answer and the effect stand or fall together; a repeated key gets the first answer.
create table platform.idempotency_key (
  partnership_id  uuid        not null,
  owner_id        uuid        not null,
  key             text        not null,
  request_hash    bytea       not null,
  status          int         not null,
  answer          jsonb       not null,
  created_at      timestamptz not null default now(),
  constraint idempotency_key_pkey primary key (partnership_id, owner_id, key),
  constraint idempotency_key_short check (length(key) between 1 and 200)
);
create index idempotency_key_age on platform.idempotency_key (created_at);
comment on table platform.idempotency_key is 'Requests that were answered, so that sending one again does nothing twice. Kept for a day.';
comment on column platform.idempotency_key.partnership_id is 'purpose: tenant; sensitivity: internal; retention: day';
comment on column platform.idempotency_key.owner_id is 'purpose: the organisation, account or draft that sent it; sensitivity: internal; retention: day';
comment on column platform.idempotency_key.key is 'purpose: names the request; sensitivity: internal; retention: day';
comment on column platform.idempotency_key.request_hash is 'purpose: same key with another body is refused; sensitivity: internal; retention: day';
comment on column platform.idempotency_key.status is 'purpose: the answer; sensitivity: internal; retention: day';
comment on column platform.idempotency_key.answer is 'purpose: the answer, ids and codes only; sensitivity: internal; retention: day';
comment on column platform.idempotency_key.created_at is 'purpose: deleted a day later; sensitivity: internal; retention: day';
alter table platform.idempotency_key enable row level security;
alter table platform.idempotency_key force row level security;
create policy owner_all on platform.idempotency_key to trellis_owner using (true) with check (true);
create policy own on platform.idempotency_key for select to trellis_app using (
  partnership_id = (select access.partnership()) and (owner_id in ((select access.organisation()), (select access.actor())) or (select access.kind()) = 'public'));
create policy made_here on platform.idempotency_key for insert to trellis_app with check (partnership_id = (select access.partnership()));
create policy forgotten on platform.idempotency_key for delete to trellis_app using ((select access.kind()) = 'job');
grant select, insert, delete on platform.idempotency_key to trellis_app;

-- Forgets what has had its time: drafts after 28 days, answers after one. Over every partnership; answers how many went.
create function platform.forget(_now timestamptz) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare drafts int; keys int; begin
  delete from platform.draft where expires_at <= _now;
  get diagnostics drafts = row_count;
  delete from platform.idempotency_key where created_at < _now - interval '1 day';
  get diagnostics keys = row_count;
  return drafts + keys;
end $$;
revoke all on function platform.forget from public;
grant execute on function platform.forget to trellis_app;
