import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Day, day } from '#platform/days.ts'
import { sayAccess } from './access.rules.ts'
import { readCost, sayCost, sayCostShortly } from './cost.rules.ts'
import {
  freshnessOf,
  languageName,
  mailLink,
  sayFreshness,
  sayWhoFor,
  shownText,
  telephoneLink,
  webLink,
} from './listing.rules.ts'
import { readProse } from '../service-page/prose.rules.ts'
import { readSearch, sayDistance, searchHref } from '../search/search.rules.ts'
import { type CapacityStatement, saySpace, spaceOn } from './space.rules.ts'

const today = day('2026-04-10')

const SPACES: [CapacityStatement | undefined, Day, string][] = [
  [undefined, today, 'Ask if there is space'],
  [{ state: 'open', places: 2, confirmedOn: day('2026-04-06') }, today, '2 places, confirmed Monday 6 April'],
  [{ state: 'limited', places: 1, confirmedOn: day('2026-04-06') }, today, '1 place, confirmed Monday 6 April'],
  [{ state: 'limited', confirmedOn: day('2026-04-06') }, today, 'A few places, confirmed Monday 6 April'],
  [{ state: 'open', confirmedOn: day('2025-12-20') }, day('2026-01-05'), 'Has space, confirmed 20 December 2025'],
  [{ state: 'full', places: 0, confirmedOn: day('2026-04-06') }, today, 'Full, confirmed Monday 6 April'],
  [
    { state: 'waiting list', places: 3, confirmedOn: day('2026-04-06') },
    today,
    'Waiting list, confirmed Monday 6 April',
  ],
  [{ state: 'open', confirmedOn: day('2026-03-11') }, today, 'Has space, confirmed Wednesday 11 March'], // the 30th day still counts
  [{ state: 'open', confirmedOn: day('2026-03-10') }, today, 'Not confirmed since Tuesday 10 March: ring first'],
  [{ state: 'full', confirmedOn: day('2026-03-10') }, today, 'Not confirmed since Tuesday 10 March: ring first'],
  [
    { state: 'open', confirmedOn: day('2026-03-10'), confirmBy: day('2026-05-01') },
    today,
    'Has space, confirmed Tuesday 10 March',
  ],
]
for (const [statement, on, words] of SPACES)
  test(`space: ${words} (${on})`, () => assert.equal(saySpace(spaceOn(statement, on), on), words))

const CHECKS: [assured: Day | null, checked: Day | null, on: string, stale: boolean, words: RegExp][] = [
  [null, null, '2026-04-10', true, /^We do not know/],
  [day('2025-10-10'), null, '2026-04-10', false, /^Checked on 10 October 2025$/],
  [day('2025-10-09'), null, '2026-04-10', true, /^Last checked on 9 October 2025, so it may have changed$/],
  [day('2025-01-01'), day('2026-04-06'), '2026-04-10', false, /^Checked on Monday 6 April$/],
  [day('2026-02-28'), null, '2026-08-31', false, /^Checked/], // no 31 February: six months before is the 28th
  [day('2026-02-27'), null, '2026-08-31', true, /^Last checked/],
  [day('2027-01-01'), null, '2026-04-10', true, /^We do not know/], // a check in the future is none
]
for (const [assured, checked, on, stale, words] of CHECKS)
  test(`checked ${assured ?? 'never'} or ${checked ?? 'never'}, seen on ${on}`, () => {
    const freshness = freshnessOf(assured, checked, day(on))
    assert.equal(freshness.stale, stale)
    assert.match(sayFreshness(freshness, day(on)), words)
  })

test('cost in words', () => {
  const short = [
    { kind: 'free' },
    { kind: 'paid', amount: 3 },
    { kind: 'paid', amount: 3.5 },
    { kind: 'paid' },
    { kind: 'donation', amount: 2 },
    {},
    { fees: 'Ask Jo' },
    { fees: 'x'.repeat(61) },
  ] as const
  assert.deepEqual(
    short.map((cost) => sayCostShortly(cost)),
    [
      'Free',
      '£3',
      '£3.50',
      'There is a charge',
      'By donation, £2 or what you can',
      'Ask about the cost',
      'Ask Jo',
      'See the cost',
    ],
  )
  assert.equal(sayCost({ kind: 'paid', amount: 3, fees: '£3, or less if that is hard' }), '£3, or less if that is hard')
})

const FEES: [fees: string | undefined, amounts: number[], expected: object][] = [
  ['Free', [], { kind: 'free' }],
  ['It is free to join.', [], { kind: 'free' }],
  ['£0.00', [], { kind: 'free' }],
  ['Free for under 16s, £4 for others', [], {}],
  ['Feel free to ask', [], {}],
  [undefined, [0], { kind: 'free' }],
  ['Free', [4], { kind: 'paid', amount: 4 }],
  [undefined, [4, 0], { kind: 'paid', amount: undefined }],
]
for (const [fees, amounts, expected] of FEES)
  test(`"${fees}" with prices ${amounts.join()} says ${JSON.stringify(expected)}`, () =>
    assert.deepEqual(
      readCost(
        fees,
        amounts.map((amount) => ({ amount })),
      ),
      expected,
    ))

