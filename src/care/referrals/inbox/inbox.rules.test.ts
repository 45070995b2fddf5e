import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import type { Person } from '#registers/people/index.ts'
import { sayDone } from './banner.rules.ts'
import { sayBetter } from './better.rules.ts'
import { historyOf, sayLatest } from './history.rules.ts'
import { mostPressingFirst, pressingOf, sayAgo, sayReferrer } from './inbox.rules.ts'

const today = day('2026-04-01')
const at = (text: string) => new Date(text)
const waiting = {
  status: 'received',
  nextDate: day('2026-04-02'),
  receivedAt: at('2026-04-01T08:00:00Z'),
  unread: false,
} as const

test('what presses is said in words', () => {
  const cases: [Partial<Parameters<typeof pressingOf>[0]>, string, string][] = [
    [{}, 'quiet', 'Answer by Thursday 2 April'],
    [{ nextDate: today }, 'waiting', 'Answer by today'],
    [{ nextDate: day('2026-03-31') }, 'careful', 'Late: was due Tuesday 31 March'],
    [{ nextDate: day('2026-03-31'), unread: true }, 'urgent', 'Urgent words: read now'],
    [{ status: 'questioned', nextDate: day('2026-04-07') }, 'quiet', 'Chase by Tuesday 7 April'],
    [{ status: 'questioned', nextDate: today }, 'waiting', 'Chase by today'],
    [{ status: 'questioned', nextDate: day('2026-03-31') }, 'careful', 'Chase now: since Tuesday 31 March'],
  ]
  for (const [over, tone, words] of cases) assert.deepEqual(pressingOf({ ...waiting, ...over }, today), { tone, words })
})

test('unread urgent words, then what is late, then who waited longest', () => {
  const list = [
    { ...waiting, id: 'new' },
    { ...waiting, id: 'older', receivedAt: at('2026-03-31T08:00:00Z') },
    { ...waiting, id: 'late', nextDate: day('2026-03-31'), receivedAt: at('2026-03-31T12:00:00Z') },
    { ...waiting, id: 'urgent', unread: true },
  ]
  assert.deepEqual(
    mostPressingFirst(list, today).map(({ id }) => id),
    ['urgent', 'late', 'older', 'new'],
  )
})

test('how long ago', () => {
  assert.deepEqual(
    ['2026-04-01', '2026-03-31', '2026-03-26', '2026-04-02'].map((then) => sayAgo(day(then), today)),
    ['today', 'yesterday', '6 days ago', 'today'],
  )
})

test('from whom, in one line', () => {
  const asha = {
    kind: 'professional',
    name: 'Dr Asha Patel',
    role: 'GP',
    relationship: null,
    organisation: 'Riverside Surgery',
  } as const
  assert.equal(sayReferrer(asha), 'Dr Asha Patel, GP, Riverside Surgery')
  assert.equal(
    sayReferrer({ ...asha, kind: 'carer', name: 'Ada Okafor', relationship: 'daughter', organisation: null }),
    'Ada Okafor, daughter',
  )
  assert.equal(sayReferrer({ ...asha, kind: 'self' }), 'Asked for themselves')
})

test('the way on in sentences that can be sent as they are', () => {
  const team = { name: 'Hillside community connectors', telephone: '01632 960230' }
  const service = { name: 'River Singers', address: 'https://trellis.example/services/1' }
  assert.equal(sayBetter({ team, service: null, words: null }), 'Ask Hillside community connectors on 01632 960230.')
  assert.equal(
    sayBetter({ team: { ...team, telephone: null }, service: null, words: ' ' }),
    'Ask Hillside community connectors.',
  )
  assert.equal(
    sayBetter({ team: null, service, words: ' Or ring us. ' }),
    'Have a look at River Singers: https://trellis.example/services/1 Or ring us.',
  )
})

test('everything that happened, in order, and the last of it with its time', () => {
  const [priya, tom] = ['id-priya', 'id-tom']
  const names = new Map([
    [priya, 'Priya Nair'],
    [tom, 'Tom Bradshaw'],
  ])
  const history = historyOf(
    {
      receivedAt: at('2026-03-30T09:00:00Z'),
      cameBy: 'telephone',
      referrer: {
        kind: 'self',
        name: 'Grace Okafor',
        role: null,
        profession: null,
        relationship: null,
        agency: null,
        organisation: null,
        telephone: null,
        email: null,
      },
      allocations: [
        { to: priya, by: priya, at: at('2026-03-30T10:00:00Z') },
        { to: tom, by: priya, at: at('2026-03-31T10:00:00Z') },
      ],
      questions: [
        {
          question: 'Who?',
          askedBy: tom,
          askedAt: at('2026-03-31T11:00:00Z'),
          answer: 'She.',
          answeredBy: null,
          answeredAt: at('2026-04-01T07:00:00Z'),
        },
      ],
      acceptance: { by: tom, at: at('2026-04-01T08:30:00Z'), firstContactBy: day('2026-04-10') },
      decline: null,
      withdrawal: null,
    },
    names,
  )
  assert.deepEqual(
    history.map(({ words }) => words),
    [
      'Came from the person, taken down on the telephone',
      'Priya Nair took it',
      'Priya Nair gave it to Tom Bradshaw',
      'Tom Bradshaw asked a question',
      'The answer came',
      'Tom Bradshaw accepted it',
    ],
  )
  assert.equal(sayLatest(history, today), 'Tom Bradshaw accepted it on Wednesday 1 April at 9:30am.')
})

test('what happens next, from where it stands', () => {
  const person = {
    givenName: 'Grace',
    familyName: 'Okafor',
    preferredName: null,
    preferredContact: 'text',
    accessNeeds: [] as string[],
  } as unknown as Person
  const row = {
    id: '1',
    personId: '2',
    reasons: ['loneliness' as const],
    urgent: false,
    ownerId: null,
    person,
    owner: 'Priya Nair',
    ...waiting,
    referrer: {
      kind: 'professional' as const,
      name: 'Dr Asha Patel',
      role: null,
      relationship: null,
      organisation: null,
    },
  }
  const answered = {
    answeredAt: at('2026-04-01T08:30:00Z'),
    answeredBy: null,
    firstContactBy: day('2026-04-10'),
    withdrawnBy: null,
  }
  assert.equal(sayDone(row, today), 'Priya Nair has Grace Okafor now. Answer by Thursday 2 April.')
  assert.equal(
    sayDone({ ...row, status: 'accepted', ...answered }, today),
    'Accepted. Priya Nair texts Grace Okafor by Friday 10 April.',
  )
  const deaf = { ...person, preferredContact: null, accessNeeds: ['no-telephone'] } as Person
  assert.equal(
    sayDone({ ...row, person: deaf, status: 'accepted', ...answered }, today),
    'Accepted. Priya Nair writes to Grace Okafor by Friday 10 April.',
  )
  assert.match(sayDone({ ...row, status: 'withdrawn' }, today), /taken back/)
})
