import assert from 'node:assert/strict'
import test from 'node:test'
import { NEEDS } from '#registers/directory/index.ts'
import { ACCESS_NEEDS } from '#registers/people/index.ts'
import type { Team } from '#registers/teams/index.ts'
import { askedFields, readAnswer } from '#ui/question-flow/read-answer.ts'
import { askedOf } from '#ui/question-flow/flow.rules.ts'
import type { Field, Flow } from '#ui/question-flow/flow.type.ts'
import { FLOWS } from './ask-facts.ts'
import type { AskFacts } from './ask.type.ts'
import { LANGUAGES, sayLanguage } from './languages.ts'
import { NEED_GROUPS } from './question-parts.forms.ts'

const team = (id: string, paused = false) =>
  ({ id, name: id, summary: '', pause: paused ? { reason: 'full' } : null }) as unknown as Team
const facts = (over: Partial<AskFacts> = {}): AskFacts => ({
  teams: [team('a')],
  team: team('a'),
  found: { practice: { code: 'ZZ0001', name: 'Riverside' }, postcode: null, teamIds: ['a'] },
  answers: {},
  today: '2026-04-01',
  ...over,
})
const WIDEST = facts({ teams: [team('a'), team('b')] })

for (const { flow, texts } of FLOWS) {
  test(`${flow.id}: at most nine questions, each once, each with fields of its own`, () => {
    assert.ok(askedOf(flow, WIDEST).length <= 9)
    assert.equal(new Set(flow.questions.map(({ id }) => id)).size, flow.questions.length)
    for (const { fields } of flow.questions) assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length)
    // These are pages of the flow itself: a question of that name could never be reached.
    const taken = ['check', 'sent', 'print', 'script', 'forget', 'confirm', 'for-someone']
    assert.deepEqual(
      flow.questions.filter(({ id }) => taken.includes(id)),
      [],
    )
  })

  test(`${flow.id}: every question and field can come up`, () => {
    assert.deepEqual(askedOf(flow, WIDEST), [...flow.questions])
    for (const question of flow.questions)
      for (const field of question.fields) {
        assert.ok(askedFields(question, WIDEST).includes(field), `${question.id}.${field.id}`)
        const { only } = field
        if (only)
          assert.ok(
            question.fields.find(({ id }) => id === only.field)?.choices?.includes(only.is),
            `${question.id}.${field.id}`,
          )
      }
  })

  test(`${flow.id}: every text is in the catalogue, and nothing else is`, () => {
    const { needed, possible } = keysOf(flow)
    assert.deepEqual(
      needed.filter((key) => !texts[key]),
      [],
    )
    assert.deepEqual(
      Object.keys(texts).filter((key) => !possible.has(key)),
      [],
    )
  })

  test(`${flow.id}: an empty answer is refused with a message for every question that needs one`, () => {
    for (const question of flow.questions.filter(({ id }) => id !== 'access')) {
      const read = readAnswer(question, {}, WIDEST, texts)
      assert.ok(!read.ok, question.id)
      for (const { path, message } of read.form.issues) {
        assert.ok(
          question.fields.some(({ id }) => path === id || path.startsWith(`${id}-`)),
          `${question.id}: ${path}`,
        )
        assert.match(message, /^(Enter|Select|Open|Write|You|We) /)
      }
    }
  })
}

test('every need and every access need has its place, once', () => {
  assert.deepEqual(Object.values(NEED_GROUPS).flat().toSorted(), Object.keys(NEEDS).toSorted())
  const asked = FLOWS.map(({ flow }) =>
    flow.questions
      .find(({ id }) => id === 'access')!
      .fields.flatMap((f) => (f.look === 'folded' ? (f.choices ?? []) : [])),
  )
  for (const codes of asked) assert.deepEqual(codes.toSorted(), Object.keys(ACCESS_NEEDS).toSorted())
})

test('languages are said in English and in themselves', () => {
  assert.equal(sayLanguage('pl'), 'Polish (polski)')
  assert.equal(sayLanguage('en'), 'English')
  assert.equal(new Set(LANGUAGES.map(sayLanguage)).size, LANGUAGES.length)
  assert.ok(LANGUAGES.every((code) => sayLanguage(code) !== code))
})

