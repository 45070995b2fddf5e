import type { FastifyInstance } from 'fastify'
import { addAccountRoutes, type TeamNames } from './account.routes.ts'
import type { AccessServices } from './note.ts'
import { addSignInRoutes } from './sign-in.routes.ts'

export { accessJobs } from './access.jobs.ts'
export { addAccess, partnershipOf, signedInAccount } from './add-access.ts'
export { listStaffNames } from './account.queries.ts'
export type { TeamNames } from './account.routes.ts'
export type { Partnership } from './caller.queries.ts'
export { createAccount, type NewAccount } from './create-account.ts'
export { createApiKey, type NewApiKey } from './create-api-key.ts'
export { createPartnership, type NewPartnership } from './create-partnership.ts'
export { giveAccess, holdAccess, takeAccess, type Access } from './end-access.queries.ts'
export { DEMO_SIGN_IN, ensureDemoAccount, hasDemoAccounts } from './ensure-demo-account.ts'
export { listPartnerships } from './list-partnerships.ts'
export {
  findAdministeringOrganisation,
  findOrganisationByCode,
  listOrganisationsNamed,
  ORGANISATION_KINDS,
  saveOrganisation,
  saveOrganisations,
  type Organisation,
  type OrganisationKind,
} from './organisation.queries.ts'
export type { Note } from './note.ts'
export {
  reviewAccounts,
  reviewOrganisations,
  type ReviewedAccount,
  type ReviewedOrganisation,
} from './review-accounts.queries.ts'
export { homeOf, ROLE_NAMES, ROLES, roleWord, SCOPE_NAMES, SCOPES, type Role, type Scope } from './role.rules.ts'
export {
  endSignedLink,
  makeSignedLink,
  openSignedLink,
  tryBirthDate,
  type NewLink,
  type OpenedLink,
} from './signed-link.ts'

/** Pages for signing in and out, and a member of staff's own page. `teamNames` comes from the module that has the teams. */
export function addAccessRoutes(
  app: FastifyInstance,
  services: AccessServices,
  teamNames: TeamNames = async () => new Map(),
): void {
  addSignInRoutes(app, services)
  addAccountRoutes(app, services, teamNames)
}
