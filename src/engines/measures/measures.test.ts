import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import fc from 'fast-check'
import {
  bandOf,
  changeBetween,
  flagsOf,
  hasWording,
  interpret,
  readMeasure,
  score,
  valuesOf,
  withWording,
  type Answers,
  type Measure,
} from './index.ts'

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'measures')
const MEASURES = globSync('*.json', { cwd: FOLDER })
  .toSorted()
  .map((name) => readMeasure(JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))))
const measure = (code: string): Measure => MEASURES.find((one) => one.code === code)!
const given = (of: Measure, ...numbers: Answers[string][]): Answers =>
  Object.fromEntries(of.items.map(({ id }, n) => [id, numbers[n] ?? null]))
const values = (of: Measure, answers: Answers) => {
  const decision = score(of, answers)
  return decision.ok ? Object.fromEntries([...decision.value].map(([id, { value }]) => [id, value])) : decision.reason
}

test('five measures ship with their words, and licensed ones without', () => {
  assert.deepEqual(
    MEASURES.map(({ code }) => code),
    ['gse', 'lsns6', 'ons-loneliness', 'ons4', 'phq4', 'swemwbs', 'ucla3'],
  )
  assert.deepEqual(
    MEASURES.filter(hasWording).map(({ code }) => code),
    ['gse', 'ons-loneliness', 'ons4', 'phq4', 'ucla3'],
  )
  for (const one of MEASURES.filter(({ licence }) => licence.kind === 'licensed')) {
    assert.ok(
      one.items.every(({ text }) => text === null),
      `${one.code} gives away words that others own`,
    )
    assert.ok(one.scale.kind === 'choice' && one.scale.options.every(({ label }) => label === null))
  }
})

const TABLE: [string, Answers[string][], unknown][] = [
  ['ucla3', [1, 2, 3], { loneliness: 6 }],
  ['ucla3', [3, 3, 'not-said'], 'too-few-answers'],
  ['ucla3', [], 'too-few-answers'],
  ['ucla3', [0, 2, 2], 'not-an-answer'],
  ['ucla3', [1.5, 2, 2], 'not-an-answer'],
  ['ucla3', [1, 2, 'dont-know'], 'not-an-answer'],
  ['ons4', [0, 10, 'dont-know', 'not-said'], { satisfied: 0, worthwhile: 10 }],
  ['ons4', ['dont-know', 'dont-know', 'dont-know', 'not-said'], 'too-few-answers'],
  ['ons-loneliness', [1], { lonely: 1 }],
  ['phq4', [3, 3, null, 3], { gad2: 6 }],
  ['phq4', [3, 3, 3, 3], { total: 12, gad2: 6, phq2: 6 }],
  ['gse', [4, 4, 4, 4, 4, 4, 4, null, null, null], { efficacy: 40 }],
  ['gse', [1, 2, 1, 2, 1, 2, 1, 2, 1, 2], { efficacy: 15 }],
  ['swemwbs', [4, 4, 4, 4, 4, 4, 4], { wellbeing: 25.03 }],
  ['swemwbs', [5, 5, 5, 5, 5, 5, 'not-said'], 'not-an-answer'],
  ['lsns6', [0, 0, 0, 5, 5, 5], { network: 15, family: 0, friends: 15 }],
]
for (const [code, answers, expected] of TABLE) {
  test(`${code} ${JSON.stringify(answers)}`, () =>
    assert.deepEqual(values(measure(code), given(measure(code), ...answers)), expected))
}

test('an answer to a question that is not asked is refused, not dropped', () => {
  assert.equal(values(measure('ucla3'), { companionship: 1, left_out: 2, 'left-out': 2, isolated: 1 }), 'unknown-item')
})

