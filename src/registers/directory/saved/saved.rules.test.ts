import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#platform/ids.ts'
import { inRows, likeHref } from './compare.rules.ts'
import {
  addTo,
  backFrom,
  MOST_SAVED,
  readSaved,
  readShared,
  savedHref,
  takeOff,
  writeSaved,
  writeShared,
} from './saved.rules.ts'

const ids = (n: number) => Array.from({ length: n }, newId)

test('a list takes each service once, the newest last, and refuses what does not fit', () => {
  const [a, b] = ids(2) as [string, string]
  assert.deepEqual(addTo([a], [b, a]), { ok: true, value: [a, b] })
  const full = ids(MOST_SAVED)
  assert.deepEqual(addTo(full, [full[3]!]), { ok: true, value: full })
  assert.deepEqual(addTo(full, [a]), { ok: false, reason: 'full' })
  assert.deepEqual(takeOff([a, b], [a]), [b])
})

test('cookie and address hold ids and give them back', () => {
  const list = ids(MOST_SAVED)
  assert.deepEqual(readSaved(writeSaved(list)), list)
  assert.deepEqual(readShared(writeShared(list)), list)
  assert.deepEqual(readShared(list.join(',')), list, 'whole ids too')
  assert.ok(writeSaved(list).length < 1_000, 'far from the 4,096 characters that a cookie may have')
  assert.match(savedHref({ services: [list[0]!] }), /^\/saved\?services=[\w-]{22}$/)
  assert.match(writeShared(list), /^[\w.-]+[AQgw]$/, 'ends in a letter, so that no program cuts the end off a link')
})

for (const text of [undefined, '', '....', 'x'.repeat(5_000), '<script>', ['a', 'b'], `${'_'.repeat(21)}é`])
  test(`${JSON.stringify(text)?.slice(0, 30)} is no list`, () => {
    assert.deepEqual(readShared(text), [])
    if (typeof text === 'string') assert.deepEqual(readSaved(text), [])
  })

test('a list is read up to its longest, each service once', () => {
  const many = ids(MOST_SAVED + 5)
  assert.deepEqual(readShared(writeShared([many[0]!, ...many])), many.slice(0, MOST_SAVED))
  assert.equal(readSaved(writeSaved(many)).length, MOST_SAVED)
})

const service = `/services/${newId()}`
for (const [text, back] of [
  ['/find?words=choir&postcode=ZZ1+1AA', '/find?words=choir&postcode=ZZ1+1AA'],
  [`${service}?from=%2Ffind`, `${service}?from=%2Ffind`],
  ['/saved?services=x', '/saved?services=x'],
  ['//evil.example/find', '/saved'],
  ['/\\evil.example/find', '/saved'],
  ['https://evil.example/find', '/saved'],
  ['/find/../sign-out', '/saved'],
  ['/sign-out', '/saved'],
  ['javascript:alert(1)', '/saved'],
  [undefined, '/saved'],
] as const)
  test(`from ${text} one comes back to ${back}`, () => assert.equal(backFrom(text), back))

test('rows are about as long as each other', () => {
  const lengths = (n: number) => inRows(ids(n)).map((row) => row.length)
  assert.deepEqual([0, 1, 4, 5, 9].map(lengths), [[], [1], [4], [3, 2], [3, 3, 3]])
})

test('others like it are looked for by its first need, near the same place', () => {
  assert.equal(likeHref(['nature', 'money'], 'ZZ1 1AA'), '/find?need=nature&postcode=ZZ1+1AA')
  assert.equal(likeHref([], ''), '/find')
})
