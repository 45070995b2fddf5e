/** The measures that ship, scored against reference vectors that were made apart from this program. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { bandOf, changeBetween, flagsOf, readMeasure, score, type Answers, type Measure } from './index.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const DATA = join(ROOT, '..', 'shared', 'data', 'measures')

/** Two concerns of one's own and how one feels: has no pages here, since the concerns are the person's own words, but scores. */
const mycaw = readMeasure({
  code: 'mycaw',
  name: 'MYCaW',
  about: 'concerns',
  version: 'test',
  licence: { kind: 'licensed', terms: 'By licence.', credit: 'Its makers.' },
  items: ['c1', 'c2', 'wellbeing'].map((id) => ({ id, text: null })),
  scale: { kind: 'range', from: 0, to: 6, lowest: 'Best', highest: 'Worst' },
  scores: [
    {
      id: 'profile',
      name: 'Profile',
      items: ['c1', 'c2', 'wellbeing'],
      method: 'mean',
      mayMiss: 1,
      from: 0,
      to: 6,
      better: 'lower',
    },
  ],
  sources: ['https://www.meaningfulmeasures.co.uk/licences/mymop-licence-information'],
})

const measureOf = (code: string): Measure =>
  code === 'mycaw' ? mycaw : readMeasure(JSON.parse(readFileSync(join(ROOT, 'measures', `${code}.json`), 'utf8')))

interface Vector {
  measure: string
  answers?: (number | null)[]
  baseline?: Answers
  follow_up?: Answers
  expect: Record<string, unknown> | null
}

test('every reference vector', (t) => {
  const file = join(DATA, 'scoring_vectors.json')
  if (!existsSync(file)) {
    assert.ok(!process.env.CI, 'needs ../shared/data')
    return t.skip('needs ../shared/data')
  }
  const vectors = JSON.parse(readFileSync(file, 'utf8')) as Vector[]
  assert.ok(vectors.length >= 18)
  for (const vector of vectors) assert.deepEqual(found(vector), vector.expect, JSON.stringify(vector))
})

test('the table of metric scores is the published one', (t) => {
  const file = join(DATA, 'swemwbs_metric_conversion.csv')
  if (!existsSync(file)) {
    assert.ok(!process.env.CI, 'needs ../shared/data')
    return t.skip('needs ../shared/data')
  }
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => Number(line.split(',')[1]))
  assert.deepEqual(measureOf('swemwbs').scores[0]!.table, rows)
})

/** The answer in the words of the vector: only what it asks about. */
function found({ measure: code, answers: list, baseline, follow_up, expect }: Vector): Record<string, unknown> | null {
  const measure = measureOf(code)
  const answers: Answers = list
    ? Object.fromEntries(measure.items.map(({ id }, n) => [id, list[n] ?? null]))
    : baseline!
  const decision = score(measure, answers)
  if (!decision.ok) return null
  const scores = decision.value
  const [main] = measure.scores
  const value = (id: string) => four(scores.get(id)?.value)
  const bands = measure.scores.map((rule) => bandOf(rule, scores.get(rule.id)!.value))
  const all: Record<string, () => unknown> = {
    raw: () => scores.get(main!.id)?.raw,
    metric: () => value(main!.id),
    score: () => value(main!.id),
    lonely: () => bands[0] === 'Lonely',
    at_risk: () => bands[0] === 'At risk of social isolation',
    total: () => value('total'),
    gad2: () => value('gad2'),
    phq2: () => value('phq2'),
    family: () => value('family'),
    friends: () => value('friends'),
    band: () => bands[0],
    bands: () => bands,
    flags: () => flagsOf(measure, scores, answers).map(({ label }) => label),
    baseline_profile: () => value('profile'),
    follow_up_profile: () => four(changeBetween(measure, baseline!, follow_up!)[0]!.to),
    change: () => -changeBetween(measure, baseline!, follow_up!)[0]!.difference,
  }
  return Object.fromEntries(Object.keys(expect ?? { score: 0 }).map((name) => [name, all[name]!()]))
}

const four = (value: number | undefined) => (value === undefined ? undefined : Number(value.toFixed(4)))

test('a concern that was dropped counts at neither time', () => {
  const [change] = changeBetween(mycaw, { c1: 6, c2: 6, wellbeing: 2 }, { c1: 4, c2: null, wellbeing: 2 })
  assert.deepEqual([change!.from, change!.to, change!.difference, change!.direction], [4, 3, -1, 'better'])
})
