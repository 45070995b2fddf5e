import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { MIGRATIONS, ROOT } from '#platform/database/connection.ts'
import { openDatabase, type Database } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { migrateJobs } from '#platform/jobs.ts'

export interface TestDatabase {
  /** As `trellis_app`, the role that serves. */
  database: Database
  /** As `trellis_owner`: sees and changes everything, for arranging and for looking. */
  owner: pg.Pool
  name: string
  app: pg.PoolConfig
  ownerConfig: pg.PoolConfig
  /** Ends a session as the administrator of the server would. */
  endSession(pid: number): Promise<void>
  close(): Promise<void>
}

/** What a template holds besides the migrations; `key` changes when that changes. */
export interface Filling {
  key: string
  fill(app: pg.PoolConfig): Promise<void>
}

/** A database of one's own, cloned from a migrated template: about 0.1 s. Real PostgreSQL, real roles. */
export async function openTestDatabase(filling?: Filling): Promise<TestDatabase> {
  const server = await testServer()
  const admin = await connected(server.admin('postgres'))
  const name = `trellis_test_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 6)}`
  try {
    const template = await templateDatabase(server, admin, filling)
    await admin.query(`create database ${name} template ${template} owner trellis_owner strategy file_copy`)
  } finally {
    await admin.end()
  }
  const app = server.as('trellis_app', name)
  const ownerConfig = server.as('trellis_owner', name)
  const database = openDatabase(app, (error) => {
    if (!/terminat|closed/i.test(error.message)) throw error
  })
  const owner = new pg.Pool({ ...ownerConfig, max: 2 })
  owner.on('error', () => {})
  return {
    database,
    owner,
    name,
    app,
    ownerConfig,
    async endSession(pid) {
      const client = await connected(server.admin('postgres'))
      await client.query('select pg_terminate_backend($1)', [pid])
      await client.end()
    },
    async close() {
      await Promise.all([database.close(), owner.end()])
      const last = await connected(server.admin('postgres'))
      await last.query(`drop database if exists ${name} with (force)`)
      await last.end()
      await server.release()
    },
  }
}

interface Server {
  admin(database: string): pg.ClientConfig
  as(role: string, database: string): pg.PoolConfig
  release(): Promise<void>
}

/** TEST_DATABASE_URL (a login that may create databases and is, or may become, trellis_owner and trellis_app), or the embedded server. */
async function testServer(): Promise<Server> {
  const url = process.env.TEST_DATABASE_URL
  if (url) {
    const at = (database: string) => {
      const to = new URL(url)
      to.pathname = `/${database}`
      return to.href
    }
    const server: Server = {
      admin: (database) => ({ connectionString: at(database) }),
      as: (role, database) => ({ connectionString: at(database), options: `-c role=${role}` }),
      release: async () => {},
    }
    await ensureRoles(server)
    return server
  }
  const key = createHash('sha256').update(ROOT).digest('hex').slice(0, 8)
  const { startEmbedded } = await import('#platform/embedded-postgres.ts') // not needed, so not loaded, with a server of one's own
  const embedded = await startEmbedded(join(tmpdir(), `trellis-test-${process.getuid?.() ?? 0}-${key}`))
  const server: Server = {
    admin: (database) => ({ host: embedded.host, user: embedded.superuser, database }),
    as: (role, database) => ({ host: embedded.host, user: role, database }),
    release: () => embedded.release(),
  }
  await ensureRoles(server)
  return server
}

async function ensureRoles(server: Server): Promise<void> {
  const admin = await connected(server.admin('postgres'))
  try {
    await admin.query('select pg_advisory_lock(20261120)')
    const { rows } = await admin.query(
      `select from pg_roles where rolname in ('trellis_owner', 'trellis_app', 'trellis_report')`,
    )
    if (rows.length < 3) await admin.query(readFileSync(join(ROOT, 'db', 'roles.sql'), 'utf8'))
  } finally {
    await admin.end()
  }
}

/** The template, made once per set of migrations and filling; older ones are dropped. */
async function templateDatabase(server: Server, admin: pg.Client, filling?: Filling): Promise<string> {
  const hash = createHash('sha256')
  for (const file of readdirSync(MIGRATIONS).toSorted()) hash.update(file).update(readFileSync(join(MIGRATIONS, file)))
  hash.update(readFileSync(join(ROOT, 'package-lock.json'))).update(filling?.key ?? '')
  const kind = filling ? 'filled' : 'empty'
  const name = `trellis_template_${kind}_${hash.digest('hex').slice(0, 12)}`
  await admin.query('select pg_advisory_lock(20261121)')
  try {
    const found = await admin.query('select from pg_database where datname = $1 and datistemplate', [name])
    if (found.rowCount) return name
    const old = await admin.query<{ datname: string }>(`select datname from pg_database where datname like $1`, [
      `trellis\\_template\\_${kind}\\_%`,
    ])
    for (const { datname } of old.rows) {
      await admin.query(`alter database ${datname} is_template false`)
      await admin.query(`drop database ${datname}`).catch(() => {}) // another run may be cloning it
    }
    await admin.query(`create database ${name} owner trellis_owner`)
    await migrate(server.as('trellis_owner', name), MIGRATIONS)
    await migrateJobs(server.as('trellis_owner', name))
    await filling?.fill(server.as('trellis_app', name))
    await admin.query(`alter database ${name} is_template true`)
    return name
  } finally {
    await admin.query('select pg_advisory_unlock(20261121)')
  }
}

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(config)
  await client.connect()
  return client
}
