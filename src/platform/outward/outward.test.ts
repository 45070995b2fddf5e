import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { SELF_SIGNED } from '#test/support/self-signed.ts'
import {
  bomb,
  busy,
  cutOff,
  drip,
  json,
  openStandIn,
  redirect,
  type Behaviour,
  type StandIn,
} from '#test/support/stand-in.ts'
import { faultOf, OutwardFault } from './outward-fault.ts'
import { openOutward, type OutwardOptions } from './outward.ts'

const TEXT = '{"hello": "Zoë"}'
const ROUTES: Record<string, Behaviour> = {
  '/plain': (asked) => json(asked, { hello: 'Zoë' }),
  '/teapot': ({ reply }) => void reply.writeHead(418).end(),
  '/away': (asked) => json(asked, {}, 404),
  '/broken': (asked) => json(asked, {}, 500),
  '/twice-busy': (asked) => (asked.times < 3 ? busy(asked, '0') : json(asked, { hello: 'Zoë' })),
  '/busy-for-an-hour': (asked) => busy(asked, '3600'),
  '/busy-until': (asked) =>
    asked.times < 2 ? busy(asked, new Date(Date.now() + 2_000).toUTCString()) : json(asked, {}),
  '/cut-once': (asked) => (asked.times < 2 ? cutOff(asked, TEXT) : json(asked, { hello: 'Zoë' })),
  '/always-cut': (asked) => cutOff(asked, TEXT),
  '/bomb': (asked) => bomb(asked),
  '/broken-gzip': ({ reply }) => void reply.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip'),
  '/zstd': ({ reply }) => void reply.writeHead(200, { 'content-encoding': 'zstd' }).end('x'),
  '/large': ({ reply }) => void reply.writeHead(200).end('x'.repeat(3 * 1024 * 1024)),
  '/silent': () => {},
  '/drip': (asked) => drip(asked),
  '/moved': (asked) => redirect(asked, '/plain', 301),
  '/circle': (asked) => redirect(asked, '/circle-too'),
  '/circle-too': (asked) => redirect(asked, '/circle'),
  '/on-and-on': (asked) => redirect(asked, `/on-and-on?${Number(asked.url.search.slice(1)) + 1}`),
  '/to-metadata': (asked) => redirect(asked, 'http://169.254.169.254/latest/meta-data/'),
  '/to-router': (asked) => redirect(asked, 'http://192.168.0.1/'),
  '/to-name': (asked) => redirect(asked, 'http://inside.example/'),
  '/to-file': (asked) => redirect(asked, 'file:///etc/passwd'),
  '/to-nowhere': ({ reply }) => void reply.writeHead(302).end(),
}

let server: StandIn
let secure: StandIn
before(async () => {
  const behave: Behaviour = (asked) => ROUTES[asked.url.pathname]!(asked)
  server = await openStandIn(behave)
  secure = await openStandIn(behave, SELF_SIGNED)
})
after(() => Promise.all([server.close(), secure.close()]))

/** Reads one address to its end; its hosts are allowed unless said otherwise. */
async function read(address: string, options: OutwardOptions = {}) {
  const outward = openOutward({
    privateHosts: [new URL(server.base).host, new URL(secure.base).host],
    pauses: [1, 1],
    timeouts: { begin: 1_000, whole: 2_000 },
    largest: 2 * 1024 * 1024,
    ...options,
  })
  try {
    return await outward.get(new URL(address, server.base), async (text) => (await Array.fromAsync(text)).join(''))
  } finally {
    await outward.close()
  }
}

async function readWell(path: string): Promise<string> {
  const answer = await read(path)
  assert.ok('value' in answer, (answer as OutwardFault).reason)
  return answer.value
}

async function fault(address: string, options?: OutwardOptions): Promise<OutwardFault> {
  const answer = await read(address, options)
  assert.ok(answer instanceof OutwardFault, `${address} was read`)
  return answer
}

test('an answer is read as text, also after a redirect', async () => {
  assert.equal(JSON.parse(await readWell('/plain')).hello, 'Zoë')
  assert.equal(JSON.parse(await readWell('/moved')).hello, 'Zoë')
})

test('what is busy or cut off is asked again, and as late as it wishes', async () => {
  await readWell('/twice-busy')
  assert.equal(server.asked.get('/twice-busy'), 3)
  await readWell('/cut-once')
  assert.equal(server.asked.get('/cut-once'), 2)
  const started = performance.now()
  await readWell('/busy-until')
  assert.ok(performance.now() - started > 500, 'it waited until the date that it was given')
})

