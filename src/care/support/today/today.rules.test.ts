import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId, type Id } from '#platform/ids.ts'
import { ALL_TASKS } from '#care/connections/connection-tasks.ts'
import type { Person } from '#registers/people/index.ts'
import { sayDone } from './done.rules.ts'
import { TASK_WORDS, wordsOf, type TaskAtHand } from './task-words.ts'
import type { DayTask } from './day-task.queries.ts'
import { askingIn, dayOfWork, inOrder, reviewsOf, sayQuiet, saySince, sayTheDay, standingIn } from './today.rules.ts'

const NOW = new Date('2026-04-01T09:00:00Z') // a Wednesday, 10am in London
const TODAY = day('2026-04-01')

const person = (over: Partial<Person> = {}): Person => ({
  id: newId(),
  title: null,
  givenName: 'Grace',
  familyName: 'Okafor',
  preferredName: null,
  birthDate: day('1950-01-02'),
  nhsNumberStatus: null,
  practiceCode: 'ZZ0001',
  telephone: '07700900123',
  email: null,
  addressLines: [],
  postcode: null,
  preferredContact: null,
  safeContact: { voicemail: false, post: true, hours: null, neutralSender: false },
  language: 'en',
  interpreter: false,
  accessNeeds: [],
  pronouns: null,
  gender: null,
  ethnicity: null,
  restricted: false,
  deceasedOn: null,
  version: 1,
  ...over,
})
const hours = (words: string | null): Partial<Person> => ({
  safeContact: { voicemail: true, post: true, hours: words, neutralSender: false },
})

type Over = Partial<Omit<DayTask, 'episode'>> & { tries?: number; unallocated?: boolean; due?: string }
const task = (kind: string, { tries = 0, unallocated, due, ...over }: Over = {}): DayTask => ({
  id: newId(),
  kind,
  about: { kind: 'episode', id: 'e1' },
  personId: 'p1',
  accountId: null,
  role: 'link_worker',
  madeAt: new Date('2026-03-26T09:00:00Z'),
  dueAt: new Date(`${due ?? '2026-04-01'}T16:00:00Z`),
  escalated: false,
  detail: {},
  episode: { id: 'e1', status: 'waiting', tries, workerId: unallocated ? null : 'a1', cameBack: false },
  referral: {
    id: 'r1',
    reasons: ['loneliness'],
    referrerKind: 'professional',
    referrerName: 'Dr Asha Patel',
    referrerTelephone: '01632960000',
  },
  ...over,
})
const at = (one: DayTask, who: Person | undefined = person()): TaskAtHand => ({ task: one, person: who, today: TODAY })

