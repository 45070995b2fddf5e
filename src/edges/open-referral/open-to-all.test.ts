/** Any page of anybody may read the feed: every answer says so, whatever it is. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { InjectOptions } from 'fastify'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { openApp, type TestApp } from '#test/support/app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const CHOIR = `/services/${serviceId('river-singers')}`

const ANSWERS: [string, number, string, Omit<InjectOptions, 'url'>?][] = [
  ['the root', 200, ''],
  ['the root with a slash', 200, '/'],
  ['a list', 200, '/services'],
  ['a stream', 200, '/services?format=ndjson'],
  ['no more than the head of a stream', 200, '/services?format=ndjson', { method: 'HEAD' }],
  ['the head of a list', 200, '/services', { method: 'HEAD' }],
  ['a bad parameter', 400, '/services?page=x'],
  ['an unknown id', 404, '/services/7'],
  ['an unknown address', 404, '/nothing'],
  ['an address that is none', 404, '/%'],
  ['a method that is none', 404, '/services', { method: 'POST' }],
  ['a key that is none', 401, '/services', { headers: { authorization: 'Bearer nonsense' } }],
  ['asking beforehand', 204, '/services', { method: 'OPTIONS' }],
  ['asking beforehand for one', 204, CHOIR, { method: 'OPTIONS' }],
  ['asking beforehand at the root', 204, '', { method: 'OPTIONS' }],
]

for (const [what, status, path, options] of ANSWERS)
  test(`${what}: ${status}, open to all, no cookie`, async () => {
    const answer = await town.app.inject({ url: `/open-referral/v3${path}`, ...options })
    assert.equal(answer.statusCode, status)
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    assert.equal(answer.headers['set-cookie'], undefined)
  })

test('browsers that ask beforehand may send any header', async () => {
  const { headers } = await town.app.inject({ method: 'OPTIONS', url: '/open-referral/v3/services' })
  assert.equal(headers['access-control-allow-methods'], 'GET, HEAD, OPTIONS')
  assert.equal(headers['access-control-allow-headers'], '*')
})

test('what has not changed, and what was asked too often, is open to all too', async () => {
  const first = await town.app.inject({ url: '/open-referral/v3/services', remoteAddress: '203.0.113.200' })
  let last = first
  for (let n = 0; n < 600; n++)
    last = await town.app.inject({
      url: '/open-referral/v3/services?per_page=50',
      remoteAddress: '203.0.113.200',
      headers: { 'if-none-match': first.headers.etag as string },
    })
  assert.equal(last.statusCode, 429)
  assert.equal(last.headers['access-control-allow-origin'], '*')
  assert.ok(last.headers['retry-after'])
  const kept = await town.app.inject({
    url: '/open-referral/v3/services',
    headers: { 'if-none-match': first.headers.etag as string },
  })
  assert.deepEqual([kept.statusCode, kept.headers['access-control-allow-origin']], [304, '*'])
})

test('the pages of the town stay closed to others', async () => {
  for (const url of ['/', '/find', '/api/v1/services', '/open-referral-of-another-kind'])
    assert.equal((await town.app.inject(url)).headers['access-control-allow-origin'], undefined, url)
})

test('a key of the town is not needed, and does not change the answer', async () => {
  const [open, again] = await Promise.all([town.app.inject('/open-referral/v3'), town.app.inject('/open-referral/v3')])
  assert.equal(open.body, again.body)
  const root = open.json() as { trellis_publisher: string; trellis_sources: { name: string; services: number }[] }
  assert.equal(root.trellis_publisher, 'Anytown')
  assert.deepEqual(
    root.trellis_sources.map(({ name }) => name),
    ['Anytown directory'],
  )
})
