import { join } from 'node:path'
import pg from 'pg'
import { readFile } from 'node:fs/promises'

/** The folder of this program: where `db/` and `package.json` are. */
export const ROOT = join(import.meta.dirname, '..', '..', '..')
export const MIGRATIONS = join(ROOT, 'db', 'migrations')

/** The two sign-ins that a running Trellis uses: one serves, the other migrates and does nothing else. */
export interface Connections {
  app: pg.ClientConfig
  /** Undefined on a server where no owner's sign-in was given: then migrations must be done already. */
  owner: pg.ClientConfig | undefined
}

/** Connections to a server that somebody else runs. */
export const serverConnections = (url: string, ownerUrl: string | undefined): Connections => ({
  app: { connectionString: url },
  owner: ownerUrl ? { connectionString: ownerUrl } : undefined,
})

/**
 * Makes roles and database on the embedded server, where we are the administrator, and answers how to reach them.
 * `host` is its socket folder. Safe to repeat, and safe when two processes do it at once.
 */
export async function prepareEmbedded(host: string, superuser: string, database: string): Promise<Connections> {
  const client = new pg.Client({ host, user: superuser, database: 'postgres' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock(20261120)')
    await client.query(await readFile(join(ROOT, 'db', 'roles.sql'), 'utf8'))
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)} owner trellis_owner`)
  } finally {
    await client.end()
  }
  return { app: { host, user: 'trellis_app', database }, owner: { host, user: 'trellis_owner', database } }
}
