import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sayWhen } from '../listing/schedule.rules.ts'
import { readOpeningTimes } from './opening-times.rules.ts'

/** What a page says of the times; words beside them stand in brackets. */
const READ: [text: string, said: string[]][] = [
  ['Wednesday 10am - 4pm', ['Every Wednesday, 10am to 4pm']],
  ['Mon-Fri 9-5', ['Monday to Friday, 9am to 5pm']],
  ['Mon - Sat 10.00 - 4.00', ['Monday to Saturday, 10am to 4pm']],
  ['Wednesday 10 - 12', ['Every Wednesday, 10am to 12pm']],
  ['Thursday 1.30 - 3.30pm', ['Every Thursday, 1:30pm to 3:30pm']],
  ['Friday 11 - 1pm', ['Every Friday, 11am to 1pm']],
  ['Monday – Thursdays 10am –2', ['Monday to Thursday, 10am to 2pm']],
  ['9 - 4 Monday - Friday', ['Monday to Friday, 9am to 4pm']],
  ['09:00 - 17:00 weekdays', ['Monday to Friday, 9am to 5pm']],
  [
    'Tues/Weds 10am - 12pm. Thurs 10am - 2pm',
    ['Every Tuesday and Wednesday, 10am to 12pm', 'Every Thursday, 10am to 2pm'],
  ],
  ['Fri 4.30 - 5.30pm Sat 10 - 11am', ['Every Friday, 4:30pm to 5:30pm', 'Every Saturday, 10am to 11am']],
  ['Mon 11am - 1pm and 2 - 4pm', ['Every Monday, 11am to 1pm', 'Every Monday, 2pm to 4pm']],
  [
    'Tuesdays & Fridays 12pm - 3pm; 1st Saturday of month 10am - 12noon',
    ['Every Tuesday and Friday, 12pm to 3pm', 'The first Saturday of the month, 10am to 12pm'],
  ],
  ['1st and 3rd Tuesday of the month, 2-4pm', ['The first and third Tuesday of the month, 2pm to 4pm']],
  ['Sat-Mon 10-12', ['Every Monday, Saturday and Sunday, 10am to 12pm']],
  ['every Tuesday at 7.30pm', ['Every Tuesday, from 7:30pm']],
  ['Friday from 6pm', ['Every Friday, from 6pm']],
  ['Tuesdays', ['Every Tuesday']],
  ['Open 7 days a week 8am-8pm', ['Every day, 8am to 8pm']],
  ['24/7', ['Every day, day and night']],
  ['Fri 10pm - 2am', ['Every Friday, 10pm to 2am']],
  ['Monday - Friday 8am - 4pm. Please ring.', ['Monday to Friday, 8am to 4pm (Please ring.)']],
  ['Food served daily 9am - 1:30pm', ['Every day, 9am to 1:30pm (Food served)']],
]

for (const [text, said] of READ)
  test(`"${text}" is ${said.join('; ')}`, () => {
    const { schedules, faults } = readOpeningTimes(text)
    assert.deepEqual(faults, [])
    assert.deepEqual(
      schedules.map(({ description, ...times }) => sayWhen(times) + (description ? ` (${description})` : '')),
      said,
    )
  })

for (const words of [
  'By appointment',
  'Mon 7 - 9',
  '10am',
  'Daily (except Tues & Sat) 10:30am - 12pm',
  'Mon & Thur 1-3pm (except bank holidays)',
  'Monday - Friday 10am - 4pm Free hot meal on Tuesday evening',
  'Mon-Fri 8.30-4.30 (Office) Tue-Thu 10am-1pm (shop)',
  'Wed 10-12, term time only',
  'Every second Tuesday 10am - 12pm',
  'Closed during August. Mon 10 - 12',
])
  test(`"${words}" stays words, and nobody is troubled`, () =>
    assert.deepEqual(readOpeningTimes(words), { schedules: [{ description: words }], faults: [] }))

const FAULTS: [text: string, fault: RegExp][] = [
  ['10ish', /^"10ish" is no time/],
  ['Wednesday 10ish - 4pm', /^"10ish" is no time/],
  ['Tue 25:00', /^"25:00" is no time/],
  ['Mon 13pm', /^"13pm" is no time/],
  ['Mon 10:75 - 12', /^"10:75" is no time/],
  ['Mon 4pm - 2pm', /^"4pm - 2pm" closes before it opens$/],
]

for (const [text, fault] of FAULTS)
  test(`"${text}" is named, and kept as words`, () => {
    const { schedules, faults } = readOpeningTimes(text)
    assert.deepEqual(schedules, [{ description: text }])
    assert.match(faults.join('; '), fault)
  })

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

test('whatever days and hours are written in full come back as they were', () => {
  const time = fc.record({ hour: fc.integer({ min: 1, max: 22 }), minute: fc.constantFrom(0, 5, 30, 45) })
  const days = fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1, maxLength: 6 })
  const written = ({ hour, minute }: { hour: number; minute: number }, style: number) => {
    const minutes = String(minute).padStart(2, '0')
    if (style === 0) return `${String(hour).padStart(2, '0')}:${minutes}`
    return `${hour % 12 || 12}${minute === 0 ? '' : `${style === 1 ? '.' : ':'}${minutes}`}${style === 1 ? ' ' : ''}${hour < 12 ? 'am' : 'pm'}`
  }
  const full = ({ hour, minute }: { hour: number; minute: number }) =>
    `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
  fc.assert(
    fc.property(days, time, time, fc.integer({ min: 0, max: 2 }), fc.constantFrom(3, 9), (on, a, b, style, cut) => {
      const [from, to] = full(a) < full(b) ? [a, b] : [b, a]
      fc.pre(full(from) < full(to))
      const names = on.map((n) => DAYS[n]!.slice(0, cut)).join(style === 1 ? ' & ' : ', ')
      const { schedules } = readOpeningTimes(`${names} ${written(from, style)} - ${written(to, style)}`)
      assert.deepEqual(schedules, [
        { freq: 'WEEKLY', byday: on.map((n) => CODES[n]).join(','), opensAt: full(from), closesAt: full(to) },
      ])
    }),
  )
})

test('whatever is written, no word of it is lost and nothing breaks', () => {
  const piece = fc.constantFrom(
    'Mon',
    'Tue-Thu',
    '10',
    '10am',
    '4.30pm',
    '-',
    'to',
    'and',
    ',',
    'noon',
    'ring first',
    '25:00',
    '£2',
    'of the month',
    '1st',
    '(',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 12 }), (pieces) => {
      const text = pieces.join(' ')
      const { schedules } = readOpeningTimes(text)
      assert.equal(schedules.length > 0, text.trim() !== '')
      for (const { opensAt, closesAt, byday, freq, description } of schedules) {
        assert.ok(freq ?? description)
        for (const at of [opensAt, closesAt]) if (at) assert.match(at, /^([01]\d|2[0-3]):[0-5]\d$/)
        if (byday) assert.match(byday, /^-?\d?[A-Z]{2}(,-?\d?[A-Z]{2})*$/)
      }
      if (/ring first/.test(text)) assert.match(schedules.map((s) => s.description ?? '').join(' '), /ring first/)
    }),
  )
})
