import assert from 'node:assert/strict'
import test from 'node:test'
import { whyFound } from './why.rules.ts'

const why = (matched: string[], main: string[]) => whyFound({ matched }, { main })

test('what was asked for comes before the words, and nothing is said twice', () => {
  assert.deepEqual(why(['=grief', 'company', 'grief'], ['grief']), ['Grief', 'Says “grief”'])
  const people = why(['for:lgbtq', 'lgbtq'], [])
  assert.equal(new Set(people).size, people.length)
})

test('what is only close is said to be so, by its topics, or else by the need that its keeper gave', () => {
  assert.deepEqual(why(['company', 'need:loneliness'], ['grief']), [
    'Close to what you asked for: company and making friends',
  ])
  assert.deepEqual(why(['need:safety', 'need:safety'], ['grief']), ['Close to what you asked for: feeling safe'])
  assert.deepEqual(why(['need:housing'], ['grief']), ['Close to what you asked for: housing'])
  assert.deepEqual(why([], []), [])
})
