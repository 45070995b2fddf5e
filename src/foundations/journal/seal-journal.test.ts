import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { openDatabase, type Database } from '#platform/database/database.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { journal, outsideSealsFile, readOutsideSeals, sealJob, sealJournal, verifyJournal } from './index.ts'

const riverside = idFrom('riverside')
let world: TestDatabase
let sealer: Database
let folder: string

before(async () => {
  world = await openTestDatabase()
  sealer = openDatabase(world.app, () => {})
  folder = await mkdtemp(join(tmpdir(), 'trellis-seals-'))
  await world.owner.query(`insert into access.partnership (id, name) values ($1, 'Riverside')`, [riverside])
})
after(async () => {
  await sealer.close()
  await world.close()
  await rm(folder, { recursive: true })
})

const ctx = () =>
  contextOf(world.database, { kind: 'job', partnershipId: riverside, cause: 'test' }, newId(), systemClock)
const write = (count: number) =>
  ctx().transaction(async (tx) => {
    for (let i = 0; i < count; i++) journal(tx, 'entry.made', { detail: { i } })
  })

test('nothing is sealed while there is nothing', async () => {
  assert.equal(await sealJournal(world.database), undefined)
  assert.deepEqual(await verifyJournal(world.database.pool), { entries: 0, seals: 0, unsealed: 0, faults: [] })
})

test('the first entry, and then what came since, each under a seal', async () => {
  await write(1)
  assert.equal((await verifyJournal(world.database.pool)).unsealed, 1)
  const first = await sealJournal(world.database)
  assert.deepEqual([first?.number, first?.fromId, first?.toId, first?.entries, first?.head.length], [1, 0, 1, 1, 32])
  await write(7)
  const second = await sealJournal(world.database)
  assert.deepEqual([second?.number, second?.fromId, second?.entries], [2, 1, 7])
  assert.equal(await sealJournal(world.database), undefined)
  assert.deepEqual(await verifyJournal(world.database.pool), { entries: 8, seals: 2, unsealed: 0, faults: [] })
})

test('an open transaction holds up sealing, and nothing else', async () => {
  const { promise: letGo, resolve } = Promise.withResolvers<void>()
  const open = ctx().transaction(async (tx) => {
    journal(tx, 'entry.made')
    await tx.query('select 1')
    await letGo
  })
  await sleep(50)
  assert.equal(await sealJournal(sealer, 100), undefined, 'nobody finished after it began')
  await write(3)
  assert.equal(await sealJournal(sealer, 100), undefined, 'others did')
  resolve()
  await open
  assert.equal((await sealJournal(sealer))?.entries, 4)
})

test('no range is longer than 10,000 ids', async () => {
  await world.owner.query(
    `insert into journal.entry (partnership_id, actor_kind, action) select $1, 'job', 'entry.made' from generate_series(1, 25000)`,
    [riverside],
  )
  const { number } = (await sealJournal(world.database))!
  const { rows } = await world.owner.query<{ size: number }>(
    'select to_id - from_id as size from journal.seal order by number desc limit 3',
  )
  assert.equal(number, 6)
  assert.deepEqual(
    rows.map((r) => r.size),
    [5_000, 10_000, 10_000],
  )
  assert.deepEqual((await verifyJournal(world.database.pool)).faults, [])
})

test('a number that was never given out cannot be sealed', async () => {
  await assert.rejects(world.database.pool.query('select journal.add_seal(1000000)'), { code: '22023' })
})

test('each seal is kept outside the database too, and a copy that missed some catches up', async () => {
  const file = outsideSealsFile(folder)
  await write(1)
  await sealJob(world.database, folder).run({})
  await write(1)
  await sealJournal(world.database) // and the process dies here
  await write(1)
  await sealJob(world.database, folder).run({})
  await sealJob(world.database, folder).run({})
  const outside = await readOutsideSeals(file)
  assert.deepEqual(
    outside.map((s) => s.number),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
  assert.deepEqual((await verifyJournal(world.database.pool, outside)).faults, [])
  const { rows } = await world.owner.query<{ head: string }>(
    `select encode(head, 'hex') as head from journal.seal order by number desc limit 1`,
  )
  assert.equal(outside.at(-1)!.head, rows[0]!.head)
  assert.deepEqual(await readOutsideSeals(join(folder, 'none.jsonl')), [])
  await writeFile(join(folder, 'torn.jsonl'), (await readFile(file, 'utf8')).slice(0, -30))
  await assert.rejects(readOutsideSeals(join(folder, 'torn.jsonl')), /torn\.jsonl line 9: this is not a seal/)
})

test(
  'seals stay whole while others write, with a delay forced between a transaction’s number and its entry’s',
  { timeout: 60_000 },
  async (t) => {
    await world.owner.query(`create schema slow; grant usage on schema slow to trellis_app;
    create function slow.xid() returns xid8 language plpgsql volatile as $$ declare taken xid8 := pg_current_xact_id(); begin
      perform pg_sleep(random() * 0.02); return taken; end $$;
    alter table journal.entry alter column xid set default slow.xid()`)
    const until = Date.now() + 3_000
    const writing = new AbortController()
    const writer = async () => {
      while (Date.now() < until) await write(1 + Math.floor(Math.random() * 3)).catch(() => {})
    }
    const seal = async () => {
      while (!writing.signal.aborted) {
        await sealJournal(sealer)
        await sleep(5)
      }
    }
    const sealing = seal()
    await Promise.all(Array.from({ length: 6 }, writer))
    writing.abort()
    await sealing
    await sealJournal(sealer)
    const { entries, seals, faults } = await verifyJournal(world.database.pool)
    t.diagnostic(`${seals} seals over ${entries} entries`)
    assert.deepEqual(faults, [])
    assert.ok(seals > 30, `only ${seals} seals were made meanwhile`)

    // The control: sealing as far as ids were given out, without waiting, does break.
    const again = Date.now() + 1_000
    const impatient = async () => {
      while (Date.now() < again) await world.owner.query('select journal.add_seal(journal.last_id())')
    }
    await Promise.all([
      impatient(),
      ...Array.from({ length: 4 }, async () => {
        while (Date.now() < again) await write(1)
      }),
    ])
    assert.notDeepEqual(
      (await verifyJournal(world.database.pool)).faults,
      [],
      'without waiting, a seal should have been broken',
    )
  },
)
