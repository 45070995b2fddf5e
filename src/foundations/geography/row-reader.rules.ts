import { parseDay, type Day } from '#platform/days.ts'
import type { Layout } from './file-columns.rules.ts'
import { normalisePostcode } from './postcode.rules.ts'

/** Reads the values of one row after another and remembers the first fault of the row. Answers are worthless once there is one. */
export class RowReader {
  fault: { field: string; reason: string } | undefined
  readonly #layout: Layout
  #cells: readonly string[] = []

  constructor(layout: Layout) {
    this.#layout = layout
  }

  start(cells: readonly string[]): void {
    this.#cells = cells
    this.fault = undefined
  }

  has(name: string): boolean {
    return this.#layout.has(name)
  }

  /** Undefined when the file has no such column, null when it is empty here. At most 300 characters. */
  text(name: string): string | null | undefined {
    const at = this.#layout.get(name)
    if (!at) return undefined
    const value = this.#cells[at.index]!.trim()
    if (value.includes('\uFFFD')) this.refuse(name, 'is not UTF-8 text: save the file as CSV (UTF-8)')
    else if (hasControlCharacter(value)) this.refuse(name, 'has characters that are not text')
    else if (value.length > 300) this.refuse(name, `has ${value.length} characters, at most 300 are expected`)
    return value === '' ? null : value
  }

  /** A value that must be there. */
  needed(name: string): string {
    const value = this.text(name)
    if (!value) this.refuse(name, 'is empty')
    return value ?? ''
  }

  /** A code in upper case. `like` is an example for the message. */
  code(name: string, pattern: RegExp, like: string): string | null | undefined {
    const value = this.text(name)?.toUpperCase()
    if (value === undefined) return this.has(name) ? null : undefined
    if (!pattern.test(value)) this.refuse(name, `"${shortened(value)}" is not a code such as ${like}`)
    return value
  }

  neededCode(name: string, pattern: RegExp, like: string): string {
    const value = this.code(name, pattern, like)
    if (!value) this.refuse(name, 'is empty')
    return value ?? ''
  }

  /** A decimal number within bounds, both included. */
  number(name: string, least: number, most: number): number | null | undefined {
    const text = this.text(name)
    if (text === null || text === undefined) return text
    if (!/^-?\d+(\.\d+)?(e-?\d+)?$/i.test(text)) this.refuse(name, `"${shortened(text)}" is not a number`)
    else if (Number(text) < least || Number(text) > most)
      this.refuse(name, `${shortened(text)} is not between ${least} and ${most}`)
    return Number(text)
  }

  /** A whole number within bounds, both included. */
  whole(name: string, least: number, most: number): number | null | undefined {
    const value = this.number(name, least, most)
    if (typeof value === 'number' && !Number.isInteger(value)) this.refuse(name, `${value} is not a whole number`)
    return value
  }

  neededNumber(name: string, value: number | null | undefined): number {
    if (value === null || value === undefined) this.refuse(name, 'is empty')
    return value ?? 0
  }

  postcode(name: string): string | null | undefined {
    const text = this.text(name)
    if (text === null || text === undefined) return text
    const postcode = normalisePostcode(text)
    if (!postcode) this.refuse(name, `"${shortened(text)}" is not a postcode`)
    return postcode ?? null
  }

  /** Days as the publications write them: 20260131, 2026-01-31, 01Jan2026, and 202601 for the first of a month. */
  day(name: string): Day | null | undefined {
    const text = this.text(name)
    if (text === null || text === undefined) return text
    const day = readDay(text)
    if (!day) this.refuse(name, `"${shortened(text)}" is not a date`)
    return day ?? null
  }

  /** Remembers a fault, under the heading that the file has for it; the first one of a row counts. */
  refuse(name: string, reason: string): void {
    this.fault ??= { field: this.#layout.get(name)?.heading ?? name, reason }
  }
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

function readDay(text: string): Day | undefined {
  const [, year, month, ofMonth] = /^(\d{4})-?(\d\d)(?:-?(\d\d))?$/.exec(text) ?? []
  if (year) return parseDay(`${year}-${month}-${ofMonth ?? '01'}`)
  const [, dayOfMonth, name, inYear] = /^(\d\d)([a-z]{3})(\d{4})$/i.exec(text) ?? []
  const at = MONTHS.indexOf(name?.toLowerCase() ?? '') + 1
  return at ? parseDay(`${inYear}-${String(at).padStart(2, '0')}-${dayOfMonth}`) : undefined
}

/** Control characters are not text, and half of a surrogate pair cannot be stored. */
const hasControlCharacter = (text: string) => /[^\P{Cc}\n\r\t]/u.test(text) || !text.isWellFormed()

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
