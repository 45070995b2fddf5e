import { randomBytes, randomInt, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto'

/** 32 MB and about a quarter of a second each (OWASP's second setting for scrypt): four at once stay far from the process's limit. */
const COST = { ln: 15, r: 8, p: 3 } as const
const LENGTH = 32

/** A salted slow hash with its parameters, so that they can be raised later: `$scrypt$ln=15,r=8,p=3$<salt>$<hash>`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return format(salt, await derive(password, salt, COST))
}

/**
 * Whether a password is the one that was hashed. Without a hash (nobody has that e-mail address) it works as long and
 * answers false, so that the time taken does not tell whether somebody has an account.
 */
export async function verifyPassword(password: string, hash: string = NOBODY): Promise<boolean> {
  const [, ln, r, p, salt, expected] = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(hash) ?? []
  if (!salt || !expected) throw new Error('not a password hash')
  const derived = await derive(password, Buffer.from(salt, 'base64'), { ln: Number(ln), r: Number(r), p: Number(p) })
  return timingSafeEqual(derived, Buffer.from(expected, 'base64')) && hash !== NOBODY
}

/** A password to hand over once: 20 letters and numbers that cannot be taken for one another, about 97 bits. */
export const newPassword = (): string =>
  Array.from({ length: 20 }, (_, n) => (n && n % 5 === 0 ? '-' : '') + LETTERS[randomInt(LETTERS.length)]).join('')

const LETTERS = 'abcdefghjkmnpqrstvwxyz23456789'

const format = (salt: Buffer, hash: Buffer): string =>
  `$scrypt$ln=${COST.ln},r=${COST.r},p=${COST.p}$${salt.toString('base64')}$${hash.toString('base64')}`

const NOBODY = format(Buffer.alloc(16), Buffer.alloc(LENGTH))

function derive(password: string, salt: Buffer, { ln, r, p }: { ln: number; r: number; p: number }): Promise<Buffer> {
  const options: ScryptOptions = { N: 2 ** ln, r, p, maxmem: 2 ** ln * r * 256 }
  return new Promise((done, failed) => {
    // The same letters typed on two keyboards can be different characters: NFKC makes them one.
    scrypt(password.normalize('NFKC'), salt, LENGTH, options, (error, key) => (error ? failed(error) : done(key)))
  })
}
