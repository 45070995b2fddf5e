import { z } from 'zod'

/** One row by the headings of its file. */
export type Row = Readonly<Record<string, string>>

/** Other words for what stands in a cell, whatever its capitals; `otherwise` for all others, which else stay as they are. */
interface Reworded {
  values?: Record<string, string> | undefined
  otherwise?: string | undefined
}

/** How one value is made of the cells of a row; docs/spreadsheets.md explains each way with an example. */
export type Cell =
  | string
  | ({ column: string; of?: string | undefined; before?: string | undefined; after?: string | undefined } & Reworded)
  | ({ every: Cell; with?: string | undefined } & Reworded)
  | { join: Cell[]; with?: string | undefined }
  | { first: Cell[] }
  | { text: string }

const reworded = { values: z.record(z.string(), z.string()).optional(), otherwise: z.string().optional() }

export const cell: z.ZodType<Cell> = z.lazy(() =>
  z.union(
    [
      z.string().min(1),
      z.strictObject({
        column: z.string().min(1),
        of: z.string().optional(),
        before: z.string().min(1).optional(),
        after: z.string().min(1).optional(),
        ...reworded,
      }),
      z.strictObject({ every: cell, with: z.string().optional(), ...reworded }),
      z.strictObject({ join: z.array(cell).min(1), with: z.string().optional() }),
      z.strictObject({ first: z.array(cell).min(1) }),
      z.strictObject({ text: z.string().min(1) }),
    ],
    { error: 'must be the name of a column, or one of {"column"}, {"every"}, {"join"}, {"first"}, {"text"}' },
  ),
)

/** The rows that make one service, and the rows of related files that they point to. */
export interface Rows {
  own: readonly Row[]
  related: Readonly<Record<string, Row | undefined>>
}

/** The value for a service; "" where its cells are empty. Of several rows the first that says something counts. */
export function valueOf(from: Cell, rows: Rows): string {
  if (typeof from === 'string') return firstOf(rows.own, from)
  if ('column' in from) return columnValue(from, rows)
  if ('join' in from)
    return from.join
      .map((part) => valueOf(part, rows))
      .filter(Boolean)
      .join(from.with ?? ', ')
  if ('first' in from) {
    for (const part of from.first) {
      const value = valueOf(part, rows)
      if (value) return value
    }
    return ''
  }
  if ('every' in from) {
    const values = everyValue(from.every, rows)
    return inOtherWords(from.with === undefined ? AND.format(values) : values.join(from.with), from)
  }
  return filled(from.text, rows)
}

/** The different values that the rows of one service give, in their order. */
export const everyValue = (from: Cell, { own, related }: Rows): string[] => [
  ...new Set(own.map((row) => valueOf(from, { own: [row], related })).filter(Boolean)),
]

/** The columns that a value is made of, by the file they are in ("" is the file of the services itself). */
export function columnsOf(from: Cell): { of: string; column: string }[] {
  if (typeof from === 'string') return [{ of: '', column: from }]
  if ('column' in from) return [{ of: from.of ?? '', column: from.column }]
  if ('join' in from) return from.join.flatMap(columnsOf)
  if ('first' in from) return from.first.flatMap(columnsOf)
  if ('every' in from) return columnsOf(from.every)
  return [...from.text.matchAll(PLACEHOLDER)].map(([, column]) => ({ of: '', column: column! }))
}

const PLACEHOLDER = /\{([^{}]+)\}/g
const AND = new Intl.ListFormat('en-GB', { type: 'conjunction' })

const read = (row: Row | undefined, column: string) => (row && Object.hasOwn(row, column) ? row[column]! : '')

function firstOf(rows: readonly Row[], column: string): string {
  for (const row of rows) {
    const value = read(row, column)
    if (value) return value
  }
  return ''
}

function columnValue(from: Extract<Cell, { column: string }>, rows: Rows): string {
  const { column, of, before, after } = from
  let value = of === undefined ? firstOf(rows.own, column) : read(rows.related[of], column)
  if (after !== undefined) value = value.includes(after) ? value.slice(value.indexOf(after) + after.length).trim() : ''
  if (before !== undefined && value.includes(before)) value = value.slice(0, value.indexOf(before)).trim()
  return inOtherWords(value, from)
}

function inOtherWords(value: string, { values = {}, otherwise }: Reworded): string {
  if (!value) return ''
  const mapped = Object.entries(values).find(([written]) => written.toLowerCase() === value.toLowerCase())
  return mapped ? mapped[1] : (otherwise ?? value)
}

/** A text with its {placeholders} filled in; nothing at all when one of them is empty. */
function filled(text: string, rows: Rows): string {
  let lacks = false
  const value = text.replaceAll(PLACEHOLDER, (_, column: string) => {
    const found = firstOf(rows.own, column)
    lacks ||= !found
    return found
  })
  return lacks ? '' : value
}
