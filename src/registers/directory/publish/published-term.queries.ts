import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { NEED_TAXONOMY, NEED_TERMS } from '../taxonomies/need-taxonomy.rules.ts'
import { count, records } from './published-service.queries.ts'
import type { PublishedTaxonomy, PublishedTerm, Window } from './published.type.ts'
import { inWindow } from './wanted.queries.ts'

/** Which terms are wanted. Everything given must hold. */
export interface WantedTerms {
  search?: string
  taxonomyId?: Id
  parentId?: Id
  /** Only those that stand under no other. */
  topOnly?: boolean
}

/** Taxonomies loaded from files and those of sources that may be passed on, with our own in front. */
const TAXONOMIES = (tx: Tx) => sql`(
  select ${NEED_TAXONOMY.id}::uuid as id, ${NEED_TAXONOMY.name}::text as name, ${NEED_TAXONOMY.description}::text as description,
    null::text as uri, null::text as version, null::text as licence
  union all select t.id, t.name, t.description, t.uri, t.version, t.licence from directory.taxonomy as t
  where t.partnership_id = ${tx.actor.partnershipId}::uuid and ${mayLeave('t')}) as taxonomy`

const TERMS = (tx: Tx) => sql`(
  select need.id, need.name, need.description, null::uuid as parent_id, null::text as uri, need.code, ${NEED_TAXONOMY.id}::uuid as taxonomy_id
  from jsonb_to_recordset(${JSON.stringify(NEED_TERMS)}::text::jsonb) as need (id uuid, name text, description text, code text)
  union all select t.id, t.name, t.description, t.parent_id, t.uri, t.code, t.taxonomy_id from directory.taxonomy_term as t
  where t.partnership_id = ${tx.actor.partnershipId}::uuid and ${mayLeave('t')}) as term
  left join ${TAXONOMIES(tx)} on taxonomy.id = term.taxonomy_id`

const mayLeave = (alias: string) => sql`(${sql.ref(alias)}.source_id is null or exists (select from directory.source
  where source.partnership_id = ${sql.ref(alias)}.partnership_id and source.id = ${sql.ref(alias)}.source_id and source.republish))`

/** How many taxonomies there are whose name or description holds the words. */
export const countPublishedTaxonomies = (tx: Tx, words: string | undefined): Promise<number> =>
  count(tx, sql`${TAXONOMIES(tx)} where true ${saying('taxonomy', words)}`)

/** They, in the order of their ids. */
export const listPublishedTaxonomies = (
  tx: Tx,
  words: string | undefined,
  window: Window,
): Promise<PublishedTaxonomy[]> =>
  records(
    tx,
    sql`select ${taxonomyRecord(tx)} as record from ${TAXONOMIES(tx)} where true ${saying('taxonomy', words)}
      ${inWindow(sql`taxonomy.id`, window)}`,
  )

export const findPublishedTaxonomy = async (tx: Tx, id: Id): Promise<PublishedTaxonomy | undefined> =>
  (
    await records<PublishedTaxonomy>(
      tx,
      sql`select ${taxonomyRecord(tx)} as record from ${TAXONOMIES(tx)} where taxonomy.id = ${id}::uuid`,
    )
  )[0]

const taxonomyRecord = (tx: Tx) => sql`to_jsonb(taxonomy) || jsonb_build_object('terms', case
  when taxonomy.id = ${NEED_TAXONOMY.id}::uuid then ${NEED_TERMS.length}::int
  else (select count(*) from directory.taxonomy_term as own
    where own.partnership_id = ${tx.actor.partnershipId}::uuid and own.taxonomy_id = taxonomy.id) end)`

/** How many terms there are of those wanted. */
export const countPublishedTerms = (tx: Tx, w: WantedTerms): Promise<number> =>
  count(tx, sql`${TERMS(tx)} where true ${wantedTerms(w)}`)

/** They, in the order of their ids. */
export const listPublishedTerms = (tx: Tx, w: WantedTerms, window: Window): Promise<PublishedTerm[]> =>
  records(
    tx,
    sql`select ${TERM} as record from ${TERMS(tx)} where true ${wantedTerms(w)} ${inWindow(sql`term.id`, window)}`,
  )

export const findPublishedTerm = async (tx: Tx, id: Id): Promise<PublishedTerm | undefined> =>
  (await records<PublishedTerm>(tx, sql`select ${TERM} as record from ${TERMS(tx)} where term.id = ${id}::uuid`))[0]

const TERM = sql`jsonb_build_object('id', term.id, 'name', term.name, 'description', term.description, 'parentId', term.parent_id,
  'uri', term.uri, 'code', term.code, 'taxonomyId', taxonomy.id, 'taxonomyName', taxonomy.name)`

const wantedTerms = ({ search, taxonomyId, parentId, topOnly }: WantedTerms): RawBuilder<unknown> =>
  sql`${saying('term', search)} ${taxonomyId ? sql`and term.taxonomy_id = ${taxonomyId}::uuid` : sql``}
    ${parentId ? sql`and term.parent_id = ${parentId}::uuid` : sql``} ${topOnly ? sql`and term.parent_id is null` : sql``}`

const saying = (of: string, words: string | undefined): RawBuilder<unknown> =>
  words
    ? sql`and to_tsvector('directory.words', ${sql.ref(of)}.name || ' ' || coalesce(${sql.ref(of)}.description, ''))
        @@ websearch_to_tsquery('directory.words', ${words})`
    : sql``
