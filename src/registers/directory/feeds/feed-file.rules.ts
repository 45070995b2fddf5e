import { feedScanner, LISTS } from './feed-scanner.rules.ts'

/** A JSON file of a feed: its name is named in refusals. A large one comes piece by piece, each time it is asked for. */
export interface FeedFile {
  name: string
  text: string | (() => AsyncIterable<string>)
}

/** One service as a feed gives it, and where it stood. */
export interface FeedRecord {
  /** The file's name or the address. */
  file: string
  line: number
  /** Its place in the file: "contents[12]". */
  path: string
  value: unknown
  /** From a page of a list, which may leave out what hangs on a service: what is absent there is not gone. */
  brief: boolean
  /** In a list of Open Referral UK 1.0, where a service need not say its status. */
  old: boolean
}

/** What was not taken, and why, in the words of whoever must mend it. */
export interface Refusal {
  file: string
  line: number | null
  field: string | null
  reason: string
}

/** What is known at the end of a file: faults of the whole, and the fields beside its list (how many pages there are). */
export interface FeedEnd {
  records: FeedRecord[]
  refused: Refusal[]
  envelope: Record<string, unknown>
}

/**
 * The services in one file: a page of a list ("contents", in Open Referral UK 1.0 "content"), a whole feed ("services"), a
 * bare list, or a single service. `push` answers those that are complete, so that a file of any size is never whole in memory.
 * The root answer of a feed (its version) holds none, nor do files of organisations, places or taxonomies: what we need of
 * those lies inside the services. Anything else is refused, with the line where it breaks.
 */
export function feedReader(file: string): { push(text: string): FeedRecord[]; end(): FeedEnd } {
  const refused: Refusal[] = []
  let found: FeedRecord[] = []
  const refuse = (line: number, reason: string) => void refused.push({ file, line, field: null, reason })
  const scanner = feedScanner((text, line, list, n) => {
    if (text === undefined) return refuse(line, 'The service is larger than any can be')
    const read = parse(text, line)
    if ('fault' in read) return refuse(read.line, read.fault)
    if (isSomethingElse(read.value)) return
    const brief = list === 'contents' || list === 'content'
    found.push({ file, line, path: `${list}[${n}]`, value: read.value, brief, old: list === 'content' })
  })
  const taken = () => {
    const records = found
    found = []
    return records
  }
  let begun = false
  return {
    push(text) {
      scanner.push(begun ? text : text.replace(/^\uFEFF/, ''))
      begun ||= text !== ''
      return taken()
    },
    end() {
      const { rest, list, line, cut } = scanner.end()
      const around = readAround(rest, line, cut, list)
      if ('fault' in around) refuse(around.line, around.fault)
      else if (around.single) found.push({ file, line: 1, path: '', value: around.envelope, brief: false, old: false })
      return { records: taken(), refused, envelope: 'fault' in around ? {} : around.envelope }
    },
  }
}

/** All of a file that is in memory. */
export function readFeedFile({ name, text }: { name: string; text: string }): FeedEnd {
  const reader = feedReader(name)
  const records = reader.push(text)
  const end = reader.end()
  return { ...end, records: [...records, ...end.records] }
}

type Fault = { fault: string; line: number }

/** What lies around the list, or a file without one. */
function readAround(
  rest: string | undefined,
  line: number,
  cut: boolean,
  list: string | undefined,
): Fault | { envelope: Record<string, unknown>; single: boolean } {
  if (rest === undefined) return { fault: 'There is no list of services in this file', line: 1 }
  if (!rest.trim()) return { fault: 'The file is empty', line: 1 }
  if (cut) return { fault: 'This is not JSON: it ends within a service', line }
  const read = parse(rest, 1)
  if ('fault' in read) return read
  if (Array.isArray(read.value)) return { envelope: {}, single: false }
  if (typeof read.value !== 'object' || read.value === null)
    return { fault: 'There is no list of services in this file', line: 1 }
  const envelope = read.value as Record<string, unknown>
  if (list !== undefined) return { envelope, single: false }
  const wrong = LISTS.find((name) => name in envelope)
  if (wrong) return { fault: `"${wrong}" must be a list of services`, line: 1 }
  if (isSomethingElse(envelope) || ('version' in envelope && !('name' in envelope))) return { envelope, single: false }
  return 'name' in envelope || 'id' in envelope
    ? { envelope, single: true }
    : { fault: 'There is no list of services in this file', line: 1 }
}

function parse(json: string, from: number): Fault | { value: unknown } {
  try {
    return { value: JSON.parse(json) }
  } catch (error) {
    const reason = (error as Error).message.replace(/, .*? is not valid JSON$/s, '')
    return { fault: `This is not JSON: ${reason}`, line: from - 1 + brokenLine(json, error as Error) }
  }
}

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
  'vocabulary',
  'physical_addresses',
  'latitude',
  'service',
]

const isSomethingElse = (item: unknown) =>
  typeof item === 'object' &&
  item !== null &&
  !('status' in item) &&
  !('organization' in item) &&
  OTHERS.some((field) => field in item)

/** V8 names line and column, or only the position, or neither when the text ends too early. */
function brokenLine(json: string, { message }: Error): number {
  const line = /line (\d+)/.exec(message)?.[1]
  if (line) return Number(line)
  const position = /position (\d+)/.exec(message)?.[1]
  return json.slice(0, position ? Number(position) : undefined).split('\n').length
}
