import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { distanceKm, type Point } from './distance.rules.ts'

const NASHVILLE: Point = { latitude: 36.12, longitude: -86.67 }
const LOS_ANGELES: Point = { latitude: 33.94, longitude: -118.4 }
const degrees = (most: number) => fc.integer({ min: -most * 1e6, max: most * 1e6 }).map((n) => n / 1e6) // as finely as data give them
const point = fc.record({ latitude: degrees(90), longitude: degrees(180) })
const near = (a: number, b: number, within: number) => assert.ok(Math.abs(a - b) <= within, `${a} is not ${b}`)

let db: TestDatabase
before(async () => void (db = await openTestDatabase()))
after(() => db.close())

test('known distances', () => {
  near(distanceKm(NASHVILLE, LOS_ANGELES), (2887.25995 * 6371.0088) / 6372.8, 1e-4) // the usual worked example, given for a radius of 6372.8 km
  near(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 1 }), (2 * Math.PI * 6371.0088) / 360, 1e-9) // a degree of the equator
  near(distanceKm({ latitude: 90, longitude: 0 }, { latitude: -90, longitude: 0 }), Math.PI * 6371.0088, 1e-6) // pole to pole
  assert.equal(distanceKm(NASHVILLE, NASHVILLE), 0)
})

test('the same there and back, never longer by way of a third point', () => {
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      near(distanceKm(a, b), distanceKm(b, a), 1e-6)
      assert.ok(distanceKm(a, b) >= 0 && distanceKm(a, b) <= Math.PI * 6371.0088 + 1e-6)
      assert.ok(distanceKm(a, b) <= distanceKm(a, c) + distanceKm(c, b) + 1e-3)
    }),
  )
})

test('the database gives the same answer', async () => {
  const pairs = fc.sample(fc.tuple(point, point), 2_000)
  const column = (of: (pair: [Point, Point]) => number) => pairs.map(of)
  const { rows } = await db.owner.query<{ km: number }>(
    `select geography.distance_km(a, b, c, d) as km from unnest($1::float8[], $2::float8[], $3::float8[], $4::float8[]) as p (a, b, c, d)`,
    [
      column(([a]) => a.latitude),
      column(([a]) => a.longitude),
      column(([, b]) => b.latitude),
      column(([, b]) => b.longitude),
    ],
  )
  assert.equal(rows.length, pairs.length)
  for (const [index, [a, b]] of pairs.entries()) near(rows[index]!.km, distanceKm(a, b), 1e-3) // one metre; the sine near the antipode is worst
})
