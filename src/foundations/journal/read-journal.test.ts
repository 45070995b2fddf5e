import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '#platform/clock.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { openDatabase, type Database } from '#platform/database/database.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { journal, moveReader, readJournal, type JournalEntry } from './index.ts'

const riverside = idFrom('riverside')
const hilltop = idFrom('hilltop')
let world: TestDatabase
let readers: Database

before(async () => {
  world = await openTestDatabase()
  readers = openDatabase(world.app, () => {})
  await world.owner.query(`insert into access.partnership (id, name) values ($1, 'Riverside'), ($2, 'Hilltop')`, [
    riverside,
    hilltop,
  ])
})
after(async () => {
  await readers.close()
  await world.close()
})

const jobOf = (database: Database, partnershipId: string): Context =>
  contextOf(database, { kind: 'job', partnershipId, cause: 'test' }, newId(), systemClock)
const read = (
  partnershipId: string,
  reader: string,
  limit: number,
  act: (entries: JournalEntry[]) => void = () => {},
) =>
  jobOf(readers, partnershipId).transaction(async (tx) => {
    const entries = await readJournal(tx, reader, limit)
    if (entries.length > 0) moveReader(tx, reader, entries.at(-1)!)
    act(entries)
    return entries
  })

const actions = async (partnership: string, reader: string, limit: number) =>
  (await read(partnership, reader, limit)).map((e) => e.action)

test('readers go their own ways, each through its own partnership, and only forward', async () => {
  for (const [partnership, action] of [
    [riverside, 'one.made'],
    [hilltop, 'two.made'],
    [riverside, 'three.made'],
  ] as const)
    await jobOf(world.database, partnership).transaction(async (tx) =>
      journal(tx, action, { subjectId: newId(), detail: { n: 1 } }),
    )
  assert.deepEqual(await actions(riverside, 'insight', 1), ['one.made'])
  assert.deepEqual(await actions(riverside, 'insight', 9), ['three.made'])
  assert.deepEqual(await actions(riverside, 'insight', 9), [])
  assert.deepEqual(await actions(riverside, 'search', 9), ['one.made', 'three.made'])
  assert.deepEqual(await actions(hilltop, 'insight', 9), ['two.made'])
})

test('a reader that fails after reading gets the same entries again', async () => {
  await jobOf(world.database, hilltop).transaction(async (tx) => journal(tx, 'four.made'))
  await assert.rejects(
    read(hilltop, 'insight', 9, () => assert.fail('the index is away')),
    /the index is away/,
  )
  assert.deepEqual(
    (await read(hilltop, 'insight', 9)).map((e) => e.action),
    ['four.made'],
  )
})

test(
  'under writers that wait, overlap and give up, nothing is skipped and nothing comes twice',
  { timeout: 60_000 },
  async (t) => {
    const seed = Number(process.env.TEST_SEED ?? 20261120)
    t.diagnostic(`TEST_SEED=${seed}`)
    const kept: string[] = []
    const until = Date.now() + 4_000
    const lastOfAll = newId()
    const writing = new AbortController()

    const write = async (random: () => number) => {
      while (Date.now() < until) {
        const tokens = Array.from({ length: 1 + Math.floor(random() * 4) }, newId)
        const long = random() < 0.2
        const givesUp = random() < 0.15
        try {
          await jobOf(world.database, riverside).transaction(async (tx) => {
            for (const token of tokens) {
              journal(tx, 'entry.made', { subjectId: token })
              await sleep(random() * (long ? 300 : 8))
            }
            if (givesUp) throw new Error('gave up')
          })
          kept.push(...tokens)
        } catch (error) {
          if (!(error instanceof Error) || error.message !== 'gave up') throw error
        }
      }
    }
    const follow = async (reader: string, seen: string[], random: () => number) => {
      while (!seen.includes(lastOfAll)) {
        const entries = await read(riverside, reader, 20, () => {
          if (random() < 0.1) throw new Error('gave up')
        }).catch((error: Error) => {
          if (error.message !== 'gave up') throw error
          return undefined // rolled back: its place has not moved
        })
        if (entries) seen.push(...entries.filter((e) => e.action === 'entry.made').map((e) => e.subjectId!))
        if (entries?.length === 0) await sleep(random() * 20)
      }
    }
    // What a reader by id alone would see: the proof that these writers are wild enough.
    const naive = async (seen: string[]) => {
      for (let last = 0, more = true; more || !writing.signal.aborted; await sleep(5)) {
        const { rows } = await world.owner.query<{ id: number; subject_id: string }>(
          `select id, subject_id from journal.entry where id > $1 and action = 'entry.made' order by id limit 20`,
          [last],
        )
        more = rows.length > 0
        last = rows.at(-1)?.id ?? last
        seen.push(...rows.map((r) => r.subject_id))
      }
    }

    const [insight, search, byId]: string[][] = [[], [], []]
    const reading = [
      follow('wild-insight', insight!, randomFrom(seed + 100)), // two workers share one reader
      follow('wild-insight', insight!, randomFrom(seed + 101)),
      follow('wild-search', search!, randomFrom(seed + 102)),
      naive(byId!),
    ]
    await Promise.all(Array.from({ length: 6 }, (_, i) => write(randomFrom(seed + i))))
    await jobOf(world.database, riverside).transaction(async (tx) =>
      journal(tx, 'entry.made', { subjectId: lastOfAll }),
    )
    kept.push(lastOfAll)
    writing.abort()
    await Promise.all(reading)

    const expected = kept.toSorted()
    assert.ok(expected.length > 300, `only ${expected.length} entries were written`)
    for (const seen of [insight!, search!]) {
      assert.deepEqual(
        expected.filter((token) => !seen.includes(token)),
        [],
        'skipped',
      )
      assert.deepEqual(
        seen.filter((token, i) => seen.indexOf(token) !== i),
        [],
        'seen twice',
      )
      assert.equal(seen.length, expected.length, 'seen although it was rolled back')
    }
    assert.ok(byId!.length < expected.length, 'a reader by id alone should have skipped some')
    t.diagnostic(
      `${expected.length} entries; skipped by either reader: 0; by id alone: ${expected.length - byId!.length}`,
    )
  },
)

/** Mulberry32: small, seeded, good enough to shake a queue. */
function randomFrom(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
