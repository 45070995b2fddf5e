import type { Tx } from '#platform/database/database.ts'

/** What became of the rows that were handed over: together as many as there were. */
export interface Saved {
  added: number
  changed: number
  unchanged: number
}

/** A table of published data and how a row of it looks in the program: `pcnCode` is the column `pcn_code`. */
export interface ReferenceTable<Row> {
  name: string
  key: readonly (keyof Row & string)[]
  columns: {
    readonly [column in keyof Row & string]?:
      | 'text'
      | 'boolean'
      | 'integer'
      | 'smallint'
      | 'numeric'
      | 'double precision'
      | 'date'
  }
  /** Columns whose difference alone is no change: they follow when something else changes. */
  following?: readonly (keyof Row & string)[]
}

/**
 * Adds rows or changes those that differ, in one statement however many there are (a few thousand is best). A column that no
 * row names is left as it stands: one publication has addresses, another has networks. Each key may come only once.
 */
export async function saveRows<Row extends object>(
  tx: Tx,
  table: ReferenceTable<Row>,
  rows: readonly Row[],
): Promise<Saved> {
  if (rows.length === 0) return { added: 0, changed: 0, unchanged: 0 }
  const columns = (Object.keys(table.columns) as (keyof Row & string)[]).filter((column) =>
    rows.some((row) => row[column] !== undefined),
  )
  const [{ added, changed }] = (await tx.query(upsert(table, columns), [JSON.stringify(rows)])) as [Saved]
  return { added, changed, unchanged: rows.length - added - changed }
}

/** A row that was added has no xmax; one that was changed has this transaction's, because it was locked first; one that is the same is not returned. */
function upsert<Row>(table: ReferenceTable<Row>, columns: (keyof Row & string)[]): string {
  const values = columns.filter((column) => !table.key.includes(column))
  const compared = values.filter((column) => !table.following?.includes(column)).map(columnOf)
  return `with saved as (
    insert into ${table.name} as stands (${columns.map(columnOf).join(', ')})
    select ${columns.map((column) => `"${column}"`).join(', ')}
    from jsonb_to_recordset($1::jsonb) as given (${columns.map((column) => `"${column}" ${table.columns[column]}`).join(', ')})
    on conflict (${table.key.map(columnOf).join(', ')}) do update set ${values.map((v) => `${columnOf(v)} = excluded.${columnOf(v)}`).join(', ')}
    where (${compared.map((c) => `stands.${c}`).join(', ')}) is distinct from (${compared.map((c) => `excluded.${c}`).join(', ')})
    returning xmax = 0 as is_new)
  select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed from saved`
}

const columnOf = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
