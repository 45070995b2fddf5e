import { Secret, TOTP } from 'otpauth'

const PERIOD = 30

/** A new secret for an authenticator app, in the letters people type: 32 of them, 160 bits. */
export const newCodeSecret = (): string => new Secret({ size: 20 }).base32

/** The link that opens an authenticator app with everything filled in. */
export const codeLink = (secret: string, email: string): string => totp(secret, email).toString()

/** In groups of four, as it is easier to type. */
export const sayCodeSecret = (secret: string): string => secret.match(/.{1,4}/g)!.join(' ')

/**
 * The time step (RFC 6238: whole 30 seconds since 1970) that a code belongs to: now, the one before or the one after, as
 * telephones' clocks differ. Undefined when it is none of theirs, or when that step or a later one was used: a code
 * works once.
 */
export function stepOfCode(secret: string, code: string, now: Date, lastStep: number | null): number | undefined {
  const timestamp = now.getTime()
  const away = totp(secret).validate({ token: code, timestamp, window: 1 })
  if (away === null) return undefined
  const step = Math.floor(timestamp / 1000 / PERIOD) + away
  return lastStep !== null && step <= lastStep ? undefined : step
}

const totp = (secret: string, label = 'Trellis') =>
  new TOTP({
    issuer: 'Trellis',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
  })
