import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { newId } from '#platform/ids.ts'
import { labelOf, mergeWords, PARTS, THINGS, wordsOf, type Words } from './words.rules.ts'

const id = newId()

test('a form becomes words: known names only, whole dates, ticks over their blanks', () => {
  assert.deepEqual(
    wordsOf({
      _csrf: 'x',
      base: '3',
      'about.mostImportant': '  my garden \r\n and Tom\0 ',
      'about.nonsense': 'x',
      'about.mostImportant.x': 'x',
      __proto__: 'x',
      'goal.not-an-id.text': 'x',
      [`goal.${id}.text`]: 'sing',
      [`goal.${id}.partnership_id`]: 'x',
      [`risk.${id}.since-day`]: '3',
      [`risk.${id}.since-month`]: 'May',
      [`risk.${id}.since-year`]: '2024',
      [`action.${id}.reviewOn-day`]: '31',
      [`action.${id}.reviewOn-month`]: '2',
      [`action.${id}.reviewOn-year`]: '2026',
      [`concern.${id}.withheld`]: ['', 'yes'],
      [`risk.${id}.withheld`]: '',
    }),
    {
      'about.mostImportant': 'my garden \n and Tom',
      [`goal.${id}.text`]: 'sing',
      [`concern.${id}.withheld`]: 'yes',
      [`risk.${id}.withheld`]: '',
      [`risk.${id}.since`]: '2024-05-03',
      [`action.${id}.reviewOn`]: '31|2|2026',
    },
  )
})

const cases: [string, Words, Words, Words, string, string[]][] = [
  ['nobody else wrote', { a: 'x' }, { a: 'x' }, { a: 'y' }, 'y', []],
  ['only they wrote', { a: 'x' }, { a: 'z' }, { a: 'x' }, 'z', []],
  ['both wrote the same', { a: 'x' }, { a: 'y' }, { a: 'y' }, 'y', []],
  ['both wrote, each another', { a: 'x' }, { a: 'z' }, { a: 'y' }, 'y', ['a']],
  ['we took away what they changed', { a: 'x' }, { a: 'z' }, { a: '' }, '', ['a']],
  ['they took away what we changed', { a: 'x' }, {}, { a: 'y' }, 'y', ['a']],
  ['new on both sides', {}, { a: 'z' }, { a: 'y' }, 'y', ['a']],
]
for (const [what, base, current, typed, merged, clashes] of cases)
  test(`two at once: ${what}`, () => {
    const result = mergeWords(base, current, typed)
    assert.equal(result.merged.a, merged)
    assert.deepEqual(
      result.clashes.map(({ name }) => name),
      clashes,
    )
  })

test('what a form did not ask stays', () => {
  assert.deepEqual(mergeWords({ a: 'x', b: 'y' }, { a: 'x', b: 'y' }, { a: 'z' }).merged, { a: 'z', b: 'y' })
})

test('lists of lines take the lines of both, and lose those that either took away', () => {
  const { merged, clashes } = mergeWords(
    { strengths: 'cooks\nsings' },
    { strengths: 'cooks\nsings\nknits' },
    { strengths: 'sings\npaints' },
  )
  assert.equal(merged.strengths, 'sings\nknits\npaints')
  assert.deepEqual(clashes, [])
})

test('no words are ever lost: what somebody typed anew is merged or in a clash, and so is what the other changed', () => {
  const words = fc.dictionary(
    fc.constantFrom('about.wellness', 'strengths', 'noKnownRisks', `goal.${id}.text`),
    fc.constantFrom('', 'a', 'b', 'a\nb', 'c'),
  )
  fc.assert(
    fc.property(words, words, words, (base, current, typed) => {
      const { merged, clashes } = mergeWords(base, current, typed)
      for (const [name, yours] of Object.entries(typed)) {
        const [was, theirs] = [base[name] ?? '', current[name] ?? '']
        const said =
          name === 'strengths'
            ? yours.split('\n').filter((line) => line && !was.split('\n').includes(line))
            : yours === was
              ? []
              : [yours]
        for (const text of said) assert.ok((merged[name] ?? '').includes(text), `${name}: ${text}`)
        if (theirs !== was && theirs !== yours && yours !== was && name !== 'strengths')
          assert.ok(clashes.some((clash) => clash.name === name && clash.theirs === theirs))
      }
    }),
  )
})

test('everything that can clash has a name for people', () => {
  for (const thing of THINGS)
    for (const part of PARTS[thing]) assert.ok(labelOf(`${thing}.${id}.${part}`), `${thing} ${part}`)
  assert.equal(labelOf('about.pleaseDoNot'), 'Please do not')
})

test('words of a plan are kept without what nobody can see', () => {
  assert.deepEqual(wordsOf({ 'about.mostImportant': 'My \u202echoir\0\u0007', strengths: '\u200b' }), {
    'about.mostImportant': 'My choir',
    strengths: '',
  })
})
