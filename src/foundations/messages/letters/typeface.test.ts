import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { printable } from './typeface.ts'

test('what the typeface has stays, the rest becomes plain', () => {
  const cases: [string, string][] = [
    ['Zoë O’Brien, £5 – “yes”…', 'Zoë O’Brien, £5 – “yes”…'],
    ['e\u0301', 'é'],
    ['Łukasz Żółć', 'Łukasz Żółć'],
    ['Ọláṣubọ̀mí', 'Ọláṣubọ̀mí'],
    ['Nguyễn', 'Nguyễn'],
    ['ﬁne', 'ﬁne'],
    ['one\ttwo\u202fthree\u00a0four', 'one two\u202fthree\u00a0four'],
    ['one\r\ntwo\u2028three', 'one\ntwo\nthree'],
    ['zero\u200bwidth\u202e\u00ad\ufeff', 'zerowidth'],
    ['Ольга 中文', 'Ольга ??'],
    ['👍🏽', '?'],
    ['\ud800', '\ufffd'],
    ['☐ told', '[ ] told'],
  ]
  for (const [text, plain] of cases) assert.equal(printable(text), plain, text)
})

test('whatever comes out is printable already', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) =>
      assert.equal(printable(printable(text)), printable(text)),
    ),
  )
})
