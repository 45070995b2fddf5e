import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { sql } from 'kysely'
import { as, asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { newId } from '../ids.ts'
import { db } from './database.ts'

let world: TestDatabase
let here: string
let elsewhere: string
before(async () => {
  world = await openTestDatabase()
  here = await makePartnership(world, 'Here')
  elsewhere = await makePartnership(world, 'Elsewhere')
})
after(() => world.close())

const organisation = (partnershipId: string, name: string) => ({ partnership_id: partnershipId, id: newId(), name, kind: 'charity' })
const names = sql<{ name: string }>`select name from access.organisation order by name`
const bound = { compile: () => names.compile(db) }

test('everything in a transaction stands or falls together, and the first failure says why', async () => {
  const ctx = asJob(world, here)
  await assert.rejects(
    ctx.transaction(async (tx) => {
      tx.save(db.insertInto('access.organisation').values(organisation(here, 'Kept?')))
      tx.save(db.insertInto('access.organisation').values({ ...organisation(here, ' ') }))
      await tx.read(bound)
    }),
    { constraint: 'organisation_name_given' },
  )
  assert.deepEqual(await ctx.transaction((tx) => tx.read(bound)), [])
})

test('who is acting decides which rows there are', async () => {
  await asJob(world, here).transaction(async (tx) => tx.save(db.insertInto('access.organisation').values(organisation(here, 'Ours'))))
  await asJob(world, elsewhere).transaction(async (tx) => tx.save(db.insertInto('access.organisation').values(organisation(elsewhere, 'Theirs'))))
  assert.deepEqual(await asPublic(world, here).transaction((tx) => tx.read(bound)), [{ name: 'Ours' }])
  assert.deepEqual(await asPublic(world, elsewhere).transaction((tx) => tx.read(bound)), [{ name: 'Theirs' }])
  assert.deepEqual((await world.database.pool.query('select name from access.organisation')).rows, [], 'no context, no rows')
  await assert.rejects(
    asJob(world, here).transaction(async (tx) => tx.save(db.insertInto('access.organisation').values(organisation(elsewhere, 'Smuggled')))),
    { code: '42501' },
  )
})

test('a thousand interleaved requests on a pool of eight never see another tenant', async () => {
  const seen = await Promise.all(
    Array.from({ length: 1_000 }, (_, n) => {
      const mine = n % 2 ? here : elsewhere
      return asPublic(world, mine).transaction(async (tx) => {
        const rows = await tx.read(bound)
        return rows.every((r) => r.name === (n % 2 ? 'Ours' : 'Theirs')) && rows.length === 1
      })
    }),
  )
  assert.ok(seen.every(Boolean))
})

test('a malformed caller is refused before anything is sent', async () => {
  await assert.rejects(as(world, { kind: 'public', partnershipId: "x', true); drop table a; --" }).transaction(async () => 1), /not well formed/)
})

test('a server that ends the connection in mid-transaction costs that request, not the process', async () => {
  const ctx = asJob(world, here)
  await assert.rejects(
    ctx.transaction(async (tx) => {
      const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
      await world.endSession(me!.pid)
      await tx.read(bound)
    }),
    (e: { code?: string; message: string }) => e.code === '57P01' || /terminated|not queryable/.test(e.message),
  )
  assert.equal((await ctx.transaction((tx) => tx.read(bound))).length, 1)
})

test('days come as text, counts as numbers', async () => {
  const [row] = await asPublic(world, here).transaction((tx) =>
    tx.query<{ d: string; n: number; m: number }>(`select '2026-04-10'::date as d, 5::bigint as n, 1.25::numeric as m`),
  )
  assert.deepEqual(row, { d: '2026-04-10', n: 5, m: 1.25 })
})
