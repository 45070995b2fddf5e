/** What every answer of the web application has, whichever module gives it. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { buildApp } from '../src/app.ts'
import { openDatabase } from '#platform/database/database.ts'
import { openServer } from '#platform/http/server.ts'
import { openApp, type TestApp } from './support/app.ts'
import { sendReferral } from './support/referrals.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }

test('a route without a policy stops the program before it starts', async () => {
  const app = await openServer({ log: town.services.log, cookieSecret: 'c'.repeat(32), https: false, proxies: 0 })
  assert.throws(() => app.get('/forgotten', () => 'hello'), /the route GET \/forgotten has no policy/)
})

test('every kind of answer carries the headers that keep browsers safe', async () => {
  for (const url of [
    '/',
    '/find?words=x',
    '/urgent-help',
    '/nothing',
    '/sign-in',
    '/api/v1/teams',
    '/api/v1/referrals/x',
    '/health',
  ]) {
    const { headers } = await town.app.inject(url)
    const policy = String(headers['content-security-policy'])
    for (const part of [
      "default-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "form-action 'self'",
      "style-src 'self'",
    ])
      assert.ok(policy.includes(part), `${url}: ${part}`)
    assert.ok(!/unsafe/.test(policy), url)
    assert.equal(headers['x-content-type-options'], 'nosniff', url)
    assert.equal(headers['x-frame-options'], 'DENY', url)
  }
})

test('the one inline script has the nonce of its own answer, new each time', async () => {
  const nonces = new Set<string>()
  for (let n = 0; n < 3; n++) {
    const reply = await town.app.inject('/')
    const [, inHeader] = /'nonce-([^']+)'/.exec(String(reply.headers['content-security-policy'])) ?? []
    const inPage = [...reply.body.matchAll(/<script(?![^>]*src=)[^>]*nonce="([^"]+)"/g)].map((m) => m[1])
    assert.deepEqual(inPage, [inHeader])
    assert.ok(!/<script(?![^>]*(nonce|src)=)/.test(reply.body))
    nonces.add(inHeader!)
  }
  assert.equal(nonces.size, 3)
})

test('pages are not kept by anybody; a page without a form sets no cookie', async () => {
  const reply = await town.app.inject('/urgent-help')
  assert.equal(reply.headers['cache-control'], 'no-store')
  assert.deepEqual((await town.app.inject('/link-workers')).cookies, [])
})

test('a form without its token, or with another’s, is refused and says what to do', async () => {
  const other = await town.browser().get('/sign-in')
  const token = other.html.querySelector('input[name=_csrf]')!.getAttribute('value')!
  for (const payload of ['email=a', `_csrf=${encodeURIComponent(token)}&email=a`, '_csrf=x']) {
    const reply = await town.app.inject({ method: 'POST', url: '/sign-in', headers: form, payload })
    assert.equal(reply.statusCode, 403)
    assert.match(reply.body, /Please try again/)
  }
})

test('50 MB, broken JSON, strange types and methods get their answer, for people and for programs', async () => {
  const huge = 'x'.repeat(50 * 1_048_576)
  const page = await town.app.inject({ method: 'POST', url: '/sign-in', headers: form, payload: huge })
  assert.equal(page.statusCode, 413)
  assert.match(page.body, /<h1/)
  const program = await town.app.inject({
    method: 'POST',
    url: '/api/v1/referrals',
    headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
    payload: huge,
  })
  assert.ok([401, 413].includes(program.statusCode))
  assert.match(String(program.headers['content-type']), /problem\+json/)
  assert.ok([404, 405, 415].includes((await town.app.inject({ method: 'PUT', url: '/find' })).statusCode))
  assert.equal((await town.app.inject('/services/%00')).statusCode, 404)
  assert.ok([400, 404].includes((await town.app.inject('/%E0%A4%A')).statusCode))
})

test('too many requests are told to wait, and for how long', async () => {
  const app = await buildApp(town.services, { proxies: 0 })
  let reply = await app.inject('/accessibility')
  for (let n = 0; n < 601 && reply.statusCode === 200; n++) reply = await app.inject('/accessibility')
  assert.equal(reply.statusCode, 429)
  assert.ok(Number(reply.headers['retry-after']) > 0)
  // A made-up address in a header does not help where no proxy is believed.
  assert.equal(
    (await app.inject({ url: '/accessibility', headers: { 'x-forwarded-for': '203.0.113.9' } })).statusCode,
    429,
  )
  await app.close()
})

test('with the database away: urgent help works, other pages say so, health says so', async () => {
  const away = openDatabase({ host: '/nowhere/at/all', user: 'trellis_app', database: 'x' }, () => {})
  const app = await buildApp({ ...town.services, database: away }, { proxies: 0 })
  const help = await app.inject('/urgent-help')
  assert.equal(help.statusCode, 200)
  assert.match(help.body, /116 123/)
  const css = /href="(\/assets\/[^"]+\.css)"/.exec(help.body)![1]!
  assert.equal((await app.inject(css)).statusCode, 200)
  const home = await app.inject('/')
  assert.equal(home.statusCode, 503)
  assert.match(home.body, /We are away for a moment/)
  assert.match(home.body, /116 123/)
  const health = await app.inject('/health')
  assert.equal(health.statusCode, 503)
  assert.equal(health.json().database, 'the database does not answer')
  const program = await app.inject('/api/v1/teams?postcode=ZZ1+1AA')
  assert.equal(program.statusCode, 503)
  assert.match(String(program.headers['content-type']), /problem\+json/)
  await app.close()
  await away.close()
})

test('health is 200 with the version when all is well', async () => {
  const { statusCode, body } = await town.app.inject('/health')
  assert.equal(statusCode, 200)
  assert.match(body, /^\{"status":"ok","version":"\d+\.\d+\.\d+","database":"ok"\}$/)
})

test('an address that cannot be read leads nowhere, with a page and headers as any other', async () => {
  for (const url of ['/%ff', '/services/%', '/people/%E0%A4%A', `/services/${'x'.repeat(300)}`]) {
    const reply = await town.app.inject(url)
    assert.match(reply.body, /We could not find that page/, url)
    assert.equal(reply.statusCode, 404, url)
    assert.ok(reply.headers['content-security-policy'], url)
  }
  for (const url of ['/api/v1/referrals/%ff', '/api/v1/%', '/api/%zz']) {
    const reply = await town.app.inject(url)
    assert.equal(reply.statusCode, 404, url)
    assert.match(String(reply.headers['content-type']), /problem\+json/, url)
    assert.ok(!reply.body.includes('%'), 'the address is not said again')
  }
  assert.equal(
    (await town.app.inject('/find?words=%ff')).statusCode,
    200,
    'what stands after the question mark is only words',
  )
})

test('a form of over 1 MB is told so, and not that it was open too long', async () => {
  const reply = await town.app.inject({
    method: 'POST',
    url: '/sign-in',
    headers: form,
    payload: `email=${'x'.repeat(1_100_000)}`,
  })
  assert.equal(reply.statusCode, 413)
  assert.match(reply.body, /at most 1 MB/)
  assert.doesNotMatch(reply.body, /cookies/)
})

test('too much from one address is asked to wait, on a page', async () => {
  let reply = await town.app.inject('/urgent-help')
  for (let n = 0; n < 601 && reply.statusCode === 200; n++)
    reply = await town.app.inject({ url: '/accessibility', remoteAddress: '203.0.113.9' })
  assert.equal(reply.statusCode, 429)
  assert.ok(reply.headers['retry-after'])
  assert.match(reply.body, /Please wait a minute/)
})

test('a NUL character that a program puts into a form or an address is left away, wherever it goes', async () => {
  const browser = town.browser()
  await browser.signIn('d.whitlock@example.org')
  assert.equal((await browser.post('/people', { words: 'Oka\0for' }, '/people')).status, 200)
  const referral = `/referrals/${(await sendReferral(town)).id}`
  const decline = await browser.post(
    `${referral}/decline`,
    { version: '1', step: 'search', words: 'cho\0ir' },
    `${referral}/decline`,
  )
  assert.ok(decline.status < 500, String(decline.status))
  for (const url of [
    '/link-workers?q=%00',
    '/find?words=%00&postcode=%00',
    '/refer?team=%00',
    '/ask?team=%00',
    '/api/v1/teams?postcode=%00',
    '/api/v1/services?words=a%00b',
  ]) {
    assert.ok((await town.app.inject(url)).statusCode < 500, url)
    assert.ok((await browser.get(url)).status < 500, url)
  }
})
