import type { FastifyInstance } from 'fastify'
import { addFeedRoutes, openToAll } from './open-to-all.ts'
import { addOrganizationRoutes } from './organizations.routes.ts'
import { addRootRoute } from './root.routes.ts'
import { addServiceAtLocationRoutes } from './service-at-locations.routes.ts'
import { addServiceRoutes } from './services.routes.ts'
import { addTaxonomyRoutes } from './taxonomies.routes.ts'

/** `/open-referral/v3`: our directory for other directories, as Open Referral UK 3.0. */
export function addOpenReferralRoutes(app: FastifyInstance): void {
  openToAll(app)
  addFeedRoutes(app, (feed) => {
    addRootRoute(feed)
    addServiceRoutes(feed)
    addServiceAtLocationRoutes(feed)
    addOrganizationRoutes(feed)
    addTaxonomyRoutes(feed)
  })
}
