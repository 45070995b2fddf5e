// The application as it serves in production, one process, without the worker. Told: "usage", "record", "recorded".
import { messageJobs } from '#foundations/messages/index.ts'
import { journalJobs } from '#foundations/journal/index.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/database/database.ts'
import { startJobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import type pg from 'pg'
import { buildApp } from '../../src/app.ts'
import { BENCH_KEYS } from '../bench-database.ts'
import { obey } from './command.ts'

export type ServerCommand = 'usage' | 'record' | 'recorded'

export interface Usage {
  port: number
  /** Milliseconds of work since the start. */
  cpu: number
  /** Megabytes in memory now. */
  memory: number
  statements: Statement[]
}

/** A statement that was sent while recording, begin and commit too. */
export interface Statement {
  text: string
  values: unknown[]
}

const app: pg.PoolConfig = JSON.parse(process.env.BENCH_DATABASE!)
const database = openDatabase(app, (error) => console.error(error))
const recorded: Statement[] = []
let recording = false
database.pool.on('connect', (client) => {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  client.query = ((...given: unknown[]) => {
    const [sent] = given as [string | pg.QueryConfig]
    if (recording)
      recorded.push(
        typeof sent === 'string' ? { text: sent, values: [] } : { text: sent.text, values: sent.values ?? [] },
      )
    return query(...given)
  }) as typeof client.query
})

const services: Services = {
  database,
  jobs: undefined as never, // set below
  clock: systemClock,
  keys: BENCH_KEYS,
  log: openLog('warn'),
  mode: 'demo', // its sign-ins are what the pages are opened with
  https: false,
  origin: () => 'http://localhost',
}
const jobs = [...journalJobs(database, '.'), ...messageJobs(services, { adapters: [], onAbandoned: () => {} })]
services.jobs = await startJobs(app, jobs, false, services.log)
// One proxy in front: each request names an address of its own, so that no limit for one address is met.
const server = await buildApp(services, { proxies: 1 })
await server.listen({ port: 0, host: '127.0.0.1' })
const { port } = server.server.address() as { port: number }

obey<ServerCommand, Usage>(
  async (command) => {
    if (command === 'record') recorded.length = 0
    if (command !== 'usage') recording = command === 'record'
    const { user, system } = process.cpuUsage()
    return {
      port,
      cpu: (user + system) / 1000,
      memory: process.memoryUsage().rss / 1_048_576,
      statements: [...recorded],
    }
  },
  async () => {
    await server.close()
    await services.jobs.stop()
    await database.close()
  },
)