test('people see only bands and flags that were read in a source', () => {
  const read = (code: string, ...answers: number[]) => {
    const [of, all] = [measure(code), given(measure(code), ...answers)]
    const decision = score(of, all)
    assert.ok(decision.ok)
    const { bands, flags } = interpret(of, decision.value, all)
    return [[...bands.values()], flags.map(({ id }) => id)]
  }
  assert.deepEqual(read('ucla3', 3, 3, 3), [[], []], 'six and more is a convention from memory')
  assert.deepEqual(read('ons4', 1, 1, 1, 9), [[], []])
  assert.deepEqual(read('swemwbs', 1, 1, 1, 1, 1, 1, 1), [[], []])
  assert.deepEqual(read('phq4', 2, 1, 1, 1), [['Mild'], ['gad2']])
  assert.deepEqual(read('phq4', 3, 3, 3, 0), [['Severe'], ['gad2', 'phq2', 'severe']])
  assert.equal(bandOf(measure('ucla3').scores[0]!, 6), 'Lonely', 'the band itself is there, for whoever checks it')
})

test('a change is said only as far as a verified threshold goes', () => {
  const [swemwbs, ucla] = [measure('swemwbs'), measure('ucla3')]
  const moved = (of: Measure, first: Answers, last: Answers) =>
    changeBetween(of, first, last).map(({ difference, direction, meaningful }) => [difference, direction, meaningful])
  const all = (n: number) => given(swemwbs, n, n, n, n, n, n, n)
  assert.deepEqual(moved(swemwbs, all(3), given(swemwbs, 4, 3, 3, 4, 4, 3, 4)), [[3.1, 'better', true]])
  assert.deepEqual(moved(swemwbs, all(3), given(swemwbs, 4, 3, 3, 3, 3, 3, 3)), [[0.73, 'better', false]])
  assert.deepEqual(moved(ucla, given(ucla, 3, 3, 3), given(ucla, 2, 3, 2)), [[-2, 'better', null]])
  assert.deepEqual(moved(ucla, given(ucla, 1, 1, 1), given(ucla, 1, 1, null)), [], 'no pair, no change')
  assert.deepEqual(moved(measure('ons4'), given(measure('ons4'), 5, 5, 5, 5), given(measure('ons4'), 6, 5, null, 7)), [
    [1, 'better', null],
    [0, 'same', null],
    [2, 'worse', null],
  ])
})

const mixed = readMeasure({
  ...plain(measure('ucla3')),
  code: 'mixed',
  items: [
    { id: 'up', text: 'Up?' },
    { id: 'down', text: 'Down?', reversed: true },
  ],
  scores: [{ id: 'sum', name: 'Sum', items: ['up', 'down'], from: 2, to: 6, better: 'higher' }],
  flags: [{ id: 'risk', on: 'down', atLeast: 3, label: 'Down >= 3', verified: true, action: 'urgent-help' }],
})

test('a reversed item counts the other way round, in sums and not in flags', () => {
  assert.deepEqual(values(mixed, { up: 3, down: 1 }), { sum: 6 })
  assert.deepEqual(values(mixed, { up: 3, down: 3 }), { sum: 4 })
  assert.deepEqual(
    flagsOf(mixed, new Map(), { up: 1, down: 3 }).map(({ action }) => action),
    ['urgent-help'],
  )
})

test('property: scores stay in range, whatever is answered or left out', () => {
  for (const of of [...MEASURES, mixed]) {
    fc.assert(
      fc.property(anyAnswers(of), (answers) => {
        const decision = score(of, answers)
        if (!decision.ok) return decision.reason === 'too-few-answers'
        return [...decision.value].every(([id, { value, answered, of: asked }]) => {
          const rule = of.scores.find((one) => one.id === id)!
          return value >= rule.from && value <= rule.to && asked - answered <= rule.mayMiss
        })
      }),
      { numRuns: 300 },
    )
  }
})

test('property: one higher answer never lowers a score, or never raises it where the item is reversed', () => {
  for (const of of [...MEASURES, mixed]) {
    const scale = valuesOf(of.scale)
    fc.assert(
      fc.property(fullAnswers(of), fc.nat(of.items.length - 1), (answers, n) => {
        const { id, reversed } = of.items[n]!
        const higher = scale.find((value) => value > (answers[id] as number))
        if (higher === undefined) return true
        const [before, after] = [score(of, answers), score(of, { ...answers, [id]: higher })]
        assert.ok(before.ok && after.ok)
        return of.scores.every((rule) => {
          const step = after.value.get(rule.id)!.value - before.value.get(rule.id)!.value
          if (!rule.items.includes(id)) return step === 0
          return reversed ? step < 0 : step > 0
        })
      }),
      { numRuns: 200 },
    )
  }
})

