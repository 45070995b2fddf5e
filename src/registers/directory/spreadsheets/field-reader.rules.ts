import { type Day, parseDay } from '#platform/days.ts'
import { cleanWords } from '#platform/text.ts'
import { normalisePostcode } from '#foundations/geography/index.ts'
import { type Ages, readAges } from '../listing/ages.rules.ts'
import { type Cell, columnsOf, everyValue, type Rows, valueOf } from './cell.rules.ts'
import { type ContactWords, readContact, readLink } from './contact-words.rules.ts'

/** What is wrong with a value, under the headings of the columns that it came from. */
export interface Fault {
  field: string
  reason: string
}

const SHORT = 500
/** Contacts, ages and times are said in fewer characters than this. */
const BRIEF = 2_000

/** Reads the values of one service, or of one of its related rows, and gathers what is wrong with them. */
export class FieldReader {
  readonly faults: Fault[] = []
  readonly #rows: Rows
  readonly #isEmpty: (value: string) => boolean

  constructor(rows: Rows, isEmpty: (value: string) => boolean) {
    this.#rows = rows
    this.#isEmpty = isEmpty
  }

  /** Plain text; HTML in it stays text and is named, because people would see the tags. */
  text(from: Cell | undefined): string | undefined {
    if (from === undefined) return undefined
    const value = cleanWords(valueOf(from, this.#rows))
    if (!value || this.#isEmpty(value)) return undefined
    if (/<\/?[a-z][^<>]{0,1000}>/i.test(value)) this.fault(from, 'holds HTML, which is shown as text')
    return value
  }

  /** Text of at most 500 characters; longer is cut. */
  short(from: Cell | undefined): string | undefined {
    const value = this.text(from)
    if (value === undefined || value.length <= SHORT) return value
    this.fault(from, `has ${figure(value.length)} characters: only the first ${SHORT} are stored`)
    return value.slice(0, SHORT).toWellFormed()
  }

  /** A name: one line of at most 500 characters. */
  name(from: Cell | undefined): string | undefined {
    return this.short(from)?.replaceAll(/\s+/g, ' ')
  }

  list(cells: readonly Cell[]): string[] {
    return [...new Set(cells.flatMap((from) => everyValue(from, this.#rows)).filter((value) => !this.#isEmpty(value)))]
  }

  /** One of a few words. */
  word<const T extends string>(from: Cell | undefined, words: readonly T[]): T | undefined {
    const value = this.#brief(from)?.toLowerCase()
    if (value === undefined) return undefined
    const found = words.find((word) => word === value)
    if (!found) this.fault(from, `${quoted(value)} is none of: ${words.join(', ')}: left out`)
    return found
  }

  yesOrNo(from: Cell | undefined): boolean | undefined {
    const value = this.word(from, ['yes', 'no', 'y', 'n', 'true', 'false', '1', '0'])
    return value === undefined ? undefined : ['yes', 'y', 'true', '1'].includes(value)
  }

  link(from: Cell | undefined): string | undefined {
    const value = this.#brief(from)
    if (value === undefined) return undefined
    const link = readLink(value)
    if (!link) this.fault(from, `${quoted(value)} is no web address that begins with http:// or https://: left out`)
    return link
  }

  contact(from: Cell | undefined): ContactWords {
    const value = this.#brief(from)
    const read = readContact(value ?? '')
    for (const fault of read.faults) this.fault(from, `${fault}: left out`)
    const known = (all: string[]) => all.filter((one) => !this.#isEmpty(one))
    return { ...read, emails: known(read.emails), telephones: known(read.telephones) }
  }

  /** Ages, and the words themselves where they are none. */
  ages(from: Cell | undefined): Ages & { words?: string } {
    const value = this.#brief(from)
    if (value === undefined) return {}
    const ages = readAges(value)
    if (!ages && /\d/.test(value)) this.fault(from, `${quoted(value)} cannot be read as ages: kept as words`)
    return ages ?? { words: value }
  }

  number(from: Cell | undefined, least: number, most: number): number | undefined {
    const value = this.#brief(from)?.replace(/^£/, '')
    if (value === undefined) return undefined
    if (/^[+-]?\d+(\.\d+)?$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value)
    this.fault(from, `${quoted(value)} is not a number from ${least} to ${most}: left out`)
    return undefined
  }

  postcode(from: Cell | undefined): string | undefined {
    const value = this.#brief(from)
    if (value === undefined) return undefined
    const postcode = normalisePostcode(value)
    if (!postcode) this.fault(from, `${quoted(value)} is not a postcode: left out`)
    return postcode
  }

  /** 2026-01-31 or 31/01/2026. */
  day(from: Cell | undefined): Day | undefined {
    const value = this.#brief(from)
    if (value === undefined) return undefined
    const [, date, month, year] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.exec(value) ?? []
    const day = parseDay(year ? `${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}` : value.slice(0, 10))
    if (!day) this.fault(from, `${quoted(value)} is not a date such as 31/01/2026: left out`)
    return day
  }

  fault(from: Cell | undefined, reason: string): void {
    if (from !== undefined) this.faults.push({ field: fieldOf(from), reason })
  }

  #brief(from: Cell | undefined): string | undefined {
    if (from === undefined) return undefined
    const value = cleanWords(valueOf(from, this.#rows))
    if (!value || this.#isEmpty(value)) return undefined
    if (value.length <= BRIEF) return value
    this.fault(from, `has ${figure(value.length)} characters, at most ${figure(BRIEF)} are read: left out`)
    return undefined
  }
}

/** How a fault names where a value came from: the headings of its columns. */
export const fieldOf = (from: Cell): string => [...new Set(columnsOf(from).map(({ column }) => column))].join(', ')

/** A value in a message, never longer than a line. */
export function quoted(value: string): string {
  const line = value.slice(0, 200).replaceAll(/\s+/g, ' ').toWellFormed()
  return `"${line.length > 60 ? `${line.slice(0, 60).toWellFormed()}…` : line}"`
}

const figure = (n: number) => n.toLocaleString('en-GB')
