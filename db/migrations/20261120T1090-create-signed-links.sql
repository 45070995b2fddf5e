-- Signed links: the key to one record for one purpose until a date, for whoever has no account. Only the hash of the token is
-- kept. Opening a link changes nothing (mail scanners open links); a person's link also asks the birth date.
create table access.signed_link (
  partnership_id   uuid         not null,
  id               uuid         not null,
  token_hash       bytea        not null,
  purpose          text         not null,
  record_id        uuid         not null,
  organisation_id  uuid,
  birth_date       date,
  wrong_tries      int          not null default 0,
  closed_until     timestamptz,
  made_at          timestamptz  not null,
  ends_at          timestamptz  not null,
  ended_at         timestamptz,
  constraint signed_link_pkey primary key (partnership_id, id),
  constraint signed_link_token_once unique (token_hash),
  constraint signed_link_of_partnership foreign key (partnership_id) references access.partnership (id),
  constraint signed_link_purpose_plain check (purpose ~ '^[a-z-]+$'),
  constraint signed_link_ends check (ends_at > made_at)
);
create index signed_link_of_record on access.signed_link (partnership_id, record_id, purpose);
comment on table access.signed_link is 'The key to one record, for one purpose, until a date.';
comment on column access.signed_link.partnership_id is 'purpose: tenant; sensitivity: internal; retention: link';
comment on column access.signed_link.id is 'purpose: identity in the journal; sensitivity: internal; retention: link';
comment on column access.signed_link.token_hash is 'purpose: finds the link without keeping its token; sensitivity: internal; retention: link';
comment on column access.signed_link.purpose is 'purpose: what it opens; sensitivity: internal; retention: link';
comment on column access.signed_link.record_id is 'purpose: the one record it opens; sensitivity: care; retention: link';
comment on column access.signed_link.organisation_id is 'purpose: on whose behalf its holder acts, for a provider; sensitivity: internal; retention: link';
comment on column access.signed_link.birth_date is 'purpose: second thing to know, for a person’s link; sensitivity: personal; retention: link';
comment on column access.signed_link.wrong_tries is 'purpose: slows guessing of the birth date; sensitivity: internal; retention: link';
comment on column access.signed_link.closed_until is 'purpose: slows guessing of the birth date; sensitivity: internal; retention: link';
comment on column access.signed_link.made_at is 'purpose: when; sensitivity: internal; retention: link';
comment on column access.signed_link.ends_at is 'purpose: works until then; sensitivity: internal; retention: link';
comment on column access.signed_link.ended_at is 'purpose: used up or called back; sensitivity: internal; retention: link';

alter table access.signed_link enable row level security;
alter table access.signed_link force row level security;
create policy owner_all on access.signed_link to trellis_owner using (true) with check (true);
create policy made_here on access.signed_link for insert to trellis_app with check (partnership_id = (select access.partnership()));
-- Nobody reads links but through the function below; whoever holds one may end it.
create policy own on access.signed_link for select to trellis_app using (partnership_id = (select access.partnership())
  and (select access.kind()) = 'link' and id = (select access.actor()));
create policy ended on access.signed_link for update to trellis_app using (partnership_id = (select access.partnership())
  and (select access.kind()) = 'link' and id = (select access.actor())) with check (partnership_id = (select access.partnership()));
grant select, insert on access.signed_link to trellis_app;
grant update (ended_at) on access.signed_link to trellis_app;

-- What a token opens now; nothing for one that is unknown, over or ended. The birth date itself is not given out.
create function access.find_link(_token_hash bytea, _now timestamptz)
  returns table (partnership_id uuid, id uuid, purpose text, record_id uuid, organisation_id uuid, asks_birth_date boolean, closed boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select l.partnership_id, l.id, l.purpose, l.record_id, l.organisation_id, l.birth_date is not null, coalesce(l.closed_until > _now, false)
  from access.signed_link l where l.token_hash = _token_hash and l.ended_at is null and l.ends_at > _now $$;
revoke all on function access.find_link from public;
grant execute on function access.find_link to trellis_app;

-- Whether a birth date fits a link. After five wrong ones the link rests for fifteen minutes; it is never lost for good.
create function access.try_birth_date(_link uuid, _birth_date date, _now timestamptz) returns boolean language plpgsql security definer
  set search_path = pg_catalog as $$
declare l access.signed_link; begin
  select * into l from access.signed_link where partnership_id = access.partnership() and id = _link for update;
  if not found or l.closed_until > _now then return false; end if;
  if l.birth_date = _birth_date then
    update access.signed_link set wrong_tries = 0, closed_until = null where partnership_id = l.partnership_id and id = l.id;
    return true;
  end if;
  update access.signed_link set wrong_tries = case when l.wrong_tries >= 4 then 0 else l.wrong_tries + 1 end,
    closed_until = case when l.wrong_tries >= 4 then _now + interval '15 minutes' end where partnership_id = l.partnership_id and id = l.id;
  return false;
end $$;
revoke all on function access.try_birth_date from public;
grant execute on function access.try_birth_date to trellis_app;
