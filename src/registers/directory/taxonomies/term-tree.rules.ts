import { type Id, idFrom, isId } from '#platform/ids.ts'
import type { TermFault, TermRecord } from './term-record.rules.ts'

/** A term as it is stored. */
export interface TermRow {
  id: Id
  code: string
  name: string
  description: string | null
  uri: string | null
  parent_id: Id | null
}

/**
 * Terms with their ids and their place under each other. An identifier that stands twice is refused; a wider term that is not
 * in the file, or under which a term would stand under itself, is named, and the term kept at the top.
 */
export function treeOf(taxonomyId: Id, records: readonly TermRecord[]): { rows: TermRow[]; faults: TermFault[] } {
  const faults: TermFault[] = []
  const fault = ({ line, path }: TermRecord, field: string, reason: string) =>
    void faults.push({ line, field: [path, field].filter(Boolean).join('.'), reason })
  const kept = new Map<Id, TermRecord>()
  for (const record of records) {
    const id = termIdOf(taxonomyId, record.identifier)
    if (kept.has(id)) fault(record, 'identifier', `"${record.identifier}" is in this file already`)
    else kept.set(id, record)
  }
  const named = idsByName(kept)
  const parents = new Map<Id, Id>()
  for (const [id, record] of kept) {
    if (!record.parent) continue
    const parent = named.get(record.parent) ?? named.get(record.parent.toLowerCase())
    if (!parent) fault(record, 'parent', `"${record.parent}" is not in this file: the term is kept at the top`)
    else if (leadsTo(parents, parent, id))
      fault(record, 'parent', 'would stand under itself: the term is kept at the top')
    else parents.set(id, parent)
  }
  const rows = [...kept].map(([id, { identifier, name, description, uri }]) => ({
    id,
    code: identifier,
    name,
    description: description ?? null,
    uri: uri ?? null,
    parent_id: parents.get(id) ?? null,
  }))
  return { rows, faults }
}

/** The id of a list: the same name is the same list, here and in every other Trellis. */
export const taxonomyIdOf = (name: string): Id => idFrom('taxonomy', name.trim().toLowerCase())

const termIdOf = (taxonomyId: Id, identifier: string): Id =>
  isId(identifier.toLowerCase()) ? identifier.toLowerCase() : idFrom(taxonomyId, 'term', identifier)

/** By identifier and URI; by name in lower case, where only one has it. */
function idsByName(kept: ReadonlyMap<Id, TermRecord>): Map<string, Id> {
  const ids = new Map<string, Id>()
  const names = Map.groupBy(kept, ([, { name }]) => name.toLowerCase())
  for (const [name, same] of names) if (same.length === 1) ids.set(name, same[0]![0])
  for (const [id, { identifier, uri }] of kept) {
    ids.set(identifier, id)
    if (uri) ids.set(uri, id)
  }
  return ids
}

function leadsTo(parents: ReadonlyMap<Id, Id>, from: Id, to: Id): boolean {
  for (let at: Id | undefined = from; at; at = parents.get(at)) if (at === to) return true
  return false
}