const SAID: [task: DayTask, person: Person, section: string, words: string, href: string][] = [
  [
    task('first-contact', { tries: 1 }),
    person(hours('mornings')),
    'ring',
    'Call Grace Okafor today: second try, prefers mornings',
    '/episodes/e1/contact',
  ],
  [
    task('first-contact', { due: '2026-03-30' }),
    person(),
    'ring',
    'Call Grace Okafor: first try',
    '/episodes/e1/contact',
  ],
  [
    task('first-contact', { due: '2026-04-10' }),
    person(),
    'new',
    'Call Grace Okafor for the first time by Friday 10 April',
    '/episodes/e1/contact',
  ],
  [
    task('first-contact', { due: '2026-04-10', tries: 1 }),
    person(),
    'later',
    'Call Grace Okafor for the first time by Friday 10 April',
    '/episodes/e1/contact',
  ],
  [
    task('first-contact', { due: '2026-04-10', unallocated: true }),
    person(),
    'new',
    'Decide who has Grace Okafor: first contact by Friday 10 April',
    '/episodes/e1/allocation',
  ],
  [task('next-contact'), person(), 'ring', 'Call Grace Okafor today', '/episodes/e1/contact'],
  [
    task('next-contact', { tries: 2 }),
    person({ preferredContact: 'text' }),
    'ring',
    'Text Grace Okafor today: third try',
    '/episodes/e1/contact',
  ],
  [
    task('next-contact', { tries: 7 }),
    person({ accessNeeds: ['no-telephone'], email: 'g@example.org' }),
    'ring',
    'Email Grace Okafor today: try number 8',
    '/episodes/e1/contact',
  ],
  [
    task('next-contact', { due: '2026-04-02' }),
    person({ preferredName: 'Gracie' }),
    'later',
    'Call Gracie Okafor today',
    '/episodes/e1/contact',
  ],
  [
    task('send-letter', { tries: 3, due: '2026-04-02' }),
    person(),
    'also',
    'Send Grace Okafor a letter: three tries without an answer',
    '/episodes/e1/letter',
  ],
  [
    task('answer-to-letter', { due: '2026-04-15' }),
    person(),
    'waiting',
    'Grace Okafor has our letter',
    '/episodes/e1/closure?reason=not-reached',
  ],
  [
    task('answer-to-letter'),
    person(),
    'also',
    'Decide about Grace Okafor: tries and a letter, and no answer',
    '/episodes/e1/closure?reason=not-reached',
  ],
  [
    task('resume-episode', { due: '2026-05-01' }),
    person(),
    'waiting',
    'Grace Okafor takes a rest until Friday 1 May',
    '/episodes/e1/resumption',
  ],
  [
    task('resume-episode'),
    person(),
    'ring',
    'Ask Grace Okafor whether to go on: they have had a rest',
    '/episodes/e1/resumption',
  ],
  [
    task('close-episode'),
    person(),
    'also',
    'Close well with Grace Okafor: they do not want to go on',
    '/episodes/e1/closure?reason=declined',
  ],
  [
    task('tell-practice'),
    person(),
    'also',
    'Send the GP practice of Grace Okafor the closing letter',
    '/episodes/e1/closure',
  ],
  [
    task('tell-referrer', { detail: { news: 'died' } }),
    person(),
    'ring',
    'Tell Dr Asha Patel that Grace Okafor has died',
    '/people/p1',
  ],
  [
    task('answer-referral', { about: { kind: 'referral', id: 'r1' }, due: '2026-03-31' }),
    person(),
    'new',
    'Answer the referral for Grace Okafor',
    '/referrals/r1',
  ],
  [
    task('read-urgent-words', { about: { kind: 'referral', id: 'r1' } }),
    person(),
    'now',
    'Read now: there are urgent words about Grace Okafor',
    '/referrals/r1',
  ],
  [
    task('chase-referrer', { about: { kind: 'referral', id: 'r1' }, due: '2026-04-07' }),
    person(),
    'waiting',
    'Dr Asha Patel has your question about Grace Okafor',
    '/referrals/r1',
  ],
  [
    task('chase-referrer', { about: { kind: 'referral', id: 'r1' } }),
    person(),
    'ring',
    'Ring Dr Asha Patel: your question about Grace Okafor has no answer',
    '/referrals/r1',
  ],
  [
    task('message-not-sent', { detail: { channel: 'letter' } }),
    person(),
    'also',
    'Print and post a letter about Grace Okafor: it could not be sent',
    '/people/p1',
  ],
  [task('quite-new-kind'), person(), 'also', 'See what is to be done for Grace Okafor', '/people/p1'],
]
for (const [one, who, section, words, href] of SAID)
  test(`${one.kind}: ${words}`, () => {
    const said = wordsOf(one.kind)
    assert.deepEqual(
      [said.section(at(one, who)), said.say(at(one, who)), said.href(at(one, who))],
      [section, words, href],
    )
  })

