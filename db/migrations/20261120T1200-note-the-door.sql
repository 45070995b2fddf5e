-- What happens at the door is written into the journal, so the program must know whom it refuses: a disabled account and a
-- key that is over are named by their ids there. What the visitor is told stays the same.
drop function access.find_account_for_sign_in;
create function access.find_account_for_sign_in(_partnership uuid, _email text)
  returns table (account_id uuid, organisation_id uuid, name text, password_hash text, disabled boolean)
  language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.organisation_id, a.name, a.password_hash, a.disabled_at is not null from access.account a
  where a.partnership_id = _partnership and a.email = lower(btrim(_email)) $$;

create function access.find_refused_key(_key_hash bytea, _now timestamptz)
  returns table (partnership_id uuid, key_id uuid, reason text)
  language sql stable security definer set search_path = pg_catalog as $$
  select k.partnership_id, k.id, case when k.revoked_at is not null then 'revoked' else 'expired' end from access.api_key k
  where k.key_hash = _key_hash and (k.revoked_at is not null or k.expires_at <= _now) $$;

revoke all on function access.find_account_for_sign_in, access.find_refused_key from public;
grant execute on function access.find_account_for_sign_in, access.find_refused_key to trellis_app;
