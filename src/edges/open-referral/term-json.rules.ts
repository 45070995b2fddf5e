import { idFrom, type Id } from '#platform/ids.ts'
import {
  NEED_TAXONOMY,
  NEEDS,
  needTermId,
  type Need,
  type PublishedTaxonomy,
  type PublishedTerm,
} from '#registers/directory/index.ts'
import { said, uri } from './formats.rules.ts'

/** A term. The standard asks for a description: where nobody wrote one, the name stands in. */
export const termJson = (t: PublishedTerm) => ({
  id: t.id,
  code: t.code,
  name: t.name,
  term: t.name,
  description: said(t.description) ?? t.name,
  parent_id: t.parentId,
  taxonomy: t.taxonomyName,
  taxonomy_id: t.taxonomyId,
  term_uri: uri(t.uri),
})

export const taxonomyJson = (t: PublishedTaxonomy) => ({
  id: t.id,
  name: t.name,
  description: said(t.description) ?? t.name,
  uri: uri(t.uri),
  version: t.version,
  trellis_licence: t.licence,
  trellis_terms: t.terms,
})

/** What a service is sorted under: our needs first, then its source's own terms. */
export const attributesJson = (serviceId: Id, needs: readonly Need[], terms: readonly PublishedTerm[]) =>
  [...needs.map(needTerm), ...terms].map((term) => ({
    id: idFrom(serviceId, 'attribute', term.id),
    link_id: serviceId,
    link_entity: 'service',
    link_type: term.linkType,
    taxonomy_term_id: term.id,
    taxonomy_term: termJson(term),
  }))

const needTerm = (need: Need): PublishedTerm => ({
  id: needTermId(need),
  ...NEEDS[need],
  name: NEEDS[need].label,
  code: need,
  parentId: null,
  uri: null,
  taxonomyId: NEED_TAXONOMY.id,
  taxonomyName: NEED_TAXONOMY.name,
  linkType: 'need',
})
