import type { FastifyInstance, FastifyRequest } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import { ServicePage } from './service.pages.tsx'
import { getService } from './service.queries.ts'

/** `/services/{id}`: one listing; with `leaflet=1` ready to be printed, with `large=1` too in large print. */
export function addServiceRoutes(app: FastifyInstance): void {
  app.get<{ Params: { id: string }; Querystring: { leaflet?: string; large?: string; from?: unknown } }>(
    '/services/:id',
    { config: { policy: 'public' } },
    async (request, reply) => {
      const { id } = request.params
      if (!isId(id)) throw new NotFound()
      const { context } = request
      const leaflet = request.query.leaflet === '1' ? (request.query.large === '1' ? 'large' : 'usual') : undefined
      const service = await context.transaction((tx) => getService(tx, id))
      return reply.page(
        <ServicePage
          shell={request.shell}
          service={service}
          now={context.now()}
          leaflet={leaflet}
          back={leaflet ? `/services/${id}` : (cameFrom(request.query.from) ?? cameFrom(refererOf(request)) ?? '/find')}
          saved={request.saved}
        />,
      )
    },
  )
}

/** Back to the search or the list one came from, with its words: they never leave the address. */
const cameFrom = (address: unknown): string | undefined =>
  typeof address === 'string' && /^\/(find|saved)(\?|$)/.test(address) ? address : undefined

function refererOf({ headers, host }: FastifyRequest): string | undefined {
  const from = headers.referer ? URL.parse(headers.referer) : null
  return from?.host === host ? from.pathname + from.search : undefined
}
