import type { FastifyInstance } from 'fastify'
import {
  countPublishedTaxonomies,
  countPublishedTerms,
  findPublishedTaxonomy,
  findPublishedTerm,
  listPublishedTaxonomies,
  listPublishedTerms,
  type PublishedTaxonomy,
  type PublishedTerm,
  type WantedTerms,
} from '#registers/directory/index.ts'
import { addList, addOne } from './list.routes.ts'
import { BASE } from './open-to-all.ts'
import { taxonomyJson, termJson } from './term-json.rules.ts'

/** `GET /taxonomies`, `GET /taxonomy_terms` and one of each by its id. */
export function addTaxonomyRoutes(app: FastifyInstance): void {
  addList<{ search?: string }, PublishedTaxonomy>(app, {
    url: `${BASE}/taxonomies`,
    read: (asked) => ({ search: asked.text('search') }),
    count: (tx, { search }) => countPublishedTaxonomies(tx, search),
    rows: (tx, { search }, window) => listPublishedTaxonomies(tx, search, window),
    json: taxonomyJson,
  })
  addOne(app, `${BASE}/taxonomies`, findPublishedTaxonomy, taxonomyJson)
  addList<WantedTerms, PublishedTerm>(app, {
    url: `${BASE}/taxonomy_terms`,
    read: (asked) => ({
      search: asked.text('search'),
      taxonomyId: asked.id('taxonomy_id'),
      parentId: asked.id('parent_id'),
      topOnly: asked.yes('top_only'),
    }),
    count: countPublishedTerms,
    rows: listPublishedTerms,
    json: termJson,
  })
  addOne(app, `${BASE}/taxonomy_terms`, findPublishedTerm, termJson)
}
