import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { getOwnSecrets, savePassword } from './account.queries.ts'
import type { SignIn } from './caller.queries.ts'
import { hashPassword, verifyPassword } from './hash-password.ts'
import { isNews, type AccessServices } from './note.ts'
import { checkPassword, type PasswordFault } from './password.rules.ts'
import { saveEndOfAll } from './sign-in.queries.ts'
import { forgetTries, takeTry } from './sign-in-try.queries.ts'

export interface PasswordChange {
  current: string
  wanted: string
  address: string
}

/**
 * Asks for the current password first, as whoever finds an open screen must not be able to lock its owner out, and ends
 * all other sign-ins.
 */
export async function changePassword(
  services: AccessServices,
  ctx: Context,
  signIn: SignIn,
  change: PasswordChange,
): Promise<Decision<void, PasswordFault | 'wrong-password' | 'wait'>> {
  const attempt = { who: `password ${signIn.accountId}`, address: change.address }
  const refused = (tx: Tx, reason: 'wait' | 'wrong') =>
    services.note(tx, 'password.refused', { subjectId: signIn.id, detail: { reason } })
  const [until, own] = await ctx.transaction(async (tx) => {
    const asked = await Promise.all([takeTry(tx, services.keys, attempt), getOwnSecrets(tx)])
    if (asked[0] && isNews(attempt.who, tx.now())) refused(tx, 'wait')
    return asked
  })
  if (until) return refuse('wait')
  if (!(await verifyPassword(change.current, own.password_hash))) {
    await ctx.transaction(async (tx) => refused(tx, 'wrong'))
    return refuse('wrong-password')
  }
  const checked = checkPassword(change.wanted, own.email)
  if (!checked.ok) return checked
  const hash = await hashPassword(checked.value)
  await ctx.transaction(async (tx) => {
    await forgetTries(tx, services.keys, attempt)
    savePassword(tx, signIn.accountId, hash)
    saveEndOfAll(tx, signIn.accountId, signIn.id)
    services.note(tx, 'password.changed', { subjectId: signIn.accountId })
  })
  return allow(undefined)
}
