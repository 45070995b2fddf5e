import type pg from 'pg'
import type { Book } from './book.ts'

/** As many rows as one statement takes. */
const CHUNK = 4_000

/** Tables in the order in which rows may refer to each other; what is not named comes after these. */
const ORDER = [
  'people.person',
  'people.involvement',
  'people.consent',
  'referrals.referral',
  'support.episode',
  'support.contact',
  'support.revision',
  'connections.connection',
]

/**
 * Writes a book into the database, many rows in a statement, by the owner of the tables, in the caller's transaction. Rows that
 * have a state begin in their first one and are moved step by step, so that the database's own rules are kept.
 */
export async function insertBook(client: Asked, { rows, moves }: Book): Promise<void> {
  const tables = [...rows.keys()].toSorted((a, b) => placeOf(a) - placeOf(b))
  for (const table of tables)
    for (const some of byColumns(rows.get(table)!).flatMap(chunksOf)) await insertRows(client, table, some)
  for (const [table, steps] of moves)
    for (const step of steps)
      for (const some of byColumns(step.map(({ id, columns }) => ({ id, ...columns }))).flatMap(chunksOf)) {
        const set = Object.keys(some[0]!).filter((column) => column !== 'id')
        await client.query(
          `update ${table} t set ${set.map((column) => `${column} = m.${column}`).join(', ')}
            from jsonb_populate_recordset(null::${table}, $1::jsonb) m where t.partnership_id = $2 and t.id = m.id`,
          [JSON.stringify(some), rows.get(table)![0]!.partnership_id],
        )
      }
}

type Asked = Pick<pg.ClientBase, 'query'>

/** What all rows have in common is sent once, and what is not known not at all: half as much for the server to read. */
async function insertRows(client: Asked, table: string, rows: readonly Row[]): Promise<void> {
  const [first] = rows
  const columns = Object.keys(first!)
  const common = new Set(columns.filter((column) => rows.every((row) => row[column] === first![column])))
  const isOwn = ([column, value]: [string, unknown]) => value !== null && !common.has(column)
  const own = rows.map((row) => Object.fromEntries(Object.entries(row).filter(isOwn)))
  const shared = Object.fromEntries([...common].map((column) => [column, first![column]]))
  await client.query(
    `insert into ${table} (${columns.join(', ')})
      select ${columns.map((column) => `${common.has(column) ? 'c' : 'r'}.${column}`).join(', ')}
      from jsonb_populate_recordset(null::${table}, $1::jsonb) r, jsonb_populate_record(null::${table}, $2::jsonb) c`,
    [JSON.stringify(own), JSON.stringify(shared)],
  )
}

function placeOf(table: string): number {
  const place = ORDER.indexOf(table)
  return place < 0 ? ORDER.length : place
}

type Row = Record<string, unknown>

/** Rows that give the same columns; what a row does not give gets its default. */
function byColumns(rows: readonly Row[]): Row[][] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    for (const column of Object.keys(row)) if (row[column] === undefined) delete row[column]
    const key = Object.keys(row).toSorted().join()
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return [...groups.values()]
}

const chunksOf = (rows: readonly Row[]): (readonly Row[])[] =>
  Array.from({ length: Math.ceil(rows.length / CHUNK) }, (_, n) => rows.slice(n * CHUNK, (n + 1) * CHUNK))
