import type { FastifyInstance } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { cameFrom, originOf } from '../request-address.ts'
import { ServicePage } from './service.pages.tsx'
import { getService } from './service.queries.ts'

/** `/services/{id}`: one listing; with `leaflet=1` ready to be printed, with `large=1` too in large print. */
export function addServiceRoutes(app: FastifyInstance, { https }: Services): void {
  app.get<{ Params: { id: string }; Querystring: { leaflet?: string; large?: string } }>(
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
          back={leaflet ? `/services/${id}` : (cameFrom(request) ?? '/find')}
          saved={request.saved}
          address={`${originOf(request, https)}/services/${id}`}
        />,
      )
    },
  )
}
