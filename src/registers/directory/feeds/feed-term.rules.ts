import { type Id, idFrom, isId } from '#platform/ids.ts'
import type { FeedService } from './feed-record.rules.ts'
import type { Taxonomy, Term } from '../listing/listing.type.ts'
import type { Need } from '../needs/needs.ts'
import { needOfTerm } from '../taxonomies/need-taxonomy.rules.ts'

type FeedTerm = NonNullable<NonNullable<FeedService['attributes']>[number]['taxonomy_term']>

/** Our own needs, where a feed sorts by them: that of another Trellis, or of whoever took up our list. */
export const needsOf = ({ attributes = [] }: FeedService): Need[] => [
  ...new Set(attributes.flatMap(({ taxonomy_term: term }) => needOfTerm(term?.id?.toLowerCase() ?? '') ?? [])),
]

/** The other terms that a feed sorts a service under. One without a name says nothing and is left out. */
export const termsOf = ({ attributes = [] }: FeedService, sourceId: Id): Term[] =>
  attributes.flatMap(({ link_type: linkType, taxonomy_term: t }) => {
    if (!t?.name || needOfTerm(t.id?.toLowerCase() ?? '')) return []
    const taxonomy = taxonomyOf(t, sourceId)
    const id = idOf('term', t.id ?? t.term_uri ?? `${taxonomy?.id ?? ''} ${t.name}`, sourceId)
    const parentId = t.parent_id && idOf('term', t.parent_id, sourceId)
    return [
      {
        id,
        taxonomy,
        code: t.code ?? (t.id && !isId(t.id.toLowerCase()) ? t.id : undefined),
        name: t.name,
        description: t.description,
        parentId: parentId === id ? undefined : parentId,
        uri: t.term_uri,
        linkType,
      },
    ]
  })

/** UK feeds name the taxonomy in a text beside the term, HSDS 3.0 and 3.1 in an object. */
function taxonomyOf({ taxonomy, taxonomy_id, taxonomy_detail: detail }: FeedTerm, sourceId: Id): Taxonomy | undefined {
  const name = detail?.name ?? taxonomy
  if (!name) return undefined
  return {
    id: idOf('taxonomy', taxonomy_id ?? detail?.id ?? name, sourceId),
    name,
    description: detail?.description,
    uri: detail?.uri,
    version: detail?.version,
  }
}

/** The feed's own id where it is a UUID, else one made from it. */
const idOf = (kind: string, record: string, sourceId: Id): Id =>
  isId(record.toLowerCase()) ? record.toLowerCase() : idFrom(sourceId, kind, record)
