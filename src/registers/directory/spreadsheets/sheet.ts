import { basename } from 'node:path'
import { type Encoding, encodingOf, type Progress, readCsv } from '#platform/csv/csv-file.ts'
import type { Row } from './cell.rules.ts'
import type { Fault } from './field-reader.rules.ts'

/** No cell is stored longer than this; what is longer is cut and named. */
export const LONGEST_CELL = 100_000

export interface SheetRow {
  /** From 1, the header included: the line on which the row begins. */
  line: number
  /** Without the words that stand for "nothing". */
  row: Row
  /** As it was written. */
  raw: Row
  /** What is wrong with it although it can be read. */
  faults: Fault[]
  fault?: undefined
}

/** A row that cannot be read at all. */
export interface BrokenRow {
  line: number
  fault: string
}

export interface Sheet {
  /** The file's name without its folder: refusals name it. */
  name: string
  headings: readonly string[]
  encoding: Encoding
  /** All rows from the first one, as often as it is asked for; blank rows are left out. Holds one row at a time. */
  rows(progress?: Progress): AsyncGenerator<SheetRow | BrokenRow>
}

/** A spreadsheet saved as CSV: commas, semicolons or tabs, UTF-8 or Windows-1252. Throws FileFault when it is none. */
export async function openSheet(path: string, isEmpty: (cell: string) => boolean): Promise<Sheet> {
  const encoding = await encodingOf(path)
  const limits = {
    separator: 'found',
    mostLines: 1_000_000,
    mostCharacters: 5_000_000,
    longestLine: 5_000_000,
  } as const
  let headings: string[] = []
  for await (const { cells } of readCsv(path, { encoding, ...limits })) {
    headings = (cells ?? []).map((cell) => cell.trim())
    break
  }
  return {
    name: basename(path),
    headings,
    encoding,
    async *rows(progress) {
      let first = true
      for await (const { line, cells, fault } of readCsv(path, {
        encoding,
        ...limits,
        ...(progress && { progress }),
      })) {
        if (first) first = false
        else if (!cells) yield { line, fault }
        else if (cells.some((cell) => cell.trim() !== '')) yield rowOf(line, cells, headings, isEmpty)
      }
    },
  }
}

function rowOf(
  line: number,
  cells: readonly string[],
  headings: readonly string[],
  isEmpty: (cell: string) => boolean,
): SheetRow | BrokenRow {
  const beyond = cells.slice(headings.length).some((cell) => cell.trim() !== '')
  if (cells.length < headings.length || beyond)
    return { line, fault: `the row has ${cells.length} columns, the header has ${headings.length}` }
  const faults: Fault[] = []
  const raw = new Map<string, string>()
  for (const [at, field] of headings.entries()) {
    const cell = cells[at]!.trim()
    if (field === '' || raw.has(field)) continue
    raw.set(field, kept(cell))
    if (cell.length > LONGEST_CELL)
      faults.push({
        field,
        reason: `has ${figure(cell.length)} characters: only the first ${figure(LONGEST_CELL)} are stored`,
      })
    if (cell.includes('\uFFFD'))
      faults.push({ field, reason: 'has characters that cannot be read: save the file as CSV (UTF-8)' })
    if (isFormula(cell)) faults.push({ field, reason: 'begins as a formula does: kept as text, never worked out' })
  }
  const said = [...raw].map(([field, cell]) => [field, isEmpty(cell) ? '' : cell] as const)
  return { line, row: Object.fromEntries(said), raw: Object.fromEntries(raw), faults }
}

/**
 * Whether a spreadsheet program would work a cell out instead of showing it: "=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0". Telephone
 * numbers, negative numbers and list items begin with the same signs and are none.
 */
export const isFormula = (cell: string): boolean =>
  /^=./.test(cell) || (/^[+@-][^\s].*[(|!]/.test(cell) && !/^\+?[\d\s().-]+$/.test(cell))

/** Neither NUL nor halves of characters, which the database does not take; and no copy that holds the whole long cell in memory. */
function kept(cell: string): string {
  const cut = cell.length > LONGEST_CELL ? Buffer.from(cell.slice(0, LONGEST_CELL)).toString() : cell
  return cut.toWellFormed().replaceAll('\u0000', '')
}

const figure = (n: number) => n.toLocaleString('en-GB')
