import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRandom } from './random.ts'

function draw(seed: number): number[] {
  const random = createRandom(seed)
  return Array.from({ length: 50 }, () => random.next())
}

test('the same seed gives the same numbers, another seed others', () => {
  assert.deepEqual(draw(7), draw(7))
  assert.notDeepEqual(draw(7), draw(8))
})

test('numbers are spread evenly, and whole numbers reach both ends', () => {
  const random = createRandom(1)
  const tens = Array.from({ length: 10 }, () => 0)
  for (let n = 0; n < 100_000; n++) tens[Math.floor(random.next() * 10)]!++
  for (const tenth of tens) assert.ok(Math.abs(tenth - 10_000) < 500, `a tenth held ${tenth} of 100,000`)
  const throws = new Set(Array.from({ length: 500 }, () => random.integer(1, 6)))
  assert.deepEqual(
    [...throws].toSorted((a, b) => a - b),
    [1, 2, 3, 4, 5, 6],
  )
})

test('weights, chances and the normal curve keep their proportions', () => {
  const random = createRandom(2)
  const draws = Array.from({ length: 40_000 }, () =>
    random.weighted([
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ]),
  )
  assert.ok(Math.abs(draws.filter((drawn) => drawn === 'often').length - 30_000) < 500)
  assert.ok(!draws.includes('never'))
  const normal = Array.from({ length: 40_000 }, () => random.normal(50, 10))
  const mean = normal.reduce((sum, value) => sum + value, 0) / normal.length
  const deviation = Math.sqrt(normal.reduce((sum, value) => sum + (value - mean) ** 2, 0) / normal.length)
  assert.ok(Math.abs(mean - 50) < 0.3 && Math.abs(deviation - 10) < 0.2, `mean ${mean}, deviation ${deviation}`)
})

test('nothing to choose from is refused', () => {
  assert.throws(() => createRandom(3).pick([]), RangeError)
  assert.throws(() => createRandom(3).weighted([['never', 0]]), RangeError)
})
