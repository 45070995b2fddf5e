import type pg from 'pg'
import { CompiledQuery } from 'kysely'
import { PgBoss, type JobInsert } from 'pg-boss'
import type { Tx } from './database/database.ts'
import { plainError, type Logger } from './log.ts'

const SCHEMA = 'jobs'

/** One kind of background work. Its data are ids and codes, never names. Handlers may be called twice: one effect is theirs to ensure. */
export interface Job<Data extends object = object> {
  name: string
  /** A cron line (London time) for work that starts by itself. */
  every?: string
  /** Work that takes longer than a quarter of an hour says how long it may take; then it counts as lost and is done again. */
  longestSeconds?: number
  run(data: Data): Promise<void>
}

export interface Jobs {
  /** Queues work in the transaction of the use case that wants it: both stand or fall together. It is written at the end. */
  send<Data extends object>(tx: Tx, name: string, data: Data, startAfter?: Date): Promise<void>
  stop(): Promise<void>
}

/** Makes or updates the queue's own tables, as the owner, and lets the serving role use them. */
export async function migrateJobs(owner: pg.ClientConfig): Promise<void> {
  const boss = quietly(new PgBoss({ ...owner, max: 2, schema: SCHEMA, supervise: false, schedule: false } as never))
  await boss.start()
  try {
    await boss.getDb().executeSql(`grant usage on schema ${SCHEMA} to trellis_app;
      grant select, insert, update, delete on all tables in schema ${SCHEMA} to trellis_app;
      grant usage on all sequences in schema ${SCHEMA} to trellis_app;
      grant execute on all functions in schema ${SCHEMA} to trellis_app`)
  } finally {
    await boss.stop({ graceful: false })
  }
}

/** Starts sending and, with `work`, doing the jobs. One process does both by default; web and worker can be split. */
export async function startJobs(app: pg.PoolConfig, jobs: Job[], work: boolean, log: Logger): Promise<Jobs> {
  const boss = new PgBoss({ ...app, max: 3, schema: SCHEMA, migrate: false, supervise: work, schedule: work } as never)
  boss.on('error', (error: Error) => log.error({ err: plainError(error) }, 'job queue')) // it carries the whole connection
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      retryLimit: 5,
      retryBackoff: true,
      retryDelay: 5,
      ...(job.longestSeconds && { expireInSeconds: job.longestSeconds }),
    })
    if (!work) continue
    await boss.work(job.name, { burstWhenBatchFull: true }, async ([one]) => job.run((one?.data ?? {}) as never))
    if (job.every) await boss.schedule(job.name, job.every, {}, { tz: 'Europe/London' })
  }
  return {
    async send(tx, name, data, startAfter) {
      const job: JobInsert = { data, ...(startAfter && { startAfter: startAfter.toISOString() }) }
      tx.atEnd(`job ${name}`, job, async (some) => {
        // Not waited for: our queues let jobs of a kind lie beside each other, so there is no refusal to hear of.
        const executeSql = async (text: string, values: unknown[] = []) => {
          tx.save({ compile: () => CompiledQuery.raw(text, values) })
          return { rows: [] }
        }
        await boss.insert(name, some, { db: { executeSql } })
      })
    },
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

function quietly(boss: PgBoss): PgBoss {
  boss.on('error', () => {}) // start() itself throws what matters
  return boss
}
