import { randomBytes } from 'node:crypto'
import pg from 'pg'

/** Rows of one table, all with the same columns. */
export interface TableRows {
  table: string
  columns: string[]
  rows: (string | null)[][]
}

/** Columns that the serving role may not give: the database fills them in. */
const FILLED_IN = `select attname from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
  and (has_column_privilege('trellis_app', attrelid, attnum, 'insert') or attrelid = 'people.person'::regclass) order by attnum`

/**
 * Everything that the newest referral wrote, read back from all tables by the number of its transaction: so the raw statements
 * write the same rows as the program does, also when the program comes to write others. Values are text, as the database prints them.
 */
export async function rowsOfNewestReferral(admin: pg.PoolConfig): Promise<TableRows[]> {
  const client = new pg.Client({ ...admin, types: { getTypeParser: () => (text: string) => text } as never })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{
      table: string
    }>(`select format('%I.%I', n.nspname, c.relname) as table from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by c.oid`)
    const { rows: newest } = await client.query<{ xmin: string }>(
      `select xmin from referrals.referral order by received_at desc limit 1`,
    )
    const found: TableRows[] = []
    for (const { table } of tables) {
      const { rows } = await client.query<Record<string, string | null>>(`select * from ${table} where xmin = $1`, [
        newest[0]!.xmin,
      ])
      if (rows.length === 0) continue
      const parent = table.startsWith('journal.entry') ? 'journal.entry' : table
      const { rows: given } = await client.query<{ attname: string }>(FILLED_IN, [parent])
      const columns = given.map(({ attname }) => attname)
      if (columns.length === 0) continue // what people.register alone writes
      found.push({ table: parent, columns, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) })
    }
    return found
  } finally {
    await client.end()
  }
}

/** How the raw statements are sent: one for each table, or everything in one. Both in one flush with begin and commit. */
export type RawWay = 'a statement a table' | 'one statement'

export interface RawStatement {
  name: string
  text: string
  /** The values of the n-th referral; `id` gives the new id that stands for one of the captured rows. */
  values(n: number, id: (captured: string) => string): (string | null)[]
}

/** Writes the statements by hand, as it were, for rows like those captured. New people come in through people.register alone. */
export function rawStatements(captured: readonly TableRows[], way: RawWay): RawStatement[] {
  const fresh = freshIds(captured)
  const parts = captured.map(({ table, columns, rows }) => ({
    person: table === 'people.person',
    insert: (from: number) => insertInto(table, columns, rows.length, from),
    values: rows.flatMap((row) => columns.map((column, n) => valueOf(column, row[n]!, fresh))),
    columns,
  }))
  const person = parts.find((part) => part.person)!
  const others = parts.filter((part) => !part.person)
  const details: RawStatement['values'] = (n, id) => [
    JSON.stringify(
      Object.fromEntries(person.columns.map((column, at) => [column, jsonOf(column, person.values[at]!(n, id))])),
    ),
  ]
  if (way === 'a statement a table')
    return [
      { name: 'raw person', text: 'select people.register($1)', values: details },
      ...others.map(({ insert, values }, n) => ({ name: `raw ${n}`, text: insert(1), values: valuesOf(values) })),
    ]
  let from = 2
  const inserts = others.map(({ insert, values }, n) => {
    const text = `w${n} as (${insert(from)})`
    from += values.length
    return text
  })
  const all = valuesOf(others.flatMap(({ values }) => values))
  return [
    {
      name: 'raw all',
      text: `with person as materialized (select people.register($1)), ${inserts.join(', ')} select from person`,
      values: (n, id) => [...details(n, id), ...all(n, id)],
    },
  ]
}

type Value = (n: number, id: (captured: string) => string) => string | null

const valuesOf =
  (values: readonly Value[]): RawStatement['values'] =>
  (n, id) =>
    values.map((value) => value(n, id))

function insertInto(table: string, columns: readonly string[], rows: number, from: number): string {
  const row = (at: number) => `(${columns.map((_, n) => `$${from + at * columns.length + n}`).join(', ')})`
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  return `insert into ${table} (${names}) values ${Array.from({ length: rows }, (_, at) => row(at)).join(', ')}`
}

/** The ids that the referral made, which each raw one makes anew. */
const freshIds = (captured: readonly TableRows[]): Set<string> =>
  new Set(
    captured.flatMap(({ columns, rows }) =>
      columns.flatMap((column, n) => (column === 'id' || column === 'request_id' ? rows.map((row) => row[n]!) : [])),
    ),
  )

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** What differs from one referral to the next; all else is as captured. */
function valueOf(column: string, captured: string | null, fresh: ReadonlySet<string>): Value {
  if (captured === null) return () => null
  if (column === 'reference') return (n) => `RAW${n}`
  if (column === 'key') return (n) => `raw-${n}`
  if (column === 'family_name') return (n) => `Raw${n.toString(36)}`
  if (column === 'birth_date')
    return (n) => new Date(Date.UTC(1931, 0, 1 + ((n * 7919) % 27_000))).toISOString().slice(0, 10)
  if (column === 'token_hash' || column === 'nhs_number_index') return () => `\\x${randomBytes(32).toString('hex')}`
  if (captured.match(UUID)?.some((id) => fresh.has(id)))
    return (_n, id) => captured.replace(UUID, (old) => (fresh.has(old) ? id(old) : old))
  return () => captured
}

/** people.register takes the person as JSON: arrays and objects of the database's text form become JSON again. */
function jsonOf(column: string, text: string | null): unknown {
  if (column === 'further' && text) return JSON.parse(text)
  return text
}
