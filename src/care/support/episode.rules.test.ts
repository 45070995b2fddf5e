import assert from 'node:assert/strict'
import test from 'node:test'
import { movesInDatabase, movesOf } from '#test/support/moves.ts'
import { MOVES, statusesFrom } from './episode.rules.ts'

test('the trigger in the database allows the moves of the table, and no other', () => {
  assert.deepEqual(movesInDatabase('support.episode'), movesOf(MOVES))
})

test('where an episode stands follows from its facts', () => {
  const none = { started: false, resting: false, closed: false }
  assert.deepEqual(statusesFrom(none), ['waiting'])
  assert.deepEqual(statusesFrom({ ...none, started: true }), ['active'])
  assert.deepEqual(statusesFrom({ ...none, started: true, resting: true }), ['paused'])
  assert.deepEqual(statusesFrom({ ...none, closed: true }), ['closed'])
  assert.deepEqual(statusesFrom({ ...none, started: true, closed: true }), ['closed'])
  assert.deepEqual(statusesFrom({ ...none, resting: true }), [], 'a pause before the start')
  assert.deepEqual(statusesFrom({ started: true, resting: true, closed: true }), [], 'a pause that outlasts the end')
})
