-- The roles of Trellis. Run once by a database administrator (the embedded server does it by itself at each start).
-- Nothing here is a superuser and nothing may bypass row-level security; Trellis refuses to start on such a role.
-- A server that takes sign-ins over the network needs passwords too:  alter role trellis_app password '...';
do $$ begin
  if not exists (select from pg_roles where rolname = 'trellis_owner') then create role trellis_owner login; end if;
  if not exists (select from pg_roles where rolname = 'trellis_app') then create role trellis_app login; end if;
  if not exists (select from pg_roles where rolname = 'trellis_report') then create role trellis_report nologin; end if;
end $$;

-- An open transaction that wrote holds up every reader of the journal, so none may stay open; and no page works for long.
alter role trellis_app set idle_in_transaction_session_timeout = '10s';
alter role trellis_app set lock_timeout = '3s';
alter role trellis_app set statement_timeout = '15s';
-- Short statements over policies look dear to the planner: compiling them took 961 of 974 ms on a page of a large partnership.
alter role trellis_app set jit = off;
alter role trellis_app set timezone = 'UTC';
alter role trellis_owner set timezone = 'UTC';
