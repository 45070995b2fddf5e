import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openAccessApp, type AccessApp } from '#test/support/access-app.ts'
import { openBrowser } from '#test/support/browser.ts'

let world: AccessApp
let anytown: { id: string; organisationId: string }
let elsewhere: { id: string; organisationId: string }

before(async () => {
  world = await openAccessApp((app) => {
    app.get('/who', { config: { policy: 'public' } }, async (request) => request.context.actor)
    app.get('/mine', { config: { policy: 'signed-in' } }, async (request) => request.context.actor)
    app.get('/admin', { config: { policy: { roles: ['administrator', 'analyst'] } } }, async () => 'in')
    app.get('/urgent', { config: { policy: 'public', withoutDatabase: true } }, async (request) => ({
      context: request.context ?? null,
    }))
    app.get('/api/v1/open', { config: { policy: 'public' } }, async (request) => request.context.actor)
    app.get('/api/v1/teams', { config: { policy: { scope: 'teams:read' } } }, async (request) => request.context.actor)
    app.get('/api/v1/mine', { config: { policy: 'signed-in' } }, async () => 'in')
    app.get('/export', { config: { policy: { scope: 'teams:read' } } }, async () => 'in')
  })
  anytown = await world.makePartnership('Anytown')
  world.clock.advance(1000)
  elsewhere = await world.makePartnership('Elsewhere', 'Elsewhere.example')
})
after(() => world.close())

async function signedIn(email: string, host?: string) {
  const browser = openBrowser(world.app, { host })
  assert.equal((await browser.post('/sign-in/demo', { email }, '/sign-in')).status, 303)
  return browser
}

test('the host name chooses the partnership; the oldest answers to all others', async () => {
  const actorAt = async (host: string) => JSON.parse((await openBrowser(world.app, { host }).get('/who')).text)
  assert.deepEqual(await actorAt('localhost:3000'), { kind: 'public', partnershipId: anytown.id })
  assert.deepEqual(await actorAt('ELSEWHERE.example:8443'), { kind: 'public', partnershipId: elsewhere.id })
})

test('a sign-in counts only in its own partnership', async () => {
  const id = await world.makeDemoAccount(anytown, 'a@example.org', ['link_worker'])
  const browser = await signedIn('a@example.org')
  assert.equal(JSON.parse((await browser.get('/mine')).text).accountId, id)
  const other = openBrowser(world.app, { host: 'elsewhere.example' })
  for (const [name, value] of browser.cookies) other.cookies.set(name, value)
  assert.equal((await other.get('/mine')).to, '/sign-in?return=%2Fmine')
})

test('a signed-in page without the role answers exactly like a page that is not there', async () => {
  await world.makeDemoAccount(anytown, 'a@example.org', ['link_worker'])
  const browser = await signedIn('a@example.org')
  const [withheld, missing] = [await browser.get('/admin'), await browser.get('/no-such-page')]
  assert.deepEqual([withheld.status, withheld.text], [404, missing.text])
  assert.equal((await openBrowser(world.app).get('/admin')).to, '/sign-in?return=%2Fadmin')
})

test('somebody else gets in with one of the roles', async () => {
  await world.makeDemoAccount(elsewhere, 'b@example.org', ['analyst'])
  const browser = await signedIn('b@example.org', 'elsewhere.example')
  assert.equal((await browser.get('/admin')).text, 'in')
})

test('a page without the database has no context and asks nothing', async () => {
  const { statements } = world.test.database
  const start = statements.count
  assert.deepEqual(JSON.parse((await openBrowser(world.app).get('/urgent')).text), { context: null })
  assert.equal(statements.count, start)
})

test('every other request costs one statement', async () => {
  const { key } = await world.makeKey(anytown, ['teams:read'])
  const { statements } = world.test.database
  const start = statements.count
  await openBrowser(world.app).get('/who')
  assert.equal(statements.count - start, 1)
  await openBrowser(world.app).get('/api/v1/teams', { authorization: `Bearer ${key}` })
  assert.equal(statements.count - start, 2)
})

