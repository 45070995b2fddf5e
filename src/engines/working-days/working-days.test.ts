import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { addWorkingDays, BANK_HOLIDAYS, isWorkingDay, workingDaysBetween } from './index.ts'

test('weekends and bank holidays are no working days', () => {
  for (const day of ['2026-04-03', '2026-04-06', '2026-12-28', '2026-11-21', '2027-12-27'])
    assert.equal(isWorkingDay(day), false, day)
  for (const day of ['2026-04-02', '2026-04-07', '2026-12-29', '2026-11-20']) assert.equal(isWorkingDay(day), true, day)
})

test('five working days over Easter 2026 take eleven days', () => {
  assert.equal(addWorkingDays('2026-04-01', 5), '2026-04-10')
  assert.equal(addWorkingDays('2026-04-02', 1), '2026-04-07')
  assert.equal(addWorkingDays('2026-04-04', 0), '2026-04-07')
  assert.throws(() => addWorkingDays('2026-04-01', -1), RangeError)
})

test('every year of the table has eight holidays, none on a weekend', () => {
  const years = Map.groupBy(BANK_HOLIDAYS, (day) => day.slice(0, 4))
  for (const [year, days] of years) assert.equal(days.length, 8, year)
  for (const day of BANK_HOLIDAYS) assert.ok(![0, 6].includes(new Date(`${day}T12:00Z`).getUTCDay()), day)
})

test('adding and counting agree', () => {
  const anyDay = fc
    .integer({ min: 0, max: 2_000 })
    .map((n) => new Date(Date.UTC(2024, 0, 2 + n)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 0, max: 40 }), (day, count) => {
      const end = addWorkingDays(day, count)
      assert.ok(isWorkingDay(end))
      assert.equal(workingDaysBetween(addWorkingDays(day, 0), end), count)
    }),
  )
})
