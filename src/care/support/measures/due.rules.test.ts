import assert from 'node:assert/strict'
import test from 'node:test'
import { addDays, day } from '#platform/days.ts'
import { CORE_MEASURES, dueMeasures, type Answered, type EpisodeDays } from './due.rules.ts'
import type { Point } from './response.rules.ts'

const wednesday = day('2026-04-01')
const active: EpisodeDays = { status: 'active', activeSince: wednesday, closedOn: null }
const answer = (measureCode: string, point: Point, on = '2026-04-02'): Answered => ({
  measureCode,
  point,
  answeredOn: day(on),
})
const started = CORE_MEASURES.map((code) => answer(code, 'start'))
const said = (episode: EpisodeDays, answered: Answered[], today: string) =>
  dueMeasures(episode, answered, day(today)).map(({ measureCode, point, by }) => `${measureCode} ${point} by ${by}`)

test('nothing is due before the first talk', () => {
  assert.deepEqual(said({ status: 'waiting', activeSince: null, closedOn: null }, [], '2026-04-01'), [])
})

test('the core measures are due within ten working days of the first talk, Easter left out', () => {
  assert.deepEqual(said(active, [], '2026-04-01'), [
    'ons4 start by 2026-04-17',
    'ucla3 start by 2026-04-17',
    'ons-loneliness start by 2026-04-17',
  ])
  assert.deepEqual(
    said(active, started.slice(0, 2), '2026-05-01'),
    ['ons-loneliness start by 2026-04-17'],
    'late, and still due',
  )
  assert.deepEqual(said(active, started, '2026-04-03'), [])
})

test('a review is due six weeks after a start, once, and for whatever was answered at the start', () => {
  const more = [...started, answer('gse', 'start', '2026-04-09')]
  assert.deepEqual(said(active, more, '2026-05-13'), [])
  assert.deepEqual(said(active, more, '2026-05-14'), [
    'ons4 review by 2026-05-29',
    'ucla3 review by 2026-05-29',
    'ons-loneliness review by 2026-05-29',
  ])
  const reviewed = [...more, ...CORE_MEASURES.map((code) => answer(code, 'review', '2026-05-15'))]
  assert.deepEqual(said(active, reviewed, '2026-07-01'), ['gse review by 2026-06-05'])
})

test('a paused episode is left in peace', () => {
  assert.deepEqual(said({ ...active, status: 'paused' }, started, '2026-07-01'), [])
  assert.deepEqual(said({ ...active, status: 'paused' }, [], '2026-04-02'), [])
})

test('after closing the end is due for ten working days, for what has a start', () => {
  const closed: EpisodeDays = { ...active, status: 'closed', closedOn: day('2026-06-10') }
  const two = [...started.slice(0, 2), answer('ons4', 'end', '2026-06-10')]
  assert.deepEqual(said(closed, two, '2026-06-10'), ['ucla3 end by 2026-06-24'])
  assert.deepEqual(said(closed, two, '2026-06-24'), ['ucla3 end by 2026-06-24'])
  assert.deepEqual(said(closed, two, '2026-06-25'), [], 'then it counts as lost to follow-up')
  assert.deepEqual(said(closed, [], '2026-06-10'), [], 'without a start there is no pair')
})

test('the most pressing comes first', () => {
  const answered = [answer('ucla3', 'start', '2026-02-20'), answer('gse', 'start', '2026-02-01')]
  const due = dueMeasures({ ...active, activeSince: day('2026-04-10') }, answered, addDays(wednesday, 20))
  assert.deepEqual(
    due.map(({ measureCode }) => measureCode),
    ['gse', 'ucla3', 'ons4', 'ons-loneliness'],
  )
})
