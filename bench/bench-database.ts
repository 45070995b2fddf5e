import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { systemClock } from '#platform/clock.ts'
import { keysFrom } from '#platform/crypto.ts'
import { MIGRATIONS, ROOT } from '#platform/database/connection.ts'
import { openDatabase } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { contextOf } from '#platform/context.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { newId } from '#platform/ids.ts'
import { migrateJobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import { sortAgain } from '#registers/directory/index.ts'
import { ANYTOWN, loadAnytown } from '#seeds/anytown/load.ts'
import { fillDatabase, fillKey } from './fill/fill-database.ts'

/** The keys of every database that a bench makes: they hold nobody's data. */
export const BENCH_KEYS = keysFrom('the secret of the bench, of 32 characters or more')

/** The database that one run of the bench works on: a copy, so that each run starts from the same rows. */
export interface BenchDatabase {
  app: pg.PoolConfig
  admin: pg.PoolConfig
  /** The process number of the server, whose children are the sessions. */
  serverPid: number
  version: string
  /** Seconds it took to fill; undefined when it had been filled before. */
  filledIn: number | undefined
  close(): Promise<void>
}

const NAME = 'trellis_bench'

/** Starts the embedded server in a folder of its own and copies the filled template, which is made first where needed. */
export async function openBenchDatabase(say: (line: string) => void): Promise<BenchDatabase> {
  const server = await startEmbedded(join(ROOT, '.trellis', 'bench'))
  const as = (user: string, database: string): pg.PoolConfig => ({ host: server.host, user, database })
  const admin = new pg.Client(as(server.superuser, 'postgres'))
  await admin.connect()
  try {
    await admin.query(readFileSync(join(ROOT, 'db', 'roles.sql'), 'utf8'))
    const { template, filledIn } = await filledTemplate(admin, as, server.superuser, say)
    await admin.query(`drop database if exists ${NAME} with (force)`)
    await admin.query(`create database ${NAME} template ${template} owner trellis_owner strategy file_copy`)
    const { rows } = await admin.query<{ pid: number; version: string }>(
      `select pg_backend_pid() as pid, current_setting('server_version') as version`,
    )
    return {
      app: as('trellis_app', NAME),
      admin: as(server.superuser, NAME),
      serverPid: parentOf(rows[0]!.pid),
      version: rows[0]!.version,
      filledIn,
      async close() {
        const last = new pg.Client(as(server.superuser, 'postgres'))
        await last.connect()
        await last.query(`drop database if exists ${NAME} with (force)`)
        await last.end()
        await server.release()
      },
    }
  } finally {
    await admin.end()
  }
}

/** The filled template; made again each day, and when migrations or the filling change. */
async function filledTemplate(
  admin: pg.Client,
  as: (user: string, database: string) => pg.PoolConfig,
  superuser: string,
  say: (line: string) => void,
) {
  const template = `${NAME}_${keyOf()}`
  const found = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname like '${NAME}\\_%' and datistemplate`,
  )
  if (found.rows.some(({ datname }) => datname === template)) return { template, filledIn: undefined }
  for (const { datname } of found.rows) {
    await admin.query(`alter database ${datname} is_template false`)
    await admin.query(`drop database ${datname}`)
  }
  say('Filling a database with 100,000 people and services (once a day) ...')
  const started = performance.now()
  await admin.query(`drop database if exists ${template}`)
  await admin.query(`create database ${template} owner trellis_owner`)
  await migrate(as('trellis_owner', template), MIGRATIONS)
  await migrateJobs(as('trellis_owner', template))
  await loadTown(as('trellis_app', template))
  await fillDatabase(as(superuser, template), BENCH_KEYS)
  await sortServices(as('trellis_app', template))
  await tidy(as(superuser, template))
  await admin.query(`alter database ${template} is_template true`)
  return { template, filledIn: (performance.now() - started) / 1000 }
}

async function loadTown(app: pg.PoolConfig): Promise<void> {
  const database = openDatabase(app, () => {})
  const services = { database, clock: systemClock, keys: BENCH_KEYS, log: openLog('silent'), mode: 'demo' } as Services
  await loadAnytown(services, { lived: false })
  await database.close()
}

/** The services that were filled in by SQL get their topics, as those that are saved do. */
async function sortServices(app: pg.PoolConfig): Promise<void> {
  const database = openDatabase(app, () => {})
  const actor = { kind: 'job', partnershipId: ANYTOWN, cause: 'bench' } as const
  await sortAgain(contextOf(database, actor, newId(), systemClock))
  await database.close()
}

/** What autovacuum does within minutes of such a change. */
async function tidy(on: pg.PoolConfig): Promise<void> {
  const client = new pg.Client(on)
  await client.connect()
  await client.query('vacuum (analyze)')
  await client.end()
}

/** What is in it is dated back from today, so tomorrow's is another. */
function keyOf(): string {
  const hash = createHash('sha256').update(fillKey()).update(new Date().toISOString().slice(0, 10))
  for (const file of readdirSync(MIGRATIONS).toSorted()) hash.update(readFileSync(join(MIGRATIONS, file)))
  return hash.digest('hex').slice(0, 12)
}

/** The process that a session of the database belongs to: the server. */
export const parentOf = (pid: number): number =>
  Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
