import { readAges } from '../listing/ages.rules.ts'
import { STORED } from './clean-record.rules.ts'
import { feedService, type FeedService } from './feed-record.rules.ts'

/** What is wrong with a field; `path` as in the shape of version 3. */
export interface Fault {
  path: PropertyKey[]
  message: string
}

/** Without these there is no listing. */
const NEEDED: readonly PropertyKey[] = ['id', 'name', 'status']

/**
 * A service read as well as it can be: a field that cannot be read is left out and named, and what it said of times stays
 * as words; both are changed in `value` itself. Without a readable id, name or status there is no service, and `faults` says all that is wrong.
 */
export function readService(value: Record<string, unknown>): { service?: FeedService; faults: Fault[] } {
  readAgesIn(value)
  const faults: Fault[] = []
  const kept = new Set<object>()
  for (;;) {
    const read = feedService.safeParse(value)
    if (read.success) return { service: read.data, faults }
    const { issues } = read.error
    if (issues.some(({ path }) => path.length === 0 || NEEDED.includes(path[0]!)))
      return { faults: [...faults, ...issues] }
    for (const { path } of issues.toReversed()) leaveOut(value, path, kept)
    faults.push(...issues.map(({ path, message }) => ({ path, message: `${message}: ${STORED}` })))
  }
}

/** "11+", "6 years - 14 years": words in a field for a number, where they leave no doubt. */
function readAgesIn(value: Record<string, unknown>): void {
  for (const field of ['minimum_age', 'maximum_age'] as const) {
    const words = value[field]
    const read = typeof words === 'string' && !/^\s*-?\d+(\.\d+)?\s*$/.test(words) ? readAges(words) : undefined
    if (!read) continue
    delete value[field]
    if (read.minimumAge !== undefined) value.minimum_age ??= read.minimumAge
    if (read.maximumAge !== undefined) value.maximum_age ??= read.maximumAge
  }
}

/** Takes the thing at a path out, the thing around it being there. */
function leaveOut(value: unknown, path: readonly PropertyKey[], kept: Set<object>): void {
  const around = at(value, path.slice(0, -1))
  const last = path.at(-1)!
  if (Array.isArray(around)) around.splice(Number(last), 1)
  else if (typeof around === 'object' && around !== null) {
    if (TIMES.includes(last)) keepAsWords(around as Record<string, unknown>, kept)
    delete (around as Record<PropertyKey, unknown>)[last]
  }
}

const TIMES: readonly PropertyKey[] = ['opens_at', 'closes_at', 'byday', 'freq']

/** "10ish" is no time and says when all the same: the words of a schedule go into its description, once. */
function keepAsWords(schedule: Record<string, unknown>, kept: Set<object>): void {
  if (kept.has(schedule)) return
  kept.add(schedule)
  const said = (field: string) => {
    const words = schedule[field]
    return typeof words === 'string' ? words.trim() : ''
  }
  const times = [said('opens_at'), said('closes_at')].filter(Boolean).join(' to ')
  const words = [said('freq'), said('byday'), times].filter(Boolean).join(', ').slice(0, 200)
  const before = said('description')
  if (words && !before.includes(words)) schedule.description = before ? `${before} (${words})` : words
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, step) => (inner as Record<PropertyKey, unknown> | undefined)?.[step], value)
