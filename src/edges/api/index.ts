import type { FastifyInstance } from 'fastify'
import { addServiceApiRoutes } from './services.routes.ts'
import { addTeamApiRoutes } from './teams.routes.ts'

/** `/api/v1`: what programs may ask and send. */
export function addApiRoutes(app: FastifyInstance): void {
  addTeamApiRoutes(app)
  addServiceApiRoutes(app)
}
