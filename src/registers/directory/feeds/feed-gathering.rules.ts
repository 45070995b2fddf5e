import { cleanWords } from '#platform/text.ts'
import type { FeedRecord, Refusal } from './feed-file.rules.ts'

/** What all files say of one service, put together. */
export interface GatheredRecord {
  id: string
  value: Record<string, unknown>
  /** Only pages of lists hold it, which may leave things out. */
  brief: boolean
  /** Where the fullest of them stood. */
  at: FeedRecord
}

/**
 * One record for each id, in the order of the files. Where several files hold a service, the fuller one wins field by
 * field. A record without an id, or that is no object, is refused: there is no telling what it would change next time.
 */
export function gatherRecords(records: readonly FeedRecord[]): { gathered: GatheredRecord[]; refused: Refusal[] } {
  const refused: Refusal[] = []
  const found = new Map<string, (FeedRecord & { value: Record<string, unknown> })[]>()
  for (const record of records) {
    const fault = faultOf(record.value)
    if (fault)
      refused.push({
        file: record.file,
        line: record.line,
        field: `${record.path}${fault.field}`.replace(/^\./, ''),
        reason: fault.reason,
      })
    else {
      const value = safeText(record.value) as Record<string, unknown>
      const id = String(value.id).trim()
      found.set(id, [...(found.get(id) ?? []), { ...record, value }])
    }
  }
  const gathered = [...found].map(([id, same]) => {
    const fuller = same.toSorted((a, b) => Number(b.brief) - Number(a.brief) || size(a) - size(b))
    return {
      id,
      value: Object.assign({}, ...fuller.map(({ value }) => value)),
      brief: same.every((r) => r.brief),
      at: fuller.at(-1)!,
    }
  })
  return { gathered, refused }
}

function faultOf(value: unknown): { field: string; reason: string } | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { field: '', reason: 'The service must be an object' }
  const { id } = value as { id?: unknown }
  if (id === undefined || id === null || (typeof id === 'string' && id.trim() === ''))
    return { field: '.id', reason: 'id is missing' }
  if (typeof id !== 'string' && (typeof id !== 'number' || !Number.isInteger(id)))
    return { field: '.id', reason: 'id must be text' }
  if (String(id).length > 200) return { field: '.id', reason: 'id must be at most 200 characters' }
  if (depthOf(value) > DEEPEST) return { field: '', reason: `The service is nested more than ${DEEPEST} levels deep` }
  return undefined
}

const DEEPEST = 40
const size = ({ value }: { value: object }) => Object.keys(value).length

/** How deep lists and objects lie in each other, counted no further than needed: a hostile file must not exhaust the stack. */
function depthOf(value: unknown, so = 0): number {
  if (so > DEEPEST || typeof value !== 'object' || value === null) return so
  return Object.values(value).reduce<number>((deepest, inner) => Math.max(deepest, depthOf(inner, so + 1)), so)
}

/** Neither what the database cannot take nor marks that would turn the words of a page around. */
function safeText(value: unknown): unknown {
  if (typeof value === 'string') return cleanWords(value)
  if (Array.isArray(value)) return value.map(safeText)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [safeText(key), safeText(inner)]))
}

/** The same without nulls and empty texts, with which programs fill what nobody filled in. */
export function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isBlank(item)).map(withoutBlanks)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (isBlank(inner) ? [] : [[key, withoutBlanks(inner)]])),
  )
}

const isBlank = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
