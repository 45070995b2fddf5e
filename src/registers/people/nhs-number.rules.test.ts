import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkDigit, readNhsNumber, sayNhsNumber } from './nhs-number.rules.ts'

const CASES = [
  ['9990000018', 'ok', 'check digit 8'],
  ['999 000 0018', 'ok', 'printed form'],
  ['999-000-0018', 'ok', 'hyphens'],
  [' 999\u00a0000\u00a00018\n', 'ok', 'hard spaces, as copied from a letter'],
  ['9990000050', 'ok', 'remainder 0: check digit 0'],
  ['9000000009', 'ok', 'published example of the national demographics service'],
  ['9990000019', 'not-real', 'wrong check digit'],
  ['9990000081', 'not-real', 'two digits exchanged'],
  ['9990000000', 'not-real', 'check digit would be 10'],
  ['9990000001', 'not-real', 'check digit would be 10'],
  ['0000000000', 'not-real', 'placeholder that passes the sum'],
  ['999000001', 'not-ten-digits', 'nine'],
  ['99900000180', 'not-ten-digits', 'eleven'],
  ['99900000I8', 'not-ten-digits', 'a letter'],
  ['٩٩٩٠٠٠٠٠١٨', 'not-ten-digits', 'digits of another script'],
  ['', 'not-ten-digits', 'nothing'],
] as const

for (const [typed, expected, why] of CASES) {
  test(`an NHS number: ${why}`, () => {
    const read = readNhsNumber(typed)
    assert.equal(read.ok ? 'ok' : read.reason, expected)
    if (read.ok) assert.match(read.value, /^\d{10}$/)
  })
}

const nineDigits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 }).map((d) => d.join(''))

test('of the ten numbers with the same nine digits at most one is real, and it reads back from its printed form', () => {
  fc.assert(
    fc.property(nineDigits, (nine) => {
      const real = Array.from('0123456789')
        .map((last) => readNhsNumber(nine + last))
        .filter((read) => read.ok)
      const placeholder = /^(.)\1{8}$/.test(nine) && checkDigit(nine) === Number(nine[0])
      assert.equal(real.length, checkDigit(nine) === undefined || placeholder ? 0 : 1)
      for (const { value } of real) assert.deepEqual(readNhsNumber(sayNhsNumber(value)), { ok: true, value })
    }),
  )
})

test('one digit mistyped is always noticed', () => {
  fc.assert(
    fc.property(nineDigits, fc.nat(9), fc.integer({ min: 1, max: 9 }), (nine, at, by) => {
      const check = checkDigit(nine)
      fc.pre(check !== undefined)
      const right = `${nine}${check}`
      const wrong = right.slice(0, at) + ((Number(right[at]) + by) % 10) + right.slice(at + 1)
      assert.equal(readNhsNumber(wrong).ok, false)
    }),
  )
})
