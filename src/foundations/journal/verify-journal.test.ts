import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { systemClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { journal, sealJournal, verifyJournal, verifyNewestSeals, type OutsideSeal } from './index.ts'

const riverside = idFrom('riverside')
const hilltop = idFrom('hilltop')
let world: TestDatabase
let outside: OutsideSeal[]

// Three seals over ids 1 to 10, 11 to 20 and 21 to 30; ids 31 and 32 are not sealed yet.
before(async () => {
  world = await openTestDatabase()
  await world.owner.query(`insert into access.partnership (id, name) values ($1, 'Riverside'), ($2, 'Hilltop')`, [
    riverside,
    hilltop,
  ])
  for (const count of [10, 10, 10, 2]) {
    const ctx = contextOf(
      world.database,
      { kind: 'job', partnershipId: riverside, cause: 'test' },
      newId(),
      systemClock,
    )
    await ctx.transaction(async (tx) => {
      for (let i = 0; i < count; i++) journal(tx, 'person.viewed', { personId: newId(), detail: { i } })
    })
    if (count === 10) await sealJournal(world.database)
  }
  const { rows } = await world.owner.query<OutsideSeal>(
    `select number, encode(head, 'hex') as head from journal.seal order by number`,
  )
  outside = rows
})
after(() => world.close())

/** What is found after `tampering`, done by the owner of the tables and then taken back. */
async function faultsAfter(tampering: string, known: OutsideSeal[] = []): Promise<string[]> {
  const client: pg.PoolClient = await world.owner.connect()
  try {
    await client.query('begin')
    await client.query(tampering)
    return (await verifyJournal(client, known)).faults
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('an untouched journal is whole, seen by any of our roles and with any session settings', async () => {
  const whole = { entries: 30, seals: 3, unsealed: 2, faults: [] }
  assert.deepEqual(await verifyJournal(world.database.pool, outside), whole)
  assert.deepEqual(await verifyJournal(world.owner, outside), whole)
  assert.deepEqual(
    await faultsAfter(
      `set local timezone = 'Asia/Kathmandu'; set local datestyle = 'German'; set local bytea_output = 'escape'; set local extra_float_digits = -3`,
    ),
    [],
  )
})

const shift =
  'overriding system value select 12, happened_at, partnership_id, actor_kind, action from journal.entry where id = 31'
const reseal = `delete from journal.seal where number >= 2; select journal.add_seal(20); select journal.add_seal(30);`
const found: [what: string, tampering: string, faults: string[]][] = [
  [
    'an entry was changed',
    `update journal.entry set person_id = '${newId()}' where id = 15`,
    ['seal 2: an entry was changed (ids 11 to 20)'],
  ],
  [
    'its time was changed',
    `update journal.entry set happened_at = happened_at - interval '1 microsecond' where id = 15`,
    ['seal 2: an entry was changed (ids 11 to 20)'],
  ],
  [
    'its detail was changed',
    `update journal.entry set detail = '{"i": 99}' where id = 30`,
    ['seal 3: an entry was changed (ids 21 to 30)'],
  ],
  ['an entry was deleted', 'delete from journal.entry where id = 1', ['seal 1: 1 entry is missing (ids 1 to 10)']],
  [
    'entries were deleted in two ranges',
    'delete from journal.entry where id in (10, 12, 13)',
    ['seal 1: 1 entry is missing (ids 1 to 10)', 'seal 2: 2 entries are missing (ids 11 to 20)'],
  ],
  [
    'an entry was added to a sealed range',
    `insert into journal.entry (id, happened_at, partnership_id, actor_kind, action) ${shift}`,
    ['seal 2: 1 entry was added (ids 11 to 20)'],
  ],
  [
    'an entry was replaced by another',
    `delete from journal.entry where id = 12; insert into journal.entry (id, happened_at, partnership_id, actor_kind, action) ${shift}`,
    ['seal 2: an entry was changed (ids 11 to 20)'],
  ],
  [
    'two entries were exchanged',
    `alter table journal.entry alter id drop identity; update journal.entry set id = case id when 13 then 17 else 13 end where id in (13, 17);
     create sequence journal.entry_id_seq start 33; select nextval('journal.entry_id_seq')`,
    ['seal 2: an entry was changed (ids 11 to 20)'],
  ],
  [
    'an entry was moved to another partnership',
    `update journal.entry set partnership_id = '${hilltop}' where id = 25`,
    ['seal 3: an entry was changed (ids 21 to 30)'],
  ],
  ['the end was cut off', 'delete from journal.entry where id > 20', ['seal 3: 10 entries are missing (ids 21 to 30)']],
  [
    'a seal was changed',
    `update journal.seal set head = sha256('x') where number = 2`,
    ['seal 2: the seal itself was changed'],
  ],
  [
    'a seal’s count was changed',
    'update journal.seal set entries = 9 where number = 2',
    ['seal 2: the seal itself was changed'],
  ],
  [
    'a seal was taken out',
    'delete from journal.seal where number = 2',
    ['seal 2 is missing, so seal 3 cannot be checked against the one before'],
  ],
  [
    'an entry has a number that was never given out',
    `insert into journal.entry (id, partnership_id, actor_kind, action) overriding system value values (900, '${riverside}', 'job', 'a.b')`,
    ['after the last seal: 1 entry has a number that was never given out'],
  ],
]
for (const [what, tampering, faults] of found)
  test(`found: ${what}`, async () => assert.deepEqual(await faultsAfter(tampering), faults))

test('found with the copy outside only: the end was cut off together with its seals', async () => {
  const cut = 'delete from journal.entry where id > 10; delete from journal.seal where number >= 2'
  assert.deepEqual(await faultsAfter(cut), [])
  assert.deepEqual(await faultsAfter(cut, outside), [
    'seals 2 to 3 are known outside the database but not in it: the end of the journal was cut off (or this is another database)',
  ])
})

test('found with the copy outside only: an entry was deleted and everything sealed anew', async () => {
  const rewritten = `delete from journal.entry where id = 15; ${reseal}`
  assert.deepEqual(await faultsAfter(rewritten), [])
  const fault =
    'seal 2: it is not the one known outside the database, so the journal was rewritten up to here (or this is another database)'
  assert.deepEqual(await faultsAfter(rewritten, outside), [fault])
  assert.deepEqual(
    await faultsAfter(rewritten, [outside[2]!]),
    [fault.replace('seal 2', 'seal 3')],
    'the newest seal alone is enough',
  )
})

test('what a transaction that gave up left out is no fault', async () => {
  assert.deepEqual(
    await faultsAfter(
      `select nextval('journal.entry_id_seq') from generate_series(1, 5); select journal.add_seal(36)`,
      outside,
    ),
    [],
  )
})

test('by night only the newest seals are looked at; the one before them is taken as it stands', async () => {
  assert.deepEqual(await verifyNewestSeals(world.database.pool, outside, 2), {
    entries: 20,
    seals: 2,
    unsealed: 2,
    faults: [],
  })
  assert.equal(
    (await verifyNewestSeals(world.database.pool, outside, 600)).seals,
    3,
    'a short journal is looked at whole',
  )
  const client = await world.owner.connect()
  try {
    await client.query('begin')
    await client.query(`update journal.entry set action = 'person.listed' where id in (5, 15)`)
    const { faults } = await verifyNewestSeals(client, outside, 2)
    assert.deepEqual(faults, ['seal 2: an entry was changed (ids 11 to 20)'])
    await client.query('delete from journal.entry where id > 20; delete from journal.seal where number > 2')
    assert.match((await verifyNewestSeals(client, outside, 1)).faults.at(-1)!, /the end of the journal was cut off/)
  } finally {
    await client.query('rollback')
    client.release()
  }
})
