import assert from 'node:assert/strict'
import test from 'node:test'
import {
  addDays,
  ageOn,
  day,
  dayOf,
  daysBetween,
  instantAt,
  minutesOf,
  parseDay,
  sayDay,
  sayWholeDay,
  sayTime,
  weekdayOf,
} from './days.ts'

test('the day is London’s, on both sides of midnight and of the clock change', () => {
  assert.equal(dayOf(new Date('2026-06-30T23:30:00Z')), '2026-07-01')
  assert.equal(dayOf(new Date('2026-12-31T23:30:00Z')), '2026-12-31')
  assert.equal(dayOf(new Date('2026-03-29T00:59:00Z')), '2026-03-29')
})

test('only real days are read', () => {
  for (const bad of ['2026-02-29', '2026-13-01', '2026-4-1', '20260401', '', '2026-04-31', 'tomorrow'])
    assert.equal(parseDay(bad), undefined, bad)
  assert.equal(parseDay('2028-02-29'), '2028-02-29')
  assert.throws(() => day('2026-02-30'), /not a day/)
})

test('adding and counting days survive the clock changes', () => {
  assert.equal(addDays(day('2026-03-28'), 2), '2026-03-30')
  assert.equal(addDays(day('2026-10-26'), -2), '2026-10-24')
  assert.equal(daysBetween(day('2026-03-01'), day('2026-04-01')), 31)
  assert.equal(daysBetween(day('2026-04-01'), day('2026-03-01')), -31)
})

test('age is counted as people count it', () => {
  assert.equal(ageOn(day('1950-01-02'), day('2026-01-01')), 75)
  assert.equal(ageOn(day('1950-01-02'), day('2026-01-02')), 76)
  assert.equal(ageOn(day('2008-02-29'), day('2026-02-28')), 17)
  assert.equal(ageOn(day('2008-02-29'), day('2026-03-01')), 18)
})

test('days and times are said as people say them', () => {
  assert.equal(sayDay(day('2026-04-09'), day('2026-01-01')), 'Thursday 9 April')
  assert.equal(sayDay(day('2025-04-09'), day('2026-01-01')), '9 April 2025')
  assert.equal(sayDay(day('2027-01-04'), day('2026-12-31')), 'Monday 4 January 2027')
  assert.equal(sayDay(day('2027-09-04'), day('2026-12-31')), '4 September 2027')
  assert.equal(sayWholeDay(day('2026-04-09')), 'Thursday 9 April 2026')
  assert.equal(sayTime(new Date('2026-04-09T13:00:00Z')), '2pm')
  assert.equal(sayTime(new Date('2026-12-09T14:30:00Z')), '2:30pm')
  assert.equal(weekdayOf(day('2026-11-20')), 5)
})

test('a time on a day is an instant, on both sides of both clock changes', () => {
  const cases: [string, number, string][] = [
    ['2026-01-15', 570, '2026-01-15T09:30:00.000Z'],
    ['2026-07-15', 570, '2026-07-15T08:30:00.000Z'],
    ['2026-03-29', 30, '2026-03-29T00:30:00.000Z'],
    ['2026-03-29', 150, '2026-03-29T01:30:00.000Z'],
    ['2026-10-25', 90, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 150, '2026-10-25T02:30:00.000Z'],
    ['2026-07-15', 0, '2026-07-14T23:00:00.000Z'],
    ['2026-07-15', 1439, '2026-07-15T22:59:00.000Z'],
  ]
  for (const [on, minutes, instant] of cases) {
    assert.equal(instantAt(day(on), minutes).toISOString(), instant, `${on} ${minutes}`)
    assert.equal(minutesOf(new Date(instant)), minutes)
  }
  assert.equal(
    instantAt(day('2026-03-29'), 90).toISOString(),
    '2026-03-29T01:30:00.000Z',
    'left out: an hour later on the clock',
  )
})
