import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type TestApp } from '#test/support/app.ts'
import { sayServices } from './overview.rules.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

test('an analyst and a commissioner begin at a page that works for them, with what is public', async () => {
  for (const email of ['n.haddad@example.org', 'g.pyle@example.org']) {
    const browser = town.browser()
    await browser.signIn(email)
    assert.equal((await browser.get('/sign-in')).location, '/overview')
    const page = await browser.get('/overview')
    assert.equal(page.status, 200)
    assert.ok(page.statements <= 3, `${page.statements} statements`)
    assert.match(page.text, /no figures about people who were referred/)
    assert.match(
      page.text,
      /Riverside link workers Run by .+? New people Takes new people Wait for a first talk about a week said on Monday 23 March/,
    )
    for (const url of ['/people', '/referrals', '/today', '/team', '/safeguarding', '/accounts'])
      assert.equal((await browser.get(url)).status, 404, url)
  }
})

test('what is counted is what the public can find, and how fresh it is', async () => {
  const analyst = town.browser()
  await analyst.signIn('n.haddad@example.org')
  const counts = async () =>
    /(\d+) services of (\d+) groups can be found\.( All| \d+| None)/.exec((await analyst.get('/overview')).text)
  const { rows } = await town.test.owner.query<{ n: number }>(
    `select count(*) as n from directory.service where status in ('active', 'temporarily closed')`,
  )
  const before = (await counts())!
  assert.equal(Number(before[1]), rows[0]!.n)
  await town.test.owner.query(`update directory.service set assured_on = null, checked_on = '2025-09-30'`)
  assert.equal((await counts())![3], ' None', 'six months before 1 April 2026 is 1 October 2025')
  await town.test.owner.query(
    `update directory.service set checked_on = '2025-10-01' where id in (select id from directory.service where status = 'active' order by id limit 3)`,
  )
  assert.equal((await counts())![3], ' 3')
  await town.test.owner.query(`update directory.service set status = 'inactive' where checked_on = '2025-10-01'`)
  assert.equal(Number((await counts())![1]), Number(before[1]) - 3)
})

test('numbers are said with what they are a part of', () => {
  assert.equal(sayServices({ services: 0, groups: 0, checked: 0 }), 'No service is listed yet.')
  assert.equal(
    sayServices({ services: 1, groups: 1, checked: 1 }),
    '1 service of 1 group can be found. All of them were checked in the last 6 months.',
  )
  assert.equal(
    sayServices({ services: 1200, groups: 300, checked: 1 }),
    '1,200 services of 300 groups can be found. 1 of them was checked in the last 6 months. The other 1,199 say so, and that it is best to ring first.',
  )
})
