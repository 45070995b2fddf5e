import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { columnWidths, linesHere, linesOf } from './lines.rules.ts'

/** Every character is one point wide. */
const measure = (text: string): number => text.length

test('lines break after spaces, hyphens and slashes, at line breaks, and inside what is too long', () => {
  const cases: [string, number, string[]][] = [
    ['', 10, ['']],
    ['one two three', 7, ['one two ', 'three']],
    ['one  two\nthree', 20, ['one two ', 'three']],
    ['well-known/there', 6, ['well-', 'known/', 'there']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['go abcdefgh on', 4, ['go ', 'abcd', 'efgh ', 'on']],
    ['a\n\nb', 4, ['a ', ' ', 'b']],
  ]
  for (const [text, width, lines] of cases) assert.deepEqual(linesOf(text, width, measure), lines, text)
})

test('no word is lost, and no line is too wide', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '/', '\n'), maxLength: 200 }),
      fc.integer({ min: 1, max: 30 }),
      (text, width) => {
        const lines = linesOf(text, width, measure)
        for (const line of lines) assert.ok(line.trimEnd().length <= width, line)
        assert.equal(lines.join('').replace(/\s+/g, ''), text.replace(/\s+/g, ''))
      },
    ),
  )
})

test('no line of several stands alone at the end or the beginning of a page', () => {
  const cases: [count: number, room: number, fresh: boolean, here: number][] = [
    [3, 3, false, 3],
    [3, 2, false, 0],
    [4, 3, false, 2],
    [5, 3, false, 3],
    [5, 1, false, 0],
    [1, 0, false, 0],
    [3, 2, true, 2],
    [9, 0, true, 1],
    [9, -3, true, 1],
  ]
  for (const [count, room, fresh, here] of cases)
    assert.equal(linesHere(count, room, fresh), here, `${count} lines, room for ${room}`)
})

test('columns fill the width; narrow ones get what they want', () => {
  assert.deepEqual(columnWidths([10, 20], [5, 5], 40), [15, 25])
  assert.deepEqual(columnWidths([10, 100], [5, 20], 60), [10, 50])
  assert.deepEqual(columnWidths([100, 100], [80, 40], 60), [40, 20])
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (columns) => {
        const widths = columnWidths(
          columns.map(([need, more]) => need + more),
          columns.map(([need]) => need),
          450,
        )
        assert.ok(Math.abs(widths.reduce((sum, width) => sum + width, 0) - 450) < 1e-6)
        assert.ok(widths.every((width) => width > 0))
      },
    ),
  )
})
