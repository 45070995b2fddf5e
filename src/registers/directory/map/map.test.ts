import assert from 'node:assert/strict'
import { test } from 'node:test'
import fastify from 'fastify'
import { assetRoutes } from '#platform/assets.ts'
import { MAP_ASSETS } from './map-assets.ts'
import { boxAround } from './map.rules.ts'

test('the area around results holds all of them, and some more; nothing has none', () => {
  assert.equal(boxAround([]), undefined)
  const box = boxAround([
    { latitude: 53, longitude: -1 },
    { latitude: 53.4, longitude: -2 },
  ])!
  assert.deepEqual(
    Object.values(box).map((degrees) => Number(degrees.toFixed(4))),
    [52.9, -2.25, 53.5, -0.75],
  )
  const one = boxAround([{ latitude: 53, longitude: -1 }])!
  assert.ok(one.north - one.south > 0.05 && one.east - one.west > 0.05, 'one place has an area too')
})

test('what the map loads is ours, is small, and names nobody else', async () => {
  const app = fastify()
  assetRoutes(app)
  const [leaflet, sheet, module] = await Promise.all(
    [MAP_ASSETS.leaflet, MAP_ASSETS.sheet, MAP_ASSETS.module].map((url) => app.inject({ url })),
  )
  assert.match(leaflet!.body, /Leaflet 1\.9\.4/)
  assert.match(sheet!.body, /\.leaflet-container/)
  assert.doesNotMatch(sheet!.body, /url\(/)
  assert.doesNotMatch(module!.body, /https?:\/\//)
  assert.ok(module!.rawPayload.length < 12_000, `the module comes with every list: ${module!.rawPayload.length} bytes`)
  for (const { headers } of [leaflet!, sheet!, module!]) assert.match(String(headers['cache-control']), /immutable/)
  await app.close()
})
