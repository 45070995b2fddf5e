import { type RawBuilder, sql } from 'kysely'
import type { DB } from '#db/database.types.ts'
import { db, type Statement, type Tx } from '#platform/database/database.ts'

type Table = Extract<keyof DB, `directory.${string}`>
type Cell = string | number | boolean | null | object

/** A row by its columns, its values as JSON writes them: days and instants are text, lists are lists. */
export type Row<T extends Table> = { readonly [column in keyof DB[T]]?: Cell }

/**
 * Writes many rows of one table in one statement. All rows have the same columns. `onConflict` is what follows
 * "on conflict"; without it a second row with the same key is an error.
 */
export function saveRows<T extends Table>(
  tx: Tx,
  table: T,
  rows: readonly Row<T>[],
  onConflict?: RawBuilder<unknown>,
): void {
  const [first] = rows
  if (!first) return
  const columns = sql.join(columnsOf(first).map((name) => sql.ref(name)))
  const into = sql.table(table)
  tx.save(
    statement(sql`insert into ${into} (${columns})
      select ${columns} from jsonb_populate_recordset(null::${into}, ${JSON.stringify(rows)}::text::jsonb)
      ${onConflict ? sql`on conflict ${onConflict}` : sql``}`),
  )
}

/** A second row with the same id takes the place of the first. */
export const replacing = (row: object | undefined): RawBuilder<unknown> =>
  sql`(partnership_id, id) do update set ${takingNew(columnsOf(row ?? {}).filter((name) => name !== 'partnership_id' && name !== 'id'))}`

/** "column = excluded.column" for each of them. */
export const takingNew = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))

/** Hand-written SQL as a statement of a transaction. */
export const statement = <R>(raw: RawBuilder<R>): Statement<R> => ({ compile: () => raw.compile(db) })

const columnsOf = (row: object) => Object.keys(row)
