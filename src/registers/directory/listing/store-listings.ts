import { sql } from 'kysely'
import { journal } from '#foundations/journal/index.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { fingerprintOf } from './fingerprint.rules.ts'
import { saveListings, saveProviders } from './listing.queries.ts'
import type { Listing, Provider } from './listing.type.ts'

export interface Stored {
  added: number
  changed: number
  unchanged: number
}

/**
 * Stores what an import read, in one transaction: new listings and those that differ from what is stored, each with its
 * provider; the others are left as they are. Two imports of one source take turns. Writes one journal entry, and none when
 * nothing changed.
 */
export async function storeListings(
  tx: Tx,
  sourceId: Id,
  read: readonly { listing: Listing; provider?: Provider }[],
): Promise<Stored> {
  await tx.read(db.selectFrom('directory.source').select('id').where('id', '=', sourceId).forUpdate())
  const before = await listFingerprints(
    tx,
    read.map(({ listing }) => listing.id),
  )
  const different = read.filter(({ listing }) => before.get(listing.id) !== fingerprintOf(listing))
  const added = different.filter(({ listing }) => !before.has(listing.id)).length
  const counts = { added, changed: different.length - added, unchanged: read.length - different.length }
  if (different.length === 0) return counts
  saveProviders(
    tx,
    different.flatMap(({ provider }) => provider ?? []),
  )
  saveListings(
    tx,
    different.map(({ listing }) => listing),
  )
  journal(tx, 'directory.imported', { subjectId: sourceId, detail: { added, changed: counts.changed } })
  return counts
}

async function listFingerprints(tx: Tx, ids: readonly Id[]): Promise<Map<Id, string>> {
  const rows = await tx.read(
    db
      .selectFrom('directory.service')
      .select(['id', 'fingerprint'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', sql<string>`any(${ids}::uuid[])`),
  )
  return new Map(rows.map(({ id, fingerprint }) => [id, fingerprint]))
}
