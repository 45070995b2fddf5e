import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { protectNumber, protectTable, sayShown, type ProtectedTable, type Shown } from './index.ts'

const said = ({ cells, rowTotals, columnTotals, total }: ProtectedTable) =>
  [...cells.map((row, i) => [...row, rowTotals[i]!]), [...columnTotals, total]].map((row) => row.map(sayShown))

test('a number alone: small ones are not told apart, others are rounded to 5', () => {
  for (const [count, words] of [
    [0, 'fewer than 8'],
    [1, 'fewer than 8'],
    [7, 'fewer than 8'],
    [8, '10'],
    [12, '10'],
    [13, '15'],
    [1238, '1,240'],
  ] as const)
    assert.equal(sayShown(protectNumber(count)), words, String(count))
  for (const count of [-1, 1.5, NaN]) assert.throws(() => protectNumber(count), RangeError)
})

test('totals are added up before they are rounded', () => {
  assert.deepEqual(said(protectTable([[12, 12, 12]])), [
    ['10', '10', '10', '35'],
    ['10', '10', '10', '35'],
  ])
})

test('nothing more is kept back where rounding is enough', () => {
  assert.deepEqual(
    said(
      protectTable([
        [40, 3],
        [0, 22],
      ]),
    ),
    [
      ['40', 'fewer than 8', '45'],
      ['fewer than 8', '20', '20'],
      ['40', '25', '65'],
    ],
  )
})

test('four sevens under a total of 28, shown as 30, would each be known: something is kept back', () => {
  const shown = said(protectTable([[7, 7, 7, 7]]))
  assert.ok(shown.flat().includes('not shown'))
  assert.deepEqual(shown[0]!.slice(0, 4), Array(4).fill('fewer than 8'))
})

test('an empty table is one total', () => {
  assert.deepEqual(said(protectTable([])), [['fewer than 8']])
  assert.throws(() => protectTable([[1], [1, 2]]), RangeError)
})

/** What a reader knows of a figure. */
const known = (shown: Shown): [number, number] =>
  shown.is === 'fewer'
    ? [0, shown.than - 1]
    : shown.is === 'hidden'
      ? [8, Infinity]
      : [Math.max(8, shown.value - 2), shown.value + 2]

/** Narrows every figure by adding and subtracting along rows and columns until nothing more follows. */
function bySubtraction(table: ProtectedTable): [number, number][][] {
  const { cells, rowTotals, columnTotals, total } = table
  const at = [...cells.map((row, i) => [...row, rowTotals[i]!]), [...columnTotals, total]].map((row) => row.map(known))
  const lines = [...at, ...at[0]!.map((_, j) => at.map((row) => row[j]!))]
  for (let changed = true; changed;) {
    changed = false
    for (const line of lines) {
      const [parts, sum] = [line.slice(0, -1), line.at(-1)!]
      const others = (one: [number, number], end: 0 | 1) =>
        parts.reduce((all, part) => (part === one ? all : all + part[end]), 0)
      const narrow = (one: [number, number], least: number, most: number) => {
        if (least > one[0]) [one[0], changed] = [least, true]
        if (most < one[1]) [one[1], changed] = [most, true]
      }
      narrow(sum, others([0, 0], 0), others([0, 0], 1))
      for (const part of parts) narrow(part, sum[0] - others(part, 1), sum[1] - others(part, 0))
    }
  }
  return at
}

const small = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.integer({ min: 8, max: 40 }))
const tables = (counts: fc.Arbitrary<number>, most: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }))
    .chain(([rows, columns]) =>
      fc.array(fc.array(counts, { minLength: columns, maxLength: columns }), { minLength: rows, maxLength: rows }),
    )

test('no small number of 10,000 tables can be worked out by subtraction, and what is shown is true', () => {
  const hardest = fc.oneof(tables(small, 6), tables(fc.constantFrom(0, 6, 7), 5))
  fc.assert(
    fc.property(hardest, (counts) => {
      const table = protectTable(counts)
      const found = bySubtraction(table)
      counts.forEach((row, i) =>
        row.forEach((count, j) => {
          const [least, most] = known(table.cells[i]![j]!)
          assert.ok(least <= count && count <= most)
          if (count < 8) assert.ok(found[i]![j]![1] - found[i]![j]![0] >= 2, JSON.stringify({ counts, i, j }))
        }),
      )
    }),
    { numRuns: 10_000 },
  )
})

/** All that a reader could be looking at: every table of two rows and two columns of which the same would be shown. */
function possible(table: ProtectedTable): number[][] {
  const fits = (value: number, shown: Shown) => known(shown)[0] <= value && value <= known(shown)[1]
  const values = (shown: Shown) => {
    const [least, most] = known(shown)
    return Array.from({ length: Math.min(most, 45) - least + 1 }, (_, n) => least + n)
  }
  const [[a, b], [c, d]] = table.cells as [[Shown, Shown], [Shown, Shown]]
  return values(a).flatMap((w) =>
    values(b).flatMap((x) =>
      values(c).flatMap((y) =>
        values(d).flatMap((z) =>
          fits(w + x, table.rowTotals[0]!) &&
          fits(y + z, table.rowTotals[1]!) &&
          fits(w + y, table.columnTotals[0]!) &&
          fits(x + z, table.columnTotals[1]!) &&
          fits(w + x + y + z, table.total)
            ? [[w, x, y, z]]
            : [],
        ),
      ),
    ),
  )
}

test('a reader who tries every possible table is left with three numbers or more for each small one', () => {
  const two = fc.array(fc.array(fc.integer({ min: 0, max: 24 }), { minLength: 2, maxLength: 2 }), {
    minLength: 2,
    maxLength: 2,
  })
  fc.assert(
    fc.property(two, (counts) => {
      const tables = possible(protectTable(counts))
      counts.flat().forEach((count, n) => {
        if (count < 8) assert.ok(new Set(tables.map((one) => one[n])).size >= 3, JSON.stringify(counts))
      })
    }),
    { numRuns: 300 },
  )
})
