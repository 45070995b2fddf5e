import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { FileFault, readCsv, type Progress } from '#platform/csv/csv-file.ts'
import type { CsvRow } from '#platform/csv/csv-row.rules.ts'
import { layoutOf, requiredColumns } from './file-columns.rules.ts'
import type { FileKind } from './file-kind.rules.ts'
import { RowReader } from './row-reader.rules.ts'
import type { Saved } from './reference-table.queries.ts'

/** One row that was not stored, and why. */
export interface RefusedRow {
  file: string
  /** From 1, the header included; null when it is about the file as a whole. */
  line: number | null
  /** As the file calls it; null when it is about the row as a whole. */
  field: string | null
  reason: string
}

/** What an import did. Every row read was added, changed, unchanged or refused; a fault of the file itself is refused beside them. */
export interface ImportResult extends Saved {
  read: number
  refused: RefusedRow[]
}

/** Small enough for a quick transaction, large enough that its cost does not show. */
const BATCH = 4_500

/**
 * Stores a published file, in batches that each are a transaction of their own. Faulty rows are refused one by one and the good ones
 * stored; a header that fits nothing stores nothing. Repeating it changes nothing. Memory does not grow with the file.
 */
export async function importCsv<Row>(
  ctx: Context,
  kind: FileKind<Row>,
  save: (tx: Tx, rows: readonly Row[]) => Promise<Saved>,
  file: string,
  progress?: Progress,
): Promise<ImportResult> {
  const result: ImportResult = { read: 0, added: 0, changed: 0, unchanged: 0, refused: [] }
  const take = intake(kind, file, result)
  let line: number | null = null
  let batch: Row[] = []
  const store = async () => {
    const saved = await ctx.transaction((tx) => save(tx, batch))
    batch = []
    result.added += saved.added
    result.changed += saved.changed
    result.unchanged += saved.unchanged
  }
  try {
    for await (const row of readCsv(file, { progress })) {
      line = row.line
      const value = take(row)
      if (value !== undefined) batch.push(value)
      if (batch.length === BATCH) await store()
    }
    if (line === null) throw new FileFault('the file is empty')
  } catch (error) {
    if (!(error instanceof FileFault)) throw error
    result.refused.push({ file, line, field: null, reason: error.message })
  }
  if (batch.length > 0) await store()
  return result
}

/** Takes one row after another, the header first; answers those to be stored and counts and refuses the others. */
function intake<Row>(kind: FileKind<Row>, file: string, result: ImportResult): (row: CsvRow) => Row | undefined {
  let reader: RowReader | undefined
  let width = 0
  return (row) => {
    if (!reader) {
      const { layout, isHeader } = open(kind, row)
      reader = new RowReader(layout)
      width = row.cells?.length ?? 0
      if (isHeader) return undefined
    }
    result.read++
    const refuse = (field: string | null, reason: string) =>
      void result.refused.push({ file, line: row.line, field, reason })
    if (!row.cells) return refuse(null, row.fault)
    if (row.cells.length !== width) return refuse(null, `row has ${row.cells.length} columns, expected ${width}`)
    reader.start(row.cells)
    const value = kind.read(reader)
    if (value !== 'nothing' && !reader.fault && kind.isRepeated(value))
      reader.refuse(kind.key, 'is in this file already')
    if (reader.fault) return refuse(reader.fault.field, reader.fault.reason)
    if (value !== 'nothing') return value
    result.unchanged++
    return undefined
  }
}

function open<Row>(kind: FileKind<Row>, { cells, fault }: CsvRow) {
  if (!cells) throw new FileFault(`the header cannot be read: ${fault}`)
  const layout = layoutOf(kind.columns, cells)
  if (layout) return { layout, isHeader: true }
  if (kind.headless?.fits(cells)) {
    const columns = kind.headless.columns.map((name, index) => [name, { index, heading: name }] as const)
    return { layout: new Map(columns.filter(([name]) => name)), isHeader: false }
  }
  const names = cells.map((cell) => cell.trim()).join(', ')
  throw new FileFault(
    `this is no file of ${kind.noun} that Trellis knows: expected the columns ${requiredColumns(kind.columns)}` +
      `${kind.headless ? `, or ${kind.headless.name}` : ''}; found ${names.length > 500 ? `${names.slice(0, 500)}…` : names}`,
  )
}
