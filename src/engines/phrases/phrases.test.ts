import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { compilePhrases, readTokens } from './index.ts'

const stems = (text: string) => readTokens(text).map(({ stem }) => stem)

test('words come as stems, without accents, apostrophes and words that say nothing', () => {
  assert.deepEqual(stems('My husband’s WALKING café'), ['husband', 'walk', 'cafe'])
  assert.deepEqual(stems("can't walk, walks"), ['cant', 'walk', 'walk'])
  assert.deepEqual(stems('ਪੰਜਾਬੀ, język'), ['ਪੰਜਾਬੀ', 'jezyk'])
})

const CASES: [phrase: string, text: string, found: boolean][] = [
  ['food bank', 'Feltham Food Banks', true],
  ['food bank', 'food for the bank', false],
  ['{loved} died', 'my mum has just died', true],
  ['{loved} died', 'my car died', false],
  ['cant|cannot sleep', 'I cannot sleep', true],
  ['forgetting ~ things', 'keeps forgetting a few small things', true],
  ['forgetting ~ things', 'forgetting names and faces and other things', false],
  ['=running', 'a running group', true],
  ['=running', 'run by volunteers', false],
  ['on own', 'on my own', true],
  ['residents group', 'Begun by a resident. The group meets', false],
]
for (const [phrase, text, found] of CASES)
  test(`“${phrase}” ${found ? 'is' : 'is not'} in “${text}”`, () => {
    const match = compilePhrases([{ phrase, value: phrase }], { loved: ['mum', 'dad', 'best friend'] })
    assert.equal(match(readTokens(text)).length > 0, found)
  })

test('it says where a phrase stands, counted in words that are kept, without those it leaps over', () => {
  const match = compilePhrases([{ phrase: 'food bank', value: 1 }])
  assert.deepEqual(match(readTokens('is there a nice food bank here')), [{ value: 1, at: [2, 3] }])
  const leaping = compilePhrases([{ phrase: 'kids ~ autistic', value: 1 }])
  assert.deepEqual(leaping(readTokens('kids club half term autistic')), [{ value: 1, at: [0, 4] }])
})

test('a phrase without a word, or with an unknown set, is refused', () => {
  assert.throws(() => compilePhrases([{ phrase: 'the my', value: 1 }]), /has no word of its own/)
  assert.throws(() => compilePhrases([{ phrase: '{nobody} died', value: 1 }]), /names the set “nobody”/)
})

test('every phrase of plain words is found in a text that holds it', () => {
  const word = fc.constantFrom('lonely', 'garden', 'walking', 'debt', 'choir', 'memory', 'bus')
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 4 }),
      fc.array(word),
      fc.array(word),
      (phrase, before, after) => {
        const match = compilePhrases([{ phrase: phrase.join(' '), value: true }])
        assert.ok(match(readTokens([...before, ...phrase, ...after].join(' '))).length > 0)
      },
    ),
  )
})
