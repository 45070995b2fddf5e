import { resolve } from 'node:path'
import type pg from 'pg'
import { makeMonths } from '#foundations/journal/index.ts'
import { systemClock } from '#platform/clock.ts'
import { readConfig, type Config } from '#platform/config.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { MIGRATIONS, prepareEmbedded, serverConnections, type Connections } from '#platform/database/connection.ts'
import { openDatabase, type Database } from '#platform/database/database.ts'
import { migrate } from '#platform/database/migrate.ts'
import { excessPrivileges } from '#platform/database/privileges.ts'
import { newId, type Id } from '#platform/ids.ts'
import { migrateJobs } from '#platform/jobs.ts'
import { openLog, type Logger } from '#platform/log.ts'
import { Refused } from './answer.ts'
import { findOrMakePartnership } from './find-or-make-partnership.ts'
import type { Options } from './program.ts'

/** What a command works with. */
export interface Opened {
  config: Config
  database: Database
  /** The owner's sign-in, for the few things that the serving role may not do; undefined where none was given. */
  owner: pg.ClientConfig | undefined
  /** The folder of outside copies and generated secrets, as a full path. */
  dataFolder: string
  log: Logger
  /** The partnership that the command is for. Refuses in plain words where there is none, or several and no choice. */
  partnership: () => Promise<{ id: Id; name: string }>
  /** Acts for that partnership as a job, so that the journal says it was done from the command line. */
  contextFor: (partnershipId: Id) => Context
}

/**
 * Reads the settings, opens the database (a server's, or Trellis's own, which is stopped afterwards only if this call started it), brings
 * it up to date where the owner's sign-in is known, does the work, and gives everything back. Never puts demo data into it.
 * Throws `BadSettings` and `Refused`, both in plain words.
 */
export async function withDatabase<T>(
  options: Pick<Options, 'partnership'>,
  work: (opened: Opened) => Promise<T>,
): Promise<T> {
  const config = readConfig(process.env)
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel) // a person reads the screen: no news is good news
  const server = config.database ? serverOfOthers(config.database) : await ownServer(resolve(config.dataFolder))
  try {
    const { app, owner } = server.connections
    if (owner) await bringUpToDate(owner)
    const database = openDatabase(app, (error) =>
      log.warn({ code: 'code' in error ? error.code : undefined }, 'a database connection was lost'),
    )
    try {
      await refuseUnfit(database)
      if (owner) await makeMonths(database)
      return await work({
        config,
        database,
        owner,
        dataFolder: resolve(config.dataFolder),
        log,
        partnership: () => findOrMakePartnership(database, owner, config.mode, options.partnership),
        contextFor: (partnershipId) =>
          contextOf(database, { kind: 'job', partnershipId, cause: 'command line' }, newId(), systemClock),
      })
    } finally {
      await database.close()
    }
  } finally {
    await server.release()
  }
}

interface Server {
  connections: Connections
  release(): Promise<void>
}

const serverOfOthers = ({ url, ownerUrl }: { url: string; ownerUrl: string | undefined }): Server => ({
  connections: serverConnections(url, ownerUrl),
  release: async () => {},
})

async function ownServer(folder: string): Promise<Server> {
  const { startEmbedded } = await import('#platform/embedded-postgres.ts') // its programs are not needed with a server of one's own
  const embedded = await startEmbedded(folder, { stopWhenLast: false })
  try {
    return {
      connections: await prepareEmbedded(embedded.host, embedded.superuser, 'trellis'),
      release: () => embedded.release(),
    }
  } catch (error) {
    await embedded.release()
    throw error
  }
}

async function bringUpToDate(owner: pg.ClientConfig): Promise<void> {
  await migrate(owner, MIGRATIONS)
  await migrateJobs(owner)
}

async function refuseUnfit({ pool }: Database): Promise<void> {
  const faults = await excessPrivileges(pool)
  if (faults.length > 0)
    throw new Refused(
      `The sign-in of DATABASE_URL has rights that would let one partnership's people be seen by another:\n${faults.map((f) => `  ${f}`).join('\n')}\nSign in as trellis_app (see db/roles.sql).`,
    )
  const { rows } = await pool.query<{ made: boolean }>(
    `select exists (select from pg_namespace where nspname = 'access') as made`,
  )
  if (!rows[0]!.made)
    throw new Refused('This database is empty. Give DATABASE_OWNER_URL too, once, so that its tables can be made.')
}
