import { sql } from 'kysely'
import type { Actor } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** One thing that happened, as its readers get it. */
export interface JournalEntry {
  /** The transaction that wrote it, as text: the first half of a reader's place. */
  xid: string
  /** The entry's number: the second half. */
  id: number
  happenedAt: Date
  actorKind: Actor['kind']
  actorId: Id | null
  organisationId: Id | null
  role: string | null
  action: string
  subjectId: Id | null
  subjectVersion: number | null
  personId: Id | null
  requestId: Id | null
  detail: Record<string, unknown>
}

/**
 * The next entries of the caller's partnership for one reader, oldest first, at most `limit`. None is ever skipped:
 * entries are read in the order of their transactions, and only below the oldest transaction that is still writing.
 * Two entries about one record may come in the other order than they happened (`subjectVersion` tells); rely on no more.
 *
 * The reader's place is locked until the transaction ends, so a second worker of the same reader waits its turn.
 * The caller must be a job: for anybody else the list is empty of what they may not see.
 */
export async function readJournal(tx: Tx, reader: string, limit: number): Promise<JournalEntry[]> {
  const place = await lockPlace(tx, reader)
  return tx.read(
    db
      .selectFrom('journal.entry')
      .select([
        'xid',
        'id',
        'happened_at as happenedAt',
        'actor_kind as actorKind',
        'actor_id as actorId',
        'organisation_id as organisationId',
        'role',
        'action',
        'subject_id as subjectId',
        'subject_version as subjectVersion',
        'person_id as personId',
        'request_id as requestId',
        'detail',
      ])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where(sql<boolean>`(xid, id) > (${place.xid}::xid8, ${place.id}::bigint)`)
      .where(sql<boolean>`xid < pg_snapshot_xmin(pg_current_snapshot())`)
      .orderBy('xid')
      .orderBy('id')
      .limit(limit)
      .$castTo<JournalEntry>(),
  )
}

/** Moves a reader behind the last entry it has dealt with, in the transaction that dealt with it: both stand or fall together. */
export function moveReader(tx: Tx, reader: string, last: Pick<JournalEntry, 'xid' | 'id'>): void {
  tx.save(
    db
      .updateTable('journal.reader')
      .set({ xid: last.xid, id: last.id, moved_at: sql<Date>`clock_timestamp()` })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('name', '=', reader),
  )
}

async function lockPlace(tx: Tx, reader: string): Promise<{ xid: string; id: number }> {
  const find = () =>
    tx.first(
      db
        .selectFrom('journal.reader')
        .select(['xid', 'id'])
        .where('partnership_id', '=', tx.actor.partnershipId)
        .where('name', '=', reader)
        .forUpdate(),
    )
  const found = await find()
  if (found) return found
  tx.save(
    db
      .insertInto('journal.reader')
      .values({ partnership_id: tx.actor.partnershipId, name: reader })
      .onConflict((on) => on.doNothing()),
  )
  return (await find())!
}
