-- People who work with Trellis, what they may do, and how they show who they are. Nobody is known before a sign-in or a
-- key is found, so finding goes through definer functions that give back only what is needed. Hashes and secrets are in
-- no select grant: a statement of the serving role cannot read them, whatever row-level security lets through.

-- What a public page may know of a partnership is everything; only the command line makes one.
alter table access.partnership enable row level security;
alter table access.partnership force row level security;
create policy owner_all on access.partnership to trellis_owner using (true) with check (true);
create policy seen on access.partnership for select to trellis_app, trellis_report using (true);
create policy made on access.partnership for insert to trellis_app
  with check ((select access.kind()) = 'job' and id = (select access.partnership()));
grant insert (id, name, host) on access.partnership to trellis_app;

create table access.account (
  partnership_id       uuid        not null,
  id                   uuid        not null,
  organisation_id      uuid        not null,
  email                text        not null,
  name                 text        not null,
  password_hash        text        not null,
  password_changed_at  timestamptz not null,
  totp_secret          bytea,
  totp_step            bigint,
  demo                 boolean     not null default false,
  disabled_at          timestamptz,
  created_at           timestamptz not null,
  constraint account_pkey primary key (partnership_id, id),
  constraint account_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint account_email_once unique (partnership_id, email),
  constraint account_email_small check (email = lower(btrim(email)) and email like '%_@_%'),
  constraint account_name_given check (btrim(name) <> ''),
  constraint account_step_with_secret check (totp_secret is not null or totp_step is null)
);
comment on table access.account is 'A member of staff who signs in.';
comment on column access.account.partnership_id is 'purpose: tenant; sensitivity: internal; retention: account';
comment on column access.account.id is 'purpose: identity; sensitivity: internal; retention: journal';
comment on column access.account.organisation_id is 'purpose: whom they work for; sensitivity: staff; retention: account';
comment on column access.account.email is 'purpose: signing in and messages, in small letters; sensitivity: staff; retention: account';
comment on column access.account.name is 'purpose: shown to colleagues and to the people they work with; sensitivity: staff; retention: account';
comment on column access.account.password_hash is 'purpose: signing in (scrypt with its parameters); sensitivity: special; retention: account';
comment on column access.account.password_changed_at is 'purpose: review of access; sensitivity: internal; retention: account';
comment on column access.account.totp_secret is 'purpose: one-time codes, encrypted; null until set up; sensitivity: special; retention: account';
comment on column access.account.totp_step is 'purpose: last code used, so that each works once; sensitivity: internal; retention: account';
comment on column access.account.demo is 'purpose: an invented person whose sign-in is public, refused in production; sensitivity: public; retention: account';
comment on column access.account.disabled_at is 'purpose: when access ended; sensitivity: staff; retention: account';
comment on column access.account.created_at is 'purpose: review of access; sensitivity: internal; retention: account';
create index account_of_organisation on access.account (partnership_id, organisation_id);

-- team_id points at teams.team, which belongs to a module above this one: its rows come and go without asking here.
create table access.role_held (
  partnership_id   uuid        not null,
  id               uuid        not null,
  account_id       uuid        not null,
  organisation_id  uuid        not null,
  team_id          uuid,
  role             text        not null,
  created_at       timestamptz not null,
  constraint role_held_pkey primary key (partnership_id, id),
  constraint role_held_once unique nulls not distinct (partnership_id, account_id, organisation_id, team_id, role),
  constraint role_held_of_account foreign key (partnership_id, account_id) references access.account (partnership_id, id),
  constraint role_held_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint role_held_known check (role in ('referrer', 'link_worker', 'team_manager', 'safeguarding_lead', 'provider', 'analyst',
    'commissioner', 'administrator'))
);
comment on table access.role_held is 'What an account may do, for which organisation, and in which team of it (none: in the organisation as a whole).';
comment on column access.role_held.partnership_id is 'purpose: tenant; sensitivity: internal; retention: account';
comment on column access.role_held.id is 'purpose: identity; sensitivity: internal; retention: account';
comment on column access.role_held.account_id is 'purpose: whose role; sensitivity: staff; retention: account';
comment on column access.role_held.organisation_id is 'purpose: on whose behalf; sensitivity: staff; retention: account';
comment on column access.role_held.team_id is 'purpose: in which team; sensitivity: staff; retention: account';
comment on column access.role_held.role is 'purpose: decides what may be seen and done; sensitivity: staff; retention: account';
comment on column access.role_held.created_at is 'purpose: review of access, first team by default; sensitivity: internal; retention: account';
create index role_held_in_organisation on access.role_held (partnership_id, organisation_id, account_id);

