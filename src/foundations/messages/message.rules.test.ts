import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { dayOf, weekdayOf } from '#platform/days.ts'
import {
  dueFrom,
  isUsable,
  LINK_PLACE,
  pauseAfter,
  statusesFrom,
  TRIES,
  WENT_BEFORE_STOPPED,
  withLink,
} from './message.rules.ts'
import { nextSafeInstant } from './safe-hours.rules.ts'

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const minuteOf = (at: Date) =>
  london
    .format(at)
    .split(':')
    .reduce((sum, part) => sum * 60 + Number(part), 0)
const weekdays = { days: new Set([1, 2, 3, 4, 5]), from: 9 * 60, to: 15 * 60 }
const next = (hours: Parameters<typeof nextSafeInstant>[0], at: string) =>
  nextSafeInstant(hours, new Date(at)).toISOString()

test('a message waits for safe hours, by London’s clock', () => {
  assert.equal(next(weekdays, '2026-04-01T09:00:00Z'), '2026-04-01T09:00:00.000Z', 'Wednesday 10am: at once')
  assert.equal(next(weekdays, '2026-04-01T07:59:00Z'), '2026-04-01T08:00:00.000Z', '8:59am: at 9am')
  assert.equal(next(weekdays, '2026-04-01T14:00:00Z'), '2026-04-02T08:00:00.000Z', '3pm is over: tomorrow')
  assert.equal(next(weekdays, '2026-04-03T14:00:00Z'), '2026-04-06T08:00:00.000Z', 'Friday 3pm: Monday')
  assert.equal(next(weekdays, '2026-01-05T08:00:00Z'), '2026-01-05T09:00:00.000Z', 'in winter too')
  const wholeSunday = { days: new Set([7]), from: 0, to: 1_440 }
  assert.equal(next(wholeSunday, '2026-03-29T22:59:59Z'), '2026-03-29T22:59:59.000Z', 'the day of 23 hours')
  assert.equal(next(wholeSunday, '2026-03-29T23:00:00Z'), '2026-04-04T23:00:00.000Z', 'midnight is Monday')
  assert.equal(next(wholeSunday, '2026-10-25T23:59:59Z'), '2026-10-25T23:59:59.000Z', 'the day of 25 hours')
  assert.equal(
    next({ ...wholeSunday, from: 90, to: 100 }, '2026-03-28T00:00:00Z'),
    '2026-03-29T01:30:00.000Z',
    'an hour that is not there',
  )
})

test('whatever the hours and the moment: never outside them, never early, and nothing is missed', () => {
  const anyHours = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), fc.nat(1_439), fc.nat(1_439))
    .map(([days, a, b]) => ({ days: new Set(days), from: Math.min(a, b), to: Math.max(a, b) + 1 }))
  const anyInstant = fc.date({
    min: new Date('2026-01-01'),
    max: new Date('2028-01-01'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(anyHours, anyInstant, (hours, at) => {
      // The hour that the clocks skip in March is no moment at all.
      fc.pre(!(hours.from >= 60 && hours.to <= 120))
      const safe = nextSafeInstant(hours, at)
      assert.ok(safe >= at && safe.getTime() - at.getTime() <= 8 * 86_400_000)
      assert.ok(hours.days.has(weekdayOf(dayOf(safe))))
      assert.ok(minuteOf(safe) >= hours.from && minuteOf(safe) < hours.to, safe.toISOString())
      if (hours.days.has(weekdayOf(dayOf(at))) && minuteOf(at) >= hours.from && minuteOf(at) < hours.to)
        assert.deepEqual(safe, at)
    }),
    { numRuns: 5_000 },
  )
})

test('a wish and safe hours bind together', () => {
  const notBefore = new Date('2026-04-03T15:00:00Z')
  const earliest = new Date('2026-04-01T09:00:00Z')
  assert.deepEqual(dueFrom({ notBefore, safeHours: null }, earliest), notBefore)
  assert.deepEqual(dueFrom({ notBefore: earliest, safeHours: null }, notBefore), notBefore)
  assert.equal(dueFrom({ notBefore, safeHours: weekdays }, earliest).toISOString(), '2026-04-06T08:00:00.000Z')
})

test('pauses grow; after six tries a human being takes over', () => {
  assert.equal(TRIES, 6)
  assert.deepEqual([1, 2, 3, 4, 5, 6].map(pauseAfter), [60_000, 300_000, 1_800_000, 7_200_000, 21_600_000, undefined])
})

test('only an address that something can be sent to is a way', () => {
  for (const good of ['grace@example.org', "o'connor@mail.example.com", 'a.b+c@example.org'])
    assert.ok(isUsable('email', good), good)
  for (const bad of [
    '',
    'grace',
    'grace@',
    'grace@example',
    'a@example.org, b@example.org',
    'a@b.org\nBcc: c@d.org',
    '<a@b.org>',
    'a b@c.org',
  ])
    assert.ok(!isUsable('email', bad), bad)
  for (const good of ['07700 900123', '+44 7700 900123', '(07700) 900-123']) assert.ok(isUsable('text', good), good)
  for (const bad of ['', '900123', 'ask her son', '07700 900123 or 900124']) assert.ok(!isUsable('text', bad), bad)
  assert.ok(isUsable('letter', '1 Mill Lane\nZZ1 1AA') && !isUsable('letter', ' \n'))
})

test('the link is put where it belongs, as it is', () => {
  assert.equal(
    withLink(`See ${LINK_PLACE} or ${LINK_PLACE}`, 'https://a.example/$&'),
    'See https://a.example/$& or https://a.example/$&',
  )
  assert.equal(withLink(`See ${LINK_PLACE}`, null), `See ${LINK_PLACE}`)
})

test('where a message may stand follows from its tries; at rest none is "failed"', () => {
  assert.deepEqual(statusesFrom({ taken: false, errorCode: null }), ['queued', 'cancelled'])
  assert.deepEqual(statusesFrom({ taken: true, errorCode: null }), ['sent', 'delivered'])
  assert.deepEqual(statusesFrom({ taken: true, errorCode: 'notify-permanent-failure' }), [
    'queued',
    'abandoned',
    'cancelled',
  ])
  assert.deepEqual(statusesFrom({ taken: true, errorCode: WENT_BEFORE_STOPPED }), ['cancelled'])
})
