import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tokenHash } from '#platform/crypto.ts'
import { NOON, openAccessApp, type AccessApp } from '#test/support/access-app.ts'
import { openBrowser, type Browser, type Reply } from '#test/support/browser.ts'
import { DEMO_SIGN_IN } from './index.ts'

let world: AccessApp
let anytown: { id: string; organisationId: string }
const PRIYA = { email: 'priya.nair@example.org', password: DEMO_SIGN_IN.password }

before(async () => {
  world = await openAccessApp((app) => {
    app.get('/today', { config: { policy: { roles: ['link_worker'] } } }, async () => 'the day')
    app.get('/team', { config: { policy: { roles: ['team_manager'] } } }, async () => 'the team')
    app.get('/find', { config: { policy: 'public' } }, async (request) => request.context.actor.kind)
  })
  anytown = await world.makePartnership('Anytown')
  await world.makeDemoAccount(anytown, PRIYA.email, ['link_worker'])
})
after(() => world.close())

/** Each try starts a day later, so that tries and used codes of the one before it are history. */
function nextDay() {
  world.clock.advance(86_400_000 + 60_000)
}

async function signIn(browser: Browser, { email, password } = PRIYA): Promise<Reply> {
  const first = await browser.post('/sign-in', { email, password })
  assert.equal(first.to, '/sign-in/code')
  return browser.post('/sign-in/code', { code: world.code() })
}

const cookieOf = (browser: Browser) => browser.cookies.get('trellis-sign-in')

test('both factors open the day; the token is a new one at each step and stored only as a hash', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  assert.equal((await browser.post('/sign-in', PRIYA)).to, '/sign-in/code')
  const half = cookieOf(browser)
  const passed = await browser.post('/sign-in/code', { code: world.code() })
  assert.deepEqual([passed.status, passed.to], [303, '/today'])
  assert.notEqual(cookieOf(browser), half)
  assert.equal((await browser.get('/today')).text, 'the day')

  const whole = cookieOf(browser)!
  const { rows } = await world.test.owner.query('select token_hash from access.sign_in where ended_at is null')
  const stored = rows.map((row: { token_hash: Buffer }) => row.token_hash.toString('hex'))
  assert.ok(stored.includes(tokenHash(world.app.unsignCookie(whole).value!).toString('hex')))
  browser.cookies.set('trellis-sign-in', half!)
  assert.equal(
    (await browser.get('/today')).to,
    '/sign-in?return=%2Ftoday',
    'the token from before the code is worth nothing',
  )
})

test('the e-mail address counts in any case', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  assert.equal((await signIn(browser, { ...PRIYA, email: ' Priya.Nair@EXAMPLE.org ' })).to, '/today')
})

test('one factor reaches nothing but the code page and the way out', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await browser.post('/sign-in', PRIYA)
  for (const path of ['/today', '/team', '/account', '/account/password'])
    assert.equal((await browser.get(path)).to, `/sign-in/code?return=${encodeURIComponent(path)}`)
  assert.equal(
    (await browser.get('/sign-in/set-up')).to,
    '/sign-in/code',
    'a second factor that is there is not set up anew',
  )
  assert.equal((await browser.get('/find')).text, 'public')
  assert.equal((await browser.post('/sign-out', {}, '/sign-in/code')).to, '/')
  assert.equal(cookieOf(browser), undefined)
})

test('an unknown address, a wrong password and a disabled account answer the same', async () => {
  nextDay()
  await world.makeDemoAccount(anytown, 'left@example.org', ['link_worker'])
  await world.test.owner.query(`update access.account set disabled_at = now() where email = 'left@example.org'`)
  const asked: [string, string][] = [
    ['nobody@example.org', PRIYA.password],
    [PRIYA.email, 'not the password at all'],
    ['left@example.org', PRIYA.password],
  ]
  const answers = []
  for (const [email, password] of asked) {
    const reply = await openBrowser(world.app).post('/sign-in', { email, password })
    answers.push([reply.status, plain(reply).replaceAll(email, '…')])
  }
  assert.equal(answers[0]![0], 422)
  assert.match(String(answers[0]![1]), /The email address or the password is not right/)
  assert.deepEqual(answers[1], answers[0])
  assert.deepEqual(answers[2], answers[0])
})

