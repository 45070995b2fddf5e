import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { idFrom, newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { saveListings, saveSource } from '../listing/listing.queries.ts'
import { sortAgain } from './sort-again.ts'

let db: TestDatabase
const [here, elsewhere] = [newId(), newId()]

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown'), ($2, 'Elsewhere')`, [
    here,
    elsewhere,
  ])
  for (const partnership of [here, elsewhere])
    await asJob(db, partnership).transaction(async (tx) => {
      const sourceId = idFrom(partnership, 'source')
      saveSource(tx, { id: sourceId, kind: 'seed', name: 'test' })
      saveListings(tx, [
        {
          id: idFrom(partnership, 'choir'),
          sourceId,
          sourceRecord: 'choir',
          name: 'Riverside Choir',
          status: 'active',
        },
      ])
    })
})
after(() => db.close())

const stored = async () =>
  (await db.owner.query(`select partnership_id, topics, strengths, marks, sorted_by from directory.service order by 1`))
    .rows

test('listings that other needs files sorted are sorted as if they were saved now, in one partnership only', async () => {
  const saved = await stored()
  assert.ok(saved[0].topics.includes('music-and-singing'))
  assert.equal(await sortAgain(asJob(db, here)), 0, 'nothing to do')
  await db.owner.query(
    `update directory.service set topics = '{}', strengths = '{}', marks = '{}', sorted_by = 'older'`,
  )
  assert.equal(await sortAgain(asJob(db, here)), 1)
  const [first, second] = await stored()
  const mine = first.partnership_id === here ? first : second
  assert.deepEqual(
    mine,
    saved.find((row) => row.partnership_id === here),
  )
  assert.equal((first === mine ? second : first).sorted_by, 'older')
})
