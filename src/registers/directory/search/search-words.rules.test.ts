import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { nearestWords, needsToFind, tellingWords } from './search-words.rules.ts'

test('what nearly every search may say is left out, unless nothing else is said', () => {
  assert.equal(tellingWords('help with money'), 'money')
  assert.equal(tellingWords('I’m looking for a lunch club near me'), 'I’m a lunch club')
  assert.equal(tellingWords('Helpful neighbours'), 'Helpful neighbours')
  assert.equal(tellingWords('help me please'), 'help me please')
})

test('the nearest word that is known takes the place of one that is not', () => {
  for (const [words, meant] of Object.entries({
    lonley: 'lonely',
    'very Lonly': 'very lonely',
    beraevement: 'bereavement',
    swiming: 'swimming',
    'dept advice zzzz': 'debt advice zzzz',
  }))
    assert.equal(nearestWords(words), meant, words)
  for (const words of [
    'I want to kill myself',
    'kill myself',
    'my lonley mother at home',
    'lonely',
    'debt',
    'zyxwvu',
    'hte',
    '',
    '😢',
    'x'.repeat(200),
  ])
    assert.equal(nearestWords(words), undefined, words)
})

test('troubles that the words say are looked for under any words; things to do by their own', () => {
  assert.deepEqual(needsToFind('lonely since my wife died'), ['loneliness', 'bereavement'])
  assert.deepEqual(needsToFind('singing'), [])
})

test('any words are read', () => {
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (words) => tellingWords(words) !== undefined))
  fc.assert(fc.property(fc.string({ maxLength: 200 }), (words) => nearestWords(words) !== ''))
})
