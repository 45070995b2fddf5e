import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { tokenHash } from '#platform/crypto.ts'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { asJob, asPublic, makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { accessJobs } from './access.jobs.ts'
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

test('a day after it is over a link is forgotten with its birth date, and so are the tries at signing in', async () => {
  const lasting = await make({ birthDate: day('1950-01-02') })
  const late = await make({ days: 1, birthDate: day('1950-01-02') })
  const used = await make()
  await (await open(used))!.context.transaction(async (tx) => endSignedLink(tx))
  await world.owner.query(
    `insert into access.sign_in_try (partnership_id, who_hash, network_hash, tried_at) values ($1, 'w', 'n', $2)`,
    [here, clock()],
  )
  const left = async () => {
    await accessJobs(services)[0]!.run({})
    const { rows } = await world.owner.query<{ links: string; tries: string }>(
      `select (select count(*) from access.signed_link where token_hash = any ($1)) as links, (select count(*) from access.sign_in_try) as tries`,
      [[lasting, late, used].map(tokenHash)],
    )
    return [Number(rows[0]!.links), Number(rows[0]!.tries)]
  }
  assert.deepEqual(await left(), [3, 1])
  clock.advance(25 * 3_600_000)
  assert.deepEqual(await left(), [2, 0], 'the used one and the try')
  clock.advance(24 * 3_600_000)
  assert.deepEqual(await left(), [1, 0], 'the late one')
  assert.ok(await open(lasting))
  clock.set(TEST_NOW)
})
