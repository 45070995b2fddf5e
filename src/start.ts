import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { connectionJobs } from '#care/connections/index.ts'
import { journalJobs, makeMonths } from '#foundations/journal/index.ts'
import { accessJobs, hasDemoAccounts } from '#foundations/access/index.ts'
import {
  govukNotifyAdapter,
  messageJobs,
  outboxAdapter,
  smtpAdapter,
  type Adapter,
} from '#foundations/messages/index.ts'
import { taskJobs } from '#foundations/tasks/index.ts'
import { directoryJobs } from '#registers/directory/index.ts'
import { integrityJobs } from '#sight/integrity/index.ts'
import { systemClock } from '#platform/clock.ts'
import { BadSettings, type Config } from '#platform/config.ts'
import { keysFrom } from '#platform/crypto.ts'
import { MIGRATIONS, prepareEmbedded, serverConnections, type Connections } from '#platform/database/connection.ts'
import { openDatabase } from '#platform/database/database.ts'
import { migrate, missingMigrations } from '#platform/database/migrate.ts'
import { excessPrivileges } from '#platform/database/privileges.ts'
import { migrateJobs, startJobs } from '#platform/jobs.ts'
import type { Logger } from '#platform/log.ts'
import { forgetJob } from '#platform/draft.ts'
import { generatedSecret } from '#platform/secrets.ts'
import type { Services } from '#platform/services.ts'
import { buildApp } from './app.ts'
import { askToTell } from './ask-to-tell.ts'
import { resolve } from 'node:path'

/** Which part of the work this process does; `all` is the default. */
export type Part = 'all' | 'web' | 'worker'

export interface Running {
  app: FastifyInstance
  services: Services
  connections: Connections
  address: string
  /** Closes the port first, lets what is under way finish, then gives the database back. */
  stop(): Promise<void>
}

export interface StartOptions {
  part: Part
  log: Logger
  /** Tells a person what is going on. */
  say(line: string): void
  /** Done once the database is ready and before the port opens: the demo makes its town here. */
  prepare(services: Services, owner: Connections['owner']): Promise<void>
}

/** Starts everything: database, migrations, jobs, web. Throws `BadSettings` in plain words. */
export async function start(config: Config, { part, log, say, prepare }: StartOptions): Promise<Running> {
  const embedded = config.database ? undefined : await startOwnServer(resolve(config.dataFolder), say)
  const connections = embedded?.connections ?? serverConnections(config.database!.url, config.database!.ownerUrl)
  if (connections.owner) await bringUpToDate(connections.owner, say)
  const database = openDatabase(connections.app, (error) =>
    log.warn({ code: (error as { code?: string }).code }, 'a database connection was lost'),
  )
  if (!connections.owner) await refuseOldDatabase(database.pool)
  await refuseUnsafeStart(config, database.pool)
  await makeMonths(database)

  const secret = config.secret ?? generatedSecret(config.dataFolder)
  let address = config.origin ?? ''
  const services: Services = {
    database,
    jobs: undefined as never, // set below: handlers need the services
    clock: systemClock,
    keys: keysFrom(secret),
    log,
    mode: config.mode,
    https: config.origin?.startsWith('https://') ?? false,
    origin: () => address,
  }
  const jobs = [
    ...journalJobs(database, resolve(config.dataFolder)),
    forgetJob(services),
    ...accessJobs(services),
    ...integrityJobs(services, resolve(config.dataFolder)),
    ...taskJobs(services),
    ...directoryJobs(services, config.privateHosts),
    ...connectionJobs(services),
    ...messageJobs(services, { adapters: adaptersFor(config), onAbandoned: askToTell }),
  ]
  services.jobs = await startJobs(connections.app, jobs, part !== 'web', log)
  await prepare(services, connections.owner)
  const app = await buildApp(services, {
    proxies: config.proxies,
    receiptToken: config.notify?.receiptToken,
    mapTiles: config.mapTiles,
  })
  if (part !== 'worker') {
    const at = await app.listen({ port: config.port, host: config.host })
    address ||= at.replace('127.0.0.1', 'localhost')
  }
  return {
    app,
    services,
    connections,
    address,
    async stop() {
      await app.close()
      await services.jobs.stop()
      await database.close()
      await embedded?.release()
    },
  }
}

/** The first adapter for a way wins. In the demo messages stay in the outbox, which a page shows; elsewhere a way without an adapter is a task. */
function adaptersFor({ mail, notify, mode }: Config): Adapter[] {
  const ways = [...(mail ? [smtpAdapter(mail)] : []), ...(notify ? [govukNotifyAdapter(notify)] : [])]
  return ways.length === 0 && mode === 'demo' ? [outboxAdapter] : ways
}

async function startOwnServer(folder: string, say: (line: string) => void) {
  const { startEmbedded } = await import('#platform/embedded-postgres.ts') // its binaries are not needed with a server of one's own
  say('Starting the database ...')
  const server = await startEmbedded(folder)
  return {
    connections: await prepareEmbedded(server.host, server.superuser, 'trellis'),
    release: () => server.release(),
  }
}

async function bringUpToDate(owner: pg.ClientConfig, say: (line: string) => void): Promise<void> {
  const done = await migrate(owner, MIGRATIONS)
  if (done.length > 0) say(`Brought the database up to date (${done.length} ${done.length === 1 ? 'step' : 'steps'}).`)
  await migrateJobs(owner)
}

async function refuseOldDatabase(pool: pg.Pool): Promise<void> {
  const missing = await missingMigrations(pool, MIGRATIONS)
  if (missing.length > 0)
    throw new BadSettings(
      `DATABASE_OWNER_URL: the database is not up to date (${missing.length} steps missing, the first is ${missing[0]}). Give the sign-in of trellis_owner once, so that Trellis can bring it up to date.`,
    )
}

async function refuseUnsafeStart(config: Config, pool: pg.Pool): Promise<void> {
  const faults = await excessPrivileges(pool)
  if (faults.length > 0)
    throw new BadSettings(
      `DATABASE_URL: Trellis will not serve with these rights, because people's records would not be kept apart:\n${faults.map((f) => `  - ${f}`).join('\n')}\nSign in as the role trellis_app (db/roles.sql).`,
    )
  if (config.mode === 'production' && (await hasDemoAccounts(pool)))
    throw new BadSettings('TRELLIS_MODE: production refuses a database that holds demo sign-ins')
}
