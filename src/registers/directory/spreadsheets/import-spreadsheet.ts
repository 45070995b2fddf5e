import { createHash } from 'node:crypto'
import type { Context } from '#platform/context.ts'
import { FileFault, type Progress } from '#platform/csv/csv-file.ts'
import type { Id } from '#platform/ids.ts'
import type { Refusal } from '../feeds/feed-file.rules.ts'
import { type ImportReport, sourceIdOf } from '../feeds/import-open-referral.ts'
import { saveSource } from '../listing/listing.queries.ts'
import type { Listing, Provider, Source } from '../listing/listing.type.ts'
import { storeListings } from '../listing/store-listings.ts'
import { type Row, valueOf } from './cell.rules.ts'
import { fieldOf, quoted } from './field-reader.rules.ts'
import { columnsExpected, emptyWords, type Mapping } from './mapping.rules.ts'
import { RelatedRows } from './related-rows.ts'
import { listingOfRows } from './row-listing.rules.ts'
import { openSheet, type Sheet, type SheetRow } from './sheet.ts'

/** What an import of a spreadsheet did, and what whoever keeps the sheet may want to know beside it. */
export interface SpreadsheetReport extends ImportReport {
  notes: string[]
}

/**
 * Stores the services of a spreadsheet saved as CSV, read after a mapping; related files lie beside it. What cannot be read is
 * refused by file, line and column, and everything else is stored: a row, or a field of it, never costs another one. `read`
 * counts services; rows that the mapping leaves out count nowhere. A second import changes nothing; a listing whose row is gone
 * stays. The file is read row by row, twice: memory does not grow with it, but for the ids. Stored in steps, each a transaction.
 */
export async function importSpreadsheet(
  ctx: Context,
  source: Omit<Source, 'id'>,
  file: string,
  mapping: Mapping,
  onProgress: Progress = () => {},
): Promise<SpreadsheetReport> {
  const report: SpreadsheetReport = { read: 0, added: 0, changed: 0, unchanged: 0, refused: [], notes: [] }
  try {
    const isEmpty = emptyWords(mapping)
    const sheet = await openSheet(file, isEmpty)
    const related = new RelatedRows(mapping, isEmpty)
    await related.load(file)
    const lacking = columnsLacking(mapping, sheet, related)
    if (lacking.length > 0) return { ...report, refused: lacking }
    if (sheet.encoding !== 'utf-8') report.notes.push(`${sheet.name} is not in UTF-8: it was read as Windows-1252`)
    const sourceId = sourceIdOf(ctx.actor.partnershipId, source.name)
    const { licence = licenceOf(mapping) } = source
    await ctx.transaction(async (tx) => saveSource(tx, { ...source, ...(licence && { licence }), id: sourceId }))
    await importRows(ctx, sourceId, sheet, mapping, related, report, onProgress)
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    report.refused.push({ file, line: null, field: null, reason: error.message })
  }
  return report
}

const licenceOf = ({ licence, attribution }: Mapping) => [licence, attribution].filter(Boolean).join('. ') || undefined

/** Columns of the mapping that a file has not: without them it is the wrong file or the wrong mapping. */
function columnsLacking(mapping: Mapping, services: Sheet, related: RelatedRows): Refusal[] {
  return columnsExpected(mapping).flatMap(({ of, column }) => {
    const sheet = of === '' ? services : related.sheets.get(of)!
    if (sheet.headings.includes(column)) return []
    const reason = `is in the mapping, and not in this file, which has: ${sheet.headings.join(', ').slice(0, 500)}`
    return [{ file: sheet.name, line: 1, field: column, reason }]
  })
}

interface Group {
  record: string
  rows: SheetRow[]
}

/** A transaction takes this many services, or fewer when they are long. */
const STEP = 200
const STEP_CHARACTERS = 2_000_000