create table access.sign_in (
  partnership_id          uuid        not null,
  id                      uuid        not null,
  token_hash              bytea       not null,
  account_id              uuid        not null,
  chosen_organisation_id  uuid,
  chosen_team_id          uuid,
  second_factor_at        timestamptz,
  created_at              timestamptz not null,
  last_seen_at            timestamptz not null,
  ended_at                timestamptz,
  constraint sign_in_pkey primary key (partnership_id, id),
  constraint sign_in_token_once unique (partnership_id, token_hash),
  constraint sign_in_of_account foreign key (partnership_id, account_id) references access.account (partnership_id, id),
  constraint sign_in_team_of_organisation check (chosen_organisation_id is not null or chosen_team_id is null)
);
comment on table access.sign_in is 'A stay of a member of staff after signing in: at most 30 minutes without use and 12 hours in all.';
comment on column access.sign_in.partnership_id is 'purpose: tenant; sensitivity: internal; retention: account';
comment on column access.sign_in.id is 'purpose: identity; sensitivity: internal; retention: account';
comment on column access.sign_in.token_hash is 'purpose: recognises the cookie, SHA-256; sensitivity: special; retention: account';
comment on column access.sign_in.account_id is 'purpose: who signed in; sensitivity: staff; retention: account';
comment on column access.sign_in.chosen_organisation_id is 'purpose: on whose behalf, when they work for several; sensitivity: staff; retention: account';
comment on column access.sign_in.chosen_team_id is 'purpose: in which team, when they work in several; sensitivity: staff; retention: account';
comment on column access.sign_in.second_factor_at is 'purpose: nothing opens before the one-time code; sensitivity: internal; retention: account';
comment on column access.sign_in.created_at is 'purpose: ends after 12 hours; shown to the account; sensitivity: staff; retention: account';
comment on column access.sign_in.last_seen_at is 'purpose: ends after 30 minutes without use, kept to the minute; sensitivity: staff; retention: account';
comment on column access.sign_in.ended_at is 'purpose: signed out; sensitivity: staff; retention: account';
create index sign_in_of_account on access.sign_in (partnership_id, account_id) where ended_at is null;

create table access.api_key (
  partnership_id   uuid        not null,
  id               uuid        not null,
  key_hash         bytea       not null,
  name             text        not null,
  organisation_id  uuid        not null,
  scopes           text[]      not null,
  created_at       timestamptz not null,
  expires_at       timestamptz not null,
  revoked_at       timestamptz,
  constraint api_key_pkey primary key (partnership_id, id),
  constraint api_key_hash_once unique (partnership_id, key_hash),
  constraint api_key_of_organisation foreign key (partnership_id, organisation_id) references access.organisation (partnership_id, id),
  constraint api_key_name_given check (btrim(name) <> ''),
  constraint api_key_ends check (expires_at > created_at),
  constraint api_key_scopes_known check (cardinality(scopes) > 0 and scopes <@ array['services:read', 'services:write', 'referrals:write',
    'referrals:read', 'teams:read', 'hub:submit', 'hub:read'])
);
comment on table access.api_key is 'Lets a program of an organisation in. An organisation may hold several, so that a new one overlaps with the old.';
comment on column access.api_key.partnership_id is 'purpose: tenant; sensitivity: internal; retention: account';
comment on column access.api_key.id is 'purpose: identity; sensitivity: internal; retention: journal';
comment on column access.api_key.key_hash is 'purpose: recognises the key, SHA-256; sensitivity: special; retention: account';
comment on column access.api_key.name is 'purpose: tells keys apart; sensitivity: internal; retention: account';
comment on column access.api_key.organisation_id is 'purpose: on whose behalf; sensitivity: internal; retention: account';
comment on column access.api_key.scopes is 'purpose: what it may do; sensitivity: internal; retention: account';
comment on column access.api_key.created_at is 'purpose: review of access; sensitivity: internal; retention: account';
comment on column access.api_key.expires_at is 'purpose: ends by itself; sensitivity: internal; retention: account';
comment on column access.api_key.revoked_at is 'purpose: ended by hand; sensitivity: internal; retention: account';
create index api_key_by_hash on access.api_key (key_hash);   -- found before the partnership is known

