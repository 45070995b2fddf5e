import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWithin, readSafeHours } from './safe-hours.rules.ts'

const all = [1, 2, 3, 4, 5, 6, 7]
const week = [1, 2, 3, 4, 5]

const READ: [string, number[], string, string][] = [
  ['weekdays 9am to 3pm', week, '9:00', '15:00'],
  ['Weekdays, 09:00–17:30', week, '9:00', '17:30'],
  ['mornings', all, '8:00', '12:00'],
  ['Monday to Thursday afternoons', [1, 2, 3, 4], '12:00', '17:00'],
  ['Fri-Mon after 2 pm', [5, 6, 7, 1], '14:00', '24:00'],
  ['Mon, Wed and Friday before noon', [1, 3, 5], '0:00', '12:00'],
  ['Tuesdays', [2], '0:00', '24:00'],
  ['between 10 a.m. and 2:30 p.m.', all, '10:00', '14:30'],
  ['weekends only', [6, 7], '0:00', '24:00'],
  ['only evenings', all, '17:00', '20:00'],
  ['any time', all, '0:00', '24:00'],
  ['Every day from 8am until 8pm', all, '8:00', '20:00'],
]

for (const [words, days, from, to] of READ) {
  test(`understood: ${words}`, () => {
    assert.deepEqual(readSafeHours(words), { days: new Set(days), from: minutes(from), to: minutes(to) })
  })
}

const NOT_UNDERSTOOD = [
  'not when my husband is home',
  'weekdays but not Fridays',
  'mornings, never Mondays',
  'Mon-Fri except Wed 9am-3pm',
  '9 to 5',
  'after school',
  '2pm and 4pm',
  '3pm to 9am',
  '25:00 to 26:00',
  'mornings or after 6pm',
  'ask my sister first',
  '',
  'only',
]

for (const words of NOT_UNDERSTOOD) {
  test(`left to a human being: "${words}"`, () => assert.equal(readSafeHours(words), undefined))
}

test('the clock is London’s, in summer and in winter', () => {
  const mornings = readSafeHours('weekdays 9am to 3pm')!
  assert.equal(isWithin(mornings, new Date('2026-07-01T08:00:00Z')), true) // 9am in July
  assert.equal(isWithin(mornings, new Date('2026-07-01T14:00:00Z')), false) // 3pm in July: over
  assert.equal(isWithin(mornings, new Date('2026-01-07T08:59:00Z')), false)
  assert.equal(isWithin(mornings, new Date('2026-01-07T09:00:00Z')), true)
  assert.equal(isWithin(mornings, new Date('2026-07-04T10:00:00Z')), false) // a Saturday
})

function minutes(time: string): number {
  const [hour, minute] = time.split(':').map(Number)
  return hour! * 60 + minute!
}
