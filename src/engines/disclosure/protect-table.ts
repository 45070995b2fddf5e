import { isPinnedDown, type Figures } from './pinned-down.ts'

/** A figure as it may be shown: rounded, only known to be small (nought included), or kept back for the sake of another. */
export type Shown = { is: 'about'; value: number } | { is: 'fewer'; than: number } | { is: 'hidden' }

/** A table of counts as it may be shown, its totals worked out from the true counts. */
export interface ProtectedTable {
  cells: Shown[][]
  rowTotals: Shown[]
  columnTotals: Shown[]
  total: Shown
}

/**
 * NHS England's automatic rule for counts of places smaller than England, as it stood in November 2026: 1 to 7 are not shown,
 * the others are rounded to the nearest 5, and totals are added up before they are rounded. Here nought is not told from 1 to 7
 * either, because a row of small numbers beside a small total would otherwise give each of them away.
 */
export const SMALL_NUMBERS = { threshold: 8, nearest: 5 } as const

/** One number that stands alone. Counts below nought or not whole are a bug and throw RangeError. */
export function protectNumber(count: number): Shown {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a count: ${count}`)
  const { threshold, nearest } = SMALL_NUMBERS
  if (count < threshold) return { is: 'fewer', than: threshold }
  return { is: 'about', value: Math.round(count / nearest) * nearest }
}

/**
 * Rows of counts, all of one length, as they may be shown with their totals. Small numbers are replaced and the others rounded;
 * where a small one could still be worked out from the rest, further figures are kept back, the smallest that can help first, until
 * none can. What one table shows is looked at as a whole; between two tables that share figures only the rounding stands.
 */
export function protectTable(counts: readonly (readonly number[])[]): ProtectedTable {
  const values = withTotals(counts)
  const shown = values.map((row) => row.map(protectNumber))
  const figures: Figures = { values, bounds: shown.map((row) => row.map((one) => boundsOf(one))) }
  for (let found = exposed(shown, figures); found; found = exposed(shown, figures)) {
    const next = toKeepBack(shown, values, found)
    if (!next) break
    shown[next.i]![next.j] = { is: 'hidden' }
    figures.bounds[next.i]![next.j] = boundsOf({ is: 'hidden' })
  }
  const total = shown.pop()!
  return {
    cells: shown.map((row) => row.slice(0, -1)),
    rowTotals: shown.map((row) => row.at(-1)!),
    columnTotals: total.slice(0, -1),
    total: total.at(-1)!,
  }
}

/** The last number of each row and the last row are totals. */
function withTotals(counts: readonly (readonly number[])[]): number[][] {
  const width = counts[0]?.length ?? 0
  if (counts.some((row) => row.length !== width)) throw new RangeError('rows of different lengths')
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)
  const rows = counts.map((row) => [...row, sum(row)])
  return [...rows, Array.from({ length: width + 1 }, (_, j) => sum(rows.map((row) => row[j]!)))]
}

/** Between which numbers a reader knows a figure to lie; what is kept back cannot be small, or it would say so. */
function boundsOf(shown: Shown): { least: number; most: number } {
  const { threshold, nearest } = SMALL_NUMBERS
  if (shown.is === 'fewer') return { least: 0, most: shown.than - 1 }
  if (shown.is === 'hidden') return { least: threshold, most: Infinity }
  const half = Math.floor(nearest / 2)
  return { least: Math.max(threshold, shown.value - half), most: shown.value + half }
}

interface At {
  i: number
  j: number
}

const places = (table: readonly (readonly unknown[])[]): At[] =>
  table.flatMap((row, i) => row.map((_, j) => ({ i, j })))

/** A small number of which a reader could work out what it is. */
const exposed = (shown: readonly (readonly Shown[])[], figures: Figures): At | undefined =>
  places(shown).find(({ i, j }) => shown[i]![j]!.is === 'fewer' && isPinnedDown(figures, i, j))

/** The figure to keep back next: in the same row or column if there is one, a cell before a total, the smallest first. */
function toKeepBack(shown: readonly (readonly Shown[])[], values: readonly (readonly number[])[], of: At) {
  const near = ({ i, j }: At) => i === of.i || j === of.j
  const isTotal = ({ i, j }: At) => i === values.length - 1 || j === values[i]!.length - 1
  return places(shown)
    .filter(({ i, j }) => shown[i]![j]!.is === 'about')
    .toSorted(
      (a, b) =>
        Number(near(b)) - Number(near(a)) ||
        Number(isTotal(a)) - Number(isTotal(b)) ||
        values[a.i]![a.j]! - values[b.i]![b.j]!,
    )[0]
}
