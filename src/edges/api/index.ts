import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addReferralApiRoutes } from './referrals.routes.ts'
import { addServiceApiRoutes } from './services.routes.ts'
import { addTeamApiRoutes } from './teams.routes.ts'

/** `/api/v1`: what programs may ask and send. */
export function addApiRoutes(app: FastifyInstance, services: Services): void {
  addTeamApiRoutes(app)
  addServiceApiRoutes(app)
  addReferralApiRoutes(app, services)
}
