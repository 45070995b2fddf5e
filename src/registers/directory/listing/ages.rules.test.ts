import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Ages, readAges } from './ages.rules.ts'

const CASES: [text: string, ages: Ages | undefined][] = [
  ['11+', { minimumAge: 11 }],
  ['6 years - 14 years', { minimumAge: 6, maximumAge: 14 }],
  ['4 to 18', { minimumAge: 4, maximumAge: 18 }],
  ['0-19 years', { minimumAge: 0, maximumAge: 19 }],
  ['Aged 18 – 24', { minimumAge: 18, maximumAge: 24 }],
  ['Between 5 and 11', { minimumAge: 5, maximumAge: 11 }],
  ['From 5 years upwards', { minimumAge: 5 }],
  ['7 years upwards', { minimumAge: 7 }],
  ['Over 50s', { minimumAge: 50 }],
  ['16 or over', { minimumAge: 16 }],
  ['adults', { minimumAge: 18 }],
  ['Under 5', { maximumAge: 4 }],
  ['under 5s', { maximumAge: 4 }],
  ['up to 18', { maximumAge: 18 }],
  ['18 and under', { maximumAge: 18 }],
  ['18', { minimumAge: 18, maximumAge: 18 }],
  ['All ages', {}],
  ['14 - 6', undefined],
  ['200+', undefined],
  ['under 0', undefined],
  ['children', undefined],
  ['11ish', undefined],
  ['', undefined],
]

for (const [text, ages] of CASES)
  test(`"${text}"`, () => {
    const read = readAges(text)
    assert.deepEqual(read && Object.fromEntries(Object.entries(read).filter(([, age]) => age !== undefined)), ages)
  })

test('whatever is written, ages are possible and the right way round', () => {
  const piece = fc.constantFrom(
    '5',
    '18',
    '120',
    '300',
    '-',
    '+',
    'to',
    'under',
    'over',
    'years',
    'and',
    's',
    'all ages',
    '–',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 3 })), { maxLength: 6 }), (pieces) => {
      const { minimumAge = 0, maximumAge = 120 } = readAges(pieces.join(' ')) ?? {}
      assert.ok(minimumAge >= 0 && minimumAge <= maximumAge && maximumAge <= 120)
    }),
  )
})
