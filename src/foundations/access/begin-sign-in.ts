import type { Context } from '#platform/context.ts'
import { newToken, tokenHash } from '#platform/crypto.ts'
import type { Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { contextWithoutRoles } from './account-context.ts'
import { findAccountForSignIn, listDemoAccounts, type FoundAccount } from './account.queries.ts'
import { verifyPassword } from './hash-password.ts'
import { isNews, type AccessServices } from './note.ts'
import { saveSignIn } from './sign-in.queries.ts'
import { forgetTries, takeTry } from './sign-in-try.queries.ts'

export interface Attempt {
  email: string
  password: string
  /** The network address it came from. */
  address: string
}

/** What the caller is told; `until`: when the next try is looked at. */
export type Refusal = { reason: 'wrong' } | { reason: 'wait'; until: Date }

/**
 * The first factor. Gives the token of a sign-in that opens nothing until the second factor has passed. An address that
 * nobody has, a wrong password and a disabled account are told apart neither by the answer nor by the time it takes.
 */
export async function beginSignIn(
  services: AccessServices,
  ctx: Context,
  { email, password, address }: Attempt,
): Promise<{ ok: true; token: string } | ({ ok: false } & Refusal)> {
  const attempt = { who: `sign-in ${email.trim().toLowerCase()}`, address }
  const refused = (tx: Tx, reason: string, account: FoundAccount | undefined) =>
    services.note(tx, 'sign-in.refused', { subjectId: account?.account_id, detail: { factor: 'password', reason } })
  const [until, account] = await ctx.transaction(async (tx) => {
    const asked = await Promise.all([takeTry(tx, services.keys, attempt), findAccountForSignIn(tx, email)])
    const [waits, found] = asked
    if (waits && isNews(`password ${found?.account_id ?? tx.actor.partnershipId}`, tx.now())) refused(tx, 'wait', found)
    return asked
  })
  if (until) return { ok: false, reason: 'wait', until }
  // Outside the transaction: it takes a fifth of a second, and no connection should wait for it.
  const right = await verifyPassword(password, account?.password_hash)
  if (!right || !account || account.disabled) {
    const reason = account ? (right ? 'disabled' : 'wrong') : 'unknown'
    await ctx.transaction(async (tx) => refused(tx, reason, account))
    return { ok: false, reason: 'wrong' }
  }
  const { partnershipId } = ctx.actor
  const token = newToken()
  const known = { accountId: account.account_id, organisationId: account.organisation_id, name: account.name }
  await contextWithoutRoles(services, partnershipId, known, ctx.requestId).transaction(async (tx) => {
    await forgetTries(tx, services.keys, attempt)
    services.note(tx, 'sign-in.begun', { subjectId: saveSignIn(tx, known.accountId, tokenHash(token), false) })
  })
  return { ok: true, token }
}

/** Signs in as an invented person, with one press and both factors at once. Refused outside the demo and for anybody real. */
export async function beginDemoSignIn(
  services: AccessServices,
  ctx: Context,
  email: string,
): Promise<Decision<{ token: string; roles: readonly string[] }, 'not-demo'>> {
  if (services.mode !== 'demo') return refuse('not-demo')
  const account = (await ctx.transaction(listDemoAccounts)).find((demo) => demo.email === email)
  if (!account) return refuse('not-demo')
  const token = newToken()
  await contextWithoutRoles(services, ctx.actor.partnershipId, account, ctx.requestId).transaction(async (tx) => {
    const subjectId = saveSignIn(tx, account.accountId, tokenHash(token), true)
    services.note(tx, 'sign-in.passed', { subjectId, detail: { way: 'demo' } })
  })
  return allow({ token, roles: account.roles })
}
