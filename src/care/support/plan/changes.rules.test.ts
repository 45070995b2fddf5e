import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { ABOUT_ME_FIELDS, type AboutMe, type CarePlan } from './care-plan.type.ts'
import { changedKinds, changesFrom } from './changes.rules.ts'
import { toWords, type Words } from './words.rules.ts'

const TODAY = day('2026-04-01')
const [goal, step, risk, concern] = [newId(), newId(), newId(), newId()]

const plan = (over: Partial<CarePlan> = {}): CarePlan => ({
  revision: 1,
  written: null,
  aboutMe: Object.fromEntries(ABOUT_ME_FIELDS.map((field) => [field, ''])) as AboutMe,
  strengths: [{ id: newId(), text: 'Sings' }],
  concerns: [],
  goals: [
    { id: goal, concernId: null, text: 'Sing again', importance: 8, confidence: null, status: 'open', target: '' },
  ],
  actions: [
    {
      id: step,
      goalId: goal,
      what: 'Ring the choir',
      who: '',
      byWhen: '',
      strategies: '',
      status: 'planned',
      confidence: null,
      reviewOn: null,
    },
  ],
  risks: [],
  noKnownRisks: null,
  adjustments: [],
  agreements: [],
  ...over,
})
const change = (words: Words, from = plan()) => changesFrom(from, { ...toWords(from), ...words }, TODAY)
const mended = (words: Words, from = plan()) =>
  change(words, from).issues.map(({ path, message }) => `${path}: ${message}`)

test('what stands is no change', () => {
  const { changes, issues } = change({})
  assert.deepEqual([changedKinds(changes), issues], [[], []])
})

test('only what changed is written, and what a page did not ask is kept', () => {
  const { changes } = change({ [`goal.${goal}.confidence`]: '4', strengths: 'Sings\nBakes' })
  assert.deepEqual(changedKinds(changes), ['strength', 'goal'])
  assert.deepEqual(changes.goal, [
    {
      id: goal,
      concernId: null,
      text: 'Sing again',
      importance: 8,
      confidence: 4,
      status: 'open',
      target: '',
      removed: false,
      place: 0,
    },
  ])
  assert.deepEqual(
    changes.strength.map(({ text, removed }) => [text, removed]),
    [['Bakes', false]],
  )
})

test('a thing without words is taken away; its last words stay in the row', () => {
  const { changes, issues } = change({ [`action.${step}.what`]: '', strengths: '' })
  assert.deepEqual(issues, [])
  assert.deepEqual(
    changes.action.map(({ what, removed }) => [what, removed]),
    [['Ring the choir', true]],
  )
  assert.deepEqual(
    changes.strength.map(({ text, removed }) => [text, removed]),
    [['Sings', true]],
  )
  assert.deepEqual(
    change({ [`goal.${goal}.text`]: '' }).changes.goal.map(({ text, removed }) => [text, removed]),
    [['Sing again', true]],
  )
})

test('a blank row is nothing, a need alone is a worry, half a row is asked about', () => {
  const blank = {
    [`action.${newId()}.goal`]: goal,
    [`concern.${concern}.text`]: '',
    [`concern.${concern}.withheld`]: '',
  }
  assert.deepEqual(changedKinds(change(blank).changes), [])
  assert.deepEqual(
    change({ [`concern.${concern}.need`]: 'debt' }).changes.concern.map(({ text, need }) => [text, need]),
    [['Debt', 'debt']],
  )
  assert.deepEqual(mended({ [`goal.${concern}.importance`]: '5' }), [`goal.${concern}.text: Say what the goal is`])
  assert.deepEqual(mended({ [`action.${risk}.who`]: 'Tom', [`action.${risk}.goal`]: goal }), [
    `action.${risk}.what: Say what the next step is`,
  ])
  assert.deepEqual(mended({ [`action.${risk}.what`]: 'Ring', [`action.${risk}.goal`]: concern }), [
    `goal.${concern}.text: Say what the goal is`,
  ])
})

test('what is wrong is named at its field', () => {
  assert.deepEqual(mended({ [`goal.${goal}.importance`]: '11' }), [
    `goal.${goal}.importance: Choose a number from 1 to 10`,
  ])
  assert.deepEqual(mended({ [`action.${step}.reviewOn`]: '31|2|2026' }), [
    `action.${step}.reviewOn-day: The date must be a real date`,
  ])
  assert.deepEqual(mended({ [`risk.${risk}.text`]: 'A dog', [`risk.${risk}.since`]: '2026-04-02' }), [
    `risk.${risk}.since-day: The day must be today or in the past`,
  ])
  assert.deepEqual(mended({ 'about.wellness': 'x'.repeat(4001) }), [
    'about.wellness: This must be 4000 characters or fewer',
  ])
  assert.deepEqual(mended({ [`action.${step}.goal`]: "1'; drop" }), [
    `action.${step}.what: Say which goal this step is for`,
  ])
})

test('"no known risks" is sayable, but not beside a risk', () => {
  assert.equal(change({ noKnownRisks: 'yes' }).changes.noKnownRisks, true)
  assert.match(
    mended({ noKnownRisks: 'yes', [`risk.${risk}.text`]: 'A dog' })[0]!,
    /^noKnownRisks: There is a risk in the list/,
  )
  const past = plan({
    risks: [{ id: risk, text: 'A dog', since: null, until: day('2026-03-01'), comment: '', withheld: false }],
  })
  assert.deepEqual(mended({ noKnownRisks: 'yes' }, past), [], 'one that is over does not speak against it')
})

test('a risk that is over ends today and says so once', () => {
  const open = plan({
    risks: [{ id: risk, text: 'A dog', since: day('2024-01-01'), until: null, comment: '', withheld: false }],
  })
  assert.equal(change({ [`risk.${risk}.over`]: 'yes' }, open).changes.risk[0]!.until, TODAY)
  const past = plan({ risks: [{ ...open.risks[0]!, until: day('2026-03-01') }] })
  assert.deepEqual(changedKinds(change({}, past).changes), [])
})
