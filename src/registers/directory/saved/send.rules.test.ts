import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emailHref, sayList, textHref } from './send.rules.ts'

const address = 'https://support.example.org/saved?services=bHyPeudzgDeLm1NCbQPAyA'
const lunch = { name: 'Thursday Table', when: 'Every Thursday, 12pm to 2pm', telephone: '01632 960102' }

test('each service on a line, then where all about them stands', () => {
  assert.equal(
    sayList([lunch, { name: 'Calm evenings' }], address),
    `This may help:\nThursday Table: Every Thursday, 12pm to 2pm. Ring 01632 960102\nCalm evenings\nAll about them: ${address}`,
  )
  assert.match(sayList([lunch], address), /\nAll about it: https:/)
})

test('what does not fit is counted, and the address is whole', () => {
  const many = Array.from({ length: 20 }, (_, n) => ({ ...lunch, name: `Group ${n} ${'of the valley '.repeat(4)}` }))
  const words = sayList(many, address)
  assert.ok(encodeURIComponent(words).length <= 1_600)
  const lines = words.split('\n')
  assert.equal(lines.length - 3 + Number(/^and (\d+) more$/.exec(lines.at(-2)!)![1]), 20)
  assert.ok(words.endsWith(address))
  assert.equal(sayList([{ name: 'x'.repeat(2_000) }], address), `All about it: ${address}`)
})

test('the words come out of the links as they went in', () => {
  const words = 'Café & friends: 50% off?\nRing #1'
  assert.equal(decodeURIComponent(textHref(words).split('body=')[1]!), words)
  assert.equal(new URL(emailHref(words)).searchParams.get('body'), words.replace('\n', '\r\n'))
})
