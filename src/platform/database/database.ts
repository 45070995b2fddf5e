import { createHash } from 'node:crypto'
import type { Writable } from 'node:stream'
import pg from 'pg'
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type Insertable,
} from 'kysely'
import type { DB } from '#db/database.types.ts'
import type { Clock } from '../clock.ts'
import type { Actor } from '../context.ts'
import type { Id } from '../ids.ts'
import { gatherRows, type SendRows } from './gather-rows.ts'
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
  /**
   * A new row. Rows are gathered, of whatever tables, and written by one statement before the next of any kind. Much cheaper
   * than `save`: nothing is built, and the server begins one statement, not many. No policy for inserting may look for a row
   * that is gathered with it; foreign keys and other constraints may.
   */
  add<Table extends TableName>(table: Table, row: NewRow<Table>, options?: AddOptions): void
  /** Gathers things of a kind until the end of the transaction, when `write` gets all of them at once. For what nobody reads or changes before. */
  atEnd<Thing>(kind: string, thing: Thing, write: (things: Thing[]) => void | Promise<void>): void
  /** Sent and waited for; answers how many rows were changed. */
  change(statement: Statement): Promise<number>
  /** Hand-written SQL, for the one hot path and for libraries that bring their own (the job queue). */
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>
}

export type TableName = keyof DB

/** What a new row of a table is given; columns left out or undefined get their default. */
export type NewRow<Table extends TableName> = Insertable<DB[Table]>

export interface AddOptions {
  /** A row that is there already in any unique sense is left as it is, and this one forgotten. */
  unlessThere?: boolean
  /** For rows that no statement of the same transaction changes: what is saved meanwhile may overtake them, so that more of them go together. */
  mayWait?: boolean
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
  const pool = new pg.Pool({ max: 8, connectionTimeoutMillis: 5_000, ...config, pipeline: true })
  let closing = false
  // A pool is done before its last connections are: a server that stops right after still tells them.
  const lost = (error: Error) => (closing ? undefined : onLost(error))
  pool.on('error', lost)
  // A connection that is in use when its server ends emits the error on itself: the pool has taken its own listener off by then.
  pool.on('connect', (client) => void client.on('error', lost))
  const statements = { count: 0 }
  return {
    pool,
    statements,
    transaction: (caller, work) => inTransaction(pool, statements, caller, work),
    close: () => {
      closing = true
      return pool.end()
    },
  }
}

async function inTransaction<T>(
  pool: pg.Pool,
  statements: { count: number },
  caller: Caller,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const sent: Promise<pg.QueryResult>[] = []
  const sendRows: SendRows = (text, values, usual) => void sendAs(usual ? nameOf(text) : undefined, text, values)
  const [rows, waiting] = [gatherRows(sendRows), gatherRows(sendRows)]
  const flush = () => {
    rows.flush()
    waiting.flush()
  }
  const endings = new Map<string, { things: unknown[]; write(things: unknown[]): void | Promise<void> }>()
  const send = (query: string | pg.QueryConfig) => {
    sendTogether(client)
    const answer = client.query(query as pg.QueryConfig)
    answer.catch(() => {}) // its error is looked at below, in order
    sent.push(answer)
    return answer
  }
  const sendAs = (name: string | undefined, text: string, values: readonly unknown[]) => {
    statements.count++
    return send({ name, text, values: values as unknown[] })
  }
  const run = (statement: Statement) => {
    const { sql, parameters } = statement.compile()
    return sendAs(nameOf(sql), sql, parameters)
  }
  const ask = (statement: Statement) => {
    flush()
    return run(statement)
  }
  const read = async <Row>(statement: Statement<Row>) => (await ask(statement)).rows as Row[]
  const tx: Tx = {
    actor: caller.actor,
    requestId: caller.requestId,
    now: caller.now,
    read,
    first: async (statement) => (await read(statement))[0],
    save(statement) {
      rows.flush()
      void run(statement)
    },
    add: (table, row, options = {}) => (options.mayWait ? waiting : rows).add(table, row, options),
    atEnd(kind, thing, write) {
      const ending = endings.get(kind)
      if (ending) ending.things.push(thing)
      else endings.set(kind, { things: [thing], write: write })
    },
    change: async (statement) => (await ask(statement)).rowCount ?? 0,
    query: async <Row>(text: string, values: unknown[] = []) => {
      flush()
      return (await sendAs(nameOf(text), text, values)).rows as Row[]
    },
  }
  let broken: Error | undefined
  try {
    void send(`begin; ${sessionSettings(caller)}`)
    const result = await work(tx)
    for (const [kind, { things, write }] of endings) {
      endings.delete(kind)
      await write(things)
    }
    flush()
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

/**
 * Holds back what is written until the program has nothing more to say just now. pg would spend a system call on each
 * statement, and the server would wake up for each: with 20 statements that was a third of the work of a referral.
 */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
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
