import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { suggest, WEIGHTS, type Offering, type Seeker } from './index.ts'

const TODAY = '2026-04-01'

const grace: Seeker = {
  age: 76,
  needs: [{ code: 'loneliness', label: 'Feeling lonely' }],
  situations: [],
  languages: [],
  steps: null,
  hearingLoop: false,
  staysAtHome: false,
  noTelephone: false,
  belongsTo: ['women'],
  notAmong: ['men'],
  moneyIsTight: false,
  days: [],
  modes: [],
  district: 'ZZ1',
}
const choir: Offering = {
  id: 'choir',
  name: 'River Singers',
  status: 'active',
  needs: ['loneliness', 'arts-and-making'],
  meantFor: [],
  wordsMet: null,
  minimumAge: 18,
  maximumAge: null,
  onlyFor: null,
  modes: ['in person'],
  kilometres: 0.74,
  rough: false,
  languages: ['en'],
  stepFree: 'yes',
  hearingLoop: null,
  cost: { kind: 'free', words: 'Free' },
  days: ['TU'],
  space: { state: 'open', words: '8 places, confirmed Saturday 28 March' },
  checkedOn: '2026-03-12',
  districts: [],
  safetyNote: null,
  before: null,
}

const words = (seeker: Partial<Seeker>, offering: Partial<Offering>) => {
  const [found] = suggest({ ...grace, ...seeker }, [{ ...choir, ...offering }], TODAY).suggestions
  return { reasons: found?.reasons.map((r) => r.words), doubts: found?.doubts.map((d) => d.words) }
}

test('says in words why it fits', () => {
  assert.deepEqual(words({}, {}), {
    reasons: ['helps with feeling lonely', 'about 12 minutes’ walk', 'free', '8 places, confirmed Saturday 28 March'],
    doubts: [],
  })
})

const DOUBTS: [string, Partial<Seeker>, Partial<Offering>][] = [
  [
    'meant for: new to the area. Ask whether that fits',
    {},
    { meantFor: [{ code: 'newcomers', label: 'New to the area' }] },
  ],
  ['has steps; they use a wheelchair', { steps: 'wheelchair' }, { stepFree: 'no' }],
  ['nobody told us about steps; they need a way without steps: ring first', { steps: 'no-steps' }, { stepFree: null }],
  [
    'not confirmed since Sunday 3 May: ring first',
    {},
    { space: { state: 'unknown', words: 'Not confirmed since Sunday 3 May: ring first' } },
  ],
  ['men only: ask whether that fits', { notAmong: [] }, { onlyFor: { code: 'men', words: 'men' } }],
  ['nobody is said to speak Urdu: ask, or bring an interpreter', { languages: [{ code: 'ur', name: 'Urdu' }] }, {}],
  ['£5 a time; money is tight', { moneyIsTight: true }, { cost: { kind: 'paid', words: '£5 a time' } }],
  ['meets on Tuesday, which does not suit them', { days: ['WE'] }, {}],
  ['nobody told us the days: ring first', { days: ['WE'] }, { days: null }],
  ['listing last checked in August 2025: it may have changed', {}, { checkedOn: '2025-08-01' }],
  ['we do not know when this listing was last checked', {}, { checkedOn: null }],
  ['keeps to ZZ2 and ZZ3; they live in ZZ1', {}, { districts: ['ZZ2', 'ZZ3'] }],
  ['about 7.5 miles away: can they get there?', {}, { kilometres: 12 }],
  ['we do not know how far it is', {}, { kilometres: null }],
  ['by telephone only; they do not use the telephone', { noTelephone: true }, { modes: ['telephone'] }],
  ['they cannot easily come out', { staysAtHome: true }, {}],
  ['has age limits: ask their age', { age: null }, {}],
  ['full, confirmed Monday 30 March', {}, { space: { state: 'full', words: 'Full, confirmed Monday 30 March' } }],
  ['they said no on Friday 13 March', {}, { before: { open: false, words: 'they said no on Friday 13 March' } }],
]
for (const [said, seeker, offering] of DOUBTS)
  test(`doubt: ${said}`, () =>
    assert.ok(words(seeker, offering).doubts?.includes(said), JSON.stringify(words(seeker, offering))))

