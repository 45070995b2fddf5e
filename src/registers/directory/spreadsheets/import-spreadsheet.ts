import type { Context } from '#platform/context.ts'
import { FileFault, type Progress } from '#platform/csv/csv-file.ts'
import type { Id } from '#platform/ids.ts'
import type { Refusal } from '../feeds/feed-file.rules.ts'
import { type ImportReport, sourceIdOf } from '../feeds/import-open-referral.ts'
import { saveSource } from '../listing/listing.queries.ts'
import type { Listing, Provider, Source } from '../listing/listing.type.ts'
import { storeListings } from '../listing/store-listings.ts'
import { columnsExpected, emptyWords, type Mapping } from './mapping.rules.ts'
import { Refusals } from './refusals.rules.ts'
import { RelatedRows } from './related-rows.ts'
import { listingOfRows } from './row-listing.rules.ts'
import { openSheet, type Sheet } from './sheet.ts'
import { servicesOf } from './sheet-services.ts'

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
  const nothing = { read: 0, added: 0, changed: 0, unchanged: 0 }
  const refusals = new Refusals()
  try {
    const isEmpty = emptyWords(mapping)
    const sheet = await openSheet(file, isEmpty)
    const related = await RelatedRows.load(mapping, file, isEmpty, refusals)
    const lacking = columnsLacking(mapping, sheet, related)
    if (lacking.length > 0) return { ...nothing, refused: lacking, notes: [] }
    const sourceId = sourceIdOf(ctx.actor.partnershipId, source.name)
    const { licence = licenceOf(mapping) } = source
    await ctx.transaction(async (tx) => saveSource(tx, { ...source, ...(licence && { licence }), id: sourceId }))
    const counts = await importRows(ctx, sourceId, sheet, mapping, related, refusals, onProgress)
    const notes = sheet.encoding === 'utf-8' ? [] : [`${sheet.name} is not in UTF-8: it was read as Windows-1252`]
    return { ...counts, refused: refusals.all(sheet.name), notes }
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    return { ...nothing, refused: [{ file, line: null, field: null, reason: error.message }], notes: [] }
  }
}

const licenceOf = ({ licence, attribution }: Mapping) => licence && [licence, attribution].filter(Boolean).join(', ')

/** Columns of the mapping that a file has not: without them it is the wrong file or the wrong mapping. */
function columnsLacking(mapping: Mapping, services: Sheet, related: RelatedRows): Refusal[] {
  return columnsExpected(mapping).flatMap(({ of, column }) => {
    const sheet = of === '' ? services : related.sheets.get(of)!
    if (sheet.headings.includes(column)) return []
    const reason = `is in the mapping, and not in this file, which has: ${sheet.headings.join(', ').slice(0, 500)}`
    return [{ file: sheet.name, line: 1, field: column, reason }]
  })
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
  refusals: Refusals,
  onProgress: Progress,
): Promise<Omit<ImportReport, 'refused'>> {
  const report = { read: 0, added: 0, changed: 0, unchanged: 0 }
  const told = new Set<string>()
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
  for await (const service of servicesOf(sheet, mapping, refusals, onProgress)) {
    report.read++
    if (service === 'broken') continue
    const { rows, record } = service
    const { line, row } = rows[0]!
    const found = related.of(record, line, row, sheet.name)
    const [own, raw] = [rows.map((each) => each.row), rows.map((each) => each.raw)]
    const read = listingOfRows({ ...service, rows: own, raw, related: found }, mapping, sourceId)
    for (const each of rows)
      for (const fault of each.faults) refusals.add(sheet.name, each.line, fault.field, fault.reason)
    for (const fault of read.faults) refusals.add(sheet.name, line, fault.field, fault.reason)
    for (const { of, id, faults } of read.relatedFaults) {
      if (told.has(`${of} ${id}`)) continue // other services point to the same row
      told.add(`${of} ${id}`)
      const at = found[of]!.find((other) => other.id === id)!
      for (const fault of faults) refusals.add(related.sheets.get(of)!.name, at.line, fault.field, fault.reason)
    }
    if (!read.listing) continue
    batch.push({ listing: read.listing, ...(read.provider && { provider: read.provider }) })
    for (const cells of raw) for (const cell of Object.values(cells)) characters += cell.length
    if (batch.length === STEP || characters > STEP_CHARACTERS) await store()
  }
  if (batch.length > 0) await store()
  related.refuseUnused(sheet.name)
  return report
}
