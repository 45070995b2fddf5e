import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { sessionDays } from './session-days.ts'

test('every week, the second or the last Tuesday of a month, never on a bank holiday', () => {
  assert.deepEqual(sessionDays(['TU'], day('2026-03-31'), 2), ['2026-03-31', '2026-04-07'])
  assert.deepEqual(sessionDays(['2TU'], day('2026-04-01'), 2), ['2026-04-14', '2026-05-12'])
  assert.deepEqual(sessionDays(['-1TU'], day('2026-04-01'), 2), ['2026-04-28', '2026-05-26'])
  assert.deepEqual(sessionDays(['FR', 'SA'], day('2026-04-03'), 2), ['2026-04-04', '2026-04-10'], 'not on Good Friday')
  assert.deepEqual(sessionDays([], day('2026-04-03'), 1), ['2026-04-07'], 'not at Easter')
})
