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

const organisation = (partnershipId: string, name: string) => ({
  partnership_id: partnershipId,
  id: newId(),
  name,
  kind: 'charity',
})
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
  await asJob(world, here).transaction(async (tx) =>
    tx.save(db.insertInto('access.organisation').values(organisation(here, 'Ours'))),
  )
  await asJob(world, elsewhere).transaction(async (tx) =>
    tx.save(db.insertInto('access.organisation').values(organisation(elsewhere, 'Theirs'))),
  )
  assert.deepEqual(await asPublic(world, here).transaction((tx) => tx.read(bound)), [{ name: 'Ours' }])
  assert.deepEqual(await asPublic(world, elsewhere).transaction((tx) => tx.read(bound)), [{ name: 'Theirs' }])
  assert.deepEqual(
    (await world.database.pool.query('select name from access.organisation')).rows,
    [],
    'no context, no rows',
  )
  await assert.rejects(
    asJob(world, here).transaction(async (tx) =>
      tx.save(db.insertInto('access.organisation').values(organisation(elsewhere, 'Smuggled'))),
    ),
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
  await assert.rejects(
    as(world, { kind: 'public', partnershipId: "x', true); drop table a; --" }).transaction(async () => 1),
    /not well formed/,
  )
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

test('new rows of a table go together, in their order, before whatever comes next', async () => {
  const partnership = await makePartnership(world, 'Gathered')
  const { statements } = world.database
  const before = statements.count
  const found = await asJob(world, partnership).transaction(async (tx) => {
    for (const name of ['A', 'B', 'C']) tx.add('access.organisation', organisation(partnership, name))
    return tx.read(bound)
  })
  assert.deepEqual(found, [{ name: 'A' }, { name: 'B' }, { name: 'C' }])
  assert.equal(statements.count - before, 2)
})

test('a row that is there already is left as it is where that is asked for; one with other columns goes by itself', async () => {
  const partnership = await makePartnership(world, 'Apart')
  const kept = organisation(partnership, 'Kept')
  const { statements } = world.database
  await asJob(world, partnership).transaction(async (tx) => tx.add('access.organisation', kept))
  const before = statements.count
  await asJob(world, partnership).transaction(async (tx) => {
    tx.add('access.organisation', { ...kept, name: 'Changed' }, { unlessThere: true })
    tx.add('access.organisation', { ...organisation(partnership, 'New'), ods_code: 'ZZ0009' }, { unlessThere: true })
  })
  assert.equal(statements.count - before, 1)
  assert.deepEqual(await asJob(world, partnership).transaction((tx) => tx.read(bound)), [
    { name: 'Kept' },
    { name: 'New' },
  ])
})

test('a row that is refused fails the whole transaction with its own reason, also at the very end', async () => {
  const ctx = asJob(world, here)
  const refused = ctx.transaction(async (tx) => {
    tx.add('access.organisation', organisation(here, 'Kept?'))
    tx.add('access.organisation', organisation(here, ' '))
  })
  await assert.rejects(refused, { constraint: 'organisation_name_given' })
  assert.deepEqual((await world.owner.query(`select from access.organisation where name = 'Kept?'`)).rowCount, 0)
})

test('rows that may wait are overtaken by what is saved, not by what is asked', async () => {
  const partnership = await makePartnership(world, 'Waiting')
  const name = sql`update access.organisation set name = name || '!'`
  const names = await asJob(world, partnership).transaction(async (tx) => {
    tx.add('access.organisation', organisation(partnership, 'Waits'), { mayWait: true })
    tx.add('access.organisation', organisation(partnership, 'Does not'))
    tx.save({ compile: () => name.compile(db) })
    return tx.read(bound)
  })
  assert.deepEqual(names, [{ name: 'Does not!' }, { name: 'Waits' }])
})

test('what is gathered until the end is written once, and what that gathers too', async () => {
  const partnership = await makePartnership(world, 'At the end')
  const written: string[][] = []
  await asJob(world, partnership).transaction(async (tx) => {
    for (const name of ['one', 'two'])
      tx.atEnd('first', name, (names) => {
        written.push(names)
        for (const one of names) tx.atEnd('second', one, async (last) => void written.push(last))
      })
    assert.deepEqual(written, [])
  })
  assert.deepEqual(written, [
    ['one', 'two'],
    ['one', 'two'],
  ])
})
