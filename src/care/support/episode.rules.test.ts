import assert from 'node:assert/strict'
import test from 'node:test'
import { movesInDatabase, movesOf } from '#test/support/moves.ts'
import { MOVES } from './episode.rules.ts'

test('the trigger in the database allows the moves of the table, and no other', () => {
  assert.deepEqual(movesInDatabase('support.episode'), movesOf(MOVES))
})
