/** Counts with their totals in the last column and the last row, and what a reader is told of each. */
export interface Figures {
  values: readonly (readonly number[])[]
  bounds: { least: number; most: number }[][]
}

/** A reader must be left with at least so many numbers that a figure could be. */
const LEAST_LEFT = 3

/**
 * Whether a reader who knows that rows and columns add up could narrow one figure down to fewer than three numbers. Exact, not
 * an estimate: a table with totals is a circulation (each figure an edge between its row and its column, totals running back), and
 * another table that tells the reader the same exists just where the true one can be changed along a closed path of residual
 * edges (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 6; for tables: Cox, JASA 90, 1995).
 */
export function isPinnedDown(figures: Figures, i: number, j: number): boolean {
  return waysUp(figures, i, j, LEAST_LEFT - 1) + waysDown(figures, i, j, LEAST_LEFT - 1) < LEAST_LEFT - 1
}

const waysUp = (figures: Figures, i: number, j: number, enough: number) => steps(figures, { i, j }, 1, enough)
const waysDown = (figures: Figures, i: number, j: number, enough: number) => steps(figures, { i, j }, -1, enough)

interface Edge {
  i: number
  j: number
}

/** By how much a figure can go up (1) or down (-1) while everything that is shown stays true; counts no further than `enough`. */
function steps({ values, bounds }: Figures, at: Edge, way: 1 | -1, enough: number): number {
  const now = values.map((row) => [...row])
  const { least, most } = bounds[at.i]![at.j]!
  for (let made = 0; made < enough; made++) {
    const next = now[at.i]![at.j]! + way
    if (next < least || next > most) return made
    const path = pathAround(now, bounds, at, way)
    if (!path) return made
    now[at.i]![at.j] = next
    for (const { edge, change } of path) now[edge.i]![edge.j]! += change
  }
  return enough
}

interface Step {
  edge: Edge
  change: 1 | -1
}

/** The changes elsewhere that make up for one here, by the shortest way; undefined where there is none. */
function pathAround(now: number[][], bounds: Figures['bounds'], at: Edge, way: 1 | -1): Step[] | undefined {
  const [rows, columns] = [now.length, now[0]!.length]
  // A total runs against its parts: what goes up in a cell must go up in its total too.
  const sign = (i: number, j: number) => ((i === rows - 1) === (j === columns - 1) ? 1 : -1)
  const mayChange = (i: number, j: number, change: number) => {
    const value = now[i]![j]! + change
    return !(i === at.i && j === at.j) && value >= bounds[i]![j]!.least && value <= bounds[i]![j]!.most
  }
  // Nodes: rows, then columns. Forward along an edge adds its sign; backward takes it away.
  const up = way * sign(at.i, at.j) > 0
  const [from, to] = up ? [rows + at.j, at.i] : [at.i, rows + at.j]
  const came = new Map<number, { node: number; step: Step } | undefined>([[from, undefined]])
  for (const node of came.keys()) {
    if (node === to) break
    const isRow = node < rows
    for (let other = 0; other < (isRow ? columns : rows); other++) {
      const next = isRow ? rows + other : other
      const [i, j] = isRow ? [node, other] : [other, node - rows]
      const change = (isRow ? sign(i, j) : -sign(i, j)) as 1 | -1
      if (!came.has(next) && mayChange(i, j, change)) came.set(next, { node, step: { edge: { i, j }, change } })
    }
  }
  if (!came.has(to)) return undefined
  const path: Step[] = []
  for (let back = came.get(to); back; back = came.get(back.node)) path.push(back.step)
  return path
}
