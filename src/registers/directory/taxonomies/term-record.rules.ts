import { isId } from '#platform/ids.ts'
import { cleanWords } from '#platform/text.ts'

/** A term as a file gives it, and where it stood. */
export interface TermRecord {
  /** From 1, the header included; null in a JSON file. */
  line: number | null
  /** Its place in a JSON file: "concept[12]"; empty in a CSV file. */
  path: string
  identifier: string
  name: string
  description?: string
  uri?: string
  /** The identifier, URI or name of the wider term; the first where there are several. */
  parent?: string
}

export interface TermFault {
  line: number | null
  field: string
  reason: string
}

/** Under which names files have each field. Letters and digits count, nothing else: prefLabel, pref_label and "Pref label" are one. */
const NAMES = {
  identifier: ['identifier', 'code', 'termid', 'id', 'notation'],
  name: ['label', 'preflabel', 'name', 'term', 'title', 'tag'],
  description: ['description', 'definition', 'scopenote', 'notes', 'note'],
  uri: ['uri', 'termuri', 'url', 'href', 'id'],
  parent: [
    'parent',
    'parentid',
    'parentidentifier',
    'parentcode',
    'parenturi',
    'broader',
    'broaderterm',
    'broaderid',
    'broaderidentifier',
  ],
} as const

/** Whether a header can be that of a list of terms. */
export const hasNames = (headings: readonly string[]): boolean =>
  NAMES.name.some((name) => headings.some((heading) => plainName(heading) === name))

/** Reads a row or an object. Without an identifier its URI stands in (or the UUID at its end), or its name. */
export function readTerm(
  given: Readonly<Record<string, unknown>>,
  at: { line: number | null; path: string },
): TermRecord | TermFault {
  const fields = new Map(Object.entries(given).map(([key, value]) => [plainName(key), textOf(value)]))
  const first = (names: readonly string[], fits = (_text: string) => true) =>
    names.map((name) => fields.get(name)).find((text) => text !== undefined && fits(text))
  const name = first(NAMES.name)
  const faultAt = (field: string, reason: string) => ({
    line: at.line,
    field: [at.path, field].filter(Boolean).join('.'),
    reason,
  })
  if (!name) return faultAt('label', 'is empty')
  if (name.length > 500) return faultAt('label', `has ${name.length} characters, at most 500 are expected`)
  const uri = first(NAMES.uri, isUri)
  const identifier = first(NAMES.identifier, (text) => !isUri(text)) ?? (uri && idOf(uri)) ?? name
  if (identifier.length > 200)
    return faultAt('identifier', `has ${identifier.length} characters, at most 200 are expected`)
  return { ...at, identifier, name, description: first(NAMES.description), uri, parent: first(NAMES.parent) }
}

/** What a file says of the list as a whole. */
export function readHead(given: Readonly<Record<string, unknown>>) {
  const text = (...keys: string[]) => keys.map((key) => textOf(given[key])).find((one) => one !== undefined)
  const uri = text('uri', 'id', '@id')
  return {
    name: text('title', 'name', 'prefLabel'),
    description: text('description', 'definition'),
    uri: uri && isUri(uri) ? uri : undefined,
    version: text('version', 'versionInfo'),
    licence: text('licence', 'license'),
  }
}

/** A text, also one that says its language, and the first of several. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return cleanWords(value) || undefined
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return textOf(value[0])
  if (typeof value !== 'object' || value === null) return undefined
  const { '@value': words, '@id': id, id: plain } = value as Record<string, unknown>
  return textOf(words ?? id ?? plain)
}

const plainName = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '')
const isUri = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text)

/** Lists in one file may number alike: the end of a URI alone says too little, unless it is a UUID. */
function idOf(uri: string): string {
  const end = uri.split(/[/#=]/).at(-1) ?? ''
  return isId(end.toLowerCase()) ? end : uri
}
