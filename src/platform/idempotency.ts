import { createHash } from 'node:crypto'
import { db, type Tx } from './database/database.ts'
import type { Context } from './context.ts'
import type { Id } from './ids.ts'

/** The answer that a key got the first time; ids and codes only. */
export interface Answer {
  status: number
  answer: Record<string, unknown>
}

export type Once<A extends Answer> =
  | { outcome: 'done' | 'repeated'; answer: A }
  /** The first request with this key is still under way. */
  | { outcome: 'in-progress' }
  /** The key was used for something else. */
  | { outcome: 'other-request' }

/** SHA-256 of what was asked, keys in order, so that the same request spelt in another order is the same. */
export const requestHash = (body: unknown): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(sorted(body)))
    .digest()

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : value !== null && typeof value === 'object'
      ? Object.fromEntries(
          Object.entries(value)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([k, v]) => [k, sorted(v)]),
        )
      : value

/** What a request will do: its answer, known beforehand since ids are made in the program, and the writing itself. */
export interface Plan<A extends Answer> {
  answer: A
  write(): Promise<void> | void
}

/**
 * Does something once for a key: the key, its answer and the effect stand or fall together. `plan` reads and decides;
 * what it writes already is undone when the key turns out to be used. A repeated key waits for the first (up to the role's lock_timeout) and
 * gets its answer. `owner`: who chose the key (organisation, account or draft).
 */
export async function once<A extends Answer>(
  ctx: Context,
  owner: Id,
  key: string,
  hash: Buffer,
  plan: (tx: Tx) => Promise<Plan<A>>,
): Promise<Once<A>> {
  try {
    const answer = await ctx.transaction(async (tx) => {
      const { answer: planned, write } = await plan(tx)
      // Before the effects, so that a second request with the key stops here and not halfway through them.
      tx.add('platform.idempotency_key', {
        partnership_id: tx.actor.partnershipId,
        owner_id: owner,
        key,
        request_hash: hash,
        status: planned.status,
        answer: JSON.stringify(planned.answer),
        created_at: tx.now(),
      })
      await write()
      return planned
    })
    return { outcome: 'done', answer }
  } catch (error) {
    const { code, constraint } = error as { code?: string; constraint?: string }
    if (code === '55P03') return { outcome: 'in-progress' }
    if (constraint !== 'idempotency_key_pkey') throw error
    return repeated<A>(ctx, owner, key, hash)
  }
}

async function repeated<A extends Answer>(ctx: Context, owner: Id, key: string, hash: Buffer): Promise<Once<A>> {
  const first = await ctx.transaction((tx) =>
    tx.first(
      db
        .selectFrom('platform.idempotency_key')
        .select(['request_hash', 'status', 'answer'])
        .where('owner_id', '=', owner)
        .where('key', '=', key),
    ),
  )
  if (!first) return { outcome: 'in-progress' }
  if (!first.request_hash.equals(hash)) return { outcome: 'other-request' }
  return { outcome: 'repeated', answer: { status: first.status, answer: first.answer } as A }
}
