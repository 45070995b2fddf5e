import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { HtmlValidate } from 'html-validate'
import { parse } from 'node-html-parser'
import { fixedClock } from '#platform/clock.ts'
import { day } from '#platform/days.ts'
import { openServer } from '#platform/http/server.ts'
import { openLog } from '#platform/log.ts'
import { PAGE_ASSETS } from '#ui/page-assets.ts'
import { addPages } from '#ui/web.ts'
import { asJob, asPublic, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { buildTown, type Town } from '#test/support/town.ts'
import { addTeamRoutes, pauseIntake, resumeIntake, type TeamLinks } from './index.ts'

let db: TestDatabase
let town: Town
let app: FastifyInstance
let withLinks: FastifyInstance

before(async () => {
  db = await openTestDatabase()
  town = await buildTown(db)
  app = await openApp({})
  withLinks = await openApp({ ask: (id) => `/ask?team=${id}`, refer: (id) => `/refer?team=${id}`, find: '/find' })
})
after(async () => {
  await Promise.all([app.close(), withLinks.close()])
  await db.close()
})

async function openApp(links: TeamLinks): Promise<FastifyInstance> {
  const server = await openServer({
    log: openLog('silent'),
    cookieSecret: 'a secret for cookies in tests, long',
    https: false,
    proxies: 0,
  })
  addPages(server, () => ({ ...PAGE_ASSETS, partnershipName: 'Anytown', navigation: [] }))
  server.decorateRequest('context')
  server.addHook('onRequest', async (request) => {
    request.context = asPublic(db, town.partnershipId)
  })
  addTeamRoutes(server, { clock: fixedClock(TEST_NOW) }, links)
  await server.ready()
  return server
}

async function get(url: string, from = app) {
  const sent = db.database.statements.count
  const reply = await from.inject({ url })
  const main = parse(reply.body).querySelector('main')
  return {
    status: reply.statusCode,
    body: reply.body,
    html: parse(reply.body),
    text: main?.text.replace(/\s+/g, ' ').trim() ?? '',
    heading: main?.querySelector('h1')?.text,
    links: main?.querySelectorAll('a').map((a) => a.getAttribute('href')) ?? [],
    statements: db.database.statements.count - sent,
  }
}
const ask = (words: string) => get(`/link-workers?q=${encodeURIComponent(words)}`)

test('the first page has one box and asks nothing of the database', async () => {
  const page = await get('/link-workers')
  assert.equal(page.status, 200)
  assert.equal(page.statements, 0)
  assert.deepEqual(
    page.html.querySelectorAll('main input').map((i) => i.getAttribute('name')),
    ['q'],
  )
  assert.equal(page.html.querySelector('main input')?.getAttribute('data-combobox'), '/practices/suggest')
  assert.equal((await get('/link-workers?q=%20')).heading, page.heading)
})

const STRAIGHT = ['ZZ0001', 'zz0001', 'Riverside Surgery', 'riverside surgery (zz0001)', 'wharf street']
for (const words of STRAIGHT) {
  test(`"${words}" goes straight to the practice's team`, async () => {
    const page = await ask(words)
    assert.equal(page.heading, 'Link workers for Riverside Surgery')
    assert.deepEqual(
      page.html.querySelectorAll('main .nhsuk-card h2').map((h) => h.text),
      ['Riverside link workers'],
    )
    assert.ok(page.statements <= 6, `${page.statements} statements`)
  })
}

test('a team says whom it helps, where else to go, the wait, how to refer, and that it is open', async () => {
  const { text, links } = await ask('ZZ0001')
  for (const part of [
    'Taking new people',
    'Adults who feel lonely, low or stuck',
    'Ages: 18 and over',
    'Languages: English and Hindi',
    'Someone in danger today. Ring 999 or 111.',
    'Most people wait about a week for a first talk. The team said so on Saturday 28 March.',
    'Ring us and we fill in the form with you.',
  ])
    assert.ok(text.includes(part), part)
  assert.ok(links.includes('tel:01632960220'))
})

test('what is not built is not offered, and what is built is offered by name', async () => {
  assert.doesNotMatch((await ask('ZZ0001')).text, /Ask for help|Refer someone/)
  const { html } = await get('/link-workers?practice=ZZ0002', withLinks)
  const actions = html.querySelectorAll('main .nhsuk-card .nhsuk-button').map((a) => [a.text, a.getAttribute('href')])
  assert.deepEqual(actions, [
    ['Ask for help from Hillside community connectors', `/ask?team=${town.connectors}`],
    ['Refer someone to Hillside community connectors', `/refer?team=${town.connectors}`],
    ['Ask for help from Riverside link workers', `/ask?team=${town.riverside}`],
    ['Refer someone to Riverside link workers', `/refer?team=${town.riverside}`],
  ])
})

test('two teams: both are shown, with what they call their workers', async () => {
  const { text } = await get('/link-workers?practice=ZZ0002')
  assert.match(text, /2 teams cover it/)
  assert.match(text, /Here link workers are called community connectors/)
})

test('a paused team says why, until when and what meanwhile, and offers no form', async () => {
  const job = asJob(db, town.partnershipId)
  assert.match((await get('/link-workers?q=ZZ3', withLinks)).text, /How to ask or refer/)
  const pause = { reason: 'Two do the work of three.', meanwhile: 'Ring us for a word.', until: day('2026-04-25') }
  await job.transaction((tx) => pauseIntake(tx, town.agents, pause))
  const { text } = await get('/link-workers?q=ZZ3', withLinks)
  for (const part of [
    'Not taking new people just now',
    pause.reason,
    pause.meanwhile,
    'New people again from Saturday 25 April',
  ])
    assert.ok(text.includes(part), part)
  assert.doesNotMatch(text, /Ask for help|Taking new people just now$|How to ask or refer|[Uu]se the form/)
  await job.transaction((tx) => resumeIntake(tx, town.agents))
})

test('a network is found by its code and by its name', async () => {
  for (const words of ['ZZP01', 'Riverside Primary Care Network'])
    assert.equal((await ask(words)).heading, 'Link workers for Riverside Primary Care Network', words)
})

test('several likenesses: a list to choose from, and each choice leads to its answer', async () => {
  const page = await ask('riverside')
  assert.equal(page.heading, 'Which one do you mean?')
  const choices = page.links.filter((href) => href?.startsWith('/link-workers?'))
  assert.deepEqual(choices, ['/link-workers?practice=ZZ0001', '/link-workers?pcn=ZZP01'])
  for (const href of choices) assert.match((await get(href)).heading ?? '', /^Link workers for Riverside/)
})

test('a postcode goes straight, however it is typed, by its small area or its district', async () => {
  assert.equal((await ask('zz21ah')).heading, 'Link workers for ZZ2 1AH')
  const district = await ask('ZZ1 9ZZ')
  assert.equal(district.heading, 'Link workers for ZZ1 9ZZ')
  assert.match(district.text, /We do not know the postcode ZZ1 9ZZ, so we looked at the area ZZ1/)
  assert.doesNotMatch((await ask('ZZ1')).text, /We do not know/)
})

test('nobody covers it: says so, names the nearest team and the practice', async () => {
  const page = await get('/link-workers?q=ZZ0012', withLinks)
  assert.equal(page.heading, 'No team covers Upper Anning Surgery yet')
  assert.match(page.text, /The nearest team is Old Town village agents, about 6 miles away\. Ring 01632\s960240/)
  assert.match(page.text, /Ask at Upper Anning Surgery, The Green/)
  assert.ok(page.links.includes('/find'))
  assert.ok(page.statements <= 8, `${page.statements} statements`)
})

test('a postcode nobody knows is no dead end', async () => {
  const page = await ask('AB1 2DE')
  assert.equal(page.status, 200)
  assert.equal(page.heading, 'No team covers AB1 2DE yet')
  assert.match(page.text, /We do not know the postcode AB1 2DE\. Check/)
  assert.match(page.text, /Ask at your GP practice/)
  assert.match(page.text, /Or ring a team.*Riverside link workers: 01632/)
})

test('nothing like it: a kind way on, with the words shown as words', async () => {
  const page = await ask('<script>alert(1)</script> xyzzy')
  assert.equal(page.heading, 'We could not find that')
  assert.match(page.text, /Riverside link workers: 01632/)
  assert.doesNotMatch(page.body, /<script>alert/)
})

test('odd addresses are answered, not failed', async () => {
  for (const url of [
    '/link-workers?q=a&q=b',
    '/link-workers?q[x]=1',
    '/link-workers?q=%00',
    `/link-workers?q=${'x'.repeat(3_000)}`,
    '/link-workers?pcn=%27',
    '/link-workers?q=%25',
  ])
    assert.equal((await get(url)).status, 200, url)
})

test('suggestions: at most eight, with a value that goes straight', async () => {
  const reply = await app.inject('/practices/suggest?q=surgery')
  const found = reply.json() as { value: string; text: string; hint: string }[]
  assert.equal(reply.statusCode, 200)
  assert.ok(found.length > 1 && found.length <= 8)
  const hillside = found.find((f) => f.text === 'Hillside Surgery')
  assert.deepEqual(hillside, {
    value: 'Hillside Surgery (ZZ0006)',
    text: 'Hillside Surgery',
    hint: '7 Long Hill, ZZ2 1AJ',
  })
  assert.equal((await ask(hillside.value)).heading, 'No team covers Hillside Surgery yet')
  assert.deepEqual((await app.inject('/practices/suggest')).json(), [])
  assert.deepEqual((await app.inject('/practices/suggest?q=%25')).json(), [])
})

test('the pages are good HTML', async () => {
  const validate = new HtmlValidate({
    extends: ['html-validate:recommended'],
    rules: {
      'attr-case': 'off',
      'attribute-boolean-style': 'off',
      'attribute-empty-style': 'off',
      'doctype-style': 'off',
      'void-style': 'off',
      'no-redundant-role': 'off',
      'prefer-native-element': 'off',
      'form-dup-name': 'off',
      'no-trailing-whitespace': 'off',
      'input-attributes': 'off',
    },
  })
  for (const url of [
    '/link-workers',
    '/link-workers?practice=ZZ0002',
    '/link-workers?q=riverside',
    '/link-workers?q=ZZ0012',
    '/link-workers?q=xyzzy',
  ]) {
    const report = validate.validateStringSync((await get(url, withLinks)).body)
    assert.deepEqual(
      report.results.flatMap((r) => r.messages.map((m) => `${url} ${m.line}: ${m.ruleId} ${m.message}`)),
      [],
    )
  }
})
