import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import type { CapacityStatement } from '#registers/directory/index.ts'
import { spaceLeft } from './space-left.rules.ts'

const today = day('2026-04-01')
const two: CapacityStatement = { state: 'open', places: 2, confirmedOn: day('2026-03-30') }

test('people who were given a place take it away from what was confirmed', () => {
  assert.deepEqual(spaceLeft(two, 0, today), {
    state: 'open',
    words: '2 places, confirmed Monday 30 March',
    taken: false,
  })
  assert.deepEqual(spaceLeft(two, 1, today), {
    state: 'limited',
    words: '2 places, confirmed Monday 30 March; one taken since',
    taken: false,
  })
  assert.deepEqual(spaceLeft(two, 2, today), {
    state: 'full',
    words: '2 places, confirmed Monday 30 March; 2 taken since: ring first',
    taken: true,
  })
})

test('nothing is made up where no number was stated, or where nobody confirmed it in time', () => {
  assert.equal(spaceLeft({ ...two, places: null }, 9, today).state, 'open')
  assert.deepEqual(spaceLeft({ ...two, confirmedOn: day('2026-02-01') }, 9, today).state, 'unknown')
  assert.equal(spaceLeft(null, 0, today).words, 'Ask if there is space')
  assert.equal(spaceLeft({ ...two, state: 'full' }, 1, today).taken, false)
})
