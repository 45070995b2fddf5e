import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { day } from '#platform/days.ts'
import { type Id, idFrom, newId } from '#platform/ids.ts'
import { asJob, asPublic } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import { saveListings, saveSource } from '../listing/listing.queries.ts'
import type { Listing, Mode } from '../listing/listing.type.ts'
import type { Need } from '../needs/needs.ts'
import { sortAgain } from '../needs/sort-again.ts'
import { choicesAsked, choicesOf } from './choices.rules.ts'
import { searchServices } from './search.queries.ts'
import { TIMES, type Search, WAYS, WEEKDAYS } from './search.rules.ts'

let db: TestDatabase
const here = newId()
const sourceId = idFrom(here, 'source')
const LISTINGS = 120

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  await asJob(db, here).transaction(async (tx) => {
    saveSource(tx, { id: sourceId, kind: 'seed', name: 'test' })
    saveListings(tx, fc.sample(anyListing, { numRuns: LISTINGS, seed: 7 }).map(numbered))
  })
})
after(() => db.close())

const NEEDS: readonly Need[] = ['loneliness', 'debt', 'housing', 'nature', 'memory', 'work', 'food']
const some = <T>(from: readonly T[], maxLength = 3) => fc.uniqueArray(fc.constantFrom(...from), { maxLength })
const clock = fc.option(fc.constantFrom('08:30', '11:59', '12:00', '14:00', '17:00', '19:30'), { nil: undefined })
const age = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: undefined })
const anyListing = fc.record({
  needs: some(NEEDS),
  costKind: fc.constantFrom('free', 'paid', undefined),
  modes: some<Mode>(['in person', 'online', 'telephone', 'home visit']),
  minimumAge: age(0, 60),
  maximumAge: age(60, 99),
  languages: some(['pa', 'pl', 'pa-Guru', 'ur'], 2).map((codes) => codes.map((code) => ({ code }))),
  schedules: fc.array(
    fc.record({
      freq: fc.constantFrom('DAILY', 'WEEKLY', undefined),
      byday: fc.constantFrom('MO', 'TU,TH', '2TU', undefined),
      validTo: fc.constantFrom(day('2026-01-01'), day('2027-01-01'), undefined),
      opensAt: clock,
      closesAt: clock,
    }),
    { maxLength: 3 },
  ),
  stepFree: fc.constantFrom('yes', 'no', undefined),
  place: fc.integer({ min: 0, max: 9 }),
  space: fc.constantFrom('open', 'limited', 'full', undefined),
})
type Given = typeof anyListing extends fc.Arbitrary<infer T> ? T : never

const numbered = ({ stepFree, place, space, ...given }: Given, n: number): Listing =>
  ({
    ...given,
    id: idFrom(here, 'service', String(n)),
    sourceId,
    sourceRecord: String(n),
    name: `Listing ${n}`,
    status: 'active',
    access: { stepFree },
    locations: [
      { id: idFrom(here, 'place', String(place)), sourceRecord: String(place), stepFree: place < 2 ? 'yes' : 'no' },
    ],
    ...(space && { capacity: { state: space, confirmedOn: day('2026-03-20') } }),
  }) as Listing

const anySearch: fc.Arbitrary<Search> = fc
  .record(
    {
      need: fc.constantFrom(...NEEDS),
      day: fc.constantFrom(...(Object.keys(WEEKDAYS) as (keyof typeof WEEKDAYS)[])),
      time: fc.constantFrom(...(Object.keys(TIMES) as (keyof typeof TIMES)[])),
      way: fc.constantFrom(...(Object.keys(WAYS) as (keyof typeof WAYS)[])),
      language: fc.constantFrom('pa', 'pl', 'ur', 'fr'),
      age: fc.integer({ min: 0, max: 110 }),
      stepFree: fc.constant(true as const),
      space: fc.constant(true as const),
    },
    { requiredKeys: [] },
  )
  .chain((choices) => fc.boolean().map((free) => ({ ...choices, free, words: '', postcode: '', page: 1 })))

/** With bits and without: what is passed over by its bits does not suit. */
async function findBothWays(search: Search): Promise<[string[], string[]]> {
  const { services, total } = await asPublic(db, here).transaction((tx) => searchServices(tx, search, undefined, 500))
  assert.equal(total, services.length)
  const asked = { ...search, ...(search.stepFree && { step_free: true }) }
  const today = '2026-04-01'
  const plain = JSON.stringify({
    ...asked,
    topics: [],
    words: [],
    said: [],
    avoid: [],
    kinds: {},
    today,
    most: 600,
    choices: 0,
  })
  const all = await asPublic(db, here).transaction((tx) =>
    tx.read(statement(sql<{ id: Id }>`select service_id as id from directory.find(${plain}::text::jsonb, 400)`)),
  )
  return [services.map(({ id }) => id).toSorted(), all.map(({ id }) => id).toSorted()]
}

test('no choice passes over a listing that suits', async () => {
  let found = 0
  await fc.assert(
    fc.asyncProperty(anySearch, async (search) => {
      const [fast, plain] = await findBothWays(search)
      assert.deepEqual(fast, plain)
      found += fast.length
    }),
    { numRuns: 150 },
  )
  assert.ok(found > 0)
})

test('sorting again works the bits out as saving does', async () => {
  const stored = async () =>
    (await db.owner.query<{ choices: number }>('select choices from directory.service order by id')).rows
  const saved = await stored()
  await db.owner.query(`update directory.service set choices = -1, sorted_by = null`)
  await sortAgain(asJob(db, here))
  assert.deepEqual(await stored(), saved)
})

test('a place that becomes step-free and space that is said later count at once, also after saving again', async () => {
  const search = { words: '', postcode: '', page: 1, free: false }
  const listing = numbered(
    {
      needs: [],
      costKind: undefined,
      modes: [],
      minimumAge: undefined,
      maximumAge: undefined,
      languages: [],
      schedules: [],
      stepFree: undefined,
      place: 5,
      space: undefined,
    },
    LISTINGS,
  )
  const save = (changed: Listing) => asJob(db, here).transaction(async (tx) => saveListings(tx, [changed]))
  const has = async (choice: Partial<Search>) =>
    (await findBothWays({ ...search, ...choice })).map((ids) => ids.includes(listing.id))
  await save(listing)
  assert.deepEqual(await has({ stepFree: true }), [false, false])
  assert.deepEqual(await has({ space: true }), [false, false])
  await db.owner.query(`update directory.location set step_free = 'yes' where id = $1`, [idFrom(here, 'place', '5')])
  assert.deepEqual(await has({ stepFree: true }), [true, true])
  await save({ ...listing, locations: [], capacity: { state: 'open', confirmedOn: day('2026-03-30') } })
  await save(listing)
  assert.deepEqual(await has({ space: true }), [true, true])
})

test('a listing that says nothing suits only those who ask for nothing but an age', () => {
  const nothing = choicesOf({}, [])
  assert.equal(nothing & choicesAsked({ age: 40 }), choicesAsked({ age: 40 }))
  for (const asked of [{ free: true }, { day: 'MO' }, { language: 'pl' }, { space: true }] as const)
    assert.notEqual(nothing & choicesAsked(asked), choicesAsked(asked))
  assert.equal(choicesAsked({}), 0n)
})
