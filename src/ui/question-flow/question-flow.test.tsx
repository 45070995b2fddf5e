import assert from 'node:assert/strict'
import test from 'node:test'
import { parse } from 'node-html-parser'
import { renderToStaticMarkup } from 'react-dom/server'
import { day } from '#platform/days.ts'
import { emptyForm } from '#platform/forms.ts'
import { FlowFields } from './flow-fields.tsx'
import { FlowSummary } from './flow-summary.tsx'
import { answersOf, askedOf, firstOpen, placeOf, wordsTyped } from './flow.rules.ts'
import { say, type Flow, type Question } from './flow.type.ts'
import { readAnswer, typedOf } from './read-answer.ts'

/** A made-up flow about tea: one question is asked of tea drinkers only. */
interface Facts {
  tea: boolean
}
const drink: Question<Facts> = {
  id: 'drink',
  fields: [
    { id: 'what', kind: 'choice', choices: ['tea', 'water'] },
    { id: 'kind', kind: 'text', only: { field: 'what', is: 'tea' } },
    { id: 'since', kind: 'day' },
  ],
  faults: [{ id: 'green', field: 'kind', when: (a) => a.kind === 'green' }],
}
const milk: Question<Facts> = {
  id: 'milk',
  fields: [{ id: 'with', kind: 'choices', choices: ['milk', 'sugar', 'none'], exclusive: 'none', look: 'folded' }],
  asked: ({ tea }) => tea,
}
const FLOW: Flow<Facts> = { id: 'tea', path: '/tea', questions: [drink, milk] }
const TEXTS = {
  or: 'or',
  change: 'Change',
  'nothing-given': 'Nothing',
  'drink.question': 'What do you drink?',
  'drink.short': 'Drink',
  'drink.what.label': 'Drink',
  'drink.what.error': 'Select a drink',
  'drink.what.tea.text': 'Tea',
  'drink.what.tea.hint': 'Hot',
  'drink.what.water.text': 'Water',
  'drink.kind.label': 'Which tea?',
  'drink.kind.what': 'which tea',
  'drink.kind.row': 'Kind',
  'drink.since.label': 'Since',
  'drink.since.what': 'since when',
  'drink.fault.green': 'Enter a tea that {host} has',
  'milk.question': 'With what?',
  'milk.short': 'With',
  'milk.with.label': 'With what?',
  'milk.with.error': 'Select milk, sugar or none',
  'milk.with.milk.text': 'Milk',
  'milk.with.sugar.text': 'Sugar',
  'milk.with.none.text': 'None',
}
const TEA = { tea: true }
const since = { day: '1', month: 'May', year: '2020' }

test('an answer is read by its definition, and what is not asked is not needed', () => {
  const read = readAnswer(
    drink,
    { what: 'water', kind: '', 'since-day': '1', 'since-month': '5', 'since-year': '2020' },
    TEA,
    TEXTS,
  )
  assert.deepEqual(read, { ok: true, value: { what: 'water', since: '2020-05-01' } })
  const issues = (body: unknown) => {
    const answer = readAnswer(drink, body, TEA, TEXTS)
    return answer.ok ? [] : answer.form.issues.map(({ path, message }) => [path, message])
  }
  assert.deepEqual(issues({ what: 'tea', since }), [['kind', 'Enter which tea']])
  assert.deepEqual(issues({ what: 'coffee', since }), [['what', 'Select a drink']])
  assert.deepEqual(issues({ what: 'tea', kind: 'green', since }), [['kind', 'Enter a tea that {host} has']])
})

test('what was typed is kept as fields, without the token', () => {
  assert.deepEqual(typedOf({ _csrf: 'x', what: 'tea', 'since-day': '1', 'since-year': '2020' }), {
    what: 'tea',
    since: { day: '1', year: '2020' },
  })
})

test('the flow knows what is asked, what is open and what is next', () => {
  assert.deepEqual(askedOf(FLOW, { tea: false }), [drink])
  const typed = { drink: { what: 'tea', kind: 'Assam', since } }
  assert.equal(firstOpen(FLOW, {}, TEA, TEXTS), drink)
  assert.equal(firstOpen(FLOW, typed, TEA, TEXTS), milk)
  assert.equal(firstOpen(FLOW, typed, { tea: false }, TEXTS), undefined)
  assert.deepEqual(answersOf(FLOW, typed, TEA, TEXTS), { drink: { what: 'tea', kind: 'Assam', since: '2020-05-01' } })
  assert.deepEqual(placeOf(FLOW, 'milk', TEA), { number: 2, of: 2, before: drink, after: undefined })
  assert.equal(placeOf(FLOW, 'milk', { tea: false }), undefined)
  assert.equal(wordsTyped(typed), 'tea\nAssam')
})

test('a text that is missing is a fault, and words are put in their place', () => {
  assert.equal(say(TEXTS, 'drink.fault.green', { host: 'Ada' }), 'Enter a tea that Ada has')
  assert.throws(() => say(TEXTS, 'drink.nothing'), /drink.nothing/)
})

const draw = (question: Question<Facts>, over: { typed?: Record<string, unknown>; paper?: boolean } = {}) =>
  parse(
    renderToStaticMarkup(
      <FlowFields question={question} form={emptyForm(over.typed)} facts={TEA} texts={TEXTS} paper={over.paper} />,
    ),
  )

test('on the screen a dependent field stands under its choice; on paper everything is open and apart', () => {
  const screen = draw(drink)
  assert.ok(screen.querySelector('.nhsuk-radios__conditional input[name=kind]'))
  assert.ok(screen.text.includes('Hot'))
  const paper = draw(drink, { paper: true })
  assert.equal(paper.querySelector('.nhsuk-radios__conditional'), null)
  assert.ok(paper.querySelector('input[name=drink-kind]'))
  assert.ok(!paper.text.includes('Hot'))
})

test('a folded list opens once something in it is ticked', () => {
  assert.equal(draw(milk).querySelector('details')?.hasAttribute('open'), false)
  assert.equal(
    draw(milk, { typed: { with: 'milk' } })
      .querySelector('details')
      ?.hasAttribute('open'),
    true,
  )
  assert.equal(draw(milk, { paper: true }).querySelector('details'), null)
})

test('all answers in words, each with its way back', () => {
  const answers = { drink: { what: 'tea', kind: 'Assam', since: '2020-05-01' }, milk: { with: ['milk', 'sugar'] } }
  const drawn = parse(
    renderToStaticMarkup(
      <FlowSummary flow={FLOW} answers={answers} facts={TEA} texts={TEXTS} today={day('2026-04-01')} />,
    ),
  )
  const said = drawn.querySelectorAll('dd.nhsuk-summary-list__value').map((dd) => dd.innerHTML)
  assert.deepEqual(said, ['Tea<br>Kind: Assam<br>1 May 2020', 'Milk, Sugar'])
  const links = drawn.querySelectorAll('a').map((a) => a.getAttribute('href'))
  assert.deepEqual(links, ['/tea/drink?from=check', '/tea/milk?from=check'])
})
