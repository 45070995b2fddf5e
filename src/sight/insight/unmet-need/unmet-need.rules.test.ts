import assert from 'node:assert/strict'
import test from 'node:test'
import { sayShown } from '#engines/disclosure/index.ts'
import type { CountedLack } from '#care/connections/index.ts'
import { day } from '#platform/days.ts'
import { KIND_NAMES, lacksFrom, sayTimes, type Lack } from './lack.rules.ts'
import { firstDayOf, periodsAt } from './period.rules.ts'
import { byArea, byNeed, byQuarter, namedAreas, selected, type RegisterTable } from './register.rules.ts'
import { registerFile } from './register-file.rules.ts'
import { queryOf, readSelection } from './unmet-need.forms.ts'

const TODAY = day('2026-04-01')
const Q1 = day('2026-01-01')
const lack = (lack: Partial<Lack>): Lack => ({
  quarter: Q1,
  need: 'debt',
  area: 'ZZ1',
  kind: 'not-found',
  reason: null,
  times: 20,
  ...lack,
})
const said = ({ rows, totals }: RegisterTable) =>
  [...rows, { ...totals, label: 'All' }].map(({ label, byKind, total }) =>
    [label, ...KIND_NAMES.map((kind) => sayShown(byKind[kind])), sayShown(total)].join(' | '),
  )

test('periods: the last four and eight full quarters, then each quarter and the one that runs', () => {
  const periods = periodsAt(TODAY)
  assert.deepEqual(
    periods.map(({ code, from, to, words }) => `${code}: ${from} to ${to}, ${words}`),
    [
      'year: 2025-04-01 to 2026-03-31, April 2025 to March 2026',
      'two-years: 2024-04-01 to 2026-03-31, April 2024 to March 2026',
      '2026-04: 2026-04-01 to 2026-04-01, April to June 2026, so far',
      '2026-01: 2026-01-01 to 2026-03-31, January to March 2026',
      '2025-10: 2025-10-01 to 2025-12-31, October to December 2025',
      '2025-07: 2025-07-01 to 2025-09-30, July to September 2025',
      '2025-04: 2025-04-01 to 2025-06-30, April to June 2025',
      '2025-01: 2025-01-01 to 2025-03-31, January to March 2025',
      '2024-10: 2024-10-01 to 2024-12-31, October to December 2024',
      '2024-07: 2024-07-01 to 2024-09-30, July to September 2024',
      '2024-04: 2024-04-01 to 2024-06-30, April to June 2024',
    ],
  )
  assert.equal(firstDayOf(TODAY), '2024-04-01')
  assert.equal(periods[1]!.quarters.length, 8)
  assert.equal(periodsAt(day('2026-06-30'))[2]!.words, 'April to June 2026', 'on its last day a quarter is whole')
})

test('each way in which a need is not met has its kind', () => {
  const connection = (status: CountedLack['status'], reason: CountedLack['reason'] = null): CountedLack => ({
    quarter: Q1,
    need: 'pain',
    area: null,
    status,
    reason,
    times: 1,
  })
  const lacks = lacksFrom(
    [{ quarter: Q1, need: 'other', area: 'ZZ2', times: 3 }],
    [
      connection('waitlisted'),
      connection('declined', 'full'),
      connection('declined', 'paused'),
      connection('declined', 'needs-more'),
      connection('unanswered'),
      connection('withdrawn', 'not-well'),
    ],
  )
  assert.deepEqual(
    lacks.map(({ kind, times }) => `${kind} ${times}`),
    ['not-found 3', 'full 1', 'full 1', 'declined 1', 'declined 1', 'no-answer 1', 'withdrawn 1'],
  )
})

test('tables: small rows are not there, the rest by what is shown; quarters are all there, in order', () => {
  const lacks = [
    lack({ need: 'pain', times: 12, kind: 'full' }),
    lack({ need: 'pain', area: 'ZZ2', times: 3, quarter: day('2025-10-01') }),
    lack({ times: 33 }),
    lack({ need: 'food', area: null, times: 7 }),
  ]
  assert.deepEqual(said(byNeed(lacks)), [
    'Debt | 35 | fewer than 8 | fewer than 8 | fewer than 8 | fewer than 8 | 35',
    'Pain | fewer than 8 | 10 | fewer than 8 | fewer than 8 | fewer than 8 | 15',
    'All | 45 | 10 | fewer than 8 | fewer than 8 | fewer than 8 | 55',
  ])
  assert.deepEqual(
    byArea(lacks).rows.map(({ label }) => label),
    ['ZZ1'],
  )
  assert.deepEqual(
    byQuarter(lacks, { quarters: [day('2025-07-01'), day('2025-10-01'), Q1] }).rows.map(
      ({ label, total }) => `${label}: ${sayTimes(total)}`,
    ),
    [
      'July to September 2025: fewer than 8 times',
      'October to December 2025: fewer than 8 times',
      'January to March 2026: about 50 times',
    ],
  )
  assert.deepEqual(said(byNeed([])).length, 1)
})

test('a district is named only when it came up 8 times or more, in the order in which people count', () => {
  const areas = ['M33', 'M3', 'M20', null].map((area) => lack({ area, times: 8 }))
  assert.deepEqual(namedAreas([...areas, lack({ area: 'M4', times: 7 })]), ['M3', 'M20', 'M33'])
})

test('a selection keeps what is asked for', () => {
  const lacks = [lack({}), lack({ need: 'pain' }), lack({ area: null }), lack({ quarter: day('2024-04-01') })]
  const [year] = periodsAt(TODAY)
  assert.equal(selected(lacks, { period: year }).length, 3)
  assert.equal(selected(lacks, { need: 'debt', area: 'ZZ1' }).length, 2)
  assert.equal(selected(lacks, {}).length, 4)
})

test('an address is read as far as it makes sense, and written again', () => {
  const read = (query: unknown) => queryOf(readSelection(query, TODAY))
  assert.equal(read({ period: 'two-years', need: 'debt', area: 'm33' }), 'need=debt&area=M33&period=two-years')
  assert.equal(read({ period: '2026-01', need: 'other' }), 'need=other&period=2026-01')
  for (const nonsense of [
    undefined,
    {},
    { period: '1999', need: '__proto__', area: 'M33 7QX' },
    { need: ['debt'], period: ['year'] },
  ])
    assert.equal(read(nonsense), 'period=year')
})

test('the file has one figure a line, as it may be shown', () => {
  const [period] = periodsAt(TODAY)
  const lines = registerFile(
    { 'By need': byNeed([lack({ times: 1240 }), lack({ kind: 'full', times: 3 })]) },
    { period },
  ).split('\r\n')
  assert.equal(lines[0], '"Table","Row","How","Times","What is counted","Period","Need","District"')
  assert.deepEqual(lines.slice(1, 3), [
    '"By need","Debt","A search found nothing suitable","1240","Searches","April 2025 to March 2026","All needs","All districts"',
    '"By need","Debt","The group was full, or had only a waiting list","fewer than 8","Places asked for","April 2025 to March 2026","All needs","All districts"',
  ])
  assert.equal(lines.length, 1 + 12 + 1)
})
