import { giveAccess, holdAccess, takeAccess } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Context } from '#platform/context.ts'
import { actorId } from '#platform/context.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { mayTakeAccess, type TakeRefusal } from './accounts.rules.ts'

/**
 * Takes somebody's access away and ends their sign-ins, in one transaction: the next page they ask for is the sign-in. What they
 * have in hand stays theirs until their team gives it to others. Throws NotFound, or Forbidden for whoever is no administrator.
 */
export const endAccess = (ctx: Context, id: Id): Promise<Decision<void, TakeRefusal>> =>
  ctx.transaction(async (tx) => {
    const by = requireAdministrator(ctx)
    const held = await holdAccess(tx, id)
    if (!held) throw new NotFound('account')
    const decision = mayTakeAccess(held.account, { by, administrators: held.administrators })
    if (!decision.ok) return decision
    const signIns = await takeAccess(tx, id)
    journal(tx, 'account.disabled', { subjectId: id, detail: { signIns } })
    return allow(undefined)
  })

/** Gives access back to somebody who had it: the same roles, and they sign in anew. Throws as `endAccess` does. */
export const restoreAccess = (ctx: Context, id: Id): Promise<Decision<void, 'has-access'>> =>
  ctx.transaction(async (tx) => {
    requireAdministrator(ctx)
    const held = await holdAccess(tx, id)
    if (!held) throw new NotFound('account')
    if (held.account.disabledAt === null) return refuse('has-access')
    giveAccess(tx, id)
    journal(tx, 'account.enabled', { subjectId: id })
    return allow(undefined)
  })

function requireAdministrator({ actor }: Context): Id {
  if (actor.kind !== 'account' || !actor.roles.includes('administrator')) throw new Forbidden('administrators only')
  return actorId(actor)!
}