test('the time taken does not tell who has an account', async () => {
  nextDay()
  const took = async (email: string) => {
    const times = []
    for (let n = 0; n < 5; n++) {
      const browser = openBrowser(world.app, { address: `192.0.2.${n}` })
      const page = await browser.get('/sign-in')
      const _csrf = page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!
      const start = performance.now()
      await browser.postBare('/sign-in', { email, password: 'not the password at all', _csrf })
      times.push(performance.now() - start)
    }
    return times.toSorted((a, b) => a - b)
  }
  const [known, unknown] = [await took(PRIYA.email), await took('nobody.else@example.org')]
  assert.ok(unknown[0]! > 40, `a slow hash was made for nobody (${unknown[0]} ms)`)
  assert.ok(known[0]! < unknown[4]! && unknown[0]! < known[4]!, `${known.join(' ')} | ${unknown.join(' ')}`)
})

test('a code works once', async () => {
  nextDay()
  const code = world.code()
  const first = openBrowser(world.app)
  await first.post('/sign-in', PRIYA)
  assert.equal((await first.post('/sign-in/code', { code })).to, '/today')
  const second = openBrowser(world.app)
  await second.post('/sign-in', PRIYA)
  const again = await second.post('/sign-in/code', { code })
  assert.equal(again.status, 422)
  assert.match(plain(again), /That code is not right, or it was used before/)
  assert.equal(
    (await second.post('/sign-in/code', { code: world.code(undefined, -1) })).status,
    422,
    'nor one from before it',
  )
  assert.equal((await second.post('/sign-in/code', { code: world.code(undefined, 1) })).to, '/today')
})

test('two at once with the same code: one gets in', async () => {
  nextDay()
  const browsers = [openBrowser(world.app), openBrowser(world.app)]
  for (const browser of browsers) await browser.post('/sign-in', PRIYA)
  const code = world.code()
  const answers = await Promise.all(browsers.map((browser) => browser.post('/sign-in/code', { code })))
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [303, 422],
  )
})

test('guessing a password has to wait after five tries, then may go on; from elsewhere too', async () => {
  nextDay()
  const wrong = { email: PRIYA.email, password: 'not the password at all' }
  const post = (n: number) => openBrowser(world.app, { address: `192.0.2.${n}` })
  const browsers = Array.from({ length: 12 }, (_, n) => post(n))
  const statuses = (await Promise.all(browsers.map((browser) => browser.post('/sign-in', wrong)))).map(
    ({ status }) => status,
  )
  assert.equal(statuses.filter((status) => status === 422).length, 5, 'all at once count too')
  assert.equal(statuses.filter((status) => status === 429).length, 7)

  const right = await openBrowser(world.app).post('/sign-in', PRIYA)
  assert.equal(right.status, 429)
  assert.equal(right.headers['retry-after'], '900')
  assert.match(plain(right), /Wait 15 minutes, then try again/)
  const nobody = { email: 'nobody.more@example.org', password: 'not the password at all' }
  for (let n = 0; n < 5; n++) await openBrowser(world.app).post('/sign-in', nobody)
  const other = await openBrowser(world.app).post('/sign-in', nobody)
  assert.equal(
    plain(other).replace(nobody.email, '…'),
    plain(right).replace(PRIYA.email, '…'),
    'waiting does not tell who has an account',
  )

  world.clock.advance(15 * 60_000)
  assert.equal((await signIn(openBrowser(world.app))).to, '/today', 'nobody is kept out for good')
})

test('guessing from one network has to wait, whomever it aims at', async () => {
  nextDay()
  const at = (n: number) =>
    openBrowser(world.app, { address: '203.0.113.9' }).post('/sign-in', { email: `n${n}@example.org`, password: 'x' })
  for (let n = 0; n < 50; n++) assert.equal((await at(n)).status, 422)
  assert.equal((await at(50)).status, 429)
  assert.equal((await openBrowser(world.app).post('/sign-in', PRIYA)).status, 303, 'other networks go on')
})

test('guessing a code has to wait after five tries', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await browser.post('/sign-in', PRIYA)
  const wrong = world.code('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP')
  for (let n = 0; n < 5; n++) assert.equal((await browser.post('/sign-in/code', { code: wrong })).status, 422)
  assert.equal((await browser.post('/sign-in/code', { code: world.code() })).status, 429)
})

test('a sign-in ends after 30 minutes without use', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await signIn(browser)
  world.clock.advance(29 * 60_000)
  assert.equal((await browser.get('/today')).status, 200)
  world.clock.advance(29 * 60_000)
  assert.equal((await browser.get('/today')).status, 200, 'use keeps it going')
  world.clock.advance(30 * 60_000)
  assert.equal((await browser.get('/today')).to, '/sign-in?return=%2Ftoday')
  assert.match(plain(await browser.get('/sign-in')), /You have been signed out/)
})

