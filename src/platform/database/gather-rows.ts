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

/**
 * Gathers new rows by table, and by the columns that are given, until `flush` sends all of them as one statement: what the
 * program and the server do for each statement costs more than the rows. Constraints and triggers after see every row; a
 * policy or a trigger before must not look for another of them.
 */
export function gatherRows(send: SendRows) {
  const gathered = new Map<string, Gathered>()
  let count = 0
  const flush = (): void => {
    if (gathered.size === 0) return
    const text = textOf(gathered)
    const all = [...gathered.values()]
    gathered.clear()
    count = 0
    send(
      text,
      all.length === 1 ? all[0]!.values : all.flatMap(({ values }) => values),
      all.every(({ rows }) => rows <= USUAL_ROWS),
    )
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
      if (before) {
        before.rows++
        before.values.push(...values)
      } else gathered.set(key, { table, columns, unlessThere, rows: 1, values })
      count += values.length
      if (count > MOST_VALUES) flush()
    },
  }
}

const texts = new Map<string, string>()

/** Kept, because a referral writes a dozen and they are always the same. */
function textOf(gathered: ReadonlyMap<string, Gathered>): string {
  let key = ''
  for (const [one, { rows }] of gathered) key += `${one} ${rows};`
  const kept = texts.get(key)
  if (kept) return kept
  let values = 0
  const inserts = Array.from(gathered.values(), (one) => {
    const text = insertInto(one, values)
    values += one.rows * one.columns.length
    return text
  })
  const last = inserts.pop()!
  const text =
    inserts.length === 0 ? last : `with ${inserts.map((insert, n) => `r${n} as (${insert})`).join(', ')} ${last}`
  if (texts.size < 500 && [...gathered.values()].every(({ rows }) => rows <= USUAL_ROWS)) texts.set(key, text)
  return text
}

/** `from`: how many values come before in the same statement. */
function insertInto({ table, columns, unlessThere, rows }: Gathered, from: number): string {
  const row = (at: number) => `(${columns.map((_, n) => `$${from + at * columns.length + n + 1}`).join(', ')})`
  const into = `insert into ${table} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`
  // Without columns: naming them would ask the select policy about a row that the maker may not see.
  return `${into} values ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}${unlessThere ? ' on conflict do nothing' : ''}`
}
