import assert from 'node:assert/strict'
import test from 'node:test'
import { addDays, day } from '#platform/days.ts'
import { sayWaited, sayWaiting, shareWithin } from './waits.rules.ts'

test('a share of people is within the day that the rank says', () => {
  const cases: [number[], number, number][] = [
    [[3], 0.5, 3],
    [[1, 9], 0.5, 1],
    [[9, 1, 5], 0.5, 5],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
    [[4, 4, 20], 1, 20],
  ]
  for (const [days, share, within] of cases) {
    assert.equal(shareWithin(days, share), within)
    assert.ok(days.filter((one) => one <= within).length >= share * days.length)
  }
})

// From Wednesday 4 March 2026, after so many calendar days.
const talks = (...after: number[]) =>
  after.map((days) => ({ asked: day('2026-03-04'), talked: addDays(day('2026-03-04'), days) }))

test('a wait is said with what it rests on, and not said from too few', () => {
  assert.match(sayWaited([]), /^Nobody has had a first talk here yet/)
  assert.equal(sayWaited(talks(1)), 'Only 1 person had a first talk so far: too few to say how long it takes.')
  assert.match(sayWaited(talks(1, 2, 3, 5)), /^Only 4 people/)
  assert.equal(
    sayWaited(talks(7, 1, 0, 14, 5)),
    'Of the last 5 people who had a first talk, half waited 3 working days or less, 9 in 10 waited 10 working days or less, and the longest wait was 10 working days.',
  )
  assert.match(sayWaited(talks(1, 1, 1, 1, 1)), /half waited 1 working day or less/)
})

test('who waits is counted by what they wait for', () => {
  assert.equal(sayWaiting({ answer: 0, referrer: 0, talk: 0 }), 'Nobody waits for a first talk.')
  assert.equal(
    sayWaiting({ answer: 0, referrer: 1, talk: 0 }),
    '1 person waits: 1 while you ask whoever referred them.',
  )
  assert.equal(
    sayWaiting({ answer: 4, referrer: 1, talk: 7 }),
    '12 people wait: 4 for your answer, 1 while you ask whoever referred them and 7 for the first talk.',
  )
})
