import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type MigrationProvider } from 'kysely/migration'
import pg from 'pg'

const LOCK = 20261120

/**
 * Brings a database up to date with the SQL files of a folder, each in a transaction of its own (a file that starts with
 * "-- no-transaction" holds one statement and runs outside). Answers the names of the files applied now.
 * Several starters may call it at once: one works, the others wait. `connection` must be the owner's.
 */
export async function migrate(
  connection: pg.ClientConfig,
  folder: string,
  onFile: (name: string) => void = () => {},
): Promise<string[]> {
  const pool = new pg.Pool({ ...connection, max: 2 })
  const owner = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const done = await apply(owner, folder, onFile)
    // So that a program without the owner's sign-in can tell whether anything is missing.
    await sql`grant usage on schema migration to trellis_app`.execute(owner)
    await sql`grant select on migration.kysely_migration to trellis_app`.execute(owner)
    return done
  } finally {
    await owner.destroy()
  }
}

async function apply(owner: Kysely<unknown>, folder: string, onFile: (name: string) => void): Promise<string[]> {
  const outside = new Set<string>()
  const migrator = new Migrator({ db: owner, provider: sqlFiles(folder, outside), migrationTableSchema: 'migration' })
  const done: string[] = []
  return owner.connection().execute(async (gate) => {
    // Tried again and again, not waited for: a waiting lock holds a snapshot that `create index concurrently` would wait for.
    while (!(await sql<{ ok: boolean }>`select pg_try_advisory_lock(${LOCK}) as ok`.execute(gate)).rows[0]!.ok)
      await new Promise((r) => setTimeout(r, 100))
    try {
      for (;;) {
        const next = (await migrator.getMigrations()).find((m) => !m.executedAt)
        // File by file: by default all pending files would share one transaction. The last call finds removed files.
        const { error } = next
          ? await migrator.migrateUp({ disableTransactions: outside.has(next.name) })
          : await migrator.migrateToLatest()
        if (error) throw new Error(`${next?.name ?? 'migrations'}: ${(error as Error).message}`, { cause: error })
        if (!next) return done
        done.push(next.name)
        onFile(next.name)
      }
    } finally {
      await sql`select pg_advisory_unlock(${LOCK})`.execute(gate)
    }
  })
}

function sqlFiles(folder: string, outside: Set<string>): MigrationProvider {
  return {
    async getMigrations() {
      const files = (await readdir(folder)).filter((f) => f.endsWith('.sql'))
      const texts = await Promise.all(files.map((f) => readFile(join(folder, f), 'utf8')))
      return Object.fromEntries(
        files.map((file, i) => {
          const name = file.slice(0, -4)
          const text = texts[i]!
          if (text.startsWith('-- no-transaction')) outside.add(name)
          return [name, { up: async (on: Kysely<unknown>) => void (await sql.raw(text).execute(on)) }]
        }),
      )
    },
  }
}

/** The files that have not been applied to a database, as the serving role sees it. */
export async function missingMigrations(pool: pg.Pool, folder: string): Promise<string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).map((file) => file.slice(0, -4))
  const { rows } = await pool
    .query<{ name: string }>('select name from migration.kysely_migration')
    .catch((error: { code?: string }) => {
      if (['42P01', '3F000', '42501'].includes(error.code ?? '')) return { rows: [] } // nothing was ever applied
      throw error
    })
  const applied = new Set(rows.map(({ name }) => name))
  return files.filter((name) => !applied.has(name)).toSorted()
}
