/** What holds for the whole database, whichever module owns the table. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { MIGRATIONS, ROOT } from '#platform/database/connection.ts'
import { migrate, missingMigrations } from '#platform/database/migrate.ts'
import { excessPrivileges } from '#platform/database/privileges.ts'
import { schemaDump } from '#platform/database/schema-dump.ts'
import { openTestDatabase, type TestDatabase } from './support/database.ts'

let world: TestDatabase
before(async () => {
  world = await openTestDatabase()
})
after(() => world.close())

const OURS = `n.nspname !~ '^(pg_|information_schema|public$|jobs$|migration$)' and not c.relispartition`

test('db/schema.sql is what the migrations make', async () => {
  const written = readFileSync(join(ROOT, 'db', 'schema.sql'), 'utf8')
  assert.equal(await schemaDump(world.owner), written, 'run: npm run db')
})

test('migrating again does nothing', async () => {
  assert.deepEqual(await migrate(world.ownerConfig, MIGRATIONS), [])
})

test('a program without the owner’s sign-in knows what is missing', async () => {
  assert.deepEqual(await missingMigrations(world.database.pool, MIGRATIONS), [])
  const { rows } = await world.owner.query<{ name: string }>(
    'delete from migration.kysely_migration where name = (select max(name) from migration.kysely_migration) returning name',
  )
  assert.deepEqual(await missingMigrations(world.database.pool, MIGRATIONS), [rows[0]!.name])
})

test('every column says its purpose, sensitivity and retention', async () => {
  const { rows } = await world.owner.query<{ name: string }>(`
    select format('%s.%s.%s', n.nspname, c.relname, a.attname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where ${OURS} and c.relkind in ('r', 'p')
      and coalesce(col_description(c.oid, a.attnum), '') !~ '^purpose: .+; sensitivity: (public|internal|staff|personal|care|special); retention: .+$'`)
  assert.deepEqual(
    rows.map((r) => r.name),
    [],
  )
})

test('every table with a partnership has forced row-level security and an index that starts with it or its key', async () => {
  const { rows } = await world.owner.query<{ name: string }>(`
    select format('%s.%s', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'partnership_id' and not a.attisdropped
    where ${OURS} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`)
  assert.deepEqual(
    rows.map((r) => r.name),
    [],
  )
})

test('functions that run with their owner’s rights pin their search path and are not for everybody', async () => {
  const { rows } = await world.owner.query<{ name: string }>(`
    select format('%s.%s', n.nspname, p.proname) as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname !~ '^(pg_|information_schema|public$|jobs$|migration$)' and p.prosecdef
      and (not coalesce(array_to_string(p.proconfig, ',') ~ 'search_path=', false) or p.proacl is null
        or exists (select from aclexplode(p.proacl) x where x.grantee = 0))`)
  assert.deepEqual(
    rows.map((r) => r.name),
    [],
  )
})

test('the serving role has no rights in excess; the owner and a superuser have', async () => {
  const faults = await excessPrivileges(world.owner)
  assert.ok(
    faults.some((f) => /owns the tables|superuser/.test(f)),
    faults.join('\n'),
  )
  if (process.env.TEST_DATABASE_URL) return // there the tests sign in as the owner and only act as trellis_app
  assert.deepEqual(await excessPrivileges(world.database.pool), [])
})