test('who it is for, in one line', () => {
  const lines = [
    sayWhoFor({ whoFor: 'Men who sing', minimumAge: 18 }),
    sayWhoFor({ minimumAge: 6, maximumAge: 14 }),
    sayWhoFor({ minimumAge: 50 }),
    sayWhoFor({ maximumAge: 18 }),
    sayWhoFor({ onlyFor: 'carers', minimumAge: 18 }),
    sayWhoFor({ eligibility: 'Anyone in Anytown' }),
    sayWhoFor({ eligibility: 'x'.repeat(200) }),
    sayWhoFor({ minimumAge: 0, maximumAge: 120 }),
  ]
  assert.deepEqual(lines, [
    'Men who sing',
    'For people aged 6 to 14',
    'For people aged 50 and over',
    'For people up to the age of 18',
    'For people who look after someone, aged 18 and over',
    'Anyone in Anytown',
    '',
    '',
  ])
})

test('placeholders are no texts', () => {
  for (const text of ['No description available', 'no details provided.', 'N/A', 'TBC', ' ', '-', null])
    assert.equal(shownText(text), undefined, String(text))
  for (const text of ['None of us sings well', 'Testing for hearing loss', 'Free']) assert.equal(shownText(text), text)
})

test('only web addresses are web links', () => {
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://example.com',
    'https://www.example.com/x',
    'https://a:b@c.org',
    'ftp://a.org',
    'a b.org',
    'localhost',
    '',
    'http://',
    'JavaScript:alert(1)//a.org',
    null,
  ])
    assert.equal(webLink(bad), undefined, String(bad))
  assert.deepEqual(webLink('www.choir.example/songs/'), {
    href: 'https://www.choir.example/songs/',
    text: 'choir.example/songs/',
  })
  assert.equal(webLink('https://choir.example/?a="><script>')?.href, 'https://choir.example/?a=%22%3E%3Cscript%3E')
})

test('only e-mail addresses are e-mail links', () => {
  for (const bad of [
    'test@example.com',
    'a@b',
    'a b@c.org',
    'a@c.org?cc=x@y.org',
    'javascript:alert(1)@c.org',
    'two@c.org, three@c.org',
    null,
  ])
    assert.equal(mailLink(bad), undefined, String(bad))
  assert.deepEqual(mailLink(' mailto:choir@example.org'), {
    href: 'mailto:choir@example.org',
    text: 'choir@example.org',
  })
})

test('numbers can be tapped', () => {
  const hrefs = [
    '01632 960111',
    '+44 (0)1632 960111',
    '020 7946 0018 (mornings)',
    'Tel: 07700 900123',
    'Ask at the desk',
  ].map((text) => telephoneLink(text)?.href)
  assert.deepEqual(hrefs, ['tel:01632960111', 'tel:+441632960111', 'tel:02079460018', 'tel:07700900123', undefined])
  assert.equal(telephoneLink('Ask at the desk')?.text, 'Ask at the desk')
})

test("a source's text has paragraphs, sub-headings and lists", () => {
  assert.deepEqual(
    readProse(
      'One **bold** line\nand another\r\n\r\nNext\n# Heading #\n*   a\n- b\n## \nAfter [us](https://a.example)',
    ),
    [
      { kind: 'paragraph', lines: ['One bold line', 'and another'] },
      { kind: 'paragraph', lines: ['Next'] },
      { kind: 'heading', text: 'Heading' },
      { kind: 'list', items: ['a', 'b'] },
      { kind: 'paragraph', lines: ['After us (https://a.example)'] },
    ],
  )
  assert.deepEqual(readProse(' \n\n'), [])
})

test('access: what is known, what differs here, what nobody told us', () => {
  assert.deepEqual(sayAccess({ stepFree: 'partly', toilet: false, hearingLoop: true }, { toilet: true }), {
    known: ['You can get into part of it without steps', 'Accessible toilet', 'Hearing loop'],
    unknown: ['parking'],
  })
  assert.deepEqual(sayAccess({}).known, [])
})

test('languages by name', () => {
  assert.deepEqual(
    [
      languageName({ code: 'ur' }),
      languageName({ code: 'bfi' }),
      languageName({ name: 'Punjabi', code: 'pa' }),
      languageName({ code: 'not a code' }),
      languageName({}),
    ],
    ['Urdu', 'British Sign Language', 'Punjabi', 'not a code', undefined],
  )
})

test('distances as people say them', () => {
  assert.deepEqual(
    [0.1, 0.7, 1.609, 15, 16.5].map((km) => sayDistance(km, false)),
    ['very near', '0.4 miles away', '1 mile away', '9.3 miles away', '10 miles away'],
  )
  assert.deepEqual(
    [0.1, 3, 1.7].map((km) => sayDistance(km, true)),
    ['within about a mile', 'about 2 miles away', 'about 1 mile away'],
  )
})

test('a search keeps its meaning through its address', () => {
  const search = {
    words: 'tea & talk',
    postcode: 'ZZ1',
    need: 'loneliness',
    day: 'TU',
    way: 'online',
    free: true,
    page: 3,
  } as const
  assert.deepEqual(
    readSearch(Object.fromEntries(new URL(searchHref(search), 'https://a.example').searchParams)),
    search,
  )
  assert.deepEqual(readSearch({ need: 'constructor', day: 'toString', page: '1e9', words: ['a', 'b'] }), {
    words: 'a',
    postcode: '',
    free: false,
    page: 1,
  })
  assert.equal(searchHref({ words: '', postcode: '', free: false, page: 1 }), '/find')
})
