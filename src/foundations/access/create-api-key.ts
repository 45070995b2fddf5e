import { newToken, tokenHash } from '#platform/crypto.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Scope } from './role.rules.ts'

export interface NewApiKey {
  organisationId: Id
  /** Tells it apart from the organisation's other keys. */
  name: string
  scopes: readonly [Scope, ...Scope[]]
  /** By default a year from now. */
  expiresAt?: Date
}

/** Makes a key for a program of an organisation. It is told once; only its hash is stored. The caller must be a job or an administrator. */
export function createApiKey(
  tx: Tx,
  { organisationId, name, scopes, expiresAt }: NewApiKey,
): { id: Id; key: string; expiresAt: Date } {
  const id = newId()
  // The beginning lets scanners of published code recognise a key that got out.
  const key = `trellis_${newToken()}`
  const now = tx.now()
  const until = expiresAt ?? new Date(now.getTime() + 365 * 86_400_000)
  tx.save(
    db.insertInto('access.api_key').values({
      partnership_id: tx.actor.partnershipId,
      id,
      key_hash: tokenHash(key),
      name,
      organisation_id: organisationId,
      scopes: [...scopes],
      created_at: now,
      expires_at: until,
    }),
  )
  return { id, key, expiresAt: until }
}
