import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { REASONS, type Reason } from '../reasons.ts'
import { meantReasons } from './meant-reasons.rules.ts'

const SAID: [string, Reason[]][] = [
  ['I’m lonely since my husband died', ['loneliness', 'bereavement']],
  ['I feel so alone', ['loneliness']],
  ['I would like someone to talk to', ['loneliness']],
  ['SHE IS VERY ISOLATED', ['loneliness']],
  ['I owe the council and bailiffs came', ['debt']],
  ['my flat has damp and mould and the landlord does nothing', ['housing']],
  ['Mum keeps forgetting things, we think dementia', ['memory']],
  ['I look after my mum and I’m exhausted', ['caring']],
  ['We go to the food bank', ['food']],
  ['I can’t pay the bills', ['money']],
  ['I lost my job and drink too much', ['work', 'addiction']],
  ['new to the area, I want to learn English', ['newcomers', 'language']],
  ['I am not lonely but I am anxious', ['worry']],
  ['lonely, in debt, anxious and out of work', ['loneliness', 'debt', 'worry']],
  ['Everything is too much.', ['low-mood']],
  ['She would benefit from a choir', ['arts-and-making']],
  ['there is not enough money, and no heating', ['money', 'fuel-and-warmth']],
  ['my partner controls me', ['safety']],
  ['I am 82 and keep falling over', ['moving-more']],
]

const NOT_PLAIN = [
  '😢',
  'x',
  'I used to live by the sea',
  'They would benefit from a word about this',
  'אני צריך עזרה',
  'I don’t feel lonely',
  'She is not lonely',
]

test('own words are sorted under the needs that they plainly name, first said first, at most three', () => {
  for (const [words, reasons] of SAID) assert.deepEqual(meantReasons(words), reasons, words)
})

test('what no list plainly has stays something else, with its words', () => {
  for (const words of NOT_PLAIN) assert.deepEqual(meantReasons(words), ['something-else'], words)
})

test('any words get at least one listed reason, in time that grows with their length', () => {
  const known = (words: string) => {
    const found = meantReasons(words)
    return found.length > 0 && found.length <= 3 && found.every((reason) => reason in REASONS)
  }
  fc.assert(fc.property(fc.string({ maxLength: 400 }), known))
  for (const words of ['not '.repeat(1_000), 'my husband '.repeat(1_000), ' '.repeat(4_000)]) assert.ok(known(words))
})
