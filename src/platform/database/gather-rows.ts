import pg from 'pg'
import type { AddOptions } from './database.ts'

interface Gathered {
  table: string
  columns: string[]
  unlessThere: boolean
  rows: number
  values: unknown[]
}

/** As many values as one statement may carry, far below the protocol's 65,535. */
const MOST_VALUES = 10_000

/** Up to so many rows of a table are the everyday number, whose statements are worth keeping: more are seldom the same number twice. */
const USUAL_ROWS = 8

/** `usual`: a statement that will come again and is worth preparing. */
export type SendRows = (text: string, values: unknown[], usual: boolean) => void

/** Gathers new rows by table, and by the columns that are given, until `flush` sends each table's as one statement. */
export function gatherRows(send: SendRows) {
  const gathered = new Map<string, Gathered>()
  const flush = (): void => {
    if (gathered.size === 0) return
    const all = [...gathered.values()]
    gathered.clear()
    for (const one of all) send(textOf(one), one.values, one.rows <= USUAL_ROWS)
  }
  return {
    flush,
    add(table: string, row: object, { unlessThere = false }: AddOptions = {}): void {
      const columns: string[] = []
      const values: unknown[] = []
      for (const [column, value] of Object.entries(row))
        if (value !== undefined) {
          columns.push(column)
          values.push(value)
        }
      const key = `${table} ${columns.join()} ${unlessThere}`
      const before = gathered.get(key)
      if (!before) {
        gathered.set(key, { table, columns, unlessThere, rows: 1, values })
        return
      }
      before.rows++
      before.values.push(...values)
      if (before.values.length > MOST_VALUES) flush()
    },
  }
}

const texts = new Map<string, string>()

/** Kept, because a referral writes a dozen and they are always the same. */
function textOf({ table, columns, unlessThere, rows }: Gathered): string {
  const key = `${table} ${columns.join()} ${unlessThere} ${rows}`
  const kept = texts.get(key)
  if (kept) return kept
  const row = (at: number) => `(${columns.map((_, n) => `$${at * columns.length + n + 1}`).join(', ')})`
  const into = `insert into ${table} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`
  // Without columns: naming them would ask the select policy about a row that the maker may not see.
  const text = `${into} values ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}${unlessThere ? ' on conflict do nothing' : ''}`
  if (rows <= USUAL_ROWS && texts.size < 500) texts.set(key, text)
  return text
}
