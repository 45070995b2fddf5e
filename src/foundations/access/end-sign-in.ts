import type { Context } from '#platform/context.ts'
import type { Services } from '#platform/services.ts'
import { contextWithoutRoles } from './account-context.ts'
import type { SignIn } from './caller.queries.ts'
import { saveEnd, saveEndOfAll } from './sign-in.queries.ts'

/** Signing out ends the sign-in on the server: a copy of the cookie is worth nothing. Also one that is half done. */
export const endSignIn = (services: Services, ctx: Context, signIn: SignIn): Promise<void> =>
  contextWithoutRoles(services, ctx.actor.partnershipId, signIn, ctx.requestId).transaction(async (tx) =>
    saveEnd(tx, signIn.id),
  )

/** Ends every sign-in of the account, on all its devices, this one too. */
export const endAllSignIns = (ctx: Context, signIn: SignIn): Promise<void> =>
  ctx.transaction(async (tx) => saveEndOfAll(tx, signIn.accountId))
