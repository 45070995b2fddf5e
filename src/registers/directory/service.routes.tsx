import type { FastifyInstance } from 'fastify'
import { NotFound } from '#platform/errors.ts'
import { isId } from '#platform/ids.ts'
import { ServicePage } from './service.pages.tsx'
import { getService } from './service.queries.ts'

/** `/services/{id}`: one listing. */
export function addServiceRoutes(app: FastifyInstance): void {
  app.get<{ Params: { id: string } }>('/services/:id', { config: { policy: 'public' } }, async (request, reply) => {
    const { id } = request.params
    if (!isId(id)) throw new NotFound()
    const { context } = request
    const service = await context.transaction((tx) => getService(tx, id))
    return reply.page(
      <ServicePage
        shell={request.shell}
        service={service}
        now={context.now()}
        back={backOf(request.headers.referer, request.host)}
      />,
    )
  })
}

/** Back to the search one came from, with its words: they never leave the address. Else to a new search. */
function backOf(referer: string | undefined, host: string): string {
  const from = referer ? URL.parse(referer) : null
  return from?.host === host && from.pathname === '/find' ? `${from.pathname}${from.search}` : '/find'
}