const REASONS: [string, Partial<Seeker>, Partial<Offering>][] = [
  ['women only', {}, { onlyFor: { code: 'women', words: 'women' } }],
  ['speaks Urdu', { languages: [{ code: 'ur', name: 'Urdu' }] }, { languages: ['en', 'ur-PK'] }],
  [
    'signs in British Sign Language',
    { languages: [{ code: 'bfi', name: 'British Sign Language' }] },
    { languages: ['bfi'] },
  ],
  ['no steps', { steps: 'wheelchair' }, {}],
  ['about 0.5 miles away', { steps: 'wheelchair' }, {}],
  ['within about a mile', {}, { rough: true }],
  ['meets on Tuesday, which suits them', { days: ['TU'] }, {}],
  ['they come to the home', { staysAtHome: true }, { modes: ['home visit'], kilometres: null }],
  ['has all of your words', {}, { wordsMet: 'all' }],
  ['says so in its name or first line', {}, { wordsMet: 'name' }],
]
for (const [said, seeker, offering] of REASONS)
  test(`reason: ${said}`, () =>
    assert.ok(words(seeker, offering).reasons?.includes(said), JSON.stringify(words(seeker, offering))))

const EXCLUDED: [string, Partial<Seeker>, Partial<Offering>][] = [
  ['closed', {}, { status: 'temporarily closed' }],
  ['too-young', {}, { minimumAge: 77 }],
  ['too-old', {}, { maximumAge: 75 }],
  ['not-for-them', {}, { onlyFor: { code: 'men', words: 'men' } }],
  ['stale', {}, { checkedOn: '2025-04-01' }],
  ['already-connected', {}, { before: { open: true, words: 'they go there' } }],
  ['other-way', { modes: ['online'] }, {}],
]
for (const [why, seeker, offering] of EXCLUDED)
  test(`left out: ${why}`, () => {
    const { suggestions, excluded } = suggest({ ...grace, ...seeker }, [{ ...choir, ...offering }], TODAY)
    assert.deepEqual([suggestions, excluded], [[], [{ id: 'choir', why }]])
  })

test('one day short of twelve months is still shown, with its doubt', () => {
  assert.deepEqual(words({}, { checkedOn: '2025-04-02' }).doubts, [
    'listing last checked in April 2025: it may have changed',
  ])
})

const day = fc
  .integer({ min: 0, max: 800 })
  .map((n) => new Date(Date.UTC(2026, 3, 1) - n * 86_400_000).toISOString().slice(0, 10))
const days = fc.subarray(['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'])
const codes = ['loneliness', 'debt', 'worry', 'housing']
const modes = ['in person', 'online', 'telephone', 'home visit']
const groups = ['women', 'men', 'carers']
const seekers: fc.Arbitrary<Seeker> = fc.record({
  age: fc.option(fc.integer({ min: 0, max: 110 })),
  needs: fc.subarray(codes, { minLength: 1 }).map((some) => some.map((code) => ({ code, label: code }))),
  situations: fc.subarray(codes),
  languages: fc.constantFrom([], [{ code: 'ur', name: 'Urdu' }]),
  steps: fc.constantFrom('wheelchair' as const, 'no-steps' as const, null),
  hearingLoop: fc.boolean(),
  staysAtHome: fc.boolean(),
  noTelephone: fc.boolean(),
  belongsTo: fc.subarray(groups),
  notAmong: fc.constantFrom([], ['men']),
  moneyIsTight: fc.boolean(),
  days,
  modes: fc.constantFrom([], ['in person']),
  district: fc.constantFrom('ZZ1', null),
})
const offerings: fc.Arbitrary<Offering> = fc.record({
  id: fc.uuid(),
  name: fc.constantFrom('Choir', 'Shed', 'Lunch'),
  status: fc.constantFrom('active' as const, 'active' as const, 'temporarily closed' as const, 'defunct' as const),
  needs: fc.subarray(codes),
  meantFor: fc.subarray(codes).map((some) => some.map((code) => ({ code, label: code }))),
  wordsMet: fc.constantFrom('name' as const, 'all' as const, 'any' as const, 'near' as const, null),
  minimumAge: fc.option(fc.integer({ min: 0, max: 60 })),
  maximumAge: fc.option(fc.integer({ min: 20, max: 110 })),
  onlyFor: fc.option(fc.constantFrom(...groups).map((code) => ({ code, words: code }))),
  modes: fc.subarray(modes),
  kilometres: fc.option(fc.double({ min: 0, max: 500, noNaN: true })),
  rough: fc.boolean(),
  languages: fc.subarray(['en', 'ur']),
  stepFree: fc.constantFrom('yes' as const, 'partly' as const, 'no' as const, null),
  hearingLoop: fc.option(fc.boolean()),
  cost: fc
    .constantFrom(...(['free', 'donation', 'paid', null] as const))
    .map((kind) => ({ kind, words: 'Some words' })),
  days: fc.option(days),
  space: fc
    .constantFrom(...(['open', 'limited', 'waiting list', 'full', 'unknown'] as const))
    .map((state) => ({ state, words: state })),
  checkedOn: fc.option(day),
  districts: fc.subarray(['ZZ1', 'ZZ2']),
  safetyNote: fc.option(fc.constant('Ask first.')),
  before: fc.option(fc.boolean().map((open) => ({ open, words: 'before' }))),
})