const FAULTS: [path: string, reason: RegExp, tries: number][] = [
  ['/away', /status 404/, 1],
  ['/teapot', /status 418/, 1],
  ['/broken', /status 500/, 3],
  ['/busy-for-an-hour', /status 429 and asks to be left alone for 3600 seconds/, 1],
  ['/always-cut', /broke off/, 3],
  ['/bomb', /larger than 2 MB/, 1],
  ['/large', /larger than 2 MB/, 1],
  ['/broken-gzip', /cannot be unpacked/, 1],
  ['/zstd', /packed in a way that is not read: "zstd"/, 1],
  ['/silent', /did not answer within 1 seconds/, 3],
  ['/drip', /did not answer within 2 seconds/, 3],
  ['/circle', /leads in a circle: .*circle to .*circle-too to .*circle$/, 1],
  ['/on-and-on', /leads on more than 5 times/, 1],
  ['/to-nowhere', /status 302/, 1],
  ['/to-metadata', /169\.254\.169\.254 is not on the public internet/, 1],
  ['/to-router', /192\.168\.0\.1 is not on the public internet/, 1],
  ['/to-file', /"file:\/\/" is not read/, 1],
]
for (const [path, reason, tries] of FAULTS)
  test(`${path} is a fault with its reason, after ${tries} ${tries === 1 ? 'try' : 'tries'}`, async () => {
    assert.match((await fault(path)).reason, reason)
    assert.equal(server.asked.get(path)! >= tries, true)
    if (!path.startsWith('/on') && !path.startsWith('/circle')) assert.equal(server.asked.get(path), tries)
  })

test('a bomb is stopped before it is whole', async () => {
  const outward = openOutward({ privateHosts: ['127.0.0.1'], largest: 1024 * 1024 })
  let read = 0
  const answer = await outward.get(new URL('/bomb', server.base), async (text) => {
    for await (const part of text) read += part.length
  })
  assert.ok(answer instanceof OutwardFault)
  assert.ok(read > 0 && read <= 1024 * 1024, `${read} of 60 MB`)
  await outward.close()
})

test('a name is refused when what it stands for is not public, also after a redirect, and whatever it stood for before', async () => {
  const inside = async () => [{ address: '127.0.0.1', family: 4 }]
  const port = new URL(server.base).port
  for (const address of [`http://feed.example:${port}/plain`, '/to-name'])
    assert.match(
      (await fault(address, { resolve: inside })).reason,
      /(feed|inside)\.example \(127\.0\.0\.1\) is not on the public internet/,
    )
  const both = async () => [
    { address: '1.1.1.1', family: 4 },
    { address: '::1', family: 6 },
  ]
  assert.match((await fault(`http://feed.example:${port}/plain`, { resolve: both })).reason, /\(::1\) is not on/)
  let asked = 0
  const changing = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '10.0.0.1', family: 4 }]
  const own = { privateHosts: ['127.0.0.0/8'], resolve: changing }
  assert.ok('value' in (await read(`http://feed.example:${port}/plain`, own)))
  assert.match((await fault(`http://feed.example:${port}/plain`, own)).reason, /\(10\.0\.0\.1\) is not on/)
})

test('an address that is not public is refused, however it is written, unless it is allowed', async () => {
  const port = new URL(server.base).port
  const none = { privateHosts: [] }
  const asked = server.asked.get('/plain')
  for (const host of [
    '127.0.0.1',
    '127.1',
    '0x7f.1',
    '2130706433',
    '[::1]',
    '[::ffff:127.0.0.1]',
    'localhost',
    '0.0.0.0',
  ])
    assert.match((await fault(`http://${host}:${port}/plain`, none)).reason, /is not on the public internet/)
  assert.equal(server.asked.get('/plain'), asked, 'nobody was asked')
  for (const privateHosts of [['127.0.0.1'], [`127.0.0.1:${port}`], ['127.0.0.0/8']])
    assert.ok('value' in (await read(`http://127.0.0.1:${port}/plain`, { privateHosts })))
  assert.match(
    (await fault(`http://127.0.0.1:${port}/plain`, { privateHosts: ['127.0.0.1:1'] })).reason,
    /not on the public/,
  )
})

test('other faults of the way are named', async () => {
  assert.match((await fault(`${secure.base}/plain`)).reason, /certificate is self-signed/)
  assert.match((await fault(server.base.replace('http:', 'https:'))).reason, /does not speak https/)
  assert.match((await fault(`http://somebody:secret@example.org/`)).reason, /name and password/)
  assert.match((await fault('http://127.0.0.1:9/', { privateHosts: ['127.0.0.1'] })).reason, /could not be reached/)
  const nobody = async () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }))
  assert.match((await fault('http://nobody.example/', { resolve: nobody })).reason, /no host of that name/)
  for (const [code, reason] of [
    ['CERT_HAS_EXPIRED', /has run out/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another host/],
  ] as const)
    assert.match(faultOf(Object.assign(new Error('x'), { code })).reason, reason)
  assert.throws(() => faultOf(new TypeError('a fault of ours')), TypeError)
})
