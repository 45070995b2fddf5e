import assert from 'node:assert/strict'
import test from 'node:test'
import { movesInDatabase, movesOf } from '#test/support/moves.ts'
import { day } from '#platform/days.ts'
import {
  agree,
  answer,
  dueIn,
  giveUp,
  MOVES,
  move,
  offerDates,
  type ConnectionStatus,
  statusesFrom,
  type ConnectionFacts,
} from './connection.rules.ts'

const ALL = Object.keys(MOVES) as ConnectionStatus[]
const why = (decision: { ok: boolean; reason?: string }) => (decision.ok ? 'ok' : decision.reason)

test('the trigger in the database allows the moves of the table, and no other', () => {
  assert.deepEqual(movesInDatabase('connections.connection'), movesOf(MOVES))
})

test('each move that is not in the table is refused', () => {
  for (const from of ALL)
    for (const to of ALL)
      assert.equal(move(from, to).ok, (MOVES[from] as readonly string[]).includes(to), `${from} → ${to}`)
})

test('nothing is shared that was not ticked, and never the way to reach somebody who is restricted', () => {
  const given = { shared: ['name'], helps: 'Sit near the door', by: 'person' } as const
  assert.deepEqual(agree('proposed', given, { restricted: false }), { ok: true, value: { ...given, helps: null } })
  assert.equal(
    why(agree('proposed', { ...given, shared: ['helps'], helps: null }, { restricted: false })),
    'helps-empty',
  )
  assert.equal(why(agree('agreed', { ...given, shared: ['contact'] }, { restricted: true })), 'contact-kept-back')
  for (const status of ALL.filter((s) => s !== 'proposed' && s !== 'agreed'))
    assert.equal(why(agree(status, given, { restricted: false })), 'not-possible-now', status)
})

test('a group answers what it was offered, and once', () => {
  const yes = { answer: 'accepted', words: null } as const
  for (const status of ALL)
    assert.equal(answer(status, yes).ok, status === 'offered' || status === 'waitlisted', status)
  assert.equal(answer('waitlisted', { answer: 'waitlisted', words: null }).ok, false)
  assert.equal(why(answer('offered', { answer: 'declined', reason: 'other', words: null })), 'say-what-else')
  assert.equal(answer('offered', { answer: 'declined', reason: 'full', words: null }).ok, true)
})

test('silence is counted in working days, over Easter too', () => {
  // Wednesday 1 April 2026: Good Friday is the 3rd, Easter Monday the 6th.
  const { answerBy, nudgeAt, escalateAt } = offerDates(new Date('2026-04-01T09:00:00Z'))
  assert.equal(answerBy, '2026-04-08')
  assert.equal(nudgeAt.toISOString(), '2026-04-08T16:00:00.000Z')
  assert.equal(escalateAt.toISOString(), '2026-04-14T16:00:00.000Z')
  assert.equal(dueIn(new Date('2026-04-02T09:00:00Z'), 1).toISOString(), '2026-04-07T16:00:00.000Z')
})

test('nobody gives up waiting before the day has passed by which the group was asked to answer', () => {
  const [before, after] = [new Date('2026-04-08T15:59:00Z'), new Date('2026-04-08T16:00:00Z')]
  const answerBy = day('2026-04-08')
  assert.equal(why(giveUp('offered', answerBy, before)), 'too-soon')
  assert.deepEqual(giveUp('offered', answerBy, after), { ok: true, value: 'unanswered' })
  for (const status of ALL.filter((s) => s !== 'offered'))
    assert.equal(why(giveUp(status, answerBy, after)), 'not-possible-now', status)
})

test('where a connection stands follows from its facts: each further one counts', () => {
  let facts: ConnectionFacts = {
    agreed: false,
    offered: false,
    answers: [],
    silent: false,
    withdrawn: false,
    came: false,
    ended: false,
  }
  assert.deepEqual(statusesFrom(facts), ['proposed'])
  const steps: [Partial<ConnectionFacts>, ConnectionStatus][] = [
    [{ agreed: true }, 'agreed'],
    [{ offered: true }, 'offered'],
    [{ answers: ['waitlisted'] }, 'waitlisted'],
    [{ answers: ['waitlisted', 'accepted'] }, 'accepted'],
    [{ came: true }, 'started'],
    [{ ended: true }, 'ended'],
  ]
  for (const [more, status] of steps) assert.deepEqual(statusesFrom((facts = { ...facts, ...more })), [status])
  const asked = { ...facts, answers: [], came: false, ended: false }
  assert.deepEqual(statusesFrom({ ...asked, silent: true }), ['unanswered'])
  assert.deepEqual(statusesFrom({ ...asked, answers: ['waitlisted', 'declined'] }), ['declined'])
  assert.deepEqual(statusesFrom({ ...asked, withdrawn: true }), ['withdrawn'])
  assert.deepEqual(statusesFrom({ ...asked, silent: true, withdrawn: true }), [])
})
