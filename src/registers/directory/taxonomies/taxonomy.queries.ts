import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { replacing, saveRows } from '../listing/bulk-rows.queries.ts'
import type { TermRow } from './term-tree.rules.ts'

/** A list as it is stored. */
export interface TaxonomyRow {
  id: Id
  name: string
  description: string | null
  uri: string | null
  version: string | null
  licence: string | null
}

type StoredTerm = TermRow & { taxonomy_id: Id | null; source_id: Id | null }

/** Terms that are there already, by their ids; those that a feed brought too. */
export async function listTerms(tx: Tx, ids: readonly Id[]): Promise<Map<Id, StoredTerm>> {
  const rows = await tx.read(
    db
      .selectFrom('directory.taxonomy_term')
      .select(['id', 'taxonomy_id', 'source_id', 'code', 'name', 'description', 'parent_id', 'uri'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', sql<string>`any(${ids}::uuid[])`),
  )
  return new Map(rows.map((row) => [row.id, row as StoredTerm]))
}

/** Writes a list, or changes the one with that id: what a file does not say this time stays. It was read now. */
export function saveTaxonomy(tx: Tx, taxonomy: TaxonomyRow): void {
  const row = {
    ...taxonomy,
    source_id: null,
    fetched_at: tx.now().toISOString(),
  }
  saveRows(
    tx,
    'directory.taxonomy',
    [row],
    () => sql`(partnership_id, id) do update set name = excluded.name, source_id = null, fetched_at = excluded.fetched_at,
      description = coalesce(excluded.description, taxonomy.description), uri = coalesce(excluded.uri, taxonomy.uri),
      version = coalesce(excluded.version, taxonomy.version), licence = coalesce(excluded.licence, taxonomy.licence)`,
  )
}

/** Writes terms of a list: from now on they are the list's, whichever feed brought them first. */
export function saveTermsOf(tx: Tx, taxonomyId: Id, terms: readonly TermRow[]): void {
  const rows = terms.map((term) => ({
    ...term,
    taxonomy_id: taxonomyId,
    source_id: null,
  }))
  saveRows(tx, 'directory.taxonomy_term', rows, replacing)
}
