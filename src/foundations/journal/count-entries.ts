import { createHash } from 'node:crypto'
import type { Tx } from '#platform/database/database.ts'
import { instantAt, type Day, addDays } from '#platform/days.ts'

/** How often each thing happened from one day to another, both included, in the caller's partnership; the most frequent first. */
export const countEntries = (tx: Tx, from: Day, to: Day): Promise<{ action: string; count: number }[]> =>
  tx.query(COUNTS, [tx.actor.partnershipId, instantAt(from, 0), instantAt(addDays(to, 1), 0)])

const COUNTS = `select action, count(*) as count from journal.entry
  where partnership_id = $1 and happened_at >= $2 and happened_at < $3 group by action order by count(*) desc, action`

/** The newest seal, compared with what its range holds now. */
export interface NewestSeal {
  number: number
  sealedAt: Date
  /** Entries under it. */
  entries: number
  /** Its entries are as they were when they were sealed. Says nothing of earlier seals, or of a copy outside the database. */
  holds: boolean
  /** Entries after it, in all partnerships. */
  unsealed: number
}

/** Computes the newest seal again from the seal before it and the entries of its range; undefined when nothing is sealed yet. */
export async function checkNewestSeal(tx: Tx): Promise<NewestSeal | undefined> {
  const [row] = await tx.query<Row>(NEWEST)
  if (!row) return undefined
  const before = row.before ?? createHash('sha256').update('trellis journal').digest()
  const head = createHash('sha256')
    .update(Buffer.concat([before, row.digest]))
    .digest()
  const holds = head.equals(row.head) && row.counted === row.entries
  return { number: row.number, sealedAt: row.sealed_at, entries: row.entries, holds, unsealed: row.unsealed }
}

const NEWEST = `select s.number, s.sealed_at, s.entries, s.head, d.entries as counted, d.digest, u.entries as unsealed,
    (select b.head from journal.seal b where b.number = s.number - 1) as before
  from (select * from journal.seal order by number desc limit 1) s, journal.digest(s.from_id, s.to_id) d, journal.count_after(s.to_id) u`

interface Row {
  number: number
  sealed_at: Date
  entries: number
  head: Buffer
  counted: number
  digest: Buffer
  unsealed: number
  before: Buffer | null
}
