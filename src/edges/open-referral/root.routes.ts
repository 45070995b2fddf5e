import type { FastifyInstance } from 'fastify'
import { partnershipOf } from '#foundations/access/index.ts'
import { listPublishedSources } from '#registers/directory/index.ts'
import { instant, known } from './formats.rules.ts'
import { BASE } from './open-to-all.ts'
import { sendJson } from './send-json.ts'

/** `GET /`: which standard this is, in the words that the official validator reads; whose feed it is, and where it comes from. */
export function addRootRoute(app: FastifyInstance): void {
  app.get(BASE, { config: { policy: 'public' } }, async (request, reply) => {
    const sources = await request.context.transaction(listPublishedSources)
    return sendJson(
      request,
      reply,
      known({
        version: 'HSDS-UK-3.0',
        profile: 'https://docs.openreferraluk.org/en/latest/',
        openapi_url: 'https://openreferraluk.org/specifications/3.0/openapi.json',
        trellis_publisher: partnershipOf(request)?.name,
        trellis_sources: sources.map(({ name, licence, fetchedAt, services }) => ({
          name,
          licence,
          retrieved_at: instant(fetchedAt),
          services,
        })),
      }),
    )
  })
}
