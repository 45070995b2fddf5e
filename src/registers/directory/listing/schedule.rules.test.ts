import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#platform/days.ts'
import { meetsOn, nextSession, sayNext, sayWhen, type Schedule } from './schedule.rules.ts'

const WORDS: [Schedule, string][] = [
  [{ freq: 'WEEKLY', byday: 'TU', opensAt: '10:00:00', closesAt: '12:00:00' }, 'Every Tuesday, 10am to 12pm'],
  [{ freq: 'WEEKLY', byday: 'TU,TH', opensAt: '14:30' }, 'Every Tuesday and Thursday, from 2:30pm'],
  [{ freq: 'WEEKLY', byday: 'TH,MO,SA', closesAt: '18:00' }, 'Every Monday, Thursday and Saturday, until 6pm'],
  [{ freq: 'WEEKLY', byday: 'FR,MO,TU,WE,TH', opensAt: '09:00', closesAt: '17:00' }, 'Monday to Friday, 9am to 5pm'],
  [{ freq: 'WEEKLY', byday: 'SA,SU' }, 'Every Saturday and Sunday'],
  [{ freq: 'WEEKLY', byday: 'MO,TU,WE,TH,FR,SA,SU', opensAt: '00:00', closesAt: '23:59' }, 'Every day, day and night'],
  [
    { freq: 'WEEKLY', interval: 2, byday: 'WE', opensAt: '11:00', closesAt: '12:30' },
    'Every other Wednesday, 11am to 12:30pm',
  ],
  [{ freq: 'WEEKLY', interval: 3, byday: 'WE' }, 'Every 3 weeks on Wednesday'],
  [{ freq: 'MONTHLY', byday: '2TU', opensAt: '19:00' }, 'The second Tuesday of the month, from 7pm'],
  [{ freq: 'MONTHLY', byday: '-1FR' }, 'The last Friday of the month'],
  [{ freq: 'MONTHLY', byday: '1MO,3MO' }, 'The first and third Monday of the month'],
  [{ freq: 'MONTHLY', byday: '1MO,2FR' }, 'The first Monday and second Friday of the month'],
  [{ freq: 'MONTHLY', interval: 2, byday: '1SU' }, 'The first Sunday of every other month'],
  [{ freq: 'MONTHLY', byday: 'MO' }, 'Every Monday'],
  [{ freq: 'MONTHLY', bymonthday: '1,22' }, 'The 1st and 22nd of the month'],
  [{ freq: 'MONTHLY', bymonthday: '-1' }, 'The last day of the month'],
  [{ freq: 'WEEKLY', byday: '2TU' }, 'The second Tuesday of the month'],
  [{ byday: 'tu' }, 'Every Tuesday'],
  [{ freq: 'DAILY', opensAt: '22:00', closesAt: '00:00' }, 'Every day, 10pm to midnight'],
  [{ opensAt: '09:30', closesAt: '11:00' }, '9:30am to 11am'],
  [{ description: ' Most evenings ' }, 'Most evenings'],
  [{ freq: 'WEEKLY', byday: 'nonsense', description: 'Ring us' }, 'Ring us'],
  [{}, 'Ask about times'],
]
for (const [schedule, words] of WORDS)
  test(`${JSON.stringify(schedule)} is "${words}"`, () => assert.equal(sayWhen(schedule), words))

const tuesdays: Schedule = { freq: 'WEEKLY', byday: 'TU', opensAt: '10:00', closesAt: '12:00' }
const MEETS: [what: string, Schedule, on: string, boolean][] = [
  ['on its day', tuesdays, '2026-04-07', true],
  ['not on another', tuesdays, '2026-04-08', false],
  ['not before it starts', { ...tuesdays, validFrom: day('2026-04-08') }, '2026-04-07', false],
  ['on its last day', { ...tuesdays, validTo: day('2026-04-07') }, '2026-04-07', true],
  ['not after it ended', { ...tuesdays, until: day('2026-04-06') }, '2026-04-07', false],
  ['every other week from the first', { ...tuesdays, interval: 2, dtstart: day('2026-03-24') }, '2026-04-07', true],
  ['not in the week between', { ...tuesdays, interval: 2, dtstart: day('2026-03-31') }, '2026-04-07', false],
  [
    'every other week over the change of clocks and the year',
    { ...tuesdays, interval: 2, dtstart: day('2025-12-30') },
    '2026-04-07',
    true,
  ],
  ['cannot be told without a first day', { ...tuesdays, interval: 2 }, '2026-04-07', false],
  ['cannot be told of so many sessions', { ...tuesdays, count: 6 }, '2026-04-07', false],
  ['on the second Tuesday', { freq: 'MONTHLY', byday: '2TU' }, '2026-04-14', true],
  ['not on the first', { freq: 'MONTHLY', byday: '2TU' }, '2026-04-07', false],
  ['on the last Friday', { freq: 'MONTHLY', byday: '-1FR' }, '2026-04-24', true],
  ['not on the last but one', { freq: 'MONTHLY', byday: '-1FR' }, '2026-04-17', false],
  ['on the last day of February', { freq: 'MONTHLY', bymonthday: '-1' }, '2028-02-29', true],
  ['every other month', { freq: 'MONTHLY', interval: 2, byday: '1SU', dtstart: day('2026-02-01') }, '2026-04-05', true],
  [
    'not in the month between',
    { freq: 'MONTHLY', interval: 2, byday: '1SU', dtstart: day('2026-03-01') },
    '2026-04-05',
    false,
  ],
]
for (const [what, schedule, on, meets] of MEETS)
  test(`it meets ${what}`, () => assert.equal(meetsOn(schedule, day(on)), meets))

const NEXT: [what: string, Schedule[], now: string, words: string | undefined][] = [
  ['before it begins', [tuesdays], '2026-04-07T08:59:00Z', 'Today, 10am'],
  ['while it is on, by the clock of London', [tuesdays], '2026-04-07T10:30:00Z', 'Today, 10am'],
  ['after it ended', [tuesdays], '2026-04-07T11:00:00Z', 'Tuesday 14 April, 10am'],
  ['the day before', [tuesdays], '2026-04-06T12:00:00Z', 'Tomorrow, 10am'],
  ['near midnight it is the next day in London', [tuesdays], '2026-04-06T23:30:00Z', 'Today, 10am'],
  [
    'the earlier of two',
    [{ ...tuesdays, opensAt: '18:00', closesAt: '19:00' }, tuesdays],
    '2026-04-05T12:00:00Z',
    'Tuesday 7 April, 10am',
  ],
  ['without a time', [{ freq: 'WEEKLY', byday: 'TH' }], '2026-04-07T08:00:00Z', 'Thursday 9 April'],
  [
    'in another year',
    [{ freq: 'MONTHLY', byday: '1MO', validFrom: day('2027-01-01') }],
    '2026-12-30T12:00:00Z',
    'Monday 4 January 2027',
  ],
  ['when it cannot be told', [{ description: 'Most days' }], '2026-04-07T08:00:00Z', undefined],
]
for (const [what, schedules, now, words] of NEXT)
  test(`the next session ${what}`, () => {
    const next = nextSession(schedules, new Date(now))
    const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(new Date(now))
    assert.equal(next && sayNext(next, day(today)), words)
  })