create table access.sign_in_try (
  partnership_id  uuid        not null,
  id              bigint      generated always as identity,
  who_hash        bytea       not null,
  network_hash    bytea       not null,
  tried_at        timestamptz not null,
  constraint sign_in_try_pkey primary key (partnership_id, id),
  constraint sign_in_try_of_partnership foreign key (partnership_id) references access.partnership (id)
);
comment on table access.sign_in_try is 'Tries at signing in that did not succeed. Slows guessing; whether the account exists makes no difference.';
comment on column access.sign_in_try.partnership_id is 'purpose: tenant; sensitivity: internal; retention: 1 day';
comment on column access.sign_in_try.id is 'purpose: identity; sensitivity: internal; retention: 1 day';
comment on column access.sign_in_try.who_hash is 'purpose: counts tries at one account, keyed hash of what was typed; sensitivity: staff; retention: 1 day';
comment on column access.sign_in_try.network_hash is 'purpose: counts tries from one network, keyed hash; sensitivity: staff; retention: 1 day';
comment on column access.sign_in_try.tried_at is 'purpose: when; sensitivity: internal; retention: 1 day';
create index sign_in_try_of_who on access.sign_in_try (partnership_id, who_hash, tried_at);
create index sign_in_try_of_network on access.sign_in_try (partnership_id, network_hash, tried_at);
create index sign_in_try_by_age on access.sign_in_try (tried_at);

-- Row-level security. role_held looks at its own columns only: the policy of account reads it, and must not be read back.
alter table access.account enable row level security;
alter table access.account force row level security;
create policy owner_all on access.account to trellis_owner using (true) with check (true);
create policy seen on access.account for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    (select access.kind()) = 'job'
    or ((select access.kind()) = 'account' and (
      id = (select access.actor()) or organisation_id = (select access.organisation()) or (select access.has_role('administrator'))
      or exists (select from access.role_held r where r.partnership_id = account.partnership_id
                 and r.organisation_id = (select access.organisation()) and r.account_id = account.id)))));
create policy made on access.account for insert to trellis_app with check (
  partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))));
create policy changed on access.account for update to trellis_app
  using (partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))
    or ((select access.kind()) = 'account' and id = (select access.actor()))))
  with check (partnership_id = (select access.partnership()));
grant select (partnership_id, id, organisation_id, email, name, password_changed_at, demo, disabled_at, created_at) on access.account to trellis_app;
grant insert on access.account to trellis_app;
grant update (organisation_id, name, password_hash, password_changed_at, disabled_at) on access.account to trellis_app;

alter table access.role_held enable row level security;
alter table access.role_held force row level security;
create policy owner_all on access.role_held to trellis_owner using (true) with check (true);
create policy seen on access.role_held for select to trellis_app using (
  partnership_id = (select access.partnership()) and (
    (select access.kind()) = 'job'
    or ((select access.kind()) = 'account' and (
      account_id = (select access.actor()) or organisation_id = (select access.organisation()) or (select access.has_role('administrator'))))));
create policy made on access.role_held for insert to trellis_app with check (
  partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))));
create policy removed on access.role_held for delete to trellis_app using (
  partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))));
grant select, insert, delete on access.role_held to trellis_app;

alter table access.sign_in enable row level security;
alter table access.sign_in force row level security;
create policy owner_all on access.sign_in to trellis_owner using (true) with check (true);
create policy own on access.sign_in to trellis_app
  using (partnership_id = (select access.partnership()) and (select access.kind()) = 'account' and account_id = (select access.actor()))
  with check (partnership_id = (select access.partnership()) and (select access.kind()) = 'account' and account_id = (select access.actor()));
grant select (partnership_id, id, account_id, chosen_organisation_id, chosen_team_id, second_factor_at, created_at, last_seen_at, ended_at)
  on access.sign_in to trellis_app;
