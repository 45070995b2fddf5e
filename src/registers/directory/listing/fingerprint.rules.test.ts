import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { fingerprintOf } from './fingerprint.rules.ts'
import type { Listing } from './listing.type.ts'

const of = (value: unknown) => fingerprintOf(value as Listing)

test('the order of fields does not matter; what is in them, and the order of lists, does', () => {
  assert.equal(of({ a: 1, b: { c: [1, 2], d: undefined } }), of({ b: { c: [1, 2] }, a: 1 }))
  assert.notEqual(of({ a: [1, 2] }), of({ a: [2, 1] }))
  assert.notEqual(of({ a: '1' }), of({ a: 1 }))
  assert.notEqual(of({ a: null }), of({}))
})

test('it is that of the JSON in which the fields are in order, so that stored ones stay true', () => {
  const ordered = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(ordered)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, ordered(inner)]),
    )
  }
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string().filter((name) => !/^\d+$/.test(name)),
        fc.anything({ maxDepth: 3, withDate: false, key: fc.constantFrom('b', 'a', 'ü', 'A') }),
      ),
      (value) => {
        const json = createHash('sha256')
          .update(JSON.stringify(ordered(value)))
          .digest('base64url')
        assert.equal(of(value), json)
      },
    ),
  )
})