test('a sign-in ends after 12 hours, used or not', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await signIn(browser)
  for (let minutes = 20; minutes < 720; minutes += 20) {
    world.clock.advance(20 * 60_000)
    assert.equal((await browser.get('/today')).status, 200, `after ${minutes} minutes`)
  }
  world.clock.advance(20 * 60_000)
  assert.equal((await browser.get('/today')).to, '/sign-in?return=%2Ftoday')
})

test('the time of last use is kept to the minute, in the one statement of the request', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await signIn(browser)
  const lastSeen = async () =>
    (
      await world.test.owner.query<{ at: Date }>('select max(last_seen_at) as at from access.sign_in')
    ).rows[0]!.at.toISOString()
  const start = await lastSeen()
  world.clock.advance(59_000)
  const { statements } = world.test.database
  const asked = statements.count
  await browser.get('/today')
  assert.equal(statements.count - asked, 1)
  assert.equal(await lastSeen(), start)
  world.clock.advance(1_000)
  await browser.get('/today')
  assert.equal(statements.count - asked, 2)
  assert.equal(await lastSeen(), world.clock().toISOString())
})

test('disabled: dead at the next request', async () => {
  nextDay()
  await world.makeDemoAccount(anytown, 'leaver@example.org', ['link_worker'])
  const browser = openBrowser(world.app)
  await signIn(browser, { ...PRIYA, email: 'leaver@example.org' })
  assert.equal((await browser.get('/today')).status, 200)
  await world.test.owner.query(`update access.account set disabled_at = now() where email = 'leaver@example.org'`)
  assert.equal((await browser.get('/today')).to, '/sign-in?return=%2Ftoday')
})

test('signing out ends it on the server: a kept cookie is worth nothing', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await signIn(browser)
  const kept = cookieOf(browser)!
  assert.equal((await browser.post('/sign-out', {}, '/account')).to, '/')
  assert.equal(cookieOf(browser), undefined)
  browser.cookies.set('trellis-sign-in', kept)
  assert.equal((await browser.get('/today')).to, '/sign-in?return=%2Ftoday')
})

test('signing in again ends what was there before', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await browser.post('/sign-in', PRIYA)
  const first = cookieOf(browser)!
  await browser.post('/sign-in', PRIYA)
  const other = openBrowser(world.app)
  other.cookies.set('trellis-sign-in', first)
  assert.equal((await other.get('/sign-in/code')).to, '/sign-in')
})

test('a forged cookie is nobody', async () => {
  const browser = openBrowser(world.app)
  browser.cookies.set('trellis-sign-in', 'anything.at-all')
  assert.equal((await browser.get('/today')).to, '/sign-in?return=%2Ftoday')
})

test('without the token of the form: 403, everywhere', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  await signIn(browser)
  const paths = [
    '/sign-in',
    '/sign-in/code',
    '/sign-in/set-up',
    '/sign-in/demo',
    '/sign-out',
    '/account/team',
    '/account/password',
    '/account/sign-out-everywhere',
  ]
  for (const path of paths) {
    assert.equal((await browser.postBare(path, PRIYA)).status, 403, path)
    assert.equal((await browser.postBare(path, { ...PRIYA, _csrf: 'wrong' })).status, 403, path)
  }
  assert.equal((await browser.get('/today')).status, 200, 'and nothing happened')
})

test('after signing in they come to the page they asked for, and never to another site', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  const asked = await browser.get('/today?list=new')
  assert.equal(asked.to, '/sign-in?return=%2Ftoday%3Flist%3Dnew')
  const first = await browser.post(asked.to, PRIYA)
  assert.equal(first.to, '/sign-in/code?return=%2Ftoday%3Flist%3Dnew')
  assert.equal((await browser.post(first.to, { code: world.code() })).to, '/today?list=new')
  for (const bad of [
    'https://bad.example',
    '//bad.example',
    '/\\bad.example',
    '/%09/bad.example',
    'javascript:alert(1)',
  ]) {
    const to = (await browser.get(`/sign-in?return=${encodeURIComponent(bad)}`)).to!
    assert.equal(new URL(to, 'http://localhost').origin, 'http://localhost', bad)
  }
})

