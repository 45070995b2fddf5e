import { type FieldIssue, Invalid } from '#platform/errors.ts'
import { type Id, isId } from '#platform/ids.ts'

/**
 * Reads what stands after the question mark, by name. A parameter that is not there, or empty, is undefined; one that makes no
 * sense is remembered with its name, and `refuse` throws all of them at once. Those that nobody reads are ignored.
 */
export class Parameters {
  readonly #query: Record<string, unknown>
  readonly #faults = new Map<string, string>()

  constructor(query: unknown) {
    this.#query = query as Record<string, unknown>
  }

  /** Throws Invalid when something made no sense. */
  refuse(): void {
    const issues = [...this.#faults].map(([field, message]): FieldIssue => ({ field, message }))
    if (issues.length > 0) throw new Invalid(issues)
  }

  fault(field: string, message: string): undefined {
    this.#faults.set(field, message)
  }

  text(name: string): string | undefined {
    const given = this.#query[name]
    if (given === undefined) return undefined
    if (typeof given !== 'string') return this.fault(name, `Give ${name} once`)
    const text = given.trim()
    if (text.length > 200) return this.fault(name, 'Give at most 200 characters')
    return text || undefined
  }

  yes(name: string): boolean {
    const text = this.text(name)?.toLowerCase()
    if (text !== undefined && !(text in YES)) this.fault(name, 'Give true or false')
    return YES[text ?? 'false'] ?? false
  }

  oneOf<Word extends string>(name: string, words: readonly Word[]): Word | undefined {
    const text = this.text(name)?.toLowerCase()
    const word = words.find((w) => w === text)
    return text !== undefined && !word ? this.fault(name, `Give ${words.join(' or ')}`) : word
  }

  id(name: string): Id | undefined {
    const text = this.text(name)?.toLowerCase()
    return text === undefined || isId(text) ? text : this.fault(name, 'Give a UUID')
  }

  whole(name: string, from: number, to: number): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const number = /^\d{1,9}$/.test(text) ? Number(text) : -1
    return number >= from && number <= to ? number : this.fault(name, `Give a whole number from ${from} to ${to}`)
  }

  number(name: string, from: number, to: number): number | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const number = /^\d{1,9}(\.\d{1,9})?$/.test(text) ? Number(text) : -1
    return number >= from && number <= to ? number : this.fault(name, `Give a number from ${from} to ${to}`)
  }

  /** A time of day as "10:00". Seconds and offsets are left out: a club that meets at ten meets at ten in summer too. */
  time(name: string): string | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const [, time] = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+ -]\d\d:?\d\d)?$/i.exec(text) ?? []
    return time ?? this.fault(name, 'Give a time such as 10:00')
  }

  /** A day or an instant; without an offset it is UTC. The + of an offset may have come as a space. */
  instant(name: string): Date | undefined {
    const text = this.text(name)
    if (text === undefined) return undefined
    const [, day, time, offset] =
      /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+ -]\d\d:\d\d)?)?$/i.exec(text) ?? []
    const at = new Date(`${day}T${time ?? '00:00'}${(offset ?? 'Z').replace(' ', '+').toUpperCase()}`)
    return Number.isNaN(at.getTime()) || !isRealDay(day!)
      ? this.fault(name, 'Give a time such as 2026-04-10T09:30:00Z')
      : at
  }

  /** Weekdays as in byday, several with commas. */
  days(name: string): string[] | undefined {
    const days = this.text(name)
      ?.toUpperCase()
      .split(',')
      .map((day) => day.trim())
    return days?.every((day) => DAYS.includes(day)) === false
      ? this.fault(name, `Give one of ${DAYS.join(', ')}`)
      : days
  }
}

const YES: Record<string, boolean | undefined> = { true: true, '1': true, false: false, '0': false }
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const isRealDay = (day: string) => new Date(`${day}T00:00Z`).toISOString().startsWith(day)
