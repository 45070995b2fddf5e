import pg from 'pg'
import { createApiKey } from '#foundations/access/index.ts'
import { systemClock } from '#platform/clock.ts'
import { contextOf, type Actor } from '#platform/context.ts'
import { openDatabase } from '#platform/database/database.ts'
import { newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId } from '#seeds/anytown/load-organisations.ts'
import { openBenchDatabase, type BenchDatabase } from './bench-database.ts'
import { figuresOf, type Figures } from './figures.ts'
import { shareOfOthers, workSoFar } from './machine.ts'
import { startProgram, type Program } from './programs/command.ts'
import type { Timed } from './programs/in-loop.ts'
import type { LoadCommand } from './programs/load.ts'
import type { RawCommand } from './programs/raw.ts'
import type { ServerCommand, Usage } from './programs/server.ts'

/** What every bench works with: a filled database, the program serving from it, somebody asking, and the raw database beside them. */
export interface World {
  database: BenchDatabase
  server: Program<ServerCommand, Usage>
  port: number
  /** A key of a GP practice that may send referrals, and who acts with it. */
  apiKey: string
  actor: Actor
  ask(
    command:
      | Omit<Extract<LoadCommand, { kind: 'page' }>, 'port'>
      | Omit<Extract<LoadCommand, { kind: 'referrals' }>, 'port'>,
  ): Promise<Figures>
  askRaw(
    command:
      | Omit<Extract<RawCommand, { kind: 'referrals' }>, 'database'>
      | Omit<Extract<RawCommand, { kind: 'replay' }>, 'database'>,
  ): Promise<Figures>
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>
  say(line: string): void
  close(): Promise<void>
}

const program = (name: string) => new URL(`./programs/${name}.ts`, import.meta.url).pathname

export async function openWorld(say: (line: string) => void): Promise<World> {
  const database = await openBenchDatabase(say)
  const { apiKey, actor } = await makeKey(database.app)
  // As `npm start` does it.
  const server = await startProgram<ServerCommand, Usage>(
    program('server'),
    { BENCH_DATABASE: JSON.stringify(database.app) },
    ['--max-old-space-size=256', '--max-semi-space-size=8'],
  )
  const load = await startProgram<LoadCommand, Timed>(program('load'))
  const raw = await startProgram<RawCommand, Timed>(program('raw'))
  const { port } = await server.tell('usage')
  const admin = new pg.Pool({ ...database.admin, max: 1 })
  const timed = async (ask: () => Promise<Timed>, seconds: number, whole: number): Promise<Figures> => {
    const [work, usage] = [workSoFar(database.serverPid), await server.tell('usage')]
    const answer = await ask()
    const [workAfter, usageAfter] = [workSoFar(database.serverPid), await server.tell('usage')]
    const count = Math.max(1, answer.perSecond * whole)
    const [programCpu, databaseCpu] = [usageAfter.cpu - usage.cpu, workAfter.database - work.database]
    const ours = programCpu + databaseCpu + (answer.cpu * whole) / seconds
    return figuresOf(answer, {
      programCpu: programCpu / count,
      databaseCpu: databaseCpu / count,
      others: shareOfOthers(work, workAfter, ours),
    })
  }
  return {
    database,
    server,
    port,
    apiKey,
    actor,
    say,
    ask: (command) =>
      timed(
        () => load.tell({ ...command, port } as LoadCommand),
        command.seconds,
        command.seconds + command.warmUpSeconds,
      ),
    askRaw: (command) =>
      timed(
        () => raw.tell({ ...command, database: database.app } as RawCommand),
        command.seconds,
        command.seconds + command.warmUpSeconds,
      ),
    query: async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []) =>
      (await admin.query<Row>(text, values)).rows,
    async close() {
      await Promise.all([load.stop(), raw.stop(), server.stop(), admin.end()])
      await database.close()
    },
  }
}

async function makeKey(app: pg.PoolConfig): Promise<{ apiKey: string; actor: Actor }> {
  const database = openDatabase(app, () => {})
  const organisation = organisationId('ZZ0001')
  const job = contextOf(database, { kind: 'job', partnershipId: ANYTOWN, cause: 'bench' }, newId(), systemClock)
  const { id, key } = await job.transaction(async (tx) =>
    createApiKey(tx, { organisationId: organisation, name: 'bench', scopes: ['referrals:write'] }),
  )
  await database.close()
  return {
    apiKey: key,
    actor: {
      kind: 'key',
      partnershipId: ANYTOWN,
      keyId: id,
      organisationId: organisation,
      scopes: ['referrals:write'],
    },
  }
}
