import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#platform/database/database.ts'

/** One link of the chain: a hash over all entries with `fromId < id <= toId` and over the link before. */
export interface Seal {
  number: number
  fromId: number
  toId: number
  entries: number
  head: Buffer
  sealedAt: Date
}

const RANGE = 10_000

/**
 * Seals every entry that is final, in ranges of at most 10,000 ids, and answers the newest seal made; undefined when there was nothing
 * to seal or when somebody's transaction stayed open for longer than `patience` milliseconds (the next call tries again).
 *
 * Nobody who writes is held up. An entry takes its transaction's number before its id (first column of the table). So: every id up to L
 * went to a transaction numbered below X, if X is a number taken after L was read; once none below X is open, ids up to L are final.
 * (The xmax of a snapshot will not do for X: it is the newest *finished* transaction's number and one, so a newer open one lies above it.)
 */
export async function sealJournal(database: Database, patience = 15_000): Promise<Seal | undefined> {
  const last = await one<{ id: number }>(database, 'select journal.last_id() as id')
  const sealed = await one<{ to_id: number }>(database, 'select coalesce(max(to_id), 0) as to_id from journal.seal')
  if (last.id <= sealed.to_id) return undefined
  const { xid } = await one<{ xid: string }>(database, 'select pg_current_xact_id() as xid') // in a statement after the id's
  if (!(await noneOpenBelow(database, xid, Date.now() + patience))) return undefined

  let newest: Seal | undefined
  for (let to = sealed.to_id; to < last.id;) {
    to = Math.min(to + RANGE, last.id)
    newest = (await addSeal(database, to)) ?? newest
  }
  return newest
}

async function noneOpenBelow(database: Database, xid: string, until: number): Promise<boolean> {
  const text = 'select pg_snapshot_xmin(pg_current_snapshot()) >= $1::xid8 as done'
  while (!(await one<{ done: boolean }>(database, text, [xid])).done) {
    if (Date.now() > until) return false
    await sleep(20)
  }
  return true
}

// Undefined when another process sealed that far at the same moment.
async function addSeal(database: Database, to: number): Promise<Seal | undefined> {
  const seal = await one<Seal>(
    database,
    'select number, from_id as "fromId", to_id as "toId", entries, head, sealed_at as "sealedAt" from journal.add_seal($1)',
    [to],
  )
  return seal.number === null ? undefined : seal
}

// Each statement is a transaction of its own, with a snapshot of its own: that is what the argument above rests on.
async function one<Row extends object>(database: Database, text: string, values: unknown[] = []): Promise<Row> {
  const { rows } = await database.pool.query<Row>(text, values)
  return rows[0]!
}
