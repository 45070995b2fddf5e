import type { FastifyInstance } from 'fastify'
import type { Services } from '#platform/services.ts'
import { addStatusRoutes } from './status/status.routes.tsx'

/** Every page of a referral's way, from asking to hearing back. */
export function addReferralRoutes(app: FastifyInstance, services: Services): void {
  addStatusRoutes(app, services)
}

export { createReferral, planReferral } from './create-referral.ts'
export type { Receipt, Referrer, ReferralRequest } from './referral-request.ts'