async function importRows(
  ctx: Context,
  sourceId: Id,
  sheet: Sheet,
  mapping: Mapping,
  related: RelatedRows,
  report: SpreadsheetReport,
  onProgress: Progress,
): Promise<void> {
  const counted = await countRows(sheet, mapping)
  const refuse = (file: string, line: number, field: string | null, reason: string) =>
    void report.refused.push({ file, line, field, reason })
  const toldOf = new Set<string>()
  let batch: { listing: Listing; provider?: Provider }[] = []
  let characters = 0
  const store = async () => {
    const stored = await ctx.transaction((tx) => storeListings(tx, sourceId, batch))
    report.added += stored.added
    report.changed += stored.changed
    report.unchanged += stored.unchanged
    batch = []
    characters = 0
  }
  for await (const { record, rows } of servicesOf(sheet, mapping, counted, report, onProgress)) {
    report.read++
    const [first] = rows
    const own = rows.map(({ row }) => row)
    const found = related.of(record, first!.line, own[0]!, sheet.name)
    const { listing, provider, faults, relatedFaults } = listingOfRows(
      {
        record,
        rows: own,
        raw: rows.map((row) => row.raw),
        related: found,
        nameIsRepeated: counted.isRepeated(nameOf(mapping, own)),
      },
      mapping,
      sourceId,
    )
    for (const { line, faults: ofRow } of rows)
      for (const { field, reason } of ofRow) refuse(sheet.name, line, field, reason)
    for (const { field, reason } of faults) refuse(sheet.name, first!.line, field, reason)
    for (const { of, id, faults: ofRow } of relatedFaults) {
      if (toldOf.has(`${of} ${id}`)) continue
      toldOf.add(`${of} ${id}`)
      const { line } = found[of]!.find((row) => row.id === id)!
      for (const { field, reason } of ofRow) refuse(related.sheets.get(of)!.name, line, field, reason)
    }
    if (!listing) continue
    batch.push({ listing, ...(provider && { provider }) })
    for (const row of own) for (const cell of Object.values(row)) characters += cell.length
    if (batch.length === STEP || characters > STEP_CHARACTERS) await store()
  }
  if (batch.length > 0) await store()
  related.refuseUnused(sheet.name)
  report.refused.push(...related.refused)
}

/** The services of a sheet, each as soon as its last row has been read. Refuses rows that are none. */
async function* servicesOf(
  sheet: Sheet,
  mapping: Mapping,
  counted: Counted,
  report: SpreadsheetReport,
  onProgress: Progress,
): AsyncGenerator<Group> {
  const open = new Map<string, SheetRow[]>()
  const first = new Map<string, number>()
  const refuse = (line: number, field: string | null, reason: string) =>
    void report.refused.push({ file: sheet.name, line, field, reason })
  for await (const read of sheet.rows(onProgress)) {
    if (read.fault !== undefined) {
      report.read++
      refuse(read.line, null, read.fault)
      continue
    }
    const twin = counted.twinOf(read)
    if (twin !== undefined) {
      refuse(read.line, null, `the row is the same as that of line ${twin}: it counts once`)
      continue
    }
    if (isLeftOut(mapping, read.row)) continue
    const record = recordOf(mapping, read.row)
    if (!record) {
      report.read++
      refuse(
        read.line,
        fieldOf(mapping.id),
        'is empty: without it the service would be another one next time, and is not stored',
      )
      continue
    }
    if (!mapping.severalRows) {
      const before = first.get(record)
      if (before === undefined) {
        first.set(record, read.line)
        yield { record, rows: [read] }
      } else {
        report.read++
        refuse(read.line, fieldOf(mapping.id), `${quoted(record)} is that of line ${before} already: not stored`)
      }
      continue
    }
    const rows = [...(open.get(record) ?? []), read]
    open.set(record, rows)
    if (rows.length === counted.rowsOf(record)) {
      open.delete(record)
      yield { record, rows }
    }
  }
}

interface Counted {
  rowsOf(record: string): number
  isRepeated(name: string): boolean
  /** The line of an earlier row with the same cells. */
  twinOf(row: SheetRow): number | undefined
}

/** Reads the sheet once before, for what can only be known at its end. */
async function countRows(sheet: Sheet, mapping: Mapping): Promise<Counted> {
  const lines = new Map<string, number>()
  const records = new Map<string, number>()
  const names = new Map<string, number>()
  for await (const read of sheet.rows()) {
    if (read.fault !== undefined) continue
    const print = printOf(read.raw)
    if (lines.has(print)) continue
    lines.set(print, read.line)
    if (isLeftOut(mapping, read.row)) continue
    const record = recordOf(mapping, read.row)
    const before = records.get(record) ?? 0
    records.set(record, before + 1)
    const name = nameOf(mapping, [read.row])
    if (before === 0) names.set(name, (names.get(name) ?? 0) + 1)
  }
  return {
    rowsOf: (record) => records.get(record) ?? 0,
    isRepeated: (name) => (names.get(name) ?? 0) > 1,
    twinOf: ({ raw, line }) => {
      const first = lines.get(printOf(raw))
      return first === line ? undefined : first
    },
  }
}

const printOf = (row: Row) => createHash('sha256').update(JSON.stringify(row)).digest('base64').slice(0, 22)

const recordOf = (mapping: Mapping, row: Row) => valueOf(mapping.id, { own: [row], related: {} }).slice(0, 200)

const nameOf = (mapping: Mapping, rows: readonly Row[]) =>
  valueOf(mapping.service.name, { own: rows, related: {} }).toLowerCase()

const isLeftOut = ({ leaveOut }: Mapping, row: Row) =>
  leaveOut.some(({ where, is }) => {
    const value = valueOf(where, { own: [row], related: {} }).toLowerCase()
    return is.some((one) => one.toLowerCase() === value)
  })
