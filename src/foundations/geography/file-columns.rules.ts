import { refuse, allow, type Decision } from '#platform/decision.ts'
import { parseDay, type Day } from '#platform/days.ts'
import { normalisePostcode } from './postcode.rules.ts'

/**
 * The headings under which a value may stand, the first that the file has counts. They are compared in lower case with anything but
 * letters and digits as "_": "LSOA code (2021)" is `lsoa_code_2021`. A pattern stands for headings that carry a year.
 */
export interface Column {
  headings: readonly (string | RegExp)[]
  /** A file without it is not of this kind. */
  required?: boolean
}

export type Columns = Readonly<Record<string, Column>>

/** How one kind of published file is read. Made anew for each file, because it remembers the keys it has seen. */
export interface FileKind<Row> {
  /** In the plural: "practices". */
  noun: string
  columns: Columns
  /** A publication without a header: what each of its columns is, "" for those not wanted, and whether a first row is one of its rows. */
  headless?: { name: string; columns: readonly string[]; fits(first: readonly string[]): boolean }
  /** The column to name when a row comes twice. */
  key: string
  /** Faults are told to the reader. "nothing" is a sound row that says that there is none of it. */
  read(row: RowReader): Row | 'nothing'
  /** Remembers the row's key and answers whether it was known. */
  isRepeated(row: Row): boolean
}

/** Remembers keys in a set: for files of some ten thousand rows. */
export function repeatedBy<Row>(key: (row: Row) => string): (row: Row) => boolean {
  const seen = new Set<string>()
  return (row) => seen.size === seen.add(key(row)).size
}

/** Where in a row each value stands, and what the file calls it. */
export type Layout = ReadonlyMap<string, { index: number; heading: string }>

/** Finds the columns in a header; refused with the required ones that are missing. */
export function layoutOf(columns: Columns, header: readonly string[]): Decision<Layout, string> {
  const headings = header.map(plainHeading)
  const layout = new Map<string, { index: number; heading: string }>()
  const missing: string[] = []
  for (const [name, column] of Object.entries(columns)) {
    const index = column.headings
      .map((heading) => headings.findIndex((found) => (typeof heading === 'string' ? heading === found : heading.test(found))))
      .find((found) => found >= 0)
    if (index !== undefined) layout.set(name, { index, heading: header[index]!.trim() })
    else if (column.required) missing.push(name)
  }
  return missing.length === 0 ? allow(layout) : refuse(missing.join(', '))
}

/** The required columns in words for a message: "postcode (or pcds, pcd)". Year patterns are written with yy. */
export const requiredColumns = (columns: Columns): string =>
  Object.values(columns)
    .filter((column) => column.required)
    .map(({ headings: [first, ...others] }) => (others.length ? `${sayHeading(first!)} (or ${others.map(sayHeading).join(', ')})` : sayHeading(first!)))
    .join('; ')

const plainHeading = (heading: string) => heading.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_|_$/g, '')

const sayHeading = (heading: string | RegExp) =>
  typeof heading === 'string' ? heading : heading.source.replace(/\\d\\d/g, 'yy').replace('.*', ' ...').replace(/[\^$]/g, '')

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
    if (!/^-?\d+(\.\d+)?$/.test(text)) this.refuse(name, `"${shortened(text)}" is not a number`)
    else if (Number(text) < least || Number(text) > most) this.refuse(name, `${shortened(text)} is not between ${least} and ${most}`)
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

/** Control characters cannot be stored as JSON text, nor can half of a surrogate pair. */
// oxlint-disable-next-line no-control-regex
const hasControlCharacter = (text: string) => /[\u0000-\u001f\u007f]/.test(text.replace(/[\n\r\t]/g, ' ')) || !text.isWellFormed()

const shortened = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
