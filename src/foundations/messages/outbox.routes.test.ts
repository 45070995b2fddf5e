import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { parse } from 'node-html-parser'
import type { FastifyInstance } from 'fastify'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Actor } from '#platform/context.ts'
import { keysFrom } from '#platform/crypto.ts'
import { day } from '#platform/days.ts'
import { openServer } from '#platform/http/server.ts'
import { newId, type Id } from '#platform/ids.ts'
import { startJobs, type Jobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import { as, makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { PAGE_ASSETS } from '#ui/page-assets.ts'
import { addPages } from '#ui/web.ts'
import { addOutboxRoutes, cancelMessages, messageJobs, outboxAdapter, queueMessage, type Recipient } from './index.ts'

let world: TestDatabase
let jobs: Jobs
let anytown: Id
let services: Services
const apps: FastifyInstance[] = []
const ORIGIN = 'http://localhost:3000'

before(async () => {
  world = await openTestDatabase()
  anytown = await makePartnership(world)
  const work = messageJobs(
    { database: world.database, clock: fixedClock(TEST_NOW), jobs: undefined as never },
    { adapters: [outboxAdapter], onAbandoned: () => {} },
  )
  jobs = await startJobs(world.app, work, false, openLog('silent'))
  const keys = keysFrom('a secret that is long enough for a test')
  services = {
    database: world.database,
    jobs,
    clock: fixedClock(TEST_NOW),
    keys,
    log: openLog('silent'),
    mode: 'demo',
    https: false,
    origin: () => ORIGIN,
  }
})
after(async () => {
  for (const app of apps) await app.close()
  await jobs.stop()
  await world.close()
})

async function openApp(mode: Services['mode'], partnershipId = anytown): Promise<FastifyInstance> {
  const app = await openServer({ log: services.log, cookieSecret: services.keys.cookies, https: false, proxies: 0 })
  addPages(app, () => ({ ...PAGE_ASSETS, partnershipName: 'Anytown', navigation: [], demo: true }))
  app.decorateRequest('context')
  const actor: Actor = {
    kind: 'account',
    partnershipId,
    accountId: newId(),
    organisationId: newId(),
    roles: ['referrer'],
    name: 'Dr Asha Patel',
  }
  app.addHook('onRequest', async (request) => {
    request.context = contextOf(world.database, actor, request.id, services.clock)
  })
  addOutboxRoutes(app, { ...services, mode })
  apps.push(app)
  return app
}

async function say(to: Partial<Recipient>, link = `${ORIGIN}/l/abc-DEF_123`): Promise<Id> {
  const decision = await as(world, { kind: 'public', partnershipId: anytown }).transaction((tx) =>
    queueMessage(
      tx,
      { jobs },
      {
        template: 'status-link',
        values: {
          name: 'Grace <b>',
          team: 'Riverside link workers',
          telephone: '01632 960220',
          link,
          until: day('2026-06-30'),
        },
        to: {
          kind: 'person',
          name: 'Grace Okafor',
          channel: 'email',
          address: 'grace@example.org',
          neutral: false,
          ...to,
        },
        about: { kind: 'referral', id: newId() },
        sender: null,
      },
    ),
  )
  assert.ok(decision.ok)
  return decision.value
}

const pageOf = async (app: FastifyInstance, url = '/outbox') => {
  const reply = await app.inject({ url })
  assert.equal(reply.statusCode, 200, reply.body.slice(0, 500))
  return { html: reply.body, root: parse(reply.body) }
}
const headings = (root: ReturnType<typeof parse>) => root.querySelectorAll('main h2').map((h) => h.textContent.trim())
const valid = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    'attr-case': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'doctype-style': 'off',
    'void-style': 'off',
    'no-redundant-role': 'off',
    'prefer-native-element': 'off',
    'tel-non-breaking': 'off',
    'no-trailing-whitespace': 'off',
    'long-title': 'off',
  },
})

test('an empty outbox says what to do', async () => {
  const { root } = await pageOf(await openApp('demo'))
  assert.match(root.querySelector('main')!.textContent, /Nothing has been said yet/)
})

test('what was said to whom by which way, with a link that works and the rest as text', async () => {
  const app = await openApp('demo')
  const sent = await say({})
  await messageJobs(services, { adapters: [outboxAdapter], onAbandoned: () => {} })[0]!.run({
    partnershipId: anytown,
    messageId: sent,
  })
  await say(
    { channel: 'text', address: '07700 900123', notBefore: new Date('2026-04-02T07:00:00Z') },
    'https://elsewhere.example/l/x',
  )
  const already = world.database.statements.count
  const { html, root } = await pageOf(app)
  assert.equal(world.database.statements.count - already, 2)
  assert.deepEqual(headings(root), ['Text to Grace Okafor', 'Where to see your request'], 'newest first')
  const words = root.querySelector('main')!.textContent
  for (const expected of [
    'Grace Okafor, grace@example.org',
    'Email',
    'Wednesday 1 April, 10am',
    'Delivered',
    'Hello Grace <b>,',
    'Waiting until Thursday 2 April, 8am',
    'https://elsewhere.example/l/x',
  ])
    assert.ok(words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').includes(expected), expected)
  assert.deepEqual(
    root.querySelectorAll('main p a').map((a) => a.getAttribute('href')),
    ['/l/abc-DEF_123'],
  )
  assert.ok(!html.includes('Grace <b>'))
  const report = await valid.validateString(html)
  assert.deepEqual(
    report.results.flatMap((r) => r.messages.map((m) => `${m.ruleId}: ${m.message}`)),
    [],
  )
})

test('twenty a page; an odd page number is the first page, one too far says so', async () => {
  const app = await openApp('demo')
  for (let n = 0; n < 20; n++) await say({ channel: 'letter', address: `${n} Mill Lane\nZZ1 1AA` })
  assert.equal(headings((await pageOf(app)).root).length, 20)
  const second = await pageOf(app, '/outbox?page=2')
  assert.equal(headings(second.root).length, 2)
  assert.equal(second.root.querySelector('[aria-current=page]')?.getAttribute('href'), '/outbox?page=2')
  for (const odd of ['abc', '-1', '0', '1.5', '1&page=2'])
    assert.equal(headings((await pageOf(app, `/outbox?page=${odd}`)).root).length, 20, odd)
  assert.match((await pageOf(app, '/outbox?page=99')).root.textContent, /no messages on this page/)
})

test('a stopped message shows that it had a link, and no longer which', async () => {
  const id = await say({})
  const about = (await world.owner.query<{ about_id: Id }>('select about_id from messages.message where id = $1', [id]))
    .rows[0]!.about_id
  await as(world, { kind: 'public', partnershipId: anytown }).transaction((tx) =>
    cancelMessages(tx, { aboutId: about }),
  )
  const { root } = await pageOf(await openApp('demo'), '/outbox?page=2')
  const words = (await pageOf(await openApp('demo'))).root.textContent + root.textContent
  assert.match(words, /Stopped/)
  assert.match(words, /\(a link, no longer kept\)/)
  assert.doesNotMatch(words, /\{link\}/)
})

test('another partnership has its own', async () => {
  const { root } = await pageOf(await openApp('demo', await makePartnership(world, 'Elsewhere')))
  assert.deepEqual(headings(root), [])
})

test('outside the demo there is no such page', async () => {
  for (const mode of ['local', 'production'] as const) {
    const reply = await (await openApp(mode)).inject({ url: '/outbox' })
    assert.equal(reply.statusCode, 404)
  }
})