test('every kind of task that the program makes has its words', () => {
  const made = new Set<string>(ALL_TASKS)
  for (const file of globSync('src/{care,foundations,registers}/**/*.ts', { cwd: ROOT }).concat('src/start.ts')) {
    const text = readFileSync(join(ROOT, file), 'utf8')
    if (file.endsWith('.test.ts') || !text.includes('createTask(')) continue
    for (const call of text.matchAll(/createTask\(tx,\s*\{(.*?)\n\s*\}\)/gs))
      for (const kind of call[1]!.matchAll(/(?<!about: \{ )kind: '([a-z-]+)'/g)) made.add(kind[1]!)
  }
  assert.ok(made.size > 5, [...made].join())
  assert.deepEqual(
    [...made].filter((kind) => !Object.hasOwn(TASK_WORDS, kind)),
    [],
  )
})

test('first what is late, then whose hours run out, then any time, then later today, then not today', () => {
  const people = new Map<Id, Person>([
    ['late', person(hours('afternoons'))],
    ['morning', person(hours('mornings'))],
    ['any', person()],
    ['words', person(hours('not when he is in'))],
    ['afternoon', person(hours('afternoons'))],
    ['early', person(hours('before 9am'))],
    ['friday', person(hours('Fridays'))],
  ])
  const tasks = ['friday', 'early', 'afternoon', 'words', 'any', 'morning'].map((personId, n) =>
    task('next-contact', { personId, dueAt: new Date(NOW.getTime() + n * 1_000) }),
  )
  const late = task('next-contact', { personId: 'late', due: '2026-03-31' })
  assert.deepEqual(
    inOrder([...tasks, late], people, NOW).map(({ personId }) => personId),
    ['late', 'morning', 'words', 'any', 'afternoon', 'friday', 'early'],
  )
})

test('a row says why, how to reach them and what not to do; a person out of sight stays unnamed', () => {
  const one = person({
    ...hours('mornings'),
    safeContact: { voicemail: false, post: true, hours: 'mornings', neutralSender: true },
  })
  const rows = dayOfWork({
    tasks: [
      task('first-contact', { accountId: 'tom', escalated: true }),
      task('answer-referral', { accountId: 'tom', personId: 'gone', about: { kind: 'referral', id: 'r1' } }),
    ],
    people: new Map([['p1', one]]),
    standingInFor: new Map([['tom', 'Tom Bradshaw']]),
    now: NOW,
  })
  const [row] = rows.ring
  assert.deepEqual(
    [row!.why, row!.telephone, row!.when, row!.late, row!.forWhom, row!.escalated, row!.endsByHand],
    ['Feeling lonely', '07700900123', 'Today', false, 'Tom Bradshaw', true, false],
  )
  assert.deepEqual(row!.care, [
    'Do not show who you are to anybody else who answers, and not on the outside of a letter.',
    'Only at these times: mornings.',
    'Do not leave a message on their telephone.',
  ])
  assert.match(rows.new[0]!.action, /somebody whom you may no longer see/)
  assert.equal(rows.new[0]!.personId, null)
  assert.equal(sayTheDay(rows), '1 call to make and 1 new.')
  assert.equal(
    sayTheDay({ now: [], ring: [], new: [], anybody: rows.ring, also: [], waiting: rows.ring, reviews: [], later: [] }),
    'Nothing is due today.',
  )
})

test('what nobody has stands apart, one line for each person and kind, and counts for nobody', () => {
  const rows = dayOfWork({
    tasks: [
      task('tell-person', { due: '2026-03-30' }),
      task('tell-person'),
      task('tell-person', { personId: 'p2' }),
      task('next-contact'),
      task('read-urgent-words'),
      task('next-contact', { accountId: 'tom' }),
      task('answer-referral', { role: 'team_manager' }),
    ],
    people: new Map([['p1', person()]]),
    standingInFor: new Map(),
    now: NOW,
  })
  assert.deepEqual(rows.anybody.map(({ action, others }) => `${action.split(' ')[0]} ${others}`).toSorted(), [
    'Call 0',
    'Tell 0',
    'Tell 1',
  ])
  assert.equal(sayTheDay(rows), '1 thing to read now, 1 call to make and 1 new.')
})

test('a row shows the address for the way that it names', () => {
  const reached = (over: Partial<Person>) => {
    const [row] = dayOfWork({
      tasks: [task('next-contact', { accountId: 'tom' })],
      people: new Map([
        ['p1', person({ email: 'g@example.org', addressLines: ['1 Mill Lane'], postcode: 'ZZ1 1AA', ...over })],
      ]),
      standingInFor: new Map(),
      now: NOW,
    }).ring
    return [row!.action.split(' ')[0], row!.telephone, row!.email, row!.address]
  }
  assert.deepEqual(reached({}), ['Call', '07700900123', null, null])
  assert.deepEqual(reached({ preferredContact: 'email' }), ['Email', null, 'g@example.org', null])
  assert.deepEqual(reached({ preferredContact: 'post' }), ['Write', null, null, '1 Mill Lane, ZZ1 1AA'])
})

test('since when, how long unheard, whose colleague', () => {
  assert.deepEqual(
    [TODAY, day('2026-03-31'), day('2026-03-26')].map((then) => saySince(then, TODAY)),
    ['Since today', 'Since yesterday', 'For 6 days, since Thursday 26 March'],
  )
  const quiet = { id: 'e', personId: 'p', heardAt: new Date('2026-03-01T12:00:00Z'), openedAt: NOW }
  assert.equal(sayQuiet({ ...quiet, tries: 0 }, TODAY), '31 days, since Sunday 1 March: not tried since')
  assert.equal(sayQuiet({ ...quiet, tries: 2 }, TODAY), '31 days, since Sunday 1 March: tried on 2 days since')
  const member = (accountId: string, workingDays: number[], coverAccountId: string | null) => ({
    accountId,
    name: accountId,
    workingDays,
    coverAccountId,
  })
  const members = [
    member('tom', [1, 2], 'me'),
    member('halima', [3], 'me'),
    member('ann', [1], 'other'),
    member('me', [1, 2], null),
  ]
  assert.deepEqual(
    standingIn(members, 'me', TODAY).map((one) => one.name),
    ['tom'],
    'Wednesday: Halima works, Tom does not',
  )
})

test('questionnaires and plans, the earliest first, and only for people in sight', () => {
  const base = {
    id: 'e1',
    personId: 'p1',
    workerId: 'a1',
    status: 'active' as const,
    activeSince: day('2026-03-10'),
    closedOn: null,
    answered: [],
  }
  const people = new Map([['p1', person()]])
  const { reviews } = dayOfWork({
    tasks: [task('review-plan', { due: '2026-04-07' }), task('review-plan', { due: '2026-04-09' })],
    people,
    standingInFor: new Map(),
    now: NOW,
  })
  assert.deepEqual(
    reviewsOf(askingIn([base, { ...base, id: 'e2', personId: 'gone' }], TODAY), reviews, people).map((row) => [
      row.action,
      row.href,
      row.due,
    ]),
    [
      ['Ask Grace Okafor the first questions', '/episodes/e1/measures', '2026-03-24'],
      ['Look at the plan again with Grace Okafor', '/episodes/e1/plan', '2026-04-07'],
    ],
  )
  assert.deepEqual(askingIn([{ ...base, status: 'paused' }], TODAY), [], 'who rests is left in peace')
})

test('what was just done, and what happens next', () => {
  const cases: [status: string, kind: string | null, next: string | null, said: string][] = [
    ['active', 'next-contact', '2026-04-15', 'Saved. Next with Grace Okafor: Wednesday 15 April.'],
    ['waiting', 'first-contact', '2026-04-02', 'Saved. Be in touch with Grace Okafor by Thursday 2 April.'],
    ['waiting', 'send-letter', '2026-04-02', 'Saved. Grace Okafor was tried often enough: send them a letter next.'],
    [
      'waiting',
      'answer-to-letter',
      '2026-04-17',
      'A letter goes to Grace Okafor. If nothing is heard by Friday 17 April, your manager decides.',
    ],
    ['waiting', 'answer-to-letter', '2026-04-01', 'Saved. Your manager decides about Grace Okafor.'],
    ['waiting', 'close-episode', '2026-04-02', 'Saved. Grace Okafor does not want to go on: close well with them.'],
    ['paused', 'resume-episode', '2026-05-01', 'Saved. Grace Okafor takes a rest until Friday 1 May.'],
    ['closed', null, null, 'The work with Grace Okafor has ended. They can come back when they like.'],
  ]
  for (const [status, kind, next, said] of cases)
    assert.equal(sayDone({ person: person(), status, kind, nextDate: next ? day(next) : null }, TODAY), said)
})
