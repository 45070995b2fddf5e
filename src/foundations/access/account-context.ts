import { contextOf, type Context } from '#platform/context.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'

export interface KnownAccount {
  accountId: Id
  organisationId: Id
  name: string
}

/**
 * Somebody in the middle of signing in: known by their password, or chosen in the demo, and holding no role yet. Lets the
 * use cases of this module reach that account's own rows and no others; never becomes a request's context.
 */
export function contextWithoutRoles(
  { database, clock }: Services,
  partnershipId: Id,
  account: KnownAccount,
  requestId: Id,
): Context {
  const { accountId, organisationId, name } = account
  return contextOf(
    database,
    { kind: 'account', partnershipId, accountId, organisationId, roles: [], name },
    requestId,
    clock,
  )
}
