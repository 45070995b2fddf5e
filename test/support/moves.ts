import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '#platform/database/connection.ts'

/** The moves that the trigger of a table allows, as "from → to" in order; read from the written shape of the database. */
export function movesInDatabase(table: string): string[] {
  const schema = readFileSync(join(ROOT, 'db', 'schema.sql'), 'utf8')
  const trigger =
    schema.split('\n').find((line) => line.includes(`TRIGGER move_allowed BEFORE UPDATE OF status ON ${table} `)) ?? ''
  return [...trigger.matchAll(/\(old\.status <> '(\w+)'::text\) OR \(new\.status <> '(\w+)'::text\)/g)]
    .map((m) => `${m[1]} → ${m[2]}`)
    .toSorted()
}

/** The moves of an exported table, in the same form. */
export const movesOf = (moves: Record<string, readonly string[]>): string[] =>
  Object.entries(moves)
    .flatMap(([from, to]) => to.map((t) => `${from} → ${t}`))
    .toSorted()
