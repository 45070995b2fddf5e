import { decrypt, encrypt, newToken, tokenHash } from '#platform/crypto.ts'
import type { Tx } from '#platform/database/database.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Context } from '#platform/context.ts'
import { contextWithoutRoles } from './account-context.ts'
import { getOwnSecrets, setUpCodes, spendCode } from './account.queries.ts'
import type { Refusal } from './begin-sign-in.ts'
import type { SignIn } from './caller.queries.ts'
import { isNews, type AccessServices } from './note.ts'
import { newCodeSecret, stepOfCode } from './one-time-code.rules.ts'
import { savePassedFactor } from './sign-in.queries.ts'
import { forgetTries, takeTry } from './sign-in-try.queries.ts'

export interface CodeTyped {
  code: string
  address: string
}

type Passed = { ok: true; token: string } | ({ ok: false } & Refusal)

/** The second factor: a one-time code, once. The sign-in opens under a new token; the old one is worth nothing. */
export function passSecondFactor(
  services: AccessServices,
  ctx: Context,
  signIn: SignIn,
  typed: CodeTyped,
): Promise<Passed> {
  return prove(services, ctx, signIn, typed, 'code', async (tx) => {
    const { totp_secret, totp_step } = await getOwnSecrets(tx)
    const step = totp_secret && stepOfCode(decrypt(services.keys, totp_secret), typed.code, tx.now(), totp_step)
    return Boolean(step && (await spendCode(tx, step)))
  })
}

/**
 * A secret to be typed into an authenticator app, and the same sealed for its way through the form: it is stored only
 * when a code proves that the app has it. Sealed for this account, so that nobody else's can be slipped in.
 */
export async function offerSecret(
  services: AccessServices,
  ctx: Context,
  signIn: SignIn,
): Promise<{ secret: string; sealed: string; email: string }> {
  const secret = newCodeSecret()
  const own = contextWithoutRoles(services, ctx.actor.partnershipId, signIn, ctx.requestId)
  const { email } = await own.transaction(getOwnSecrets)
  return {
    secret,
    email,
    sealed: encrypt(services.keys, `${signIn.accountId} ${secret} ${email}`).toString('base64url'),
  }
}

/** Opens what `offerSecret` sealed. Throws Forbidden when it was not for this account. */
export function openSealed(
  services: AccessServices,
  signIn: SignIn,
  sealed: string,
): { secret: string; email: string } {
  try {
    const [accountId, secret, email] = decrypt(services.keys, Buffer.from(sealed, 'base64url')).split(' ')
    if (accountId === signIn.accountId && secret && email) return { secret, email }
  } catch {
    // altered, cut short or from another installation: said below
  }
  throw new Forbidden('the secret was not offered to this account')
}

/** The first code proves that the app has the secret: from now on the account has a second factor, and this sign-in has passed it. */
export function setUpSecondFactor(
  services: AccessServices,
  ctx: Context,
  signIn: SignIn,
  sealed: string,
  typed: CodeTyped,
): Promise<Passed> {
  const { secret } = openSealed(services, signIn, sealed)
  return prove(services, ctx, signIn, typed, 'set-up', async (tx) => {
    const step = stepOfCode(secret, typed.code, tx.now(), null)
    return step !== undefined && setUpCodes(tx, encrypt(services.keys, secret), step)
  })
}

async function prove(
  services: AccessServices,
  ctx: Context,
  signIn: SignIn,
  typed: CodeTyped,
  way: 'code' | 'set-up',
  isRight: (tx: Tx) => Promise<boolean>,
): Promise<Passed> {
  const attempt = { who: `code ${signIn.accountId}`, address: typed.address }
  const own = contextWithoutRoles(services, ctx.actor.partnershipId, signIn, ctx.requestId)
  const refused = (tx: Tx, reason: 'wrong' | 'wait') =>
    services.note(tx, 'sign-in.refused', { subjectId: signIn.id, detail: { factor: way, reason } })
  // Counted in a transaction of its own, so that a try stays counted whatever comes after it.
  const until = await own.transaction(async (tx) => {
    const waits = await takeTry(tx, services.keys, attempt)
    if (waits && isNews(attempt.who, tx.now())) refused(tx, 'wait')
    return waits
  })
  if (until) return { ok: false, reason: 'wait', until }
  const token = newToken()
  const right = await own.transaction(async (tx) => {
    if (!(await isRight(tx))) {
      refused(tx, 'wrong')
      return false
    }
    services.note(tx, 'sign-in.passed', { subjectId: signIn.id, detail: { way } })
    savePassedFactor(tx, signIn.id, tokenHash(token))
    await forgetTries(tx, services.keys, attempt)
    return true
  })
  return right ? { ok: true, token } : { ok: false, reason: 'wrong' }
}
