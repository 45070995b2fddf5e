import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { cellsOf, rowsOf, type CsvRow, type RowLimits } from './csv-row.rules.ts'

const LINES: [line: string, cells: string[] | string][] = [
  ['a,b', ['a', 'b']],
  ['a,,b,', ['a', '', 'b', '']],
  ['"a","b"', ['a', 'b']],
  ['"a, b","say ""x"""', ['a, b', 'say "x"']],
  ['"",""', ['', '']],
  ['5" pipe,x', ['5" pipe', 'x']],
  ['"a', 'open'],
  ['"a""', 'open'],
  ['"a"b,c', 'stray'],
]

for (const [line, cells] of LINES) test(`cells of ${line}`, () => assert.deepEqual(cellsOf(line), cells))

const rowsIn = (text: string, limits?: RowLimits): CsvRow[] => {
  const take = rowsOf(limits)
  return [...text.split('\n'), undefined].flatMap((line) => take(line))
}

test('a quoted value may run over lines', () => {
  assert.deepEqual(rowsIn('a,b\n"x\ny",1\n2,3'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x\ny', '1'] },
    { line: 4, cells: ['2', '3'] },
  ])
})

test('blank lines are left out and still counted', () => {
  assert.deepEqual(
    rowsIn('a,b\n\n  \n1,2\n').map((row) => row.line),
    [1, 4],
  )
})

test('a missing quotation mark costs its own line and no other', () => {
  assert.deepEqual(rowsIn('a,b\n1,"x\n3,4\n5,"y"z\n6,7'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, fault: 'a quotation mark is not closed' },
    { line: 3, cells: ['3', '4'] },
    { line: 4, fault: 'text follows a closing quotation mark' },
    { line: 5, cells: ['6', '7'] },
  ])
  const many = ['a,b', '1,"x', ...Array.from({ length: 50 }, () => '2,"y"')].join('\n')
  assert.equal(rowsIn(many).filter((row) => row.cells?.[1] === 'y').length, 50)
})

test('the separator that the header has most of is the one', () => {
  for (const [text, cells] of [
    ['a;b;c\n1,5;"x;y";3', ['1,5', 'x;y', '3']],
    ['a\tb\n1,5\tx', ['1,5', 'x']],
    ['"a;b",c\n1,2', ['1', '2']],
    ['a\n1', ['1']],
  ] as const)
    assert.deepEqual(rowsIn(text, { separator: 'found' })[1], { line: 2, cells })
})

test('how far a quoted value may run is for the caller to say', () => {
  const text = `a,b\n1,"${'x\n'.repeat(100)}"\n3,4`
  assert.deepEqual(
    rowsIn(text).flatMap((row) => (row.fault ? row.line : [])),
    [2, 102],
  )
  assert.deepEqual(
    rowsIn(text, { mostLines: 200 }).map((row) => row.line),
    [1, 2, 103],
  )
  const [, faulty, ...more] = rowsIn(text, { mostLines: 200, mostCharacters: 50 })
  assert.deepEqual(faulty, { line: 2, fault: 'a quotation mark is not closed' })
  assert.deepEqual(more.at(-1), { line: 103, cells: ['3', '4'] })
})

test('what any program writes is read as it was, and as csv-parse reads it', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', ' ', '1'), maxLength: 6 })
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(table, (rows) => {
      const all = [['h1', 'h2', 'h3'], ...rows]
      const text = all.map((row) => row.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')).join('\n')
      const cells = rowsIn(text).map((row) => row.cells)
      assert.deepEqual(cells, all)
      assert.deepEqual(cells, parse(text))
    }),
  )
})
