import { createHash } from 'node:crypto'
import type { Progress } from '#platform/csv/csv-file.ts'
import { type Row, valueOf } from './cell.rules.ts'
import { fieldOf, quoted } from './field-reader.rules.ts'
import type { Mapping } from './mapping.rules.ts'
import type { Refusals } from './refusals.rules.ts'
import type { Sheet, SheetRow } from './sheet.ts'

/** One service of a sheet: its row, or its rows. */
export interface SheetService {
  /** Its id in the source. */
  record: string
  rows: SheetRow[]
  /** Another service of the sheet has the same name. */
  nameIsRepeated: boolean
}

/** A service of more rows than this is a mistake in the mapping; the others are refused. */
const MOST_ROWS = 1_000

/**
 * The services of a sheet, each as soon as its last row has been read; "broken" for a row that would be one, if it could be
 * read. Rows that cannot be used are refused, those that the mapping leaves out are passed over. The sheet is read twice, for
 * what can only be known at its end; only ids, names and prints of rows are kept.
 */
export async function* servicesOf(
  sheet: Sheet,
  mapping: Mapping,
  refusals: Refusals,
  onProgress: Progress,
): AsyncGenerator<SheetService | 'broken'> {
  const counted = await countRows(sheet, mapping)
  const open = new Map<string, SheetRow[]>()
  for await (const read of sheet.rows(onProgress)) {
    const refuse = (field: string | null, reason: string) => refusals.add(sheet.name, read.line, field, reason)
    if (read.fault !== undefined) {
      refuse(null, read.fault)
      yield 'broken'
      continue
    }
    const twin = counted.twinOf(read)
    if (twin !== undefined) refuse(null, `the row is the same as that of line ${twin}: it counts once`)
    if (twin !== undefined || isLeftOut(mapping, read.row)) continue
    const record = recordOf(mapping, read.row)
    const { first, rows: of } = counted.service(record)
    const fault = !record
      ? 'is empty: without it the service would be another one next time, and is not stored'
      : !mapping.severalRows && first !== read.line
        ? `${quoted(record)} is that of line ${first} already: not stored`
        : undefined
    if (fault) {
      refuse(fieldOf(mapping.id), fault)
      yield 'broken'
      continue
    }
    const rows = open.get(record) ?? []
    if (rows.length < MOST_ROWS) rows.push(read)
    else refuse(null, `the service ${quoted(record)} has more than ${MOST_ROWS} rows: not stored`)
    const all = mapping.severalRows ? Math.min(of, MOST_ROWS) : 1
    if (rows.length < all) open.set(record, rows)
    else if (rows.at(-1) === read) {
      if (of <= MOST_ROWS) open.delete(record)
      yield { record, rows, nameIsRepeated: counted.isRepeated(nameOf(mapping, rows)) }
    }
  }
}

interface Counted {
  /** The line of the first row of a service, and how many rows it has. */
  service(record: string): { first: number; rows: number }
  isRepeated(name: string): boolean
  /** The line of an earlier row with the same cells. */
  twinOf(row: SheetRow): number | undefined
}

async function countRows(sheet: Sheet, mapping: Mapping): Promise<Counted> {
  const lines = new Map<string, number>()
  const services = new Map<string, { first: number; rows: number }>()
  const names = new Map<string, number>()
  for await (const read of sheet.rows()) {
    if (read.fault !== undefined) continue
    const print = printOf(Object.values(read.raw))
    if (lines.has(print)) continue
    lines.set(print, read.line)
    if (isLeftOut(mapping, read.row)) continue
    const record = printOf([recordOf(mapping, read.row)])
    const before = services.get(record)
    if (before) before.rows++
    else services.set(record, { first: read.line, rows: 1 })
    if (before || mapping.service.nameWhenRepeated === undefined) continue
    const name = printOf([nameOf(mapping, [read])])
    names.set(name, (names.get(name) ?? 0) + 1)
  }
  return {
    service: (record) => services.get(printOf([record]))!,
    isRepeated: (name) => (names.get(printOf([name])) ?? 0) > 1,
    twinOf: ({ raw, line }) => {
      const first = lines.get(printOf(Object.values(raw)))
      return first === line ? undefined : first
    },
  }
}

/** Short, and no part of a longer text: a name cut out of a file would keep all of what was read with it in memory. */
const printOf = (words: readonly string[]) =>
  createHash('sha256').update(JSON.stringify(words)).digest().toString('base64', 0, 12)

/** The id of the service that a row belongs to; a very long one by its print. */
function recordOf(mapping: Mapping, row: Row): string {
  const record = valueOf(mapping.id, { own: [row], related: {} })
  return record.length > 200 ? printOf([record]) : record
}

const nameOf = (mapping: Mapping, rows: readonly SheetRow[]) =>
  valueOf(mapping.service.name, { own: rows.map(({ row }) => row), related: {} }).toLowerCase()

const isLeftOut = ({ leaveOut }: Mapping, row: Row) =>
  leaveOut.some(({ where, is }) => {
    const value = valueOf(where, { own: [row], related: {} }).toLowerCase()
    return is.some((one) => one.toLowerCase() === value)
  })
