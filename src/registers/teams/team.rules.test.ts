import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Id } from '#platform/ids.ts'
import { mayChangeTeam } from './team.policy.ts'
import { inOrder, sayAges, sayLanguages, sayWait, type Team } from './team.rules.ts'

const WAITS: [number, string][] = [
  [0, 'the same day'],
  [1, 'the next working day'],
  [3, 'about 3 working days'],
  [5, 'about a week'],
  [7, 'about a week'],
  [8, 'about 2 weeks'],
  [15, 'about 3 weeks'],
  [42, 'about 8 weeks'],
  [43, 'about 2 months'],
  [126, 'about 6 months'],
]
for (const [days, words] of WAITS)
  test(`a wait of ${days} working days is ${words}`, () => assert.equal(sayWait(days), words))

test('no wait is said to be shorter than a shorter one', () => {
  const length = (words: string) => {
    const count = Number(/\d+/.exec(words)?.[0] ?? 1)
    if (words.includes('month')) return count * 21
    return words.includes('week') ? count * 5 : words.includes('same') ? 0 : count
  }
  for (let days = 1; days <= 250; days++) assert.ok(length(sayWait(days)) >= length(sayWait(days - 1)), `${days}`)
})

test('ages and languages are said in words', () => {
  assert.equal(sayAges({ minimumAge: 18, maximumAge: null }), '18 and over')
  assert.equal(sayAges({ minimumAge: 16, maximumAge: 25 }), '16 to 25')
  assert.equal(sayAges({ minimumAge: null, maximumAge: 25 }), 'up to 25')
  assert.equal(sayAges({ minimumAge: null, maximumAge: null }), undefined)
  assert.equal(sayLanguages(['en', 'bfi', 'so']), 'English, British Sign Language and Somali')
  assert.equal(sayLanguages(['en']), 'English')
})

test('teams that take people come first', () => {
  const team = (name: string, paused: boolean) =>
    ({ name, pause: paused ? { reason: 'ill', meanwhile: null, until: null } : null }) as Team
  assert.deepEqual(
    inOrder([team('B', true), team('C', false), team('A', true), team('B', false)]).map((t) => t.name),
    ['B', 'C', 'A', 'B'],
  )
})

test('a team’s own manager, an administrator and the system may change it', () => {
  const partnershipId: Id = 'p'
  const account = (roles: string[], teamId?: Id) =>
    ({ kind: 'account', partnershipId, accountId: 'a', organisationId: 'o', teamId, roles, name: 'Denise' }) as const
  assert.equal(mayChangeTeam(account(['team_manager'], 't'), 't'), true)
  assert.equal(mayChangeTeam(account(['team_manager'], 'u'), 't'), false)
  assert.equal(mayChangeTeam(account(['team_manager']), 't'), false)
  assert.equal(mayChangeTeam(account(['link_worker'], 't'), 't'), false)
  assert.equal(mayChangeTeam(account(['administrator']), 't'), true)
  assert.equal(mayChangeTeam({ kind: 'job', partnershipId, cause: 'test' }, 't'), true)
  assert.equal(mayChangeTeam({ kind: 'public', partnershipId }, 't'), false)
})