grant insert on access.sign_in to trellis_app;
grant update (token_hash, chosen_organisation_id, chosen_team_id, second_factor_at, ended_at) on access.sign_in to trellis_app;

alter table access.api_key enable row level security;
alter table access.api_key force row level security;
create policy owner_all on access.api_key to trellis_owner using (true) with check (true);
create policy kept on access.api_key to trellis_app
  using (partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))))
  with check (partnership_id = (select access.partnership()) and ((select access.kind()) = 'job' or (select access.has_role('administrator'))));
grant select (partnership_id, id, name, organisation_id, scopes, created_at, expires_at, revoked_at) on access.api_key to trellis_app;
grant insert on access.api_key to trellis_app;
grant update (revoked_at) on access.api_key to trellis_app;

alter table access.sign_in_try enable row level security;
alter table access.sign_in_try force row level security;
create policy owner_all on access.sign_in_try to trellis_owner using (true) with check (true);

-- How long a sign-in lasts: 30 minutes without use, 12 hours in all.
create function access.sign_in_lasts(_created_at timestamptz, _last_seen_at timestamptz, _now timestamptz) returns boolean
  language sql immutable parallel safe
  return _last_seen_at > _now - interval '30 minutes' and _created_at > _now - interval '12 hours';

-- The stay that a cookie's token belongs to, if it still lasts, and for whom the account acts in it: the place it chose,
-- or else the first team it was given. What it may do is what it holds there: in that team and in the organisation as a whole.
-- Keeps the time of last use to the minute. In plpgsql, as every request asks it: its plan is kept, which SQL functions' are not.
create function access.find_sign_in(_partnership uuid, _token_hash bytea, _now timestamptz)
  returns table (sign_in_id uuid, account_id uuid, name text, organisation_id uuid, team_id uuid, roles text[],
    second_factor_passed boolean, second_factor_set_up boolean)
  language plpgsql volatile security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  return query with live as (
    select s.id, s.account_id, s.chosen_organisation_id, s.chosen_team_id, s.second_factor_at, s.last_seen_at,
      a.name, a.organisation_id as home, a.totp_secret is not null as set_up
    from access.sign_in s
    join access.account a on a.partnership_id = s.partnership_id and a.id = s.account_id
    where s.partnership_id = _partnership and s.token_hash = _token_hash and s.ended_at is null and a.disabled_at is null
      and access.sign_in_lasts(s.created_at, s.last_seen_at, _now)),
  seen as (
    update access.sign_in s set last_seen_at = _now from live
    where s.partnership_id = _partnership and s.id = live.id and s.last_seen_at <= _now - interval '1 minute'),
  held as (
    select r.organisation_id, r.team_id, r.role, r.created_at from access.role_held r
    join live on live.account_id = r.account_id where r.partnership_id = _partnership),
  place as (
    select held.organisation_id, held.team_id from held, live
    order by coalesce(held.organisation_id = live.chosen_organisation_id, false) and held.team_id is not distinct from live.chosen_team_id desc,
      held.team_id is null, held.created_at, held.organisation_id, held.team_id limit 1)
  select live.id, live.account_id, live.name, coalesce(place.organisation_id, live.home), place.team_id,
    array(select distinct held.role from held
          where held.organisation_id = place.organisation_id and (held.team_id is null or held.team_id = place.team_id)),
    live.second_factor_at is not null, live.set_up
  from live left join place on true;
end $$;

create function access.find_key(_key_hash bytea, _now timestamptz)
  returns table (partnership_id uuid, partnership_name text, key_id uuid, organisation_id uuid, scopes text[])
  language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  return query select k.partnership_id, p.name, k.id, k.organisation_id, k.scopes from access.api_key k
  join access.partnership p on p.id = k.partnership_id
  where k.key_hash = _key_hash and k.revoked_at is null and k.expires_at > _now;
end $$;

create function access.find_account_for_sign_in(_partnership uuid, _email text)
  returns table (account_id uuid, organisation_id uuid, name text, password_hash text)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.organisation_id, a.name, a.password_hash from access.account a
  where a.partnership_id = _partnership and a.email = lower(btrim(_email)) and a.disabled_at is null $$;

