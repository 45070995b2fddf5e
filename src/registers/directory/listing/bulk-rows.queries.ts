import { type RawBuilder, sql } from 'kysely'
import type { DB } from '#db/database.types.ts'
import { db, type Statement, type Tx } from '#platform/database/database.ts'

type Table = Extract<keyof DB, `directory.${string}`>
type Cell = string | number | boolean | null | object

/** A row by its columns, without the partnership, which is that of the transaction; its values as JSON writes them: days and instants are text, lists are lists, undefined is null. */
export type Row<T extends Table> = {
  readonly [column in keyof DB[T]]?: column extends 'partnership_id' ? never : Cell | undefined
}

/** Rows of one table, each with the same columns, as they are sent: JSON without its brackets. */
export interface Written {
  columns: readonly string[]
  text: string
}

/** Writes rows down before the transaction that saves them: while it is open, nothing should be waited for. */
export const written = (rows: readonly object[]): Written => ({
  columns: Object.keys(rows[0] ?? {}),
  text: rows.map((row) => JSON.stringify(row)).join(','),
})

/** What follows "on conflict", for a statement with these columns. */
type OnConflict = (columns: readonly string[]) => RawBuilder<unknown>

/**
 * Writes many rows of one table in one statement. All rows have the same columns. Without `onConflict` a second row with the same key
 * is an error.
 */
export const saveRows = <T extends Table>(tx: Tx, table: T, rows: readonly Row<T>[], onConflict?: OnConflict): void =>
  saveWritten(tx, table, [written(rows)], onConflict)

/** The same with rows that are written down. */
export function saveWritten(tx: Tx, table: Table, rows: readonly Written[], onConflict?: OnConflict): void {
  const some = rows.filter(({ text }) => text !== '')
  const names = some[0]?.columns
  if (!names) return
  const columns = sql.join(names.map((name) => sql.ref(name)))
  const into = sql.table(table)
  tx.save(
    statement(sql`insert into ${into} (partnership_id, ${columns})
      select ${tx.actor.partnershipId}::uuid, ${columns} from jsonb_populate_recordset(null::${into}, ${`[${some.map(({ text }) => text).join(',')}]`}::text::jsonb)
      ${onConflict ? sql`on conflict ${onConflict(names)}` : sql``}`),
  )
}

/** A second row with the same id takes the place of the first. */
export const replacing: OnConflict = (columns) =>
  sql`(partnership_id, id) do update set ${takingNew(columns.filter((name) => name !== 'id'))}`

/** "column = excluded.column" for each of them. */
export const takingNew = (columns: readonly string[]): RawBuilder<unknown> =>
  sql.join(columns.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))

/** Hand-written SQL as a statement of a transaction. */
export const statement = <R>(raw: RawBuilder<R>): Statement<R> => ({ compile: () => raw.compile(db) })
