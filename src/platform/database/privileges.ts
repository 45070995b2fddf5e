import type pg from 'pg'

/**
 * What is wrong with the role that serves, in plain words; empty when nothing is. Row-level security is silently off for
 * superusers, for BYPASSRLS and (unless forced) for owners, so Trellis refuses to start on such a role.
 * Looks at the session's login too: a superuser after `set role` can take his rights back.
 */
export async function excessPrivileges(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ fault: string }>(FAULTS)
  return rows.map((r) => r.fault)
}

const FAULTS = `
with ours as (
  select c.oid, n.nspname, c.relname, c.relkind, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.reloptions
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public', 'jobs', 'migration')
    and n.nspname not like 'pg_temp%' and not c.relispartition
)
select format('the role %s is a superuser', rolname) as fault from pg_roles where rolname in (current_user, session_user) and rolsuper
union all
select format('the role %s may bypass row-level security', rolname) from pg_roles where rolname in (current_user, session_user) and rolbypassrls
union all
select format('the role %s has the rights of %s, which owns the tables', session_user, r.rolname)
  from (select distinct relowner from ours where relkind in ('r', 'p')) o join pg_roles r on r.oid = o.relowner
  where pg_has_role(session_user, o.relowner, 'member')
union all
select format('row-level security is not forced on %s.%s', nspname, relname) from ours
  where relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity
union all
select format('the view %s.%s does not run with the rights of its caller', nspname, relname) from ours
  where relkind = 'v' and not coalesce('security_invoker=true' = any (reloptions), false)`
