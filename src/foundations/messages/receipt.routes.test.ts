import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { addAccess } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { keysFrom } from '#platform/crypto.ts'
import { day } from '#platform/days.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { newId, type Id } from '#platform/ids.ts'
import { startJobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import { as, makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import {
  addReceiptRoutes,
  govukNotifyAdapter,
  messageJobs,
  queueMessage,
  type Message,
  type OnAbandoned,
} from './index.ts'

const TOKEN = 'agreed with GOV.UK Notify'.replaceAll(' ', '-')
const URL = '/api/v1/messages/receipts/govuk-notify'

let world: TestDatabase
let services: Services
let app: FastifyInstance
let anytown: Id
const clock = fixedClock(TEST_NOW)
const abandoned: Message[] = []
const onAbandoned: OnAbandoned = (_tx, message) => void abandoned.push(message)

/** Stands in for Notify: takes everything, and remembers under which id. */
const taken: { method: string; id: string }[] = []
const notify = createServer((request, response) => {
  const id = newId()
  taken.push({ method: request.method!, id })
  request
    .resume()
    .on('end', () =>
      response
        .writeHead(request.method === 'GET' ? 200 : 201, { 'content-type': 'application/json' })
        .end(JSON.stringify(request.method === 'GET' ? { notifications: [] } : { id })),
    )
})

before(async () => {
  world = await openTestDatabase()
  await makePartnership(world, 'Elsewhere')
  anytown = await makePartnership(world)
  const log = openLog('silent')
  const keys = keysFrom('a secret that is long enough for a test')
  services = {
    database: world.database,
    jobs: undefined as never,
    clock,
    keys,
    log,
    mode: 'demo',
    https: false,
    origin: () => '',
  }
  services.jobs = await startJobs(world.app, messageJobs(services, { adapters: [], onAbandoned }), false, log)
  app = await openServer({ log, cookieSecret: keys.cookies, https: false, proxies: 0 })
  addErrors(app, (_request, reply, { title }) => void reply.send(title))
  addAccess(app, { ...services, note: journal })
  addReceiptRoutes(app, services, { token: TOKEN, onAbandoned })
  await new Promise<void>((ready) => notify.listen(0, '127.0.0.1', ready))
})
after(async () => {
  await app.close()
  await services.jobs.stop()
  notify.closeAllConnections()
  await new Promise((closed) => notify.close(closed))
  await world.close()
})
beforeEach(() => {
  clock.set(TEST_NOW)
  abandoned.length = 0
  taken.length = 0
})

async function queue(template: 'episode-started-person' | 'status-link' = 'episode-started-person'): Promise<Id> {
  const spoken = { name: 'Grace Okafor', team: 'Riverside link workers', telephone: '01632 960220' }
  const values = { ...spoken, worker: 'Priya Nair', link: 'https://anytown.example/l/secret', until: day('2026-06-30') }
  const queued = await as(world, { kind: 'public', partnershipId: anytown }).transaction((tx) =>
    queueMessage(tx, services, {
      template,
      values,
      to: { kind: 'person', name: 'Grace Okafor', channel: 'text', address: '07700 900123', neutral: false },
      about: { kind: 'referral', id: newId() },
      sender: null,
    }),
  )
  assert.ok(queued.ok)
  return queued.value
}

/** Sends it through the stand-in; answers Notify's id. */
async function send(messageId: Id): Promise<string> {
  const baseUrl = `http://127.0.0.1:${(notify.address() as AddressInfo).port}`
  const adapter = govukNotifyAdapter({ apiKey: `anytown-${newId()}-${newId()}`, baseUrl, textTemplateId: newId() })
  await messageJobs(services, { adapters: [adapter], onAbandoned })[0]!.run({ partnershipId: anytown, messageId })
  return taken.at(-1)!.id
}

const tell = (body: unknown, authorization = `Bearer ${TOKEN}`) =>
  app.inject({
    method: 'POST',
    url: URL,
    headers: { 'content-type': 'application/json', ...(authorization && { authorization }) },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
/** As Notify says it, with the address that we do not read. */
const receipt = (id: string, reference: string | null, status: string) => ({
  id,
  reference,
  status,
  to: '07700900123',
  notification_type: 'sms',
  completed_at: null,
})
const kept = async (id: Id) =>
  (await world.owner.query<Record<string, unknown>>('select * from messages.message where id = $1', [id])).rows[0]!

test('sent, delivered; said twice, it stays', async () => {
  const id = await queue()
  const theirs = await send(id)
  assert.deepEqual([(await kept(id)).status, (await kept(id)).provider_reference], ['sent', theirs])
  for (let n = 0; n < 2; n++) {
    const reply = await tell(receipt(theirs, id, 'delivered'))
    assert.deepEqual([reply.statusCode, reply.body], [204, ''])
    assert.equal((await kept(id)).status, 'delivered')
  }
  assert.equal((await tell(receipt(theirs, id, 'permanent-failure'))).statusCode, 204)
  assert.equal((await kept(id)).status, 'delivered')
  assert.equal(abandoned.length, 0)
})

test('no such number: it is given up, and somebody is asked to tell them', async () => {
  const id = await queue()
  const theirs = await send(id)
  assert.equal((await tell(receipt(theirs, id, 'permanent-failure'))).statusCode, 204)
  assert.deepEqual([(await kept(id)).status, (await kept(id)).error_code], ['abandoned', 'notify-permanent-failure'])
  assert.deepEqual(
    abandoned.map((message) => [message.id, message.errorCode]),
    [[id, 'notify-permanent-failure']],
  )
})

test('not now: it waits, asks Notify, and goes again', async () => {
  const id = await queue()
  const first = await send(id)
  for (let n = 0; n < 2; n++) assert.equal((await tell(receipt(first, id, 'temporary-failure'))).statusCode, 204)
  const waiting = await kept(id)
  assert.deepEqual([waiting.status, waiting.attempts], ['queued', 1])
  assert.deepEqual(waiting.next_try_at, new Date('2026-04-01T09:01:00Z'))
  clock.set('2026-04-01T09:01:00Z')
  const second = await send(id)
  assert.deepEqual(
    taken.map(({ method }) => method),
    ['POST', 'GET', 'POST'],
  )
  assert.equal((await tell(receipt(first, id, 'permanent-failure'))).statusCode, 204)
  assert.deepEqual(
    [(await kept(id)).status, (await kept(id)).provider_reference],
    ['sent', second],
    'the earlier try no longer counts',
  )
})

test('not now, but its link is forgotten: the words are not sent with a hole in them', async () => {
  const id = await queue('status-link')
  const theirs = await send(id)
  assert.equal((await kept(id)).link, null)
  assert.equal((await tell(receipt(theirs, id, 'temporary-failure'))).statusCode, 204)
  assert.equal((await kept(id)).status, 'abandoned')
  assert.equal(abandoned.length, 1)
})

test('Notify is quicker than we: what arrived is believed, what failed is to be said again', async () => {
  const id = await queue()
  await world.owner.query(
    `update messages.message set attempts = 1, claimed_until = '2026-04-01T09:10:00Z' where id = $1`,
    [id],
  )
  const early = await tell(receipt('740e5834-3a29-46b4-9a6f-16142fde533a', id, 'technical-failure'))
  assert.deepEqual(
    [early.statusCode, early.headers['retry-after'], early.headers['content-type']],
    [503, '300', 'application/problem+json; charset=utf-8'],
  )
  assert.equal((await kept(id)).status, 'queued')
  assert.equal((await tell(receipt('740e5834-3a29-46b4-9a6f-16142fde533a', id, 'delivered'))).statusCode, 204)
  const { status, provider_reference, claimed_until, link } = await kept(id)
  assert.deepEqual(
    [status, provider_reference, claimed_until, link],
    ['delivered', '740e5834-3a29-46b4-9a6f-16142fde533a', null, null],
  )
})

test('without the token nothing is heard, not even whether there is such a message', async () => {
  const id = await queue()
  const theirs = await send(id)
  for (const authorization of ['', 'Bearer ', 'Bearer wrong', `Basic ${TOKEN}`, TOKEN, `Bearer ${TOKEN}x`]) {
    for (const body of [receipt(theirs, id, 'delivered'), receipt(theirs, newId(), 'delivered'), '{"broken'] as const) {
      const reply = await tell(body, authorization)
      assert.deepEqual(
        [reply.statusCode, reply.headers['www-authenticate'], reply.json().status],
        [401, 'Bearer', 401],
        authorization,
      )
    }
  }
  assert.equal((await kept(id)).status, 'sent')
})

test('what is not ours, not news, or not a receipt', async () => {
  const theirs = newId()
  const cases: [unknown, number][] = [
    [receipt(theirs, newId(), 'delivered'), 404],
    [receipt(theirs, null, 'delivered'), 204],
    [receipt(theirs, 'by hand', 'delivered'), 204],
    [receipt(theirs, newId(), 'sending'), 204],
    ['{"id": ', 400],
    [[], 422],
    ['null', 422],
    [{ id: 'x', reference: newId(), status: 'delivered' }, 422],
    [{ id: theirs }, 422],
    [{ ...receipt(theirs, newId(), 'delivered'), to: 'x'.repeat(20_000) }, 413],
  ]
  for (const [body, status] of cases) {
    const reply = await tell(body)
    assert.equal(reply.statusCode, status, JSON.stringify(body).slice(0, 80))
    if (status !== 204) assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
    assert.doesNotMatch(reply.body, /07700/)
  }
})
