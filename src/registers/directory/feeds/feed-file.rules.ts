/** A JSON file of a feed, or one answer of its web address. */
export interface FeedFile {
  /** The file's name or the address: named in refusals. */
  name: string
  text: string
}

/** One service as a feed gives it, and where it stood. */
export interface FeedRecord {
  file: string
  line: number
  /** Its place in the file: "contents[12]". */
  path: string
  value: unknown
  /** From a page of a list, which may leave out what hangs on a service: what is absent there is not gone. */
  brief: boolean
}

/** What was not taken, and why, in the words of whoever must mend it. */
export interface Refusal {
  file: string
  line: number | null
  field: string | null
  reason: string
}

/**
 * The services in one file: a page of a list ("contents"), a whole feed ("services"), a bare list, or a single service.
 * The root answer of a feed (its version) holds none, nor do files of organisations, places or taxonomies: what we need of
 * those lies inside the services. Anything else is refused, with the line where it breaks.
 */
export function readFeedFile({ name, text }: FeedFile): { records: FeedRecord[]; refused: Refusal[] } {
  const refuse = (line: number | null, reason: string) => ({
    records: [],
    refused: [{ file: name, line, field: null, reason }],
  })
  const json = text.replace(/^\uFEFF/, '')
  if (!json.trim()) return refuse(1, 'The file is empty')
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    return refuse(
      brokenLine(json, error as Error),
      `This is not JSON: ${(error as Error).message.replace(/, .*? is not valid JSON$/s, '')}`,
    )
  }
  if (Array.isArray(value)) return { records: recordsOf(name, json, value, '', false), refused: [] }
  if (typeof value !== 'object' || value === null) return refuse(1, 'There is no list of services in this file')
  const fields = value as Record<string, unknown>
  for (const list of LISTS) {
    if (list in fields && !Array.isArray(fields[list])) return refuse(1, `"${list}" must be a list of services`)
    if (list in fields)
      return { records: recordsOf(name, json, fields[list] as unknown[], list, list === 'contents'), refused: [] }
  }
  if ('content' in fields) return refuse(1, 'This is a page of Open Referral UK 1.0; Trellis reads 3.0')
  if (isSomethingElse(fields) || ('version' in fields && !('name' in fields))) return { records: [], refused: [] }
  if ('name' in fields || 'id' in fields)
    return { records: [{ file: name, line: 1, path: '', value, brief: false }], refused: [] }
  return refuse(1, 'There is no list of services in this file')
}

const LISTS = ['contents', 'services'] as const

/** Fields that organisations, places, taxonomies and their terms have, and services do not. */
const OTHERS = [
  'location_type',
  'website',
  'uri',
  'legal_status',
  'organization_identifiers',
  'taxonomy',
  'taxonomy_terms',
  'term_uri',
  'service',
]

const isSomethingElse = (item: unknown) =>
  typeof item === 'object' && item !== null && !('status' in item) && OTHERS.some((field) => field in item)

function recordsOf(file: string, json: string, items: unknown[], list: string, brief: boolean): FeedRecord[] {
  const lines = linesOfItems(json, list)
  return items.flatMap((value, n) =>
    isSomethingElse(value) ? [] : [{ file, line: lines[n] ?? 1, path: `${list}[${n}]`, value, brief }],
  )
}

/** V8 names line and column, or only the position, or neither when the text ends too early. */
function brokenLine(json: string, { message }: Error): number {
  const line = /line (\d+)/.exec(message)?.[1]
  if (line) return Number(line)
  const position = /position (\d+)/.exec(message)?.[1]
  return json.slice(0, position ? Number(position) : undefined).split('\n').length
}

/** The lines on which the items of a list begin, in JSON known to be right: the outermost list, or that under a key. */
function linesOfItems(json: string, list: string): number[] {
  const lines: number[] = []
  const wanted = list ? 2 : 1 // how deep its items lie
  let [line, depth, key, inList, fresh] = [1, 0, '', false, false]
  for (let at = 0; at < json.length; at++) {
    const c = json[at]!
    if (c === '\n') line++
    else if (c === ' ' || c === '\t' || c === '\r' || c === ':') continue
    else if (c === ',') fresh = inList && depth === wanted
    else if (c === ']' || c === '}') {
      if (depth-- === wanted) inList = false
      fresh = false
    } else {
      if (fresh) lines.push(line)
      fresh = false
      if (c === '"') {
        const start = at
        while (json[++at] !== '"') if (json[at] === '\\') at++
        if (depth === 1) key = json.slice(start + 1, at)
      } else if (c === '[' || c === '{') {
        depth++
        if (depth === wanted && c === '[' && (!list || key === list)) [inList, fresh] = [true, true]
      }
    }
  }
  return lines
}
