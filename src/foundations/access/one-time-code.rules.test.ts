import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeLink, newCodeSecret, sayCodeSecret, stepOfCode } from './one-time-code.rules.ts'

// RFC 6238, appendix B, SHA-1: "12345678901234567890" as base32, the last six of its eight digits.
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const RFC: [seconds: number, code: string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

for (const [seconds, code] of RFC)
  test(`the code of RFC 6238 at ${seconds} s`, () =>
    assert.equal(stepOfCode(SECRET, code, new Date(seconds * 1000), null), Math.floor(seconds / 30)))

const STEP = Math.floor(1_234_567_890 / 30)
const CODE = '005924'
const CLOCKS: [away: number, lastStep: number | null, step: number | undefined, why: string][] = [
  [-60, null, undefined, 'two steps early'],
  [-30, null, STEP, 'one step early'],
  [0, null, STEP, 'on time'],
  [30, null, STEP, 'one step late'],
  [60, null, undefined, 'two steps late'],
  [0, STEP - 1, STEP, 'the code before it was used'],
  [0, STEP, undefined, 'used already'],
  [30, STEP + 1, undefined, 'a later one was used'],
]

for (const [away, lastStep, step, why] of CLOCKS)
  test(`a code ${why}: ${step === undefined ? 'refused' : 'taken'}`, () =>
    assert.equal(stepOfCode(SECRET, CODE, new Date((1_234_567_890 + away) * 1000), lastStep), step))

test('what is no code is none', () => {
  for (const typed of ['', '5924', '0059240', 'abcdef'])
    assert.equal(stepOfCode(SECRET, typed, new Date(1_234_567_890_000), null), undefined)
})

test('a new secret has 160 bits, is typed in groups of four, and the link carries all an app needs', () => {
  const secret = newCodeSecret()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  assert.notEqual(secret, newCodeSecret())
  assert.equal(sayCodeSecret(SECRET), 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  const link = new URL(codeLink(SECRET, 'priya.nair@example.org'))
  assert.equal(link.protocol, 'otpauth:')
  assert.equal(decodeURIComponent(link.pathname).endsWith('Trellis:priya.nair@example.org'), true)
  assert.deepEqual(
    ['secret', 'issuer', 'digits', 'period'].map((name) => link.searchParams.get(name)),
    [SECRET, 'Trellis', '6', '30'],
  )
})
