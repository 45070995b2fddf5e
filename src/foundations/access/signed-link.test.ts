import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { asJob, asPublic, makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { endSignedLink, makeSignedLink, openSignedLink, tryBirthDate, type NewLink } from './signed-link.ts'

let world: TestDatabase
let here: string
const clock = fixedClock(TEST_NOW)
let services: Pick<Services, 'database' | 'clock'>
before(async () => {
  world = await openTestDatabase()
  here = await makePartnership(world)
  services = { database: world.database, clock }
})
after(() => world.close())

const make = (over: Partial<NewLink> = {}) =>
  asJob(world, here).transaction(async (tx) =>
    makeSignedLink(tx, { purpose: 'referral-status', recordId: newId(), days: 30, ...over }),
  )
const open = (token: string, purpose = 'referral-status') => openSignedLink(services, token, purpose, newId())

test('a link opens its one record for its one purpose, and opening changes nothing', async () => {
  const recordId = newId()
  const token = await make({ recordId })
  for (let n = 0; n < 3; n++) assert.equal((await open(token))?.recordId, recordId)
  assert.equal(await open(token, 'offer'), undefined)
  assert.equal(await open(token.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A'))), undefined, 'altered')
  assert.equal(await open("' or true --"), undefined)
  const stored = await world.owner.query('select token_hash from access.signed_link where record_id = $1', [recordId])
  assert.ok(!stored.rows[0]!.token_hash.includes(token))
})

test('late and used links open nothing', async () => {
  const late = await make({ days: 1 })
  const used = await make()
  const link = await open(used)
  await link!.context.transaction(async (tx) => endSignedLink(tx))
  assert.equal(await open(used), undefined)
  clock.advance(25 * 3_600_000)
  assert.equal(await open(late), undefined)
  clock.set(TEST_NOW)
})

test('a person’s link asks the birth date; five wrong ones close it for a quarter of an hour, not for good', async () => {
  const token = await make({ birthDate: day('1950-01-02') })
  const link = (await open(token))!
  assert.equal(link.asksBirthDate, true)
  for (let n = 0; n < 5; n++) assert.equal(await tryBirthDate(link, day(`195${n}-01-03`)), false)
  assert.equal((await open(token))!.closed, true)
  assert.equal(await tryBirthDate(link, day('1950-01-02')), false, 'not even the right one')
  clock.advance(16 * 60_000)
  assert.equal((await open(token))!.closed, false)
  assert.equal(await tryBirthDate(link, day('1950-01-02')), true)
  clock.set(TEST_NOW)
})

test('nobody can read links, not even of their own partnership', async () => {
  await make()
  for (const ctx of [asPublic(world, here), asJob(world, here)])
    assert.deepEqual(await ctx.transaction((tx) => tx.query('select * from access.signed_link')), [])
})
