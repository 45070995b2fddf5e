import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import type { Person } from '#registers/people/index.ts'
import { lookingHref, readLooking } from './looking.rules.ts'
import { seekerOf } from './seeker.rules.ts'

const grace = { birthDate: day('1950-01-02'), language: 'en', accessNeeds: [], gender: null } satisfies Partial<Person>
const any = { days: [], way: null, moneyIsTight: false }
const at = { district: 'ZZ1', today: day('2026-04-01') }

test('what the record says decides, and what it does not say is asked', () => {
  const seeker = seekerOf(
    { ...grace, language: 'ur', accessNeeds: ['wheelchair', 'bsl-interpreter'] },
    ['caring', 'debt'],
    any,
    at,
  )
  assert.equal(seeker.age, 76)
  assert.deepEqual(seeker.languages, [
    { code: 'bfi', name: 'British Sign Language' },
    { code: 'ur', name: 'Urdu' },
  ])
  assert.equal(seeker.steps, 'wheelchair')
  assert.equal(seeker.moneyIsTight, true)
  assert.deepEqual([seeker.belongsTo, seeker.notAmong], [['carers'], []])
})

test('nobody is put into a box: only plain words for a gender count', () => {
  const groups = (gender: string | null) =>
    [seekerOf({ ...grace, gender }, [], any, at)].map(({ belongsTo, notAmong }) =>
      [...belongsTo, '|', ...notAmong].join(''),
    )[0]
  assert.deepEqual(['Woman', 'female', 'trans woman', 'a man', 'non-binary', 'woman, sometimes', null].map(groups), [
    'women|men',
    'women|men',
    'women|men',
    'men|women',
    '|',
    '|',
    '|',
  ])
})

test('an address that makes no sense is read as far as it does', () => {
  const looking = readLooking(
    { need: 'constructor', days: ['MO', 'XX'], way: '__proto__', words: 'a\u0000b', compare: ['1', '1', '2', '3'] },
    'debt',
  )
  assert.deepEqual(looking, {
    need: 'debt',
    words: 'a b',
    days: ['MO'],
    way: null,
    moneyIsTight: false,
    compare: ['1', '2'],
  })
  assert.deepEqual(
    readLooking(Object.fromEntries(new URL(`http://x${lookingHref('e', looking)}`).searchParams), null).need,
    'debt',
  )
})
