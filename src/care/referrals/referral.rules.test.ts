import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { movesInDatabase, movesOf } from '#test/support/moves.ts'
import {
  accept,
  answerQuestion,
  askQuestion,
  decline,
  firstContactDefault,
  MOVES,
  statusesFrom,
  referenceFrom,
  withdraw,
  type ReferralStatus,
} from './referral.rules.ts'

const team = { intakePaused: false }
const now = new Date('2026-04-01T09:00:00Z')
const at = (status: ReferralStatus) => ({ id: newId(), teamId: newId(), status })
const STATUSES = Object.keys(MOVES) as ReferralStatus[]

test('the trigger in the database allows the moves of the table, and no other', () => {
  assert.deepEqual(movesInDatabase('referrals.referral'), movesOf(MOVES))
})

test('only what waits for the team can be accepted', () => {
  for (const status of STATUSES)
    assert.equal(accept(at(status), team, newId(), day('2026-04-10'), now).ok, status === 'received', status)
  assert.deepEqual(accept(at('received'), { intakePaused: true }, newId(), day('2026-04-10'), now), {
    ok: false,
    reason: 'intake-paused',
  })
  assert.deepEqual(accept(at('received'), team, newId(), day('2026-03-31'), now), {
    ok: false,
    reason: 'contact-date-past',
  })
  assert.equal(accept(at('received'), team, newId(), day('2026-04-01'), now).ok, true, 'today will do')
})

test('a decline is never a dead end', () => {
  const nothing = {
    reason: 'outside_area' as const,
    note: null,
    betterTeamId: null,
    betterServiceId: null,
    betterText: null,
  }
  assert.deepEqual(decline(at('received'), nothing), { ok: false, reason: 'dead-end' })
  assert.deepEqual(decline(at('received'), { ...nothing, betterText: '  ' }), { ok: false, reason: 'dead-end' })
  const referral = at('questioned')
  assert.deepEqual(decline(referral, { ...nothing, betterTeamId: referral.teamId }), { ok: false, reason: 'same-team' })
  assert.equal(decline(referral, { ...nothing, betterServiceId: newId() }).ok, true)
  assert.deepEqual(decline(at('accepted'), { ...nothing, betterText: 'Ring the council' }), {
    ok: false,
    reason: 'not-open',
  })
})

test('every decision agrees with the table of moves', () => {
  const moved = { questioned: askQuestion, received: answerQuestion, withdrawn: withdraw }
  for (const from of STATUSES)
    for (const [to, rule] of Object.entries(moved))
      assert.equal(rule(at(from)).ok, (MOVES[from] as readonly string[]).includes(to), `${from} → ${to}`)
})

test('the first contact that we promise is on a working day', () => {
  assert.equal(firstContactDefault(now), '2026-04-10')
})

test('references are easy to say and do not repeat soon', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 8, maxLength: 8 }), (bytes) =>
      assert.match(referenceFrom(bytes), /^[2-9B-DF-HJKMNP-TV-XZ]{3}-[2-9B-DF-HJKMNP-TV-XZ]{4}$/),
    ),
  )
  const made = new Set(Array.from({ length: 20_000 }, () => referenceFrom(crypto.getRandomValues(new Uint8Array(8)))))
  assert.ok(made.size > 19_990)
})

test('where a referral stands follows from its facts', () => {
  const none = { accepted: false, declined: false, withdrawn: false, asked: false }
  assert.deepEqual(statusesFrom(none), ['received'])
  assert.deepEqual(statusesFrom({ ...none, asked: true }), ['questioned'])
  for (const end of ['accepted', 'declined', 'withdrawn'] as const)
    assert.deepEqual(statusesFrom({ ...none, [end]: true }), [end])
  assert.deepEqual(statusesFrom({ ...none, asked: true, withdrawn: true }), ['withdrawn'])
  assert.deepEqual(statusesFrom({ ...none, accepted: true, withdrawn: true }), [])
})
