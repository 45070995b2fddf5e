import type { Context } from '#platform/context.ts'
import { contextWithoutRoles } from './account-context.ts'
import type { SignIn } from './caller.queries.ts'
import type { AccessServices } from './note.ts'
import { saveEnd, saveEndOfAll } from './sign-in.queries.ts'

/** Signing out ends the sign-in on the server: a copy of the cookie is worth nothing. Also one that is half done. */
export const endSignIn = (
  services: AccessServices,
  ctx: Context,
  signIn: SignIn,
  way: 'sign-out' | 'new-sign-in',
): Promise<void> =>
  contextWithoutRoles(services, ctx.actor.partnershipId, signIn, ctx.requestId).transaction(async (tx) => {
    saveEnd(tx, signIn.id)
    services.note(tx, 'sign-in.ended', { subjectId: signIn.id, detail: { way } })
  })

/** Ends every sign-in of the account, on all its devices, this one too. */
export const endAllSignIns = ({ note }: AccessServices, ctx: Context, signIn: SignIn): Promise<void> =>
  ctx.transaction(async (tx) => {
    saveEndOfAll(tx, signIn.accountId)
    note(tx, 'sign-in.ended', { subjectId: signIn.id, detail: { way: 'everywhere' } })
  })
