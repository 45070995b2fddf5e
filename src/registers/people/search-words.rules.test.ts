import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSearchWords } from './search-words.rules.ts'

const CASES: [string, ReturnType<typeof readSearchWords>][] = [
  ['Grace Okafor', { words: 'Grace Okafor', birthDate: undefined, nhsNumber: undefined }],
  ['okafor 2/1/1950', { words: 'okafor', birthDate: '1950-01-02', nhsNumber: undefined }],
  ['2 Jan 1950 grace', { words: 'grace', birthDate: '1950-01-02', nhsNumber: undefined }],
  ['1950-01-02', { words: '', birthDate: '1950-01-02', nhsNumber: undefined }],
  ['31/2/1950 grace', { words: '31/2/1950 grace', birthDate: undefined, nhsNumber: undefined }],
  ['999 000 0018 okafor', { words: 'okafor', birthDate: undefined, nhsNumber: '9990000018' }],
  ['9990000019', { words: '9990000019', birthDate: undefined, nhsNumber: undefined }],
].map(([typed, read]) => [typed as string, read as ReturnType<typeof readSearchWords>])

for (const [typed, expected] of CASES)
  test(`search words: ${typed}`, () => assert.deepEqual(readSearchWords(typed), expected))