-- What an account proves itself with: its own only.
create function access.own_secrets()
  returns table (email text, password_hash text, totp_secret bytea, totp_step bigint)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.email, a.password_hash, a.totp_secret, a.totp_step from access.account a
  where a.partnership_id = access.partnership() and access.kind() = 'account' and a.id = access.actor() $$;

-- Only an account that has none may set up one-time codes; the code that proved it is spent.
create function access.set_up_codes(_secret bytea, _step bigint) returns boolean
  language sql volatile security definer set search_path = pg_catalog as $$
  with done as (update access.account set totp_secret = _secret, totp_step = _step
    where partnership_id = access.partnership() and access.kind() = 'account' and id = access.actor() and totp_secret is null returning 1)
  select exists (select from done) $$;

-- A one-time code works once: false when it, or a later one, was used before.
create function access.spend_code(_step bigint) returns boolean
  language sql volatile security definer set search_path = pg_catalog as $$
  with done as (update access.account set totp_step = _step
    where partnership_id = access.partnership() and access.kind() = 'account' and id = access.actor() and coalesce(totp_step, -1) < _step returning 1)
  select exists (select from done) $$;

-- Counts a try before it is looked at, or says until when to wait. Tries at one account, and from one network, come here
-- one after the other, so a hundred at once do not slip through. A try that has to wait is not counted: nobody is kept out for good.
create function access.take_try(_partnership uuid, _who bytea, _network bytea, _now timestamptz, _time interval, _at_account int, _from_network int)
  returns timestamptz language plpgsql security definer set search_path = pg_catalog as $$
declare wait_until timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(encode(_who, 'hex'), 1));
  perform pg_advisory_xact_lock(hashtextextended(encode(_network, 'hex'), 2));
  delete from access.sign_in_try where tried_at < _now - interval '1 day';
  select max(oldest) + _time into wait_until from (
    select min(tried_at) as oldest from (select tried_at from access.sign_in_try
      where partnership_id = _partnership and who_hash = _who and tried_at > _now - _time order by tried_at desc limit _at_account) t
      having count(*) >= _at_account
    union all
    select min(tried_at) from (select tried_at from access.sign_in_try
      where partnership_id = _partnership and network_hash = _network and tried_at > _now - _time order by tried_at desc limit _from_network) t
      having count(*) >= _from_network) full_up;
  if wait_until is null then
    insert into access.sign_in_try (partnership_id, who_hash, network_hash, tried_at) values (_partnership, _who, _network, _now);
  end if;
  return wait_until;
end $$;

-- It was the right one after all.
create function access.forget_tries(_partnership uuid, _who bytea) returns void
  language sql volatile security definer set search_path = pg_catalog as $$
  delete from access.sign_in_try where partnership_id = _partnership and who_hash = _who $$;

-- The name of a member of staff, for whoever already sees an id of theirs in a record: "Priya has your request".
create function access.staff_names(_ids uuid[]) returns table (id uuid, name text)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.name from access.account a where a.partnership_id = access.partnership() and access.kind() <> 'public' and a.id = any (_ids) $$;

create function access.has_demo_accounts() returns boolean
  language sql stable security definer set search_path = pg_catalog as $$ select exists (select from access.account where demo) $$;

create function access.list_demo_accounts(_partnership uuid)
  returns table (account_id uuid, organisation_id uuid, email text, name text, organisation_name text, roles text[])
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.organisation_id, a.email, a.name, o.name,
    array(select distinct r.role from access.role_held r where r.partnership_id = a.partnership_id and r.account_id = a.id)
  from access.account a
  join access.organisation o on o.partnership_id = a.partnership_id and o.id = a.organisation_id
  where a.partnership_id = _partnership and a.demo and a.disabled_at is null order by a.created_at, a.name $$;

revoke all on function access.find_sign_in, access.find_key, access.find_account_for_sign_in, access.own_secrets, access.set_up_codes,
  access.spend_code, access.take_try, access.forget_tries, access.staff_names, access.has_demo_accounts, access.list_demo_accounts from public;
grant execute on function access.find_sign_in, access.find_key, access.find_account_for_sign_in, access.own_secrets, access.set_up_codes,
  access.spend_code, access.take_try, access.forget_tries, access.staff_names, access.has_demo_accounts, access.list_demo_accounts to trellis_app;