const api = (path: string, authorization?: string) =>
  openBrowser(world.app).get(path, authorization === undefined ? {} : { authorization })

test('a key opens its scopes for its organisation, and nothing else', async () => {
  const { id, key } = await world.makeKey(elsewhere, ['teams:read', 'referrals:write'])
  assert.deepEqual(JSON.parse((await api('/api/v1/teams', `Bearer ${key}`)).text), {
    kind: 'key',
    partnershipId: elsewhere.id,
    keyId: id,
    organisationId: elsewhere.organisationId,
    scopes: ['teams:read', 'referrals:write'],
  })
  const other = await world.makeKey(anytown, ['referrals:write'])
  const refused = await api('/api/v1/teams', `bearer ${other.key}`)
  assert.equal(refused.status, 403)
  assert.match(String(refused.headers['content-type']), /^application\/problem\+json/)
  assert.equal((await api('/mine', `Bearer ${key}`)).to, '/sign-in?return=%2Fmine', 'pages take no key')
  assert.equal((await api('/export', `Bearer ${key}`)).status, 401)
})

test('no key, a wrong, old or revoked one: 401 as problem+json, on open addresses too when one was sent', async () => {
  const soon = new Date(world.clock().getTime() + 60_000)
  const { key: old } = await world.makeKey(anytown, ['teams:read'], soon)
  const { key: revoked, id } = await world.makeKey(anytown, ['teams:read'])
  assert.equal((await api('/api/v1/teams', `Bearer ${old}`)).status, 200)
  world.clock.advance(60_000)
  await world.test.owner.query('update access.api_key set revoked_at = now() where id = $1', [id])
  for (const bad of [`Bearer ${old}`, `Bearer ${revoked}`, 'Bearer wrong', 'Basic cHJpeWE6eA==', 'Bearer', '']) {
    for (const path of ['/api/v1/teams', '/api/v1/open']) {
      const reply = await api(path, bad)
      assert.equal(reply.status, 401, `${path} ${bad}`)
      assert.equal(reply.headers['www-authenticate'], 'Bearer')
      assert.equal(JSON.parse(reply.text).status, 401)
    }
  }
  assert.equal((await api('/api/v1/teams')).status, 401)
  assert.equal(JSON.parse((await api('/api/v1/open')).text).kind, 'public')
})

test('a key that is revoked while it is in use works no longer than five seconds', async () => {
  const { key, id } = await world.makeKey(anytown, ['teams:read'])
  assert.equal((await api('/api/v1/teams', `Bearer ${key}`)).status, 200)
  await world.test.owner.query('update access.api_key set revoked_at = now() where id = $1', [id])
  world.clock.advance(5_000)
  assert.equal((await api('/api/v1/teams', `Bearer ${key}`)).status, 401)
})

test('no cookie counts where machines ask', async () => {
  await world.makeDemoAccount(anytown, 'a@example.org', ['link_worker'])
  const browser = await signedIn('a@example.org')
  assert.equal((await browser.get('/mine')).status, 200)
  assert.equal((await browser.get('/api/v1/mine')).status, 401)
  assert.equal(JSON.parse((await browser.get('/api/v1/open')).text).kind, 'public')
})

test('a form sent after the sign-in ended leads back to the page it stood on', async () => {
  const answer = await world.app.inject({
    method: 'POST',
    url: '/account/team',
    headers: { host: 'localhost', referer: 'http://localhost/account?x=1' },
  })
  assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/sign-in?return=%2Faccount%3Fx%3D1'])
  const foreign = await world.app.inject({
    method: 'POST',
    url: '/account/team',
    headers: { host: 'localhost', referer: 'http://bad.example/account' },
  })
  assert.equal(foreign.headers.location, '/sign-in')
})

test('without any partnership it says what to do, in the log', async () => {
  const empty = await openAccessApp((app) => app.get('/who', { config: { policy: 'public' } }, async () => 'in'))
  try {
    assert.equal((await openBrowser(empty.app).get('/who')).status, 500)
    assert.equal((await openBrowser(empty.app).get('/api/v1/none')).status, 500)
  } finally {
    await empty.close()
  }
})
