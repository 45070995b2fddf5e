import type { Columns } from './file-columns.rules.ts'
import type { RowReader } from './row-reader.rules.ts'

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
