import assert from 'node:assert/strict'
import test from 'node:test'
import type { Answers, Measure } from '#engines/measures/index.ts'
import { day } from '#platform/days.ts'
import { readyMeasure, type MeasureLicence } from './licence.rules.ts'
import { MEASURES } from './measure-files.ts'
import { choicesFor, pagesOf } from './response.forms.ts'
import { mayRecord, type Response } from './response.rules.ts'
import { flagsOf, sayChanges, sayRanges, sayScores } from './score-words.rules.ts'

const measure = (code: string): Measure => MEASURES.get(code)!
const answers = (code: string, ...numbers: Answers[string][]): Answers =>
  Object.fromEntries(measure(code).items.map(({ id }, n) => [id, numbers[n] ?? null]))
const scores = (code: string, ...numbers: Answers[string][]) =>
  sayScores(measure(code), answers(code, ...numbers)).map(({ name, value, note }) =>
    [name, value, ...(note ? [note] : [])].join(' | '),
  )
const changes = (code: string, first: Answers[string][], last: Answers[string][]) => [
  ...sayChanges(measure(code), answers(code, ...first), answers(code, ...last)).values(),
]

test('scores in words, with what they rest on', () => {
  assert.deepEqual(scores('ucla3', 2, 3, 2), ['Loneliness | 7 of 9'], 'no band: six and more is only a convention')
  assert.deepEqual(scores('ons-loneliness', 2), ['Feels lonely | Some of the time'])
  assert.deepEqual(scores('phq4', 2, 2, 1, 1)[0], 'Worry and low mood | 6 of 12 | band: moderate')
  assert.deepEqual(scores('gse', 4, 4, 2, null, 3, 3, 3, 2, 3, 4), [
    'Confidence in coping | 31.11 of 40 | worked out from 9 of 10 answers',
  ])
  assert.deepEqual(scores('ons4', 7, 'dont-know', 0, 'not-said'), [
    'Satisfied with life | 7 of 10',
    'Happy yesterday | 0 of 10',
  ])
  assert.deepEqual(scores('ucla3', 2, 3, 'not-said'), [])
  assert.equal(sayRanges(measure('ucla3')), 'Loneliness: from 3 to 9, lower is better.')
  assert.equal(sayRanges(measure('ons-loneliness')), '')
  assert.deepEqual(
    flagsOf(measure('phq4'), answers('phq4', 3, 1, 0, 0)).map(({ label }) => label),
    ['GAD-2 >= 3'],
  )
})

test('changes in words, no further than what is known of them', () => {
  assert.deepEqual(changes('ucla3', [3, 3, 3], [2, 3, 2]), ['2 lower than at the start, which is better'])
  assert.deepEqual(changes('ucla3', [1, 1, 1], [2, 1, 1]), ['1 higher than at the start, which is worse'])
  assert.deepEqual(changes('ucla3', [1, 1, 1], [1, 1, 1]), ['The same as at the start'])
  assert.deepEqual(changes('ons-loneliness', [1], [3]), ['At the start: Often/always. This is better'])
  assert.deepEqual(changes('swemwbs', [3, 3, 3, 3, 3, 3, 3], [4, 3, 3, 4, 4, 3, 4]), [
    '3.1 higher than at the start, which is better. This is more than the error of the scale itself (2.77 standard errors, 2.87 points)',
  ])
  assert.match(
    changes('swemwbs', [3, 3, 3, 3, 3, 3, 3], [3, 3, 3, 3, 3, 3, 4])[0]!,
    /better\. This is not more than the error/,
  )
})

test('a licensed measure is ready as long as a licence with the right words is in force', () => {
  const swemwbs = measure('swemwbs')
  const words = (version: string) => ({
    measure: 'swemwbs',
    version,
    items: Object.fromEntries(swemwbs.items.map(({ id }) => [id, `Invented words on ${id}`])),
    options: Object.fromEntries([1, 2, 3, 4, 5].map((n) => [n, `Answer ${n}`])),
  })
  const licence = (wording: unknown, from = '2026-01-01', until = '2026-12-31'): MeasureLicence => ({
    measureCode: 'swemwbs',
    startsOn: day(from),
    endsOn: day(until),
    wording,
  })
  const why = (...licences: MeasureLicence[]) => {
    const decision = readyMeasure(swemwbs, licences, day('2026-04-01'))
    return decision.ok ? decision.value.items[0]!.text : decision.reason
  }
  assert.equal(why(), 'no-licence')
  assert.equal(why({ ...licence(words(swemwbs.version)), measureCode: 'lsns6' }), 'no-licence')
  assert.equal(why(licence(words(swemwbs.version), '2025-01-01', '2026-03-31')), 'licence-over')
  assert.equal(why(licence(words(swemwbs.version), '2026-04-02')), 'licence-over')
  assert.equal(why(licence(words('the fourteen'))), 'other-wording')
  assert.equal(why(licence(words(swemwbs.version), '2026-04-01', '2026-04-01')), 'Invented words on optimistic')
  assert.equal(why(licence(words('the fourteen')), licence(words(swemwbs.version))), 'Invented words on optimistic')
  assert.ok(readyMeasure(measure('ons4'), [], day('2026-04-01')).ok)
})

test('a start and an end are answered once, a review once a day, and never ahead of time', () => {
  const had = (point: Response['point'], answeredOn: string): Response => ({
    id: 'x',
    version: 1,
    measureCode: 'ucla3',
    measureVersion: '',
    point,
    answeredOn: day(answeredOn),
    answers: {},
    answeredBy: 'person',
    mode: 'face',
  })
  const attempt = (point: Response['point'], on: string, ...responses: Response[]) => {
    const decision = mayRecord(
      { measureCode: 'ucla3', point, answeredOn: day(on) },
      { openedOn: day('2026-03-20'), responses },
      day('2026-04-01'),
    )
    return decision.ok ? 'ok' : decision.reason
  }
  assert.equal(attempt('start', '2026-04-01'), 'ok')
  assert.equal(attempt('start', '2026-03-20'), 'ok')
  assert.equal(attempt('start', '2026-04-02'), 'day-ahead')
  assert.equal(attempt('start', '2026-03-19'), 'day-before-episode')
  assert.equal(attempt('start', '2026-04-01', had('start', '2026-03-25')), 'answered-already')
  assert.equal(attempt('review', '2026-04-01', had('start', '2026-04-01'), had('review', '2026-03-31')), 'ok')
  assert.equal(attempt('review', '2026-04-01', had('review', '2026-04-01')), 'answered-already')
})

test('the person gets long scales one question a page, short measures all at once', () => {
  const sizes = (code: string) => pagesOf(measure(code)).map((items) => items.length)
  assert.deepEqual(sizes('ons4'), [1, 1, 1, 1])
  assert.deepEqual(sizes('ucla3'), [3])
  assert.deepEqual(sizes('ons-loneliness'), [1])
  assert.deepEqual(sizes('phq4'), [4])
  assert.deepEqual(sizes('gse'), [4, 4, 2])
  const ways = (code: string) => choicesFor(measure(code)).map(({ text }) => text)
  assert.deepEqual(ways('ons4').slice(-3), ['10, completely', 'Don’t know', 'Prefer not to say'])
  assert.equal(ways('ons4')[0], '0, not at all')
  assert.equal(ways('swemwbs').length, 5, 'an instrument with no room for it gets no way of not answering')
})
