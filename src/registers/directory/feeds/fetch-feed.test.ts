import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { fetchFeed } from './fetch-feed.ts'
import { readFeedFile } from './feed-file.rules.ts'

/** A stand-in for somebody's feed: 250 services in three pages, with the faults of real ones. */
const asked = new Map<string, number>()
let [open, most] = [0, 0]
const server = createServer((request, reply) => {
  most = Math.max(most, ++open)
  setTimeout(() => {
    open--
    answer(request, reply)
  }, 2)
})
let base: string
before(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => {
  server.closeAllConnections()
  server.close()
})

function answer(request: IncomingMessage, reply: ServerResponse): void {
  const url = new URL(request.url!, base)
  const times = (asked.get(url.pathname) ?? 0) + 1
  asked.set(url.pathname, times)
  const send = (status: number, body: unknown) =>
    reply.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const id = /^\/feed\/services\/(.+)$/.exec(url.pathname)?.[1]
  if (url.pathname === '/feed/services') {
    const page = Number(url.searchParams.get('page'))
    const contents = Array.from({ length: page < 3 ? 100 : 50 }, (_, n) => ({
      id: `s/${(page - 1) * 100 + n}`,
      name: 'x',
      status: 'active',
    }))
    return void send(200, { total_items: 250, total_pages: 3, page_number: page, contents })
  }
  if (url.pathname === '/silent/services') return // never answers
  if (url.pathname === '/huge/services') return void reply.writeHead(200).end('x'.repeat(11 * 1024 * 1024))
  if (url.pathname === '/endless/services') return void send(200, { total_pages: 1e9, contents: [] })
  if (id === 's%2F7' && times < 3) return void send(503, {})
  if (id === 's%2F8') return void send(500, {})
  if (id === 's%2F9') return void send(404, {})
  if (id) return void send(200, { id: decodeURIComponent(id), name: 'whole', status: 'active', schedules: [] })
  send(404, {})
}

const options = { pauses: [1, 1], timeout: 1_000 }

test('every page and every service is read, four at once; what is busy is tried again; what cannot be had is named', async () => {
  let last: [number, number] | undefined
  const { files, refused } = await fetchFeed(new URL(`${base}/feed/`), {
    ...options,
    onProgress: (...at) => (last = at),
  })
  const records = files.flatMap((file) => readFeedFile(file).records)
  assert.equal(records.filter((r) => r.brief).length, 250)
  assert.equal(records.filter((r) => !r.brief).length, 248)
  assert.deepEqual(refused.map((r) => [r.file.replace(base, ''), r.reason]).toSorted(), [
    ['/feed/services/s%2F8', 'The feed answered with status 500'],
    ['/feed/services/s%2F9', 'The feed answered with status 404'],
  ])
  assert.equal(asked.get('/feed/services/s%2F7'), 3)
  assert.equal(asked.get('/feed/services/s%2F9'), 1, 'what is not there is not asked for again')
  assert.ok(most <= 4, `${most} at once`)
  assert.deepEqual(last, [250, 250])
})

const FAILING: [path: string, reason: RegExp][] = [
  ['/nothing', /status 404/],
  ['/silent', /did not answer within 0.2 seconds/],
  ['/huge', /larger than 10 MB/],
  ['/endless', /total_pages must be at most/],
]
for (const [path, reason] of FAILING)
  test(`${path} is refused with its reason`, async () => {
    const { refused } = await fetchFeed(new URL(base + path), {
      pauses: [1],
      timeout: path === '/silent' ? 200 : 2_000,
    })
    assert.equal(refused.length, 1)
    assert.match(refused[0]!.reason, reason)
  })

test('an address where nobody listens is refused', async () => {
  const { refused } = await fetchFeed(new URL('http://127.0.0.1:9/'), options)
  assert.match(refused[0]!.reason, /could not be reached/)
})
