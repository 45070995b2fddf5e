import type { Clock } from '#platform/clock.ts'
import type { Database } from '#platform/database/database.ts'
import { findKey, type Key } from './caller.queries.ts'

/** A key that was revoked works no longer than this after. */
const KNOWN_FOR_MS = 5_000
const MOST_KEYS = 1_000

/**
 * Looks up a key by its hash; one that was good a moment ago is not asked about again, because a program that sends many
 * requests would else spend one round trip in five on it. Wrong keys are never remembered.
 */
export function rememberKeys(database: Database, clock: Clock): (keyHash: Buffer) => Promise<Key | undefined> {
  const known = new Map<string, { key: Key; at: number }>()
  return async (keyHash) => {
    const now = clock()
    const name = keyHash.toString('base64')
    const found = known.get(name)
    if (found && Math.abs(now.getTime() - found.at) < KNOWN_FOR_MS) return found.key
    known.delete(name)
    const key = await findKey(database, keyHash, now)
    if (known.size >= MOST_KEYS) known.clear()
    if (key) known.set(name, { key, at: now.getTime() })
    return key
  }
}
