import { createHash } from 'node:crypto'
import pg from 'pg'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery } from 'kysely'
import type { DB } from '#db/database.types.ts'
import type { Clock } from '../clock.ts'
import type { Actor } from '../context.ts'
import type { Id } from '../ids.ts'
import { sessionSettings } from './session-settings.ts'

// Calendar days stay text (see days.ts); whole counts and money in pence fit a double.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number)

/** Builds and types statements; it has no connection of its own. Statements are sent by a transaction. */
export const db = new Kysely<DB>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (on) => new PostgresIntrospector(on),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
})

/** Anything that Kysely can build: a query builder or a `sql` template bound to a row type. */
export interface Statement<Row = unknown> {
  compile(): CompiledQuery<Row>
}

/** Who asks, when and in which request: what every row of the journal will say. */
export interface Caller {
  readonly actor: Actor
  readonly requestId: Id
  readonly now: Clock
}

/** The inside of one transaction. Reads are awaited; saves are sent at once and answered together with the commit. */
export interface Tx extends Caller {
  read<Row>(statement: Statement<Row>): Promise<Row[]>
  /** The first row, or undefined. */
  first<Row>(statement: Statement<Row>): Promise<Row | undefined>
  /** Sent without waiting: an error in it fails the whole transaction at the end. */
  save(statement: Statement): void
  /** Sent and waited for; answers how many rows were changed. */
  change(statement: Statement): Promise<number>
  /** Hand-written SQL, for the one hot path and for libraries that bring their own (the job queue). */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>
}

export interface Database {
  readonly pool: pg.Pool
  /** How many statements were sent since the start, begin and commit left out. Tests count with it. */
  readonly statements: { count: number }
  transaction<T>(caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Opens the pool. `onLost` is told of connections that the server ended; without it the process would die of them. */
export function openDatabase(config: pg.PoolConfig, onLost: (error: Error) => void): Database {
  const pool = new pg.Pool({ max: 8, connectionTimeoutMillis: 5_000, ...config, pipeline: true } as pg.PoolConfig)
  pool.on('error', onLost)
  // A connection that is in use when its server ends emits the error on itself: the pool has taken its own listener off by then.
  pool.on('connect', (client) => void client.on('error', onLost))
  const statements = { count: 0 }
  return {
    pool,
    statements,
    transaction: (caller, work) => inTransaction(pool, statements, caller, work),
    close: () => pool.end(),
  }
}

async function inTransaction<T>(pool: pg.Pool, statements: { count: number }, caller: Caller, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  const sent: Promise<pg.QueryResult>[] = []
  const send = (query: string | pg.QueryConfig) => {
    const answer = client.query(query as pg.QueryConfig)
    answer.catch(() => {}) // its error is looked at below, in order
    sent.push(answer)
    return answer
  }
  const sendNamed = (text: string, values: readonly unknown[]) => {
    statements.count++
    return send({ name: nameOf(text), text, values: values as unknown[] })
  }
  const run = (statement: Statement) => {
    const { sql, parameters } = statement.compile()
    return sendNamed(sql, parameters)
  }
  const read = async <Row>(statement: Statement<Row>) => (await run(statement)).rows as Row[]
  const tx: Tx = {
    actor: caller.actor,
    requestId: caller.requestId,
    now: caller.now,
    read,
    first: async (statement) => (await read(statement))[0],
    save: (statement) => void run(statement),
    change: async (statement) => (await run(statement)).rowCount ?? 0,
    query: async <Row>(text: string, values: unknown[] = []) => (await sendNamed(text, values)).rows as Row[],
  }
  let broken: Error | undefined
  try {
    send(`begin; ${sessionSettings(caller)}`)
    const result = await work(tx)
    const end = send('commit')
    // The first failure says why; those after it only say that the transaction was already aborted.
    for (const answer of await Promise.allSettled(sent)) if (answer.status === 'rejected') throw answer.reason
    if ((await end).command !== 'COMMIT') throw new Error('the transaction was rolled back')
    return result
  } catch (error) {
    const answers = await Promise.allSettled(sent) // never hand back a connection with answers still to come
    await client.query('rollback').catch((e: Error) => {
      broken = e
    })
    // A read that was awaited after a failed save only says that the transaction is aborted (25P02): the save says why.
    const first = answers.find((answer) => answer.status === 'rejected')
    throw (error as { code?: string }).code === '25P02' && first ? first.reason : error
  } finally {
    client.release(broken)
  }
}

const names = new Map<string, string>()

/**
 * A named statement is planned once per connection, which is what row-level security makes dear. Past 1,000 different
 * texts, new ones go unnamed, so that built filters cannot fill the server's memory.
 */
function nameOf(text: string): string | undefined {
  let name = names.get(text)
  if (!name && names.size < 1_000) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 16)
    names.set(text, name)
  }
  return name
}
