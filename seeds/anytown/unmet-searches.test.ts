import assert from 'node:assert/strict'
import test from 'node:test'
import { addDays, day } from '#platform/days.ts'
import { unmetSearches } from './load-unmet-searches.ts'

const TODAY = day('2026-04-01')

test('two years of searches that found nothing: the same for the same day, each count once, none today', () => {
  const counts = unmetSearches(TODAY)
  assert.deepEqual(counts, unmetSearches(TODAY))
  assert.equal(new Set(counts.map((count) => `${count.day} ${count.need} ${count.area}`)).size, counts.length)
  const days = counts.map((count) => count.day).toSorted()
  assert.ok(days[0]! >= addDays(TODAY, -730) && days.at(-1)! < TODAY)
  assert.ok(counts.every(({ times, area }) => times > 0 && (area === null || /^ZZ[123]$/.test(area))))
})

test('what Anytown has little of is looked for in vain most', () => {
  const counts = unmetSearches(TODAY)
  const times = (of: string) => counts.reduce((sum, { need, times }) => sum + (need === of ? times : 0), 0)
  assert.ok(times('debt') > times('loneliness') && times('language') > times('worry'))
})
