import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { localPath, withReturn } from './return-address.rules.ts'

const CASES: [text: unknown, path: string | undefined][] = [
  ['/today', '/today'],
  ['/people/01a1?tab=plan&x=%20', '/people/01a1?tab=plan&x=%20'],
  ['/a/../today', '/today'],
  ['/today#part', '/today'],
  ['/sign-inn', '/sign-inn'],
  ['', undefined],
  ['today', undefined],
  ['https://bad.example/', undefined],
  ['//bad.example', undefined],
  ['/\\bad.example', undefined],
  ['\\\\bad.example', undefined],
  ['/\t/bad.example', undefined],
  ['/\n/bad.example', undefined],
  ['/.//bad.example', undefined],
  ['/a/..//bad.example', undefined],
  ['javascript:alert(1)', undefined],
  ['/today zwei', undefined],
  ['/sign-in', undefined],
  ['/sign-in/code?return=/x', undefined],
  ['/sign-out', undefined],
  [`/${'a'.repeat(500)}`, undefined],
  [['/today'], undefined],
  [undefined, undefined],
]

for (const [text, path] of CASES)
  test(`${JSON.stringify(text)?.slice(0, 40)}: ${path ?? 'refused'}`, () => assert.equal(localPath(text), path))

test('whatever is let through stays on this site, also when read a second time', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '//',
    '@',
    ':',
    '?',
    '#',
    '%2f',
    '%5c',
    '\t',
    'bad.example',
    'http:',
    'today',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = localPath(`/${pieces.join('')}`)
      if (path === undefined) return
      assert.equal(new URL(path, 'https://trellis.example').host, 'trellis.example')
      assert.equal(localPath(path), path)
    }),
    { numRuns: 5_000 },
  )
})

test('the way back travels in the address of the sign-in page', () => {
  assert.equal(withReturn('/sign-in', undefined), '/sign-in')
  assert.equal(withReturn('/sign-in', '/a?b=c&d'), '/sign-in?return=%2Fa%3Fb%3Dc%26d')
})
