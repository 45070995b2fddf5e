import { protectTable, type Shown } from '#engines/disclosure/index.ts'
import type { UnmetNeed } from '#registers/directory/index.ts'
import { KIND_NAMES, sayNeed, type Kind, type Lack } from './lack.rules.ts'
import { sayQuarter, type Period } from './period.rules.ts'

/** What is looked at; a need or a district that is left out means all of them. */
export interface Selection {
  period: Period
  need?: UnmetNeed
  area?: string
}

export interface RegisterRow {
  /** The need's code, the district or the first day of the quarter. */
  key: string
  label: string
  byKind: Record<Kind, Shown>
  total: Shown
}

/** Counts by need, by district or by quarter, as they may be shown. */
export interface RegisterTable {
  rows: RegisterRow[]
  totals: Pick<RegisterRow, 'byKind' | 'total'>
}

/** The lacks of a selection; of all quarters where it has no period. */
export const selected = (lacks: readonly Lack[], { period, need, area }: Partial<Selection>): Lack[] =>
  lacks.filter(
    (lack) =>
      (!period || period.quarters.includes(lack.quarter)) &&
      (!need || lack.need === need) &&
      (!area || lack.area === area),
  )

/** By need, the most often first. A need that came up fewer than 8 times has no row: it looks like one that never did. */
export const byNeed = (lacks: readonly Lack[]): RegisterTable =>
  withoutSmall(
    tableOf(
      lacks,
      distinct(lacks.map(({ need }) => need)),
      ({ need }) => need,
      (need) => sayNeed(need as UnmetNeed).label,
    ),
  )

/** By postcode district, in the same way. */
export const byArea = (lacks: readonly Lack[]): RegisterTable =>
  withoutSmall(
    tableOf(
      lacks,
      distinct(lacks.map(({ area }) => area ?? NOWHERE)),
      ({ area }) => area ?? NOWHERE,
      (area) => (area === NOWHERE ? 'District not known' : area),
    ),
  )

/** By quarter, each of the period, the oldest first. */
export const byQuarter = (lacks: readonly Lack[], { quarters }: Pick<Period, 'quarters'>): RegisterTable =>
  tableOf(
    lacks,
    quarters,
    ({ quarter }) => quarter,
    (quarter) => sayQuarter(quarter as Period['from']),
  )

/** The districts that came up often enough to be named, in the order of the alphabet. */
export const namedAreas = (lacks: readonly Lack[]): string[] =>
  byArea(lacks)
    .rows.map(({ key }) => key)
    .filter((key) => key !== NOWHERE)
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))

/** The key of the row for lacks whose district is not known. */
const NOWHERE = ''

function tableOf(
  lacks: readonly Lack[],
  keys: readonly string[],
  keyOf: (lack: Lack) => string,
  labelOf: (key: string) => string,
): RegisterTable {
  const counts = keys.map((key) => {
    const own = lacks.filter((lack) => keyOf(lack) === key)
    return KIND_NAMES.map((kind) => own.reduce((sum, lack) => sum + (lack.kind === kind ? lack.times : 0), 0))
  })
  // Without a row there would be no columns to add up.
  const table = protectTable(counts.length > 0 ? counts : [KIND_NAMES.map(() => 0)])
  const kinds = (shown: readonly Shown[]) =>
    Object.fromEntries(KIND_NAMES.map((kind, n) => [kind, shown[n]!])) as Record<Kind, Shown>
  return {
    rows: keys.map((key, n) => ({
      key,
      label: labelOf(key),
      byKind: kinds(table.cells[n]!),
      total: table.rowTotals[n]!,
    })),
    totals: { byKind: kinds(table.columnTotals), total: table.total },
  }
}

/** Sorted by what is shown, never by what was counted. */
const withoutSmall = ({ rows, totals }: RegisterTable): RegisterTable => ({
  totals,
  rows: rows
    .filter(({ total }) => total.is !== 'fewer')
    .toSorted((a, b) => shownSize(b.total) - shownSize(a.total) || a.label.localeCompare(b.label, 'en')),
})

/** The number that is shown; 0 where none is. */
export const shownSize = (shown: Shown): number => (shown.is === 'about' ? shown.value : 0)

const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)]
