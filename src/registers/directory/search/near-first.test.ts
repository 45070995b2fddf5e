import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { idFrom, newId } from '#platform/ids.ts'
import { asJob, asPublic } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { saveListings, saveSource } from '../listing/listing.queries.ts'
import type { Listing } from '../listing/listing.type.ts'
import { searchServices } from './search.queries.ts'
import type { Search } from './search.rules.ts'

let db: TestDatabase
const here = newId()
const sourceId = idFrom(here, 'source')
const FROM = { latitude: 53, longitude: -1.5 }
const [NEAR, FAR] = [11, 2_600]

// The far ones first: nothing may hang on what was saved first.
before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  await asJob(db, here).transaction(async (tx) => {
    saveSource(tx, { id: sourceId, kind: 'seed', name: 'test' })
    saveListings(
      tx,
      Array.from({ length: FAR }, (_, n) => gardening(`Far ${n}`, 55 + (n % 40) / 100)),
    )
    saveListings(
      tx,
      Array.from({ length: NEAR }, (_, n) => gardening(`Near ${n}`, 53 + n / 1_000, ['women'])),
    )
  })
})
after(() => db.close())

const gardening = (name: string, latitude: number, only: ('women' | undefined)[] = []): Listing => ({
  id: idFrom(here, 'service', name),
  sourceId,
  sourceRecord: name,
  name: `${name} gardening`,
  status: 'active',
  modes: ['in person'],
  ...(only[0] && { onlyFor: only[0] }),
  locations: [{ id: idFrom(here, 'place', name), sourceRecord: name, latitude, longitude: -1.5 }],
})

const find = (search: Partial<Search>, from: typeof FROM | undefined = FROM) =>
  asPublic(db, here).transaction((tx) => searchServices(tx, { words: '', free: false, page: 1, ...search }, from, 50))
const near = ({ services }: Awaited<ReturnType<typeof find>>) =>
  services.filter(({ name }) => name.startsWith('Near')).length

test('who looks round from a place sees all that is near first, whoever it is for, and then what is far', async () => {
  const found = await find({})
  assert.equal(near(found), NEAR)
  assert.deepEqual(
    found.services.slice(0, NEAR).map(({ name }) => name),
    Array.from({ length: NEAR }, (_, n) => `Near ${n} gardening`),
  )
  assert.ok(found.total > NEAR)
})

test('what is near is found, however many more are far', async () => {
  assert.equal(near(await find({ words: 'gardening' })), NEAR)
  assert.equal(near(await find({ who: 'women' })), NEAR)
  assert.equal(near(await find({ who: 'women' }, undefined)), NEAR)
})

test('where not everything was looked at, the number says so', async () => {
  assert.deepEqual([(await find({})).more, (await find({}, undefined)).more], [true, true])
  assert.equal((await find({ who: 'women' }, undefined)).more, false)
})