test('the team is asked about only where there is something to choose or to say', () => {
  const asked = (teams: Team[]) => askedOf(FLOWS[0].flow, facts({ teams })).some(({ id }) => id === 'team')
  assert.equal(asked([team('a')]), false)
  assert.equal(asked([team('a'), team('b')]), true)
  assert.equal(asked([team('a', true)]), true)
  assert.equal(asked([]), true)
  const { flow, texts } = FLOWS[0]
  const question = flow.questions.find(({ id }) => id === 'team')!
  const choose = (id: string) =>
    readAnswer(question, { team: id }, facts({ teams: [team('a'), team('b', true)] }), texts).ok
  assert.deepEqual([choose('a'), choose('b'), choose('c')], [true, false, false])
})

const REACH: [Record<string, unknown>, string | undefined][] = [
  [{ preferred: 'telephone', telephone: '07700 900123', safe: 'voicemail' }, undefined],
  [{ preferred: 'telephone', safe: 'voicemail' }, 'telephone'],
  [{ preferred: 'text', telephone: '01632 960001', safe: 'neither' }, 'telephone'],
  [{ preferred: 'text', telephone: '07700 900123', safe: 'neither' }, undefined],
  [{ preferred: 'email', telephone: '07700 900123', safe: 'neither' }, 'email'],
  [{ preferred: 'post', address: '1 Mill Lane', safe: 'voicemail' }, 'safe'],
  [{ preferred: 'post', safe: 'post' }, 'address'],
  [{ preferred: 'post', address: '1 Mill Lane', safe: ['post', 'voicemail'] }, undefined],
  [{ preferred: 'telephone', telephone: '07700 900123', safe: ['neither', 'post'] }, 'safe'],
  [{ preferred: 'telephone', telephone: '12', safe: 'neither' }, 'telephone'],
  [{ preferred: 'pigeon', telephone: '07700 900123', safe: 'neither' }, 'preferred'],
]
test('how to reach somebody holds together', () => {
  const { flow, texts } = FLOWS[0]
  const question = flow.questions.find(({ id }) => id === 'reach')!
  for (const [typed, wrong] of REACH) {
    const read = readAnswer(question, typed, facts(), texts)
    assert.equal(read.ok ? undefined : read.form.issues[0]?.path, wrong, JSON.stringify(typed))
  }
})

test('what stands under a choice that was not made is neither asked for nor kept', () => {
  const { flow, texts } = FLOWS[1]
  const you = flow.questions[0]!
  const read = readAnswer(
    you,
    { as: 'family', name: 'Ada', relationship: 'daughter', email: 'ada@example.org', role: 'left over' },
    facts(),
    texts,
  )
  assert.ok(read.ok)
  assert.equal(read.value.role, undefined)
  assert.equal(readAnswer(you, { as: 'family', name: 'Ada', email: 'ada@example.org' }, facts(), texts).ok, false)
})

/** Every key that a flow may look up, and those it cannot do without. */
function keysOf(flow: Flow<AskFacts>): { needed: string[]; possible: Set<string> } {
  const frame = [
    'step',
    'continue',
    'why',
    'change',
    'or',
    'nothing-given',
    'paper-title',
    'script-only',
    'script-optional',
  ]
  const questions = flow.questions.flatMap(({ id, faults = [] }) => [
    `${id}.question`,
    `${id}.short`,
    ...faults.map((f) => `${id}.fault.${f.id}`),
  ])
  const fields = flow.questions.flatMap(({ id, fields: of }) =>
    of.flatMap((field) => neededBy(`${id}.${field.id}`, field)),
  )
  const needed = [...frame, ...questions, ...fields]
  const more = flow.questions.flatMap(({ id, fields: of }) => [
    ...['hint', 'paper-hint', 'why', 'paper', 'script'].map((kind) => `${id}.${kind}`),
    ...of.flatMap((field) =>
      ['hint', 'paper-hint', 'paper', 'row', 'empty', 'what', 'short'].map((kind) => `${id}.${field.id}.${kind}`),
    ),
    ...of.flatMap((field) =>
      codesOf(field).flatMap((code) => ['hint', 'row'].map((kind) => `${id}.${field.id}.${code}.${kind}`)),
    ),
  ])
  return { needed, possible: new Set([...needed, ...more]) }
}

const codesOf = ({ kind, choices = [] }: Field<AskFacts>) => (kind === 'yes-no' ? ['yes', 'no'] : choices)

function neededBy(key: string, field: Field<AskFacts>): string[] {
  const chosen = field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yes-no'
  return [
    `${key}.label`,
    ...codesOf(field).map((code) => `${key}.${code}.text`),
    ...(chosen && !field.optional ? [`${key}.error`] : []),
    ...(!chosen && !field.optional ? [`${key}.what`] : []),
  ]
}
