import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** The keys of one installation, all derived from its one secret, each for one use. */
export interface Keys {
  /** Names the secret that made a value, so that a later one can stand beside it while values are re-encrypted. */
  id: string
  encryption: Buffer
  blindIndex: Buffer
  cookies: string
}

/** Derives the keys (HKDF, SHA-256). `secret`: 32 characters or more. */
export function keysFrom(secret: string): Keys {
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'trellis', use, 32))
  return {
    id: derive('key id').toString('hex').slice(0, 8),
    encryption: derive('encryption'),
    blindIndex: derive('blind index'),
    cookies: derive('cookies').toString('base64url'),
  }
}

/** AES-256-GCM: key id (4 bytes), nonce (12), tag (16), text. */
export function encrypt(keys: Keys, text: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys.encryption, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from(keys.id, 'hex'), nonce, cipher.getAuthTag(), body])
}

/** Throws when the value was made with another secret, or was altered. */
export function decrypt(keys: Keys, value: Buffer): string {
  if (value.subarray(0, 4).toString('hex') !== keys.id) throw new Error('encrypted with another secret')
  const decipher = createDecipheriv('aes-256-gcm', keys.encryption, value.subarray(4, 16))
  decipher.setAuthTag(value.subarray(16, 32))
  return Buffer.concat([decipher.update(value.subarray(32)), decipher.final()]).toString('utf8')
}

/** A keyed hash under which an encrypted value can be found again, but not guessed without the key. */
export const blindIndex = (keys: Keys, value: string): Buffer =>
  createHmac('sha256', keys.blindIndex).update(value).digest()

/** A new random token for a cookie or a link: 32 bytes, in letters that a URL can hold. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** How tokens are stored: a plain SHA-256 is enough for 256 random bits. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Compares two texts without telling by the time taken where they differ. */
export const sameText = (a: string, b: string): boolean => timingSafeEqual(tokenHash(a), tokenHash(b))
