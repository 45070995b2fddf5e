import type { FastifyInstance } from 'fastify'
import { ROOT } from './database/connection.ts'
import type { Database } from './database/database.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version that runs, from package.json. */
export const VERSION = (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version

/** `GET /health`: 200 once ready, 503 with the reason when the database is away. For load balancers and start scripts. */
export function addHealth(app: FastifyInstance, database: Database): void {
  app.get(
    '/health',
    { config: { policy: 'public', withoutDatabase: true, rateLimit: false } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store')
      try {
        await database.pool.query('select 1')
        return { status: 'ok', version: VERSION, database: 'ok' }
      } catch {
        return reply.code(503).send({ status: 'away', version: VERSION, database: 'the database does not answer' })
      }
    },
  )
}
