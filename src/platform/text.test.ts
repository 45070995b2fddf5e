import assert from 'node:assert/strict'
import test from 'node:test'
import { cleanWords } from './text.ts'

test('words are kept without what nobody can see', () => {
  for (const [typed, kept] of [
    ['  Grace ', 'Grace'],
    ['one\r\ntwo\rthree\tfour', 'one\ntwo\nthree\tfour'],
    ['a\0b\u0001\u0007\u0085c', 'abc'],
    ['\u202eevil\u2066', 'evil'],
    ['half \ud800', 'half \ufffd'],
    ['Zoë 👩‍🌾 می‌خواهم', 'Zoë 👩‍🌾 می‌خواهم'],
    ['\u200b', ''],
    ['\u200f \u2060\ufe0f\u3164', ''],
    ['\u0001', ''],
  ] as const)
    assert.equal(cleanWords(typed), kept, JSON.stringify(typed))
})
