import { sayShown, type Shown } from '#engines/disclosure/index.ts'
import { csvText } from '#platform/csv-text.ts'
import { KIND_NAMES, KINDS, sayNeed, type Kind } from './lack.rules.ts'
import type { RegisterTable, Selection } from './register.rules.ts'

/** The tables of the page as a CSV file: one figure a line, as it may be shown, with what it counts and what was selected. */
export function registerFile(
  tables: Readonly<Record<string, RegisterTable>>,
  { period, need, area }: Selection,
): string {
  const selection = [period.words, need ? sayNeed(need).label : 'All needs', area ?? 'All districts']
  const lines = Object.entries(tables).flatMap(([name, { rows, totals }]) =>
    [...rows, { ...totals, label: 'All' }].flatMap(({ label, byKind, total }) => [
      ...KIND_NAMES.map((kind) => [
        name,
        label,
        KINDS[kind].words,
        sayPlainly(byKind[kind]),
        countsOf(kind),
        ...selection,
      ]),
      [name, label, 'In all', sayPlainly(total), 'Searches and places asked for', ...selection],
    ]),
  )
  return csvText([['Table', 'Row', 'How', 'Times', 'What is counted', 'Period', 'Need', 'District'], ...lines])
}

const countsOf = (kind: Kind): string => (kind === 'not-found' ? 'Searches' : 'Places asked for')

/** A number without a comma, so that a program can read it. */
const sayPlainly = (shown: Shown): string => (shown.is === 'about' ? String(shown.value) : sayShown(shown))