test('nobody is ever suggested a place that their age shuts out, that is closed, or that nobody checked for a year', () => {
  fc.assert(
    fc.property(seekers, fc.array(offerings, { maxLength: 20 }), (seeker, all) => {
      const { suggestions, excluded } = suggest(seeker, all, TODAY)
      assert.equal(suggestions.length + excluded.length, all.length, 'each is either suggested or said to be left out')
      for (const { id } of suggestions) {
        const one = all.find((o) => o.id === id)!
        assert.equal(one.status, 'active')
        if (seeker.age !== null) assert.ok(seeker.age >= (one.minimumAge ?? 0) && seeker.age <= (one.maximumAge ?? 200))
        assert.ok(!one.checkedOn || one.checkedOn > '2025-04-01')
        assert.ok(!one.before?.open)
      }
    }),
    { numRuns: 500 },
  )
})

test('further away never comes first, all else equal', () => {
  const far = fc.double({ min: 0, max: 500, noNaN: true })
  fc.assert(
    fc.property(seekers, offerings, far, far, (seeker, one, a, b) => {
      fc.pre(a !== b)
      const pair = [
        { ...one, id: 'a', kilometres: a },
        { ...one, id: 'b', kilometres: b },
      ]
      const [first] = suggest(seeker, pair, TODAY).suggestions
      if (first) assert.equal(first.id, a < b ? 'a' : 'b')
    }),
    { numRuns: 1_000 },
  )
})

test('what is full comes after everything that is not', () => {
  fc.assert(
    fc.property(seekers, fc.array(offerings, { maxLength: 20 }), (seeker, all) => {
      const full = suggest(seeker, all, TODAY).suggestions.map((s) => s.full)
      assert.deepEqual(
        full,
        full.toSorted((a, b) => Number(a) - Number(b)),
      )
    }),
  )
})

test('the points that are shown are all that decides, and the order of the input does not', () => {
  fc.assert(
    fc.property(seekers, fc.uniqueArray(offerings, { maxLength: 12, selector: (o) => o.id }), (seeker, all) => {
      const { suggestions } = suggest(seeker, all, TODAY)
      for (const { score, reasons, doubts } of suggestions)
        assert.equal(
          score,
          [...reasons, ...doubts].reduce((sum, p) => sum + p.points, 0),
        )
      assert.deepEqual(suggest(seeker, all.toReversed(), TODAY).suggestions, suggestions)
    }),
  )
})

test('a place meant for people like them is no doubt', () => {
  const meantFor = [
    { code: 'caring', label: 'Looking after someone' },
    { code: 'loneliness', label: 'Feeling lonely' },
  ]
  assert.deepEqual(words({}, { meantFor }).doubts, [])
})

test('meeting the need outweighs being free, near the door or short of words', () => {
  assert.ok(WEIGHTS.need > WEIGHTS.distance + WEIGHTS.cost.free)
  const near = { ...choir, id: 'near', needs: [], kilometres: 0.1 }
  assert.deepEqual(
    suggest(grace, [near, { ...choir, kilometres: 6 }], TODAY).suggestions.map((s) => s.id),
    ['choir', 'near'],
  )
})
