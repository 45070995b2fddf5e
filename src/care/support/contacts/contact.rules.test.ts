import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { addDays, day, dayOf } from '#platform/days.ts'
import { MOVES, type EpisodeStatus } from '../episode.rules.ts'
import { readTime } from './contact.forms.ts'
import {
  dayToTry,
  KINDS,
  mayPause,
  mayRecord,
  nextStep,
  OUTCOMES,
  partToTry,
  reachedBy,
  triedEnough,
  type ContactFact,
  type ContactKind,
  type ContactOutcome,
} from './contact.rules.ts'

/** A try on the clocks of London in April 2026 (summer time). */
const tried = (at: string, outcome: ContactOutcome = 'no-answer', kind: ContactKind = 'call'): ContactFact => ({
  happenedAt: new Date(`2026-${at}:00+01:00`),
  outcome,
  kind,
})

const ENOUGH: [what: string, contacts: ContactFact[], hours: string | null, tries: number, enough: boolean][] = [
  ['nothing', [], null, 0, false],
  [
    'three tries on one day are one',
    [tried('04-01T09:00'), tried('04-01T13:00'), tried('04-01T18:00')],
    null,
    1,
    false,
  ],
  [
    'three days, always in the morning',
    [tried('04-01T09:00'), tried('04-02T09:30'), tried('04-07T11:59')],
    null,
    3,
    false,
  ],
  [
    'three days, once in the afternoon',
    [tried('04-01T09:00'), tried('04-02T12:00'), tried('04-07T09:00')],
    null,
    3,
    true,
  ],
  [
    'always in the morning, and only mornings are safe',
    [tried('04-01T09:00'), tried('04-02T09:30'), tried('04-07T11:00')],
    'mornings',
    3,
    true,
  ],
  [
    'words about hours that only people understand',
    [tried('04-01T09:00'), tried('04-02T09:30'), tried('04-07T11:00')],
    'not when he is in',
    3,
    true,
  ],
  [
    'messages and not coming are tries, in any order',
    [tried('04-07T14:00', 'did-not-come', 'visit'), tried('04-01T09:00', 'left-message'), tried('04-02T09:00')],
    null,
    3,
    true,
  ],
  [
    'a letter is no try',
    [tried('04-01T09:00'), tried('04-02T14:00'), tried('04-07T09:00', 'left-message', 'letter')],
    null,
    2,
    false,
  ],
  [
    'a talk begins the count anew',
    [tried('04-01T09:00'), tried('04-02T14:00'), tried('04-03T09:00', 'reached'), tried('04-07T09:00')],
    null,
    1,
    false,
  ],
  [
    'the bank holiday counts when somebody did try then',
    [tried('04-03T09:00'), tried('04-05T14:00'), tried('04-06T09:00')],
    null,
    3,
    true,
  ],
]
for (const [what, contacts, hours, tries, enough] of ENOUGH)
  test(`tries: ${what}`, () => {
    const reached = reachedBy(contacts)
    assert.deepEqual([reached.tries, triedEnough(reached, hours)], [tries, enough])
  })

test('the next try is on a working day, another part of the day, and safe', () => {
  assert.equal(dayToTry(day('2026-04-02'), null), '2026-04-07', 'over Good Friday, the weekend and Easter Monday')
  assert.equal(dayToTry(day('2026-04-01'), 'Tuesdays'), '2026-04-07')
  assert.equal(
    dayToTry(day('2026-04-01'), 'weekends'),
    '2026-04-02',
    'no working day is safe: a human being decides on the next',
  )
  assert.equal(partToTry(reachedBy([]), null), undefined)
  assert.equal(partToTry(reachedBy([tried('04-01T09:00')]), null), 'afternoon')
  assert.equal(partToTry(reachedBy([tried('04-01T09:00')]), 'mornings'), undefined)
  assert.equal(
    partToTry(reachedBy([tried('04-01T09:00'), tried('04-02T14:00')]), null),
    undefined,
    'the evening only for who said so',
  )
})

