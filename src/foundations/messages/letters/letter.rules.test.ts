import assert from 'node:assert/strict'
import test from 'node:test'
import { templatePreviews } from '../templates/templates.ts'
import { EXAMPLE_RECIPIENT, EXAMPLE_SENDER } from './letter-examples.ts'
import { letterOf } from './letter.rules.ts'
import { EXAMPLE_DAY } from '../templates/examples.ts'

const envelope = {
  sender: EXAMPLE_SENDER,
  recipient: EXAMPLE_RECIPIENT,
  date: EXAMPLE_DAY,
  reference: 'KMP-2345',
  largePrint: false,
}

const wordsOf = ({ salutation, blocks }: ReturnType<typeof letterOf>): string =>
  [
    salutation,
    ...blocks.map((block) => ('text' in block ? block.text : 'lines' in block ? block.lines.join('\n') : '')),
  ].join('\n\n')

for (const { code, example, wording, neutral } of templatePreviews) {
  test(`${code}: the letter has the words of the message, and a signature`, () => {
    const letter = letterOf(wording, envelope, false)
    assert.equal(wordsOf(letter), wording.letter)
    assert.equal(letter.salutation, `Dear ${example.name},`)
    assert.deepEqual(letter.blocks.at(-1), { kind: 'signature', lines: ['Riverside link workers'] })
    assert.deepEqual([letter.subject, letter.reference], [wording.subject, 'KMP-2345'])
  })

  test(`${code}: nothing around neutral words gives them away`, () => {
    const letter = letterOf(neutral, envelope, true)
    assert.equal(wordsOf(letter), neutral.letter)
    assert.deepEqual(letter.sender, { team: null, address: [], telephone: '01632 960220' })
    assert.equal(letter.reference, null)
    assert.doesNotMatch(JSON.stringify(letter), /Riverside|KMP|Boathouse/)
  })
}
