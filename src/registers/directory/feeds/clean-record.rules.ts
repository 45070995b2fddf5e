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
  const cleaning: Cleaning = { at, path: [], refused: [], tooDeep: false }
  const value = cleaned(at.value, cleaning) as Record<string, unknown>
  if (cleaning.tooDeep) return { refused: [refusal(at, '', `The service is nested more than ${DEEPEST} levels deep`)] }
  return { record: { id: String(value.id).trim(), value, at }, refused: cleaning.refused }
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
  return undefined
}

const DEEPEST = 40

interface Cleaning {
  at: FeedRecord
  /** Where we are. */
  path: (string | number)[]
  refused: Refusal[]
  tooDeep: boolean
}

/** Neither what the database cannot take nor marks that would turn the words of a page around, nor scripts, nor endless text. */
function cleaned(value: unknown, cleaning: Cleaning): unknown {
  if (typeof value === 'string') return cleanedText(value, cleaning)
  if (typeof value !== 'object' || value === null) return value
  if (cleaning.path.length >= DEEPEST) {
    cleaning.tooDeep = true // a hostile file must not exhaust the stack
    return null
  }
  return Array.isArray(value) ? cleanedList(value, cleaning) : cleanedFields(value as Record<string, unknown>, cleaning)
}

// What needs no cleaning is not copied: that is nearly everything.

function cleanedList(list: readonly unknown[], cleaning: Cleaning): readonly unknown[] {
  const clean = list.map((inner, n) => cleanedIn(inner, n, cleaning))
  return clean.every((inner, n) => inner === list[n]) ? list : clean
}

function cleanedFields(fields: Record<string, unknown>, cleaning: Cleaning): object {
  let changed: Map<string, [name: string, value: unknown]> | undefined
  for (const key of Object.keys(fields)) {
    const name = cleanWords(key)
    const value = cleanedIn(fields[key], name, cleaning)
    if (name !== key || value !== fields[key]) (changed ??= new Map()).set(key, [name, value])
  }
  if (!changed) return fields
  return Object.fromEntries(Object.entries(fields).map((field) => changed.get(field[0]) ?? field))
}

function cleanedIn(value: unknown, step: string | number, cleaning: Cleaning): unknown {
  cleaning.path.push(step)
  const clean = cleaned(value, cleaning)
  cleaning.path.pop()
  return clean
}

function cleanedText(text: string, { at, path, refused }: Cleaning): string {
  let kept = text
  const leftOut = (reason: string) => {
    const field = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')
    refused.push(refusal(at, field, `${path.findLast((step) => typeof step === 'string')} ${reason}`))
  }
  if (holdsScript(kept)) {
    kept = withoutScripts(kept)
    leftOut(`holds a script or a frame: ${STORED}`)
  }
  if (kept.length > LONGEST_TEXT) {
    kept = `${kept.slice(0, LONGEST_TEXT - 1)}…`
    leftOut(
      `is ${text.length.toLocaleString('en-GB')} characters long: it is cut after ${LONGEST_TEXT.toLocaleString('en-GB')}`,
    )
  }
  return cleanWords(kept)
}

/** The same without nulls and empty texts, with which programs fill what nobody filled in. */
export function withoutBlanks(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.filter((item) => !isBlank(item)).map(withoutBlanks)
  const fields: [string, unknown][] = []
  for (const [key, inner] of Object.entries(value)) if (!isBlank(inner)) fields.push([key, withoutBlanks(inner)])
  return Object.fromEntries(fields)
}

const isBlank = (value: unknown) =>
  value === null || value === undefined || (typeof value === 'string' && value.trim() === '')
