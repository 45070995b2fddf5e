import { cleanWords } from '#platform/text.ts'
import type { FeedRecord, Refusal } from './feed-file.rules.ts'
import { holdsScript, withoutScripts } from './html-text.rules.ts'

/** A service of a feed that may be kept: it has an id, and no text in it is harmful or endless. */
export interface CleanRecord {
  id: string
  value: Record<string, unknown>
  at: FeedRecord
}

/** Characters. A text that is longer is cut here: no page shows more, and no club writes more. */
export const LONGEST_TEXT = 20_000

/**
 * A record as it may be kept, with what had to be left out of it. One without an id, or that is no object, is refused: there
 * is no telling what it would change next time.
 */
export function cleanRecord(at: FeedRecord): { record?: CleanRecord; refused: Refusal[] } {
  const fault = faultOf(at.value)
  if (fault) return { refused: [refusal(at, fault.field, fault.reason)] }
  const refused: Refusal[] = []
  const value = cleaned(at.value, '', (field, reason) => void refused.push(refusal(at, field, reason)))
  const { id } = value as { id: unknown }
  return { record: { id: String(id).trim(), value: value as Record<string, unknown>, at }, refused }
}

/** A refusal of something in a record; `field` as ".schedules[0].opens_at", '' for all of it. */
export const refusal = ({ file, line, path }: FeedRecord, field: string, reason: string): Refusal => ({
  file,
  line,
  field: `${path}${field}`.replace(/^\./, '') || null,
  reason,
})

/** What follows the reason when only a field is left out. */
export const STORED = 'the service is stored without it'

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

/** How deep lists and objects lie in each other, counted no further than needed: a hostile file must not exhaust the stack. */
function depthOf(value: unknown, so = 0): number {
  if (so > DEEPEST || typeof value !== 'object' || value === null) return so
  let deepest = so
  for (const inner of Object.values(value)) deepest = Math.max(deepest, depthOf(inner, so + 1))
  return deepest
}

type LeftOut = (field: string, reason: string) => void

/** Neither what the database cannot take nor marks that would turn the words of a page around, nor scripts, nor endless text. */
function cleaned(value: unknown, field: string, leftOut: LeftOut): unknown {
  if (typeof value === 'string') return cleanedText(value, field, leftOut)
  if (Array.isArray(value)) return value.map((inner, n) => cleaned(inner, `${field}[${n}]`, leftOut))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      const name = cleanWords(key)
      return [name, cleaned(inner, `${field}.${name}`, leftOut)]
    }),
  )
}

function cleanedText(text: string, field: string, leftOut: LeftOut): string {
  const name = field.replace(/^.*\./, '')
  let kept = text
  if (holdsScript(kept)) {
    kept = withoutScripts(kept)
    leftOut(field, `${name} holds a script or a frame: ${STORED}`)
  }
  if (kept.length > LONGEST_TEXT) {
    kept = `${kept.slice(0, LONGEST_TEXT - 1)}…`
    leftOut(
      field,
      `${name} is ${text.length.toLocaleString('en-GB')} characters long: it is cut after ${LONGEST_TEXT.toLocaleString('en-GB')}`,
    )
  }
  return cleanWords(kept)
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
