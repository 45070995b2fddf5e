import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { VERSION } from '#platform/health.ts'
import { openApiDocument, type DescribedRoute } from './open-api.rules.ts'
import { PROBLEM } from './problem-json.rules.ts'
import { NEW_REFERRAL, RECEIPT, REFERRAL, STALE, WITHDRAWAL } from './referral.type.ts'
import { SERVICES } from './service-json.rules.ts'
import { TEAMS } from './team-json.rules.ts'

const NAMED = {
  NewReferral: NEW_REFERRAL,
  Receipt: RECEIPT,
  Referral: REFERRAL,
  Withdrawal: WITHDRAWAL,
  Teams: TEAMS,
  Services: SERVICES,
  Problem: PROBLEM,
  Stale: STALE,
}

/**
 * `GET /api/openapi.json`: what is under /api/v1, as OpenAPI 3.1. Open to everybody; works without the database; may be kept for
 * five minutes. To be called before those routes are added: one that does not describe itself stops the program here.
 */
export function addOpenApiRoute(app: FastifyInstance): void {
  const routes: DescribedRoute[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    if (!url.startsWith('/api/v1/') || method === 'HEAD') return
    const { policy, operation } = config ?? {}
    if (!policy || !operation) throw new Error(`the route ${[method].flat().join(' ')} ${url} does not describe itself`)
    for (const one of [method].flat()) routes.push({ method: one, url, policy, operation })
  })
  let made: { body: string; tag: string } | undefined
  app.get('/api/openapi.json', { config: { policy: 'public', withoutDatabase: true } }, async (request, reply) => {
    made ??= written(openApiDocument(routes, NAMED, VERSION))
    reply.header('etag', made.tag).header('cache-control', 'public, max-age=300')
    if (request.headers['if-none-match'] === made.tag) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(made.body)
  })
}

function written(document: object): { body: string; tag: string } {
  const body = JSON.stringify(document)
  return { body, tag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` }
}
