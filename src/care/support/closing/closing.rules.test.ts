import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { MOVES, type EpisodeStatus } from '../episode.rules.ts'
import { closingLetter } from './closing-letter.rules.ts'
import { actionsIn, mayClose, mayReturn, sightEnds, type Closure } from './closing.rules.ts'

const now = new Date('2026-04-01T09:00:00Z')
const closure: Closure = {
  reason: 'moved',
  requestedActions: [],
  noActionsRequired: true,
  outcome: 'More company',
  summary: 'Six talks',
  tellPractice: false,
  diedOn: null,
}

test('what may end, and how', () => {
  for (const status of Object.keys(MOVES) as EpisodeStatus[])
    assert.equal(
      mayClose({ status, openedAt: now }, closure, now).ok,
      (MOVES[status] as readonly string[]).includes('closed'),
      status,
    )
  const refused: [Partial<Closure>, string][] = [
    [{ noActionsRequired: false }, 'actions-unsaid'],
    [{ requestedActions: ['Review her sleep'] }, 'actions-unsaid'],
    [{ reason: 'died', diedOn: day('2026-04-02') }, 'died-later'],
    [{ reason: 'died', diedOn: day('1900-01-01') }, 'died-before'],
    [{ reason: 'finished' }, 'not-started'],
  ]
  for (const [over, reason] of refused)
    assert.deepEqual(mayClose({ status: 'waiting', openedAt: now }, { ...closure, ...over }, now), {
      ok: false,
      reason,
    })
  assert.ok(mayClose({ status: 'active', openedAt: now }, { ...closure, reason: 'finished' }, now).ok)
})

test('one action on each line, whatever stands before it', () => {
  assert.deepEqual(actionsIn(' 1. Review her sleep\n\n- Refer to physio\r\n• Ring the daughter \n12 tablets a day'), [
    'Review her sleep',
    'Refer to physio',
    'Ring the daughter',
    '12 tablets a day',
  ])
  assert.deepEqual(actionsIn(' \n '), [])
})

test('the team sees for eight years, also from a leap day', () => {
  assert.equal(sightEnds(now).toISOString(), '2034-04-01T09:00:00.000Z')
  assert.equal(sightEnds(new Date('2028-02-29T12:00:00Z')).toISOString(), '2036-02-29T12:00:00.000Z')
})

test('who may come back', () => {
  const ended = { status: 'closed' as EpisodeStatus, deceased: false, followedBy: null, open: null }
  assert.ok(mayReturn(ended).ok)
  assert.deepEqual(mayReturn({ ...ended, status: 'active' }), { ok: false, reason: 'not-closed' })
  assert.deepEqual(mayReturn({ ...ended, deceased: true }), { ok: false, reason: 'died' })
  assert.deepEqual(mayReturn({ ...ended, followedBy: newId() }), { ok: false, reason: 'back-already' })
  assert.deepEqual(mayReturn({ ...ended, open: newId() }), { ok: false, reason: 'open-already' })
})

test('the letter says first what is asked, and says when nothing is', () => {
  const facts = {
    person: { givenName: 'Grace', familyName: 'Okafor', birthDate: day('1950-01-02') },
    nhsNumber: undefined,
    team: { name: 'Riverside link workers', telephone: '01632 960220', organisationName: 'Riverside PCN' },
    worker: 'Priya Nair',
    recipient: ['Riverside Surgery', '2 Wharf Street'],
    reference: 'KMP-2345',
    openedOn: day('2026-01-05'),
    closedOn: day('2026-04-01'),
  }
  const nothing = closingLetter({ ...facts, closure })
  assert.deepEqual(nothing.blocks.slice(0, 2), [
    { kind: 'heading', text: 'What we ask you to do' },
    { kind: 'paragraph', text: 'No actions required.' },
  ])
  assert.ok(!/Grace|Okafor/.test(nothing.subject))
  assert.match(JSON.stringify(nothing.blocks), /2 January 1950.*5 January 2026 to 1 April 2026/)
  const some = closingLetter({
    ...facts,
    closure: { ...closure, noActionsRequired: false, requestedActions: ['Review her sleep'] },
  })
  assert.deepEqual(some.blocks[1], { kind: 'list', items: ['Review her sleep'], numbered: true })
  const died = closingLetter({ ...facts, closure: { ...closure, reason: 'died', diedOn: day('2026-03-30') } })
  assert.ok(!JSON.stringify(died.blocks).includes('come back'))
  assert.match(JSON.stringify(died.blocks), /30 March 2026/)
})
