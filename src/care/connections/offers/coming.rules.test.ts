import assert from 'node:assert/strict'
import test from 'node:test'
import { day, instantAt } from '#platform/days.ts'
import { registerDay, sayRegister, sayRegisterDays, sayVisits, sortComing } from './coming.rules.ts'
import type { Coming } from './group-view.queries.ts'

const today = day('2026-04-01')
const one = (id: string, over: Partial<Coming>): Coming => ({
  id,
  status: 'accepted',
  name: 'Grace Okafor',
  contact: null,
  accessNeeds: [],
  helps: null,
  answerBy: day('2026-04-08'),
  firstVisit: null,
  attendance: [],
  service: 'Wenlow River Singers',
  schedules: [],
  ...over,
})
const came = (on: string) => ({ on: day(on), came: true })
const absent = (on: string) => ({ on: day(on), came: false })

test('what presses comes first: the earliest answer, the next first visit; who has been before comes last', () => {
  const { asked, coming, away, waiting } = sortComing(
    [
      one('regular', { status: 'started', attendance: [came('2026-03-02')] }),
      one('lately', { status: 'started', attendance: [absent('2026-03-30'), came('2026-03-23')] }),
      one('no day yet', {}),
      one('next week', { firstVisit: { on: day('2026-04-13'), metBy: null } }),
      one('tomorrow', { firstVisit: { on: day('2026-04-02'), metBy: 'Ruth' } }),
      one('later', { status: 'offered', answerBy: day('2026-04-09') }),
      one('soon', { status: 'offered' }),
      one('waits', { status: 'waitlisted' }),
      one('long ago', { status: 'started', attendance: [absent('2026-03-30'), came('2025-12-29')] }),
    ],
    today,
  )
  const ids = (list: readonly Coming[]) => list.map(({ id }) => id)
  assert.deepEqual(ids(asked), ['soon', 'later'])
  assert.deepEqual(ids(coming), ['tomorrow', 'next week', 'no day yet', 'lately', 'regular'])
  assert.deepEqual(ids(waiting), ['waits'])
  assert.deepEqual(ids(away), ['long ago'])
})

const VISITS: [string, Partial<Coming>, string, boolean][] = [
  [
    'a first visit is marked',
    { firstVisit: { on: day('2026-04-06'), metBy: null } },
    'First visit Monday 6 April',
    true,
  ],
  ['today', { firstVisit: { on: today, metBy: null } }, 'First visit today', true],
  ['no day yet', {}, 'First day not agreed yet', false],
  ['once', { status: 'started', attendance: [came('2026-03-30')] }, 'Came once, last on Monday 30 March', false],
  [
    'the last time they came, not the last line',
    { status: 'started', attendance: [absent('2026-03-30'), came('2026-03-23'), came('2026-03-16')] },
    'Came 2 times, last on Monday 23 March',
    false,
  ],
  ['never yet, as far as the register knows', { status: 'started' }, 'Comes to you', false],
]
for (const [what, over, words, first] of VISITS)
  test(what, () => assert.deepEqual(sayVisits(one('x', over), today), { words, first }))

test('the register of a day says what was written, or nothing', () => {
  const person = one('x', { attendance: [came('2026-04-01'), absent('2026-03-30')] })
  assert.equal(sayRegister(person, today), 'Came')
  assert.equal(sayRegister(person, day('2026-03-30')), 'Did not come')
  assert.equal(sayRegister(person, day('2026-03-23')), undefined)
})

const mondays = [{ freq: 'WEEKLY' as const, byday: 'MO' }]
const REGISTER: [string, Partial<Coming>, string | undefined][] = [
  ['the day the group met last', { schedules: mondays }, '2026-03-30'],
  ['today, where it keeps no days', {}, '2026-04-01'],
  [
    'their first visit, on a day of its own',
    { schedules: mondays, firstVisit: { on: today, metBy: null } },
    '2026-04-01',
  ],
  [
    'nothing before the first visit',
    { schedules: mondays, firstVisit: { on: day('2026-04-06'), metBy: null } },
    undefined,
  ],
]
for (const [what, over, on] of REGISTER)
  test(`the register is for ${what}`, () => assert.equal(registerDay(one('x', over), today), on))

test('the list says which day its register is for, and when the group meets next', () => {
  const said = (...people: Coming[]) => sayRegisterDays(people, instantAt(today, 600))
  assert.match(said(one('x', { schedules: mondays })), /met last, Monday 30 March. You meet next on Monday 6 April/)
  assert.match(said(one('x', {})), /for today, Wednesday 1 April/)
  assert.match(said(one('x', {}), one('y', { schedules: mondays })), /the day that you met last\. For another day/)
})
