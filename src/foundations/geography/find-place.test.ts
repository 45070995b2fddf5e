import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { asJob, asPublic } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { findPlace, saveAreas, saveDistricts, savePostcodes } from './index.ts'

let db: TestDatabase
let ctx: Context
before(async () => {
  db = await openTestDatabase()
  ctx = asPublic(db, newId())
  await asJob(db, newId()).transaction((tx) =>
    Promise.all([
      saveAreas(tx, [{ code: 'ZZ01000001', name: 'Anytown 001A', imdDecile: 2 }]),
      saveDistricts(tx, [{ outcode: 'ZZ1', latitude: 53.0352, longitude: -1.28 }]),
      savePostcodes(tx, [
        { postcode: 'ZZ1 1AA', areaCode: 'ZZ01000001', latitude: 53.0381, longitude: -1.2916 },
        { postcode: 'ZZ1 1AB', areaCode: 'ZZ01000001', latitude: null, longitude: null },
        { postcode: 'ZZ2 1AA', areaCode: 'W01000001', latitude: 53.1, longitude: -1.3 },
      ]),
    ]),
  )
})
after(() => db.close())

const place = (text: string) => ctx.transaction((tx) => findPlace(tx, text))

test('a known postcode, however it is typed, in one statement', async () => {
  const sent = db.database.statements.count
  const found = await place(' zz11aa ')
  assert.equal(db.database.statements.count - sent, 1)
  const value = {
    text: 'ZZ1 1AA',
    district: 'ZZ1',
    latitude: 53.0381,
    longitude: -1.2916,
    precision: 'postcode',
    areaCode: 'ZZ01000001',
    deprivationDecile: 2,
  }
  assert.deepEqual(found, { ok: true, value })
})

test('an unknown postcode is taken to be in the middle of its district, and says so', async () => {
  const value = { text: 'ZZ1 9ZZ', district: 'ZZ1', latitude: 53.0352, longitude: -1.28, precision: 'district' }
  assert.deepEqual(await place('ZZ1 9ZZ'), { ok: true, value })
  assert.deepEqual(await place('zz1'), { ok: true, value: { ...value, text: 'ZZ1' } })
})

test('a postcode without coordinates keeps its area', async () => {
  const value = {
    text: 'ZZ1 1AB',
    district: 'ZZ1',
    latitude: 53.0352,
    longitude: -1.28,
    precision: 'district',
    areaCode: 'ZZ01000001',
    deprivationDecile: 2,
  }
  assert.deepEqual(await place('ZZ1 1AB'), { ok: true, value })
})

test('an area without known deprivation gives none', async () => {
  const value = {
    text: 'ZZ2 1AA',
    district: 'ZZ2',
    latitude: 53.1,
    longitude: -1.3,
    precision: 'postcode',
    areaCode: 'W01000001',
  }
  assert.deepEqual(await place('ZZ2 1AA'), { ok: true, value })
})

test('no postcode, and one of which nothing is known', async () => {
  assert.deepEqual(await place('Anytown'), { ok: false, reason: 'not-a-postcode' })
  assert.deepEqual(await place(''), { ok: false, reason: 'not-a-postcode' })
  assert.deepEqual(await place('ZZ1 1AO1'), { ok: false, reason: 'not-a-postcode' })
  assert.deepEqual(await place('ZZ9 1AA'), { ok: false, reason: 'unknown' })
})
