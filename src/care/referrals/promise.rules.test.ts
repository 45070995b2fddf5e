import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { afterMinutesAtWork, answerDue, answerEscalates, isAtWork, urgentEscalates } from './promise.rules.ts'

test('a referral on the Thursday before Easter is answered on the Tuesday after', () => {
  assert.equal(answerDue(new Date('2026-04-02T15:00:00Z')).toISOString(), '2026-04-07T16:00:00.000Z')
  assert.equal(answerEscalates(new Date('2026-04-01T09:00:00Z')).toISOString(), '2026-04-10T16:00:00.000Z')
})

test('urgent words wait 30 minutes of working time', () => {
  const cases: [string, string][] = [
    ['2026-04-01T09:00:00Z', '2026-04-01T09:30:00.000Z'],
    ['2026-04-01T15:50:00Z', '2026-04-02T08:20:00.000Z'], // 4.50pm: ten minutes today, twenty tomorrow
    ['2026-04-02T20:00:00Z', '2026-04-07T08:30:00.000Z'], // the evening before Good Friday
    ['2026-04-01T05:00:00Z', '2026-04-01T08:30:00.000Z'],
    ['2026-01-05T16:30:00Z', '2026-01-05T17:00:00.000Z'],
  ]
  for (const [from, to] of cases) assert.equal(urgentEscalates(new Date(from)).toISOString(), to, from)
  assert.equal(isAtWork(new Date('2026-04-01T15:59:00Z')), true)
  assert.equal(isAtWork(new Date('2026-04-01T16:00:00Z')), false)
  assert.equal(isAtWork(new Date('2026-04-03T10:00:00Z')), false, 'Good Friday')
})

test('working time passes only at work, and never backwards', () => {
  const instants = fc
    .integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2029, 0, 1) })
    .map((ms) => new Date(ms - (ms % 60_000)))
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 2_000 }), (from, minutes) => {
      const to = afterMinutesAtWork(from, minutes)
      assert.ok(to > from)
      assert.ok(isAtWork(new Date(to.getTime() - 60_000)), 'the last minute is one at work')
    }),
  )
})