test('the first sign-in sets up the codes before anything else', async () => {
  nextDay()
  const { password } = await world.makeAccount(anytown, 'sam@example.org', ['team_manager'])
  const browser = openBrowser(world.app)
  assert.equal((await browser.post('/sign-in', { email: 'sam@example.org', password })).to, '/sign-in/code')
  assert.equal((await browser.get('/sign-in/code')).to, '/sign-in/set-up')
  assert.equal((await browser.get('/team')).status, 303)

  const page = await browser.get('/sign-in/set-up')
  const secret = page.html.querySelector('.trellis-reference')!.text.replaceAll(' ', '').trim()
  assert.match(secret, /^[A-Z2-7]{32}$/)
  const link = new URL(page.html.querySelector('a[href^=otpauth]')!.getAttribute('href')!.replaceAll('&amp;', '&'))
  assert.equal(link.searchParams.get('secret'), secret)
  const form = {
    _csrf: page.html.querySelector('input[name=_csrf]')!.getAttribute('value')!,
    sealed: page.html.querySelector('input[name=sealed]')!.getAttribute('value')!,
  }
  const wrong = await browser.postBare('/sign-in/set-up', { ...form, code: '12345' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, new RegExp(secret.slice(0, 4)), 'the key they have typed in stays')
  assert.equal(
    (await browser.postBare('/sign-in/set-up', { ...form, sealed: 'AAAA', code: world.code(secret) })).status,
    403,
  )
  assert.equal((await browser.postBare('/sign-in/set-up', { ...form, code: world.code(secret) })).to, '/today')
  assert.equal((await browser.get('/team')).text, 'the team')

  const next = openBrowser(world.app)
  await next.post('/sign-in', { email: 'sam@example.org', password })
  assert.equal(
    (await next.post('/sign-in/code', { code: world.code(secret) })).status,
    422,
    'the code that proved it is used up',
  )
  world.clock.advance(30_000)
  assert.equal((await next.post('/sign-in/code', { code: world.code(secret) })).to, '/today')
  const { rows } = await world.test.owner.query(
    `select totp_secret from access.account where email = 'sam@example.org'`,
  )
  assert.ok(!rows[0].totp_secret.toString('latin1').includes(secret), 'stored encrypted')
})

test('the demo offers one person for each role, the first that was made, and the others below', async () => {
  nextDay()
  await world.makeDemoAccount(anytown, 'aa.first-in-the-alphabet@example.org', ['link_worker'])
  const page = await openBrowser(world.app).get('/sign-in')
  const emails = (within: string) =>
    page.html.querySelectorAll(`${within} input[type=hidden][name=email]`).map((input) => input.getAttribute('value'))
  assert.deepEqual(emails('section > ul'), [PRIYA.email])
  assert.ok(emails('details').includes('aa.first-in-the-alphabet@example.org'))
})

test('in the demo one press signs in; real accounts cannot be had that way', async () => {
  nextDay()
  const browser = openBrowser(world.app)
  const page = await browser.get('/sign-in')
  const [button] = page.html.querySelectorAll('form[action^="/sign-in/demo"]')
  assert.match(button!.text, /Priya Nair, link worker at Anytown Together/)
  const email = button!.querySelector('input[name=email]')!.getAttribute('value')!
  assert.equal((await browser.post('/sign-in/demo', { email }, '/sign-in')).to, '/today')
  assert.equal((await browser.get('/today')).text, 'the day')
  await world.makeAccount(anytown, 'real@example.org', ['administrator'])
  const other = openBrowser(world.app)
  for (const no of ['real@example.org', 'nobody@example.org', ''])
    assert.equal((await other.post('/sign-in/demo', { email: no }, '/sign-in')).status, 404)
})

for (const mode of ['local', 'production'] as const)
  test(`outside the demo (${mode}) nobody signs in with one press`, async () => {
    const real = await openAccessApp(undefined, mode)
    try {
      const at = await real.makePartnership('Anytown')
      await real.makeDemoAccount(at, PRIYA.email, ['link_worker'])
      const browser = openBrowser(real.app)
      assert.doesNotMatch((await browser.get('/sign-in')).text, /Priya/)
      assert.equal((await browser.post('/sign-in/demo', { email: PRIYA.email }, '/sign-in')).status, 404)
    } finally {
      await real.close()
    }
  })

test('the page keeps the address, never the password, and links its errors', async () => {
  world.clock.set(NOON)
  const browser = openBrowser(world.app)
  const reply = await browser.post('/sign-in', { email: 'not an address', password: 'hidden words' })
  assert.equal(reply.status, 422)
  assert.ok(!reply.text.includes('hidden words'))
  assert.equal(reply.html.querySelector('#email')!.getAttribute('value'), 'not an address')
  assert.equal(reply.html.querySelector('.nhsuk-error-summary a')!.getAttribute('href'), '#email')
  assert.equal(reply.headers['cache-control'], 'no-store')
})

/** The page's words without what is new with each answer. */
const plain = (reply: Reply): string =>
  reply.text
    .replace(/nonce="[^"]*"/g, '')
    .replace(/name="_csrf" value="[^"]*"/g, '')
    .replace(/value="[^"]*@[^"]*"/g, 'value="…"')
