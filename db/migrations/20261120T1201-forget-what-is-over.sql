-- Each night: tries at signing in of the day before, and signed links that have been over for a day (with the birth dates
-- they asked for). Over every partnership; answers how many went.
create function access.forget(_now timestamptz) returns int language plpgsql security definer set search_path = pg_catalog as $$
declare tries int; links int; begin
  delete from access.sign_in_try where tried_at < _now - interval '1 day';
  get diagnostics tries = row_count;
  delete from access.signed_link where coalesce(ended_at, ends_at) < _now - interval '1 day';
  get diagnostics links = row_count;
  return tries + links;
end $$;
revoke all on function access.forget from public;
grant execute on function access.forget to trellis_app;
create index signed_link_over on access.signed_link (coalesce(ended_at, ends_at));
