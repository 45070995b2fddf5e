import assert from 'node:assert/strict'
import test from 'node:test'
import { newId } from '#platform/ids.ts'
import { LINK_PLACE, MOVES, type MessageStatus } from './message.rules.ts'
import { judgeReceipt, type Consequence, type Receipt } from './receipt.rules.ts'

const NOW = new Date('2026-04-01T09:00:00Z')
const sent = {
  status: 'sent' as MessageStatus,
  providerReference: 'try-1' as string | null,
  claimedUntil: null as Date | null,
  createdAt: new Date('2026-04-01T08:00:00Z'),
  body: 'Please ring.',
  link: null as string | null,
}
const queued = { ...sent, status: 'queued' as const, providerReference: null }

test('what follows from a receipt', () => {
  const cases: [why: string, message: Partial<typeof sent>, status: Receipt['status'], Consequence][] = [
    ['it arrived', sent, 'delivered', 'delivered'],
    ['it arrived before we wrote down that it went', queued, 'delivered', 'delivered'],
    ['an earlier try arrived after all', { providerReference: 'try-2' }, 'delivered', 'delivered'],
    ['no such address', sent, 'permanent-failure', 'give-up'],
    ['mailbox full', sent, 'temporary-failure', 'try-again'],
    ['trouble between Notify and the network', sent, 'technical-failure', 'try-again'],
    ['its words are a day old', { createdAt: new Date('2026-03-31T09:00:00Z') }, 'temporary-failure', 'give-up'],
    ['its link is forgotten', { body: `See ${LINK_PLACE}` }, 'temporary-failure', 'give-up'],
    [
      'its link is still there',
      { body: `See ${LINK_PLACE}`, link: 'https://anytown.example/l/x' },
      'temporary-failure',
      'try-again',
    ],
    ['about an earlier try', { providerReference: 'try-2' }, 'permanent-failure', 'nothing'],
    ['said twice: it waits for its next try already', queued, 'temporary-failure', 'nothing'],
    [
      'it is being sent this very moment',
      { ...queued, claimedUntil: new Date('2026-04-01T09:05:00Z') },
      'permanent-failure',
      'ask-later',
    ],
  ]
  for (const [why, message, status, consequence] of cases) {
    const receipt = { providerReference: 'try-1', messageId: newId(), status }
    assert.equal(judgeReceipt({ ...sent, ...message }, receipt, NOW), consequence, why)
  }
})

test('what is over stays as it is', () => {
  const over = (Object.keys(MOVES) as MessageStatus[]).filter((status) => MOVES[status].length === 0)
  assert.deepEqual(over.toSorted(), ['abandoned', 'cancelled', 'delivered'])
  for (const status of over)
    for (const outcome of ['delivered', 'permanent-failure', 'temporary-failure'] as const)
      assert.equal(
        judgeReceipt({ ...sent, status }, { providerReference: 'try-1', messageId: newId(), status: outcome }, NOW),
        'nothing',
      )
})