test('property: a sum with missing answers lies between what the lowest and the highest answers would give', () => {
  const gse = measure('gse')
  const fill = (answers: Answers, by: number) => Object.fromEntries(gse.items.map(({ id }) => [id, answers[id] ?? by]))
  fc.assert(
    fc.property(fullAnswers(gse), fc.uniqueArray(fc.nat(9), { maxLength: 3 }), (answers, gone) => {
      const left = { ...answers, ...Object.fromEntries(gone.map((n) => [gse.items[n]!.id, null])) }
      const sum = (given: Answers) => (values(gse, given) as { efficacy: number }).efficacy
      return sum(left) >= sum(fill(left, 1)) - 1e-9 && sum(left) <= sum(fill(left, 4)) + 1e-9
    }),
  )
})

test('words of a licence holder are taken whole or not at all', () => {
  const swemwbs = measure('swemwbs')
  const items = Object.fromEntries(swemwbs.items.map(({ id }) => [id, `Words for ${id}`]))
  const options = { 1: 'a', 2: 'b', 3: 'c', 4: 'd', 5: 'e' }
  const file = { measure: 'swemwbs', version: swemwbs.version, items, options }
  const worded = withWording(swemwbs, file)
  assert.ok(worded.ok && hasWording(worded.value))
  assert.equal(worded.value.items[1]!.text, 'Words for useful')
  const refused = (wrong: unknown) => {
    const decision = withWording(swemwbs, wrong)
    return decision.ok ? 'taken' : decision.reason
  }
  assert.equal(refused({ ...file, items: { ...items, useful: ' ' } }), 'not-a-wording')
  assert.equal(refused({ ...file, version: 'another' }), 'other-measure')
  assert.equal(refused({ ...file, options: { 1: 'a', 2: 'b', 3: 'c', 4: 'd' } }), 'words-missing')
  assert.equal(refused({ ...file, items: { ...items, more: 'x' } }), 'words-too-many')
  assert.equal(refused({ ...file, options: { 1: 'a', 2: 'b', 3: 'c', 4: 'd', 6: 'f' } }), 'words-too-many')
  assert.equal(refused('words'), 'not-a-wording')
})

test('a definition that contradicts itself is not read', () => {
  const ucla = plain(measure('ucla3'))
  const scores = ucla.scores
  const wrong: [object, RegExp][] = [
    [{ scores: [{ ...scores[0], to: 10 }] }, /goes from 3 to 9/],
    [{ scores: [{ ...scores[0], items: ['companionship', 'left-out', 'else'] }] }, /not asked/],
    [{ items: [...ucla.items, { id: 'isolated', text: 'Again?' }] }, /two items with one id/],
    [{ items: ucla.items.map((item, n) => ({ ...item, text: n ? item.text : null })) }, /without words/],
    [{ scores: [{ ...scores[0], table: [3, 9] }] }, /has 2 rows/],
    [{ flags: [{ id: 'x', on: 'nothing', atLeast: 1, label: 'x', verified: true, action: 'say' }] }, /on nothing/],
    [{ weights: [1] }, /weights/],
  ]
  for (const [fault, message] of wrong) assert.throws(() => readMeasure({ ...ucla, ...fault }), message)
})

function plain(of: Measure): Measure {
  return JSON.parse(JSON.stringify(of)) as Measure
}

function fullAnswers(of: Measure): fc.Arbitrary<Record<string, number>> {
  return fc.record(Object.fromEntries(of.items.map(({ id }) => [id, fc.constantFrom(...valuesOf(of.scale))])))
}

function anyAnswers(of: Measure): fc.Arbitrary<Answers> {
  const answers = of.items.map(({ id }) => [id, fc.constantFrom(...valuesOf(of.scale), ...of.skips, null)])
  return fc.record(Object.fromEntries(answers), { requiredKeys: [] }) as fc.Arbitrary<Answers>
}
