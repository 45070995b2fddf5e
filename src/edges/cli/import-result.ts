import type { Answer } from './answer.ts'

/** One row that an importer would not take, so that whoever keeps the file can mend it. */
export interface RefusedRow {
  file: string
  /** From 1, the header being line 1; null where the file has no lines worth naming (a JSON feed). */
  line: number | null
  field: string | null
  reason: string
}

/** What an import did. Good rows are stored even when others are refused; a second run of the same file changes nothing. */
export interface ImportResult {
  read: number
  added: number
  changed: number
  unchanged: number
  refused: RefusedRow[]
}

/** An empty result to count into, or the sum of several files' results. */
export const sumOfImports = (results: ImportResult[]): ImportResult => ({
  read: sum(results, 'read'),
  added: sum(results, 'added'),
  changed: sum(results, 'changed'),
  unchanged: sum(results, 'unchanged'),
  refused: results.flatMap((r) => r.refused),
})

/** What an importer says: a sentence of counts, then each refused row. Refused when any row was. `noun` is plural: "practices". */
export function answerOfImport(result: ImportResult, noun: string): Answer {
  const { read, added, changed, unchanged, refused } = result
  const counts = `Read ${figure(read)} ${noun}: ${figure(added)} added, ${figure(changed)} changed, ${figure(unchanged)} unchanged, ${figure(refused.length)} refused.`
  const good =
    refused.length > 0 && added + changed + unchanged > 0
      ? ['Everything else is stored. Mend these and run it again:']
      : []
  return {
    lines: [counts, ...good, ...refused.map(sayRow)],
    json: { read, added, changed, unchanged, refused },
    ok: refused.length === 0,
  }
}

const sayRow = ({ file, line, field, reason }: RefusedRow): string =>
  `  ${[`${file}${line === null ? '' : ` line ${line}`}`, field, reason].filter((part) => part !== null && part !== '').join(': ')}`

const figure = (n: number): string => n.toLocaleString('en-GB')
const sum = (results: ImportResult[], key: 'read' | 'added' | 'changed' | 'unchanged') =>
  results.reduce((total, r) => total + r[key], 0)