type Case = [
  what: string,
  status: EpisodeStatus,
  contacts: ContactFact[],
  chosen: string | null,
  kind: string,
  on: string,
]
const three = [tried('04-07T14:00'), tried('04-02T09:00'), tried('04-01T09:00')]
const STEPS: Case[] = [
  [
    'a talk, no day chosen: in ten working days',
    'active',
    [tried('04-07T14:00', 'reached')],
    null,
    'next-contact',
    '2026-04-21',
  ],
  ['a talk, a day chosen', 'active', [tried('04-07T14:00', 'reached')], '2026-04-30', 'next-contact', '2026-04-30'],
  ['one try: the next working day', 'waiting', [tried('04-07T14:00')], null, 'first-contact', '2026-04-08'],
  [
    'three tries while waiting: the letter, whatever day was chosen',
    'waiting',
    three,
    '2026-04-30',
    'send-letter',
    '2026-04-08',
  ],
  [
    'three tries later on: again, for somebody who knows us',
    'active',
    [...three, tried('03-30T09:00', 'reached')],
    null,
    'next-contact',
    '2026-04-08',
  ],
  [
    'after the letter: ten working days from it',
    'waiting',
    [tried('04-07T15:00', 'left-message', 'letter'), ...three],
    null,
    'answer-to-letter',
    '2026-04-21',
  ],
  [
    'a try long after the letter: the manager, the next working day',
    'waiting',
    [...three, tried('03-02T15:00', 'left-message', 'letter')],
    null,
    'answer-to-letter',
    '2026-04-08',
  ],
  ['they said no', 'waiting', [tried('04-07T14:00', 'declined'), ...three], null, 'close-episode', '2026-04-08'],
]
for (const [what, status, contacts, chosen, kind, on] of STEPS)
  test(`next step: ${what}`, () => {
    const step = nextStep({
      status,
      latest: contacts[0]!.outcome,
      reached: reachedBy(contacts),
      safeHours: null,
      chosen: chosen ? day(chosen) : null,
      today: day('2026-04-07'),
    })
    assert.deepEqual([step.kind, step.on], [kind, on])
  })

const aContact = fc.record({
  happenedAt: fc.date({ min: new Date('2025-01-01'), max: new Date('2026-04-07T10:00:00Z'), noInvalidDate: true }),
  kind: fc.constantFrom(...(Object.keys(KINDS) as ContactKind[])),
  outcome: fc.constantFrom(...(Object.keys(OUTCOMES) as ContactOutcome[])),
})

test('whatever the contacts, there is a next step and its day has not passed', () => {
  const today = day('2026-04-07')
  fc.assert(
    fc.property(
      fc.array(aContact, { minLength: 1, maxLength: 12 }),
      fc.constantFrom<EpisodeStatus>('waiting', 'active'),
      fc.option(fc.integer({ min: 0, max: 300 })),
      (contacts, status, ahead) => {
        const latest = contacts.toSorted((a, b) => Number(b.happenedAt) - Number(a.happenedAt))[0]!
        const reached = reachedBy(contacts)
        const step = nextStep({
          status,
          latest: latest.outcome,
          reached,
          safeHours: null,
          chosen: ahead === null ? null : addDays(today, ahead),
          today,
        })
        assert.ok(step.on >= today)
        assert.ok(reached.tries <= new Set(contacts.map(({ happenedAt }) => dayOf(happenedAt))).size)
        assert.deepEqual(reachedBy(contacts.toReversed()), reached, 'their order does not matter')
      },
    ),
  )
})

test('what may be written down, and what may rest', () => {
  const now = new Date('2026-04-07T10:00:00Z')
  const in3minutes = new Date(now.getTime() + 180_000)
  assert.deepEqual(
    mayRecord({ status: 'waiting', openedAt: now }, in3minutes, null, now),
    { ok: true, value: now },
    'a browser whose clock runs ahead',
  )
  assert.deepEqual(mayRecord({ status: 'active', openedAt: now }, new Date(now.getTime() + 600_000), null, now), {
    ok: false,
    reason: 'in-the-future',
  })
  const yearsAgo = new Date('1900-11-20T12:00:00Z')
  assert.deepEqual(mayRecord({ status: 'active', openedAt: now }, yearsAgo, null, now), {
    ok: false,
    reason: 'before-us',
  })
  assert.deepEqual(mayRecord({ status: 'closed', openedAt: now }, now, null, now), { ok: false, reason: 'closed' })
  assert.deepEqual(mayRecord({ status: 'active', openedAt: now }, now, day('2026-04-06'), now), {
    ok: false,
    reason: 'next-day-past',
  })
  assert.deepEqual(mayRecord({ status: 'active', openedAt: now }, now, day('2027-05-01'), now), {
    ok: false,
    reason: 'next-day-far',
  })
  const today = day('2026-04-07')
  assert.ok(mayPause('active', day('2026-04-08'), today).ok)
  assert.deepEqual(mayPause('active', today, today), { ok: false, reason: 'until-past' })
  assert.deepEqual(mayPause('active', day('2026-11-01'), today), { ok: false, reason: 'until-far' })
  for (const status of Object.keys(MOVES) as EpisodeStatus[])
    assert.equal(
      mayPause(status, day('2026-04-08'), today).ok,
      (MOVES[status] as readonly string[]).includes('paused'),
      status,
    )
})

test('times as people write them', () => {
  const cases: [string, number | undefined][] = [
    ['9:30', 570],
    ['14.05', 845],
    ['2pm', 840],
    ['2:30 PM', 870],
    ['12am', 0],
    ['12pm', 720],
    ['25:00', undefined],
    ['13pm', undefined],
    ['soon', undefined],
    ['9', undefined],
  ]
  for (const [typed, minutes] of cases) assert.equal(readTime(typed), minutes, typed)
})
