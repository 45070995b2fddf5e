import assert from 'node:assert/strict'
import test from 'node:test'
import { readAges } from './ages-said.rules.ts'
import { readWords } from './read-words.rules.ts'

const READ: [words: string, as: string][] = [
  ['I’m 82 and lonely', 'older person and lonely'],
  ['my 9 year old has no friends', 'my child has no friends'],
  ['aged 65 exercise', 'older person exercise'],
  ['82F falls', 'older person female falls'],
  ['M 45 back pain', 'adult male back pain'],
  ['pt 71 falls', 'older person pt falls'],
  ['in my eighties', 'older person'],
  ['eighty two year old dad', 'older person dad'],
  ['my mum (82) fell', 'my older person mum fell'],
  ['my lad 15 bunking off', 'my teen lad bunking off'],
  ['nine-year-old girl', 'child girl'],
  ['I am 19', 'young adult'],
  ['im 16 and my dad hits me', 'youngster and my dad hits me'],
]
for (const [words, as] of READ) test(`“${words}” states an age`, () => assert.equal(readAges(words).words, as))

const NO_AGE = [
  'I am 12 weeks pregnant',
  'I am one of many',
  'he is 6 years clean',
  'my husband died 3 years ago',
  '2 3 and 4 year olds',
  'pt 3 falls this month',
  'my son drinks 20 units',
  'son 20 units a day',
  'I am 20 stone',
  'the 82 bus',
  'my child is 18 months',
  'i am 300',
]
for (const words of NO_AGE)
  test(`“${words}” states none`, () =>
    assert.deepEqual(readAges(words), { words, instead: new Set(), grownChild: false }))

const read = (words: string) => readWords(words, new Set())

test('somebody of 82 is not looked for among children, nor a child of nine among the old', () => {
  const old = read('80 year old man, walking group').said
  assert.ok(old.includes('older') && !old.includes('children') && !old.includes('young'))
  const child = read('my 9 year old has no friends').said
  assert.ok(child.includes('children') && !child.includes('older'))
})

test('a grown-up son is nobody’s child', () => {
  assert.ok(read('my son is 9 and autistic').said.includes('children'))
  const { said } = read('my son is 45 and autistic')
  assert.ok(said.includes('adults') && !said.includes('children') && !said.includes('parents'))
})

test('an age by itself finds what is for that age, and is never said to stand in a listing', () => {
  const { main, words } = read('I am 82')
  assert.deepEqual([main, words], [['older-help'], []])
})
