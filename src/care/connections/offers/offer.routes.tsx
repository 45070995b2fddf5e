import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { openSignedLink } from '#foundations/access/index.ts'
import type { GroupDoor, GroupRequest } from './group-door.ts'
import { DeadOfferPage } from './group.pages.tsx'
import { addGroupRoutes } from './group.routes.tsx'

/** `/offers/{token}`: a group's side without an account. Whoever holds the link acts with it and nothing else. */
export const addOfferRoutes = (app: FastifyInstance, services: Services): void =>
  addGroupRoutes(app, services, linkDoor(services))

const linkDoor = (services: Services): GroupDoor => ({
  url: '/offers/:token',
  read: { config: { policy: 'public' } },
  write: { config: { policy: 'public', rateLimit: { max: 30, timeWindow: '1 minute' } } },
  async opened(request, reply, show) {
    const link = await openSignedLink(services, request.params.token ?? '', 'offer', request.id)
    return link ? show(link) : reply.page(<DeadOfferPage shell={request.shell} />, 404)
  },
  href: hrefOf,
  after: (request, noun) => `${hrefOf(request)}?saved=${noun}`,
})

function hrefOf({ params }: GroupRequest): string {
  return `/offers/${params.token}`
}
