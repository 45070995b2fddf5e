import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addOpenApiRoute } from './open-api.routes.ts'
import { addReferralApiRoutes } from './referrals.routes.ts'
import { addServiceApiRoutes } from './services.routes.ts'
import { addTeamApiRoutes } from './teams.routes.ts'

/** `/api/v1`: what programs may ask and send, and `/api/openapi.json`, which describes it. */
export function addApiRoutes(app: FastifyInstance, services: Services): void {
  addOpenApiRoute(app)
  addTeamApiRoutes(app)
  addServiceApiRoutes(app)
  addReferralApiRoutes(app, services)
}
