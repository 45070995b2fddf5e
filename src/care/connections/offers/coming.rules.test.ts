import assert from 'node:assert/strict'
import test from 'node:test'
import { day } from '#platform/days.ts'
import { sayRegister, sayVisits, sortComing } from './coming.rules.ts'
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
  ...over,
})
const came = (on: string) => ({ on: day(on), came: true })
const away = (on: string) => ({ on: day(on), came: false })

test('what presses comes first: the earliest answer, the next first visit; who has been before comes last', () => {
  const { asked, coming, waiting } = sortComing([
    one('regular', { status: 'started', attendance: [came('2026-03-02')] }),
    one('lately', { status: 'started', attendance: [away('2026-03-30'), came('2026-03-23')] }),
    one('no day yet', {}),
    one('next week', { firstVisit: { on: day('2026-04-13'), metBy: null } }),
    one('tomorrow', { firstVisit: { on: day('2026-04-02'), metBy: 'Ruth' } }),
    one('later', { status: 'offered', answerBy: day('2026-04-09') }),
    one('soon', { status: 'offered' }),
    one('waits', { status: 'waitlisted' }),
  ])
  const ids = (list: readonly Coming[]) => list.map(({ id }) => id)
  assert.deepEqual(ids(asked), ['soon', 'later'])
  assert.deepEqual(ids(coming), ['tomorrow', 'next week', 'no day yet', 'lately', 'regular'])
  assert.deepEqual(ids(waiting), ['waits'])
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
  ['once', { status: 'started', attendance: [came('2026-03-30')] }, 'Came once, last Monday 30 March', false],
  [
    'the last time they came, not the last line',
    { status: 'started', attendance: [away('2026-03-30'), came('2026-03-23'), came('2026-03-16')] },
    'Came 2 times, last Monday 23 March',
    false,
  ],
  ['never yet, as far as the register knows', { status: 'started' }, 'Comes to you', false],
]
for (const [what, over, words, first] of VISITS)
  test(what, () => assert.deepEqual(sayVisits(one('x', over), today), { words, first }))

test('the register of a day says what was written, or nothing', () => {
  const person = one('x', { attendance: [came('2026-04-01'), away('2026-03-30')] })
  assert.equal(sayRegister(person, today), 'Came')
  assert.equal(sayRegister(person, day('2026-03-30')), 'Did not come')
  assert.equal(sayRegister(person, day('2026-03-23')), undefined)
})
