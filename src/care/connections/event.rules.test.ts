import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { sayEventWithDay, type ConnectionEvent } from './event.rules.ts'

const today = day('2026-04-10')
const event = (over: Partial<ConnectionEvent>): ConnectionEvent => ({
  at: new Date('2026-04-09T14:00:00Z'),
  kind: 'came',
  code: null,
  words: null,
  day: null,
  recordedBy: null,
  byGroup: false,
  ...over,
})

const SAID: [string, Partial<ConnectionEvent>, string][] = [
  [
    'a visit has one day, that of the visit',
    { kind: 'came', day: day('2026-04-08') },
    'Came to Shed on Wednesday 8 April',
  ],
  ['a first visit too', { kind: 'first-visit', day: day('2026-04-13') }, 'First visit to Shed on Monday 13 April'],
  ['an answer has the day it came', { kind: 'accepted' }, 'Shed said yes, Thursday 9 April'],
  [
    'an offer has its own day, not the one by which to answer',
    { kind: 'offered', day: day('2026-04-14') },
    'Shed was asked by email, Thursday 9 April',
  ],
]
for (const [what, of, said] of SAID) test(what, () => assert.equal(sayEventWithDay(event(of), 'Shed', today), said))
