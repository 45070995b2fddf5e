import { blindIndex, type Keys } from '#platform/crypto.ts'
import type { Tx } from '#platform/database/database.ts'
import { GUESSING, networkOf } from './guessing.rules.ts'

/** Somebody who tries to prove something: which account and what (as text), and the network address they do it from. */
export interface Try {
  who: string
  address: string
}

/**
 * Counts a try before it is looked at; answers until when to wait instead, if there were too many wrong ones. Counting
 * first keeps a hundred tries at once from slipping through.
 */
export async function takeTry(tx: Tx, keys: Keys, { who, address }: Try): Promise<Date | undefined> {
  const [row] = await tx.query<{ wait_until: Date | null }>(
    'select access.take_try($1, $2, $3, $4, make_interval(mins => $5), $6, $7) as wait_until',
    [
      tx.actor.partnershipId,
      blindIndex(keys, who),
      blindIndex(keys, `network ${networkOf(address)}`),
      tx.now(),
      GUESSING.minutes,
      GUESSING.atAccount,
      GUESSING.fromNetwork,
    ],
  )
  return row!.wait_until ?? undefined
}

/** It was right: earlier wrong tries at the same are forgotten. */
export async function forgetTries(tx: Tx, keys: Keys, { who }: Try): Promise<void> {
  await tx.query('select access.forget_tries($1, $2)', [tx.actor.partnershipId, blindIndex(keys, who)])
}
