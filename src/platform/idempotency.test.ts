import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { db } from './database/database.ts'
import { newId } from './ids.ts'
import { once, requestHash } from './idempotency.ts'
import { as, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import type { Context } from './context.ts'

let world: TestDatabase
let ctx: Context
const organisationId = newId()
before(async () => {
  world = await openTestDatabase()
  const partnershipId = await makePartnership(world)
  ctx = as(world, {
    kind: 'account',
    partnershipId,
    accountId: newId(),
    organisationId,
    roles: ['administrator'],
    name: 'A',
  })
})
after(() => world.close())

const effect = (name: string, answer = newId()) =>
  once(ctx, organisationId, name, requestHash({ name }), async (tx) => ({
    answer: { status: 201, answer: { id: answer } },
    write: () =>
      tx.save(
        db
          .insertInto('access.organisation')
          .values({ partnership_id: tx.actor.partnershipId, id: answer, name, kind: 'other' }),
      ),
  }))
const effects = async (name: string) =>
  (await world.owner.query('select from access.organisation where name = $1', [name])).rowCount

test('the same request twice has one effect and one answer', async () => {
  const [first, second] = [await effect('twice'), await effect('twice')]
  assert.equal(first.outcome, 'done')
  assert.equal(second.outcome, 'repeated')
  assert.ok('answer' in first && 'answer' in second)
  assert.deepEqual(second.answer, first.answer)
  assert.equal(await effects('twice'), 1)
})

test('twenty at once: one effect, everyone the same answer or told to wait', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => effect('at once')))
  assert.equal(all.filter((r) => r.outcome === 'done').length, 1)
  assert.equal(new Set(all.flatMap((r) => ('answer' in r ? [r.answer.answer.id] : []))).size, 1)
  assert.equal(await effects('at once'), 1)
})

test('the key with another body is refused, the same body in another order is not', async () => {
  await effect('body')
  const other = await once(ctx, organisationId, 'body', requestHash({ name: 'else' }), async (tx) => ({
    answer: { status: 201, answer: {} },
    write: () =>
      tx.save(
        db
          .insertInto('access.organisation')
          .values({ partnership_id: tx.actor.partnershipId, id: newId(), name: 'else', kind: 'other' }),
      ),
  }))
  assert.equal(other.outcome, 'other-request')
  assert.equal(await effects('else'), 0)
  assert.deepEqual(requestHash({ a: 1, b: [{ c: 2, d: 3 }] }), requestHash({ b: [{ d: 3, c: 2 }], a: 1 }))
  assert.notDeepEqual(requestHash({ a: 1 }), requestHash({ a: '1' }))
})

test('a failed effect leaves no key behind, so that it can be tried again', async () => {
  await assert.rejects(
    once(ctx, organisationId, 'fails', requestHash({}), async (tx) => ({
      answer: { status: 201, answer: {} },
      write: () =>
        tx.save(
          db
            .insertInto('access.organisation')
            .values({ partnership_id: tx.actor.partnershipId, id: newId(), name: ' ', kind: 'other' }),
        ),
    })),
  )
  assert.equal((await effect('fails')).outcome, 'done')
})
