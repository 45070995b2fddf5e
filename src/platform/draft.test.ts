import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { as, makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { fixedClock } from './clock.ts'
import { keysFrom } from './crypto.ts'
import { deleteDraft, findDraft, forgetJob, saveDraft } from './draft.ts'
import { newId } from './ids.ts'

const keys = keysFrom('k'.repeat(32))
let world: TestDatabase
let partnershipId: string
before(async () => {
  world = await openTestDatabase()
  partnershipId = await makePartnership(world)
})
after(() => world.close())

const account = (accountId: string, clock = fixedClock(TEST_NOW)) =>
  as(
    world,
    { kind: 'account', partnershipId, accountId, organisationId: newId(), roles: ['referrer'], name: 'A' },
    clock,
  )

test('what was typed comes back, encrypted in the meantime, and only to whom it belongs', async () => {
  const mine = account(newId())
  const id = await mine.transaction(async (tx) =>
    saveDraft(tx, keys, 'refer', { given: 'Grace', reasons: ['loneliness'] }),
  )
  await mine.transaction(async (tx) => saveDraft(tx, keys, 'refer', { given: 'Grace', family: 'Okafor' }, id))
  const draft = await mine.transaction((tx) => findDraft(tx, keys, 'refer', id))
  assert.deepEqual(draft?.values, { given: 'Grace', family: 'Okafor' })
  assert.equal(draft?.version, 2)
  assert.equal(await account(newId()).transaction((tx) => findDraft(tx, keys, 'refer', id)), undefined)
  assert.equal(await mine.transaction((tx) => findDraft(tx, keys, 'ask', id)), undefined)
  const { rows } = await world.owner.query<{ body: Buffer }>('select body from platform.draft')
  assert.ok(!rows[0]!.body.includes('Grace'))
  await mine.transaction(async (tx) => deleteDraft(tx, id))
  assert.equal(await mine.transaction((tx) => findDraft(tx, keys, 'refer', id)), undefined)
})

test('a draft is kept for 28 days', async () => {
  const clock = fixedClock(TEST_NOW)
  const mine = account(newId(), clock)
  const id = await mine.transaction(async (tx) => saveDraft(tx, keys, 'refer', { a: 1 }))
  clock.advance(27.9 * 86_400_000)
  assert.ok(await mine.transaction((tx) => findDraft(tx, keys, 'refer', id)))
  clock.advance(0.2 * 86_400_000)
  assert.equal(await mine.transaction((tx) => findDraft(tx, keys, 'refer', id)), undefined)
  await forgetJob({ database: world.database, clock }).run({})
  assert.equal((await world.owner.query('select from platform.draft where id = $1', [id])).rowCount, 0)
})
