import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { Outcome } from './fetch-feed.ts'
import type { HarvestReport } from './harvest-feed.ts'

/** Notes that a harvest begins. One of the same source that never ended was killed: it failed. */
export function beginHarvest(tx: Tx, id: Id, sourceId: Id): void {
  tx.save(
    db
      .updateTable('directory.harvest')
      .set({ ended_at: tx.now(), outcome: 'failed' })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('source_id', '=', sourceId)
      .where('ended_at', 'is', null),
  )
  tx.save(
    db
      .insertInto('directory.harvest')
      .values({ partnership_id: tx.actor.partnershipId, id, source_id: sourceId, started_at: tx.now() }),
  )
}

export const noteVersion = (tx: Tx, id: Id, version: string): void =>
  tx.save(
    db
      .updateTable('directory.harvest')
      .set({ version })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', id),
  )

/** So many faults are kept of each harvest. */
const MOST_KEPT = 100

/** Writes how a harvest ended, and that the source was read now, unless it failed. */
export async function endHarvest(tx: Tx, id: Id, sourceId: Id, ended: HarvestReport): Promise<void> {
  const { outcome, read, added, changed, unchanged, refused, missing } = ended
  const refusals = JSON.stringify(refused.slice(0, MOST_KEPT))
  await tx.change(
    db
      .updateTable('directory.harvest')
      .set({ ended_at: tx.now(), outcome, read, added, changed, unchanged, missing, refused: refused.length, refusals })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', id),
  )
  if (outcome !== 'failed')
    tx.save(
      db
        .updateTable('directory.source')
        .set({ fetched_at: tx.now() })
        .where('partnership_id', '=', tx.actor.partnershipId)
        .where('id', '=', sourceId),
    )
}

/** The name of a source, and how many listings it has that were found last time. */
export async function countListed(tx: Tx, sourceId: Id): Promise<{ name: string; listed: number }> {
  const [row] = await tx.query<{ name: string; listed: number }>(
    `select s.name, (select count(*) from directory.service l
        where l.partnership_id = s.partnership_id and l.source_id = s.id and l.missing_since is null) as listed
      from directory.source s where s.partnership_id = $1 and s.id = $2`,
    [tx.actor.partnershipId, sourceId],
  )
  return row!
}

/** Notes which listings of a source a complete harvest did not find, those that were missing before aside; answers how many. */
export async function markMissing(tx: Tx, sourceId: Id, found: readonly string[]): Promise<number> {
  const marked = await tx.query(
    `update directory.service l set missing_since = $1
      where l.partnership_id = $2 and l.source_id = $3 and l.missing_since is null
        and not exists (select from unnest($4::text[]) as found (record) where found.record = l.source_record)
      returning 1`,
    [tx.now(), tx.actor.partnershipId, sourceId, found],
  )
  return marked.length
}

/** Makes inactive what so many complete harvests, the one that ends now included, did not find; answers how many. */
export async function endMissing(tx: Tx, id: Id, sourceId: Id, harvests: number): Promise<number> {
  const ended = await tx.query(
    `update directory.service l set status = 'inactive', changed_at = $1,
        provenance = l.provenance || jsonb_build_object('status', jsonb_build_object('source', l.source_id, 'at', $1::timestamptz))
      where l.partnership_id = $2 and l.source_id = $3 and l.missing_since is not null
        and l.status in ('active', 'temporarily closed')
        and (select count(*) from directory.harvest h where h.partnership_id = $2 and h.source_id = $3
          and h.outcome = 'complete' and h.ended_at >= l.missing_since) >= $4
      returning 1`,
    [tx.now(), tx.actor.partnershipId, sourceId, harvests],
  )
  tx.save(
    db
      .updateTable('directory.harvest')
      .set({ made_inactive: ended.length })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', id),
  )
  return ended.length
}

/** How the last three harvests of a source ended, the newest first. */
export async function lastOutcomes(tx: Tx, sourceId: Id): Promise<Outcome[]> {
  const rows = await tx.query<{ outcome: Outcome }>(
    `select outcome from directory.harvest where partnership_id = $1 and source_id = $2 and outcome is not null
      order by started_at desc limit 3`,
    [tx.actor.partnershipId, sourceId],
  )
  return rows.map(({ outcome }) => outcome)
}

export interface HarvestRow {
  id: Id
  source: string
  startedAt: Date
  endedAt: Date | null
  outcome: Outcome | null
  version: string | null
  read: number
  added: number
  changed: number
  unchanged: number
  refused: number
  missing: number
  madeInactive: number
  refusals: { file: string; line: number | null; field: string | null; reason: string }[]
}

/** The newest harvests of a partnership, of one source where its name is given. */
export const listHarvests = (tx: Tx, source: string | undefined, limit = 20): Promise<HarvestRow[]> =>
  tx.query(
    `select h.id, s.name as source, h.started_at as "startedAt", h.ended_at as "endedAt", h.outcome, h.version, h.read, h.added, h.changed,
        h.unchanged, h.refused, h.missing, h.made_inactive as "madeInactive", h.refusals
      from directory.harvest h join directory.source s on s.partnership_id = h.partnership_id and s.id = h.source_id
      where h.partnership_id = $1 and ($2::text is null or lower(s.name) = lower($2)) order by h.started_at desc, h.id desc limit $3`,
    [tx.actor.partnershipId, source ?? null, limit],
  )

/** The sources of a partnership that are read from an address. */
export const listFeeds = (tx: Tx): Promise<{ name: string; address: string }[]> =>
  tx.query(
    `select name, address from directory.source where partnership_id = $1 and kind = 'feed' and address is not null order by name`,
    [tx.actor.partnershipId],
  )
