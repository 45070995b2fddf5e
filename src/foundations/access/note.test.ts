import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openAccessApp, type AccessApp } from '#test/support/access-app.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import { DEMO_SIGN_IN } from './index.ts'
import { isNews } from './note.ts'

let world: AccessApp
let anytown: { id: string; organisationId: string }
let priya: string
const PRIYA = { email: 'priya.nair@example.org', password: DEMO_SIGN_IN.password }
const WRONG = { ...PRIYA, password: 'kettle-of-somebody-else' }

before(async () => {
  world = await openAccessApp((app) => {
    app.get('/api/v1/teams', { config: { policy: { scope: 'teams:read' } } }, async () => ({}))
    app.get('/today', { config: { policy: { roles: ['link_worker'] } } }, async () => 'the day')
  })
  anytown = await world.makePartnership('Anytown')
  priya = await world.makeDemoAccount(anytown, PRIYA.email, ['link_worker'])
})
after(() => world.close())
beforeEach(async () => {
  world.clock.advance(86_400_000 + 60_000)
  seen = (await entries()).length
})

interface Line {
  action: string
  actor_kind: string
  actor_id: string | null
  subject_id: string | null
  detail: Record<string, string | null>
}
let seen = 0

async function entries(): Promise<Line[]> {
  const { rows } = await world.test.owner.query<Line>(
    `select action, actor_kind, actor_id, subject_id, detail from journal.entry where partnership_id = $1 order by id`,
    [anytown.id],
  )
  return rows
}

/** What was noted in this test: "account sign-in.refused code wrong". */
const noted = async () =>
  (await entries())
    .slice(seen)
    .map((line) => [line.actor_kind, line.action, ...Object.values(line.detail).filter(Boolean)].join(' '))

async function signIn(browser: Browser): Promise<void> {
  await browser.post('/sign-in', PRIYA)
  assert.equal((await browser.post('/sign-in/code', { code: world.code() })).to, '/today')
}

test('signing in and out: by whom, and which stay', async () => {
  const browser = openBrowser(world.app)
  await signIn(browser)
  await browser.post('/sign-out', {}, '/account')
  assert.deepEqual(await noted(), [
    'account sign-in.begun',
    'account sign-in.passed code',
    'account sign-in.ended sign-out',
  ])
  const lines = (await entries()).slice(seen)
  const { rows } = await world.test.owner.query<{ id: string }>('select max(id::text) as id from access.sign_in')
  for (const line of lines) assert.deepEqual([line.actor_id, line.subject_id], [priya, rows[0]!.id])
})

test('one press in the demo, another sign-in over it, and everywhere out', async () => {
  const browser = openBrowser(world.app)
  await browser.post('/sign-in/demo', { email: PRIYA.email }, '/sign-in')
  await browser.post('/sign-in/demo', { email: PRIYA.email }, '/account')
  await browser.post('/account/sign-out-everywhere', {}, '/account')
  assert.deepEqual(await noted(), [
    'account sign-in.passed demo',
    'account sign-in.passed demo',
    'account sign-in.ended new-sign-in',
    'account sign-in.ended everywhere',
  ])
})

test('a wrong password, a disabled account and an address that nobody has are told apart here, and only here', async () => {
  const left = await world.makeDemoAccount(anytown, 'left@example.org', ['link_worker'])
  await world.test.owner.query('update access.account set disabled_at = now() where id = $1', [left])
  const asked = [WRONG, { ...PRIYA, email: 'left@example.org' }, { ...WRONG, email: 'nobody.at.all@example.org' }]
  for (const typed of asked) assert.equal((await openBrowser(world.app).post('/sign-in', typed)).status, 422)
  assert.deepEqual(await noted(), [
    'public sign-in.refused password wrong',
    'public sign-in.refused password disabled',
    'public sign-in.refused password unknown',
  ])
  const lines = (await entries()).slice(seen)
  assert.deepEqual(
    lines.map((line) => [line.actor_id, line.subject_id]),
    [
      [null, priya],
      [null, left],
      [null, null],
    ],
  )
})

test('a wrong code, and the lock after five: noted once, however long somebody rattles at it', async () => {
  const browser = openBrowser(world.app)
  await browser.post('/sign-in', PRIYA)
  const code = world.code('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
  for (let n = 0; n < 8; n++) await browser.post('/sign-in/code', { code })
  assert.deepEqual(await noted(), [
    'account sign-in.begun',
    ...Array.from({ length: 5 }, () => 'account sign-in.refused code wrong'),
    'account sign-in.refused code wait',
  ])
})

test('the lock of a password: noted once for the account', async () => {
  for (let n = 0; n < 8; n++) await openBrowser(world.app).post('/sign-in', WRONG)
  assert.deepEqual((await noted()).toSorted(), [
    'public sign-in.refused password wait',
    ...Array.from({ length: 5 }, () => 'public sign-in.refused password wrong'),
  ])
})

test('a password that was changed, and one that could not be', async () => {
  const email = 'halima@example.org'
  await world.makeDemoAccount(anytown, email, ['link_worker'])
  const browser = openBrowser(world.app)
  await browser.post('/sign-in/demo', { email }, '/sign-in')
  const wanted = 'three harmless garden gnomes'
  await browser.post('/account/password', { current: 'not this one', wanted })
  assert.equal((await browser.post('/account/password', { current: DEMO_SIGN_IN.password, wanted })).to, '/account')
  assert.deepEqual(await noted(), [
    'account sign-in.passed demo',
    'account password.refused wrong',
    'account password.changed',
  ])
})

test('keys: over, taken back, none of ours, and one without the scope; once each', async () => {
  const old = await world.makeKey(anytown, ['teams:read'], new Date(world.clock().getTime() + 1000))
  const revoked = await world.makeKey(anytown, ['teams:read'])
  const narrow = await world.makeKey(anytown, ['services:read'])
  const good = await world.makeKey(anytown, ['teams:read'])
  await world.test.owner.query('update access.api_key set revoked_at = now() where id = $1', [revoked.id])
  world.clock.advance(2000)
  const ask = async (key: string) =>
    (await world.app.inject({ url: '/api/v1/teams', headers: { authorization: `Bearer ${key}` } })).statusCode
  for (let n = 0; n < 3; n++) {
    assert.deepEqual(
      await Promise.all([ask(old.key), ask(revoked.key), ask(narrow.key), ask('trellis_none'), ask(good.key)]),
      [401, 401, 403, 401, 200],
    )
  }
  assert.deepEqual((await noted()).toSorted(), [
    'key api-key.refused teams:read scope',
    'public api-key.refused expired',
    'public api-key.refused revoked',
    'public api-key.refused unknown',
  ])
  const subjects = (await entries()).slice(seen).map((line) => line.subject_id)
  assert.deepEqual(new Set(subjects), new Set([old.id, revoked.id, narrow.id, null]))
  assert.equal((await world.app.inject('/api/v1/teams')).statusCode, 401)
  assert.equal((await noted()).length, 4, 'no key at all is no use of a key')
})

test('nothing that was typed is in the journal', async () => {
  const text = JSON.stringify(await entries())
  assert.ok(text.includes('sign-in.refused'))
  for (const typed of ['@example.org', PRIYA.password, WRONG.password, 'trellis_', 'Priya'])
    assert.ok(!text.includes(typed), typed)
})

test('what is noted again only after a quarter of an hour', () => {
  const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 0, minute))
  assert.deepEqual(
    [0, 1, 14, 15, 16].map((minute) => isNews('a door', at(minute))),
    [true, false, false, true, false],
  )
  assert.equal(isNews('another door', at(1)), true)
})
