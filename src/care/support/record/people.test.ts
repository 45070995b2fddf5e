import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { recordOf } from '#test/support/records.ts'
import { sendReferral } from '#test/support/referrals.ts'

let town: TestApp
let priya: Browser
let tom: Browser
let mags: Browser
before(async () => {
  town = await openApp()
  ;[priya, tom, mags] = [town.browser(), town.browser(), town.browser()]
  await Promise.all([
    priya.signIn('p.nair@example.org'),
    tom.signIn('t.bradshaw@example.org'),
    mags.signIn('m.zielinski@example.org'),
  ])
})
after(() => town.close())

const set = async (id: string, columns: string) =>
  town.test.owner.query(`update support.episode set ${columns} where id = $1`, [id])
const names = async (browser: Browser, url: string) =>
  (await browser.get(url)).html.querySelectorAll('tbody th a').map((a) => a.text)

test('my people and all of the team, the next date first, closed ones gone', async () => {
  const [late, soon, closed] = [
    await recordOf(town, { person: { givenName: 'Late' } }),
    await recordOf(town, { person: { givenName: 'Soon' } }),
    await recordOf(town, { person: { givenName: 'Closed' } }),
  ]
  const all = await names(priya, '/people')
  await set(late.id, `next_date = '2026-03-20'`)
  await set(soon.id, `next_date = '2026-04-01'`)
  await set(closed.id, `status = 'closed', closed_at = now(), next_date = null`)
  const page = await priya.get('/people')
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const mine = page.html.querySelectorAll('tbody th a').map((a) => a.text)
  assert.equal(mine.length, all.length - 1)
  assert.deepEqual(mine.slice(0, 2), ['Late Okafor', 'Soon Okafor'])
  assert.match(page.text, /Late: Friday 20 March/)
  assert.match(page.text, /Today/)
  assert.ok(!(await names(tom, '/people')).includes('Late Okafor'), 'they are not his')
  assert.ok((await names(tom, '/people?whose=team')).includes('Late Okafor'))
  assert.ok(!(await names(mags, '/people?whose=team')).includes('Late Okafor'), 'nor of another team')
})

test('somebody is found by the beginning of a name, by the own team alone; what was typed goes into no address', async () => {
  const { personId } = await recordOf(town, { person: { givenName: 'Zebedee', familyName: 'Quillfeather' } })
  const found = await priya.post('/people', { words: 'quillf' })
  assert.ok(found.statements <= 8, `${found.statements} statements`)
  assert.equal(found.html.querySelector('tbody th a')?.getAttribute('href'), `/people/${personId}`)
  assert.equal(found.html.querySelector('input[name=words]')?.getAttribute('value'), 'quillf')
  assert.equal(found.html.querySelectorAll('form[method=get]').length, 0)
  const none = await mags.post('/people', { words: 'quillfeather' })
  assert.match(none.text, /Your team knows nobody like that/)
  assert.match((await priya.post('/people', { words: '<script>' })).text, /knows nobody like that/)
})

test('somebody who was only referred is found too, and leads to the answer', async () => {
  await sendReferral(town, { person: { givenName: 'Onlyreferred', familyName: 'Quibble' } })
  const found = await priya.post('/people', { words: 'quibble' })
  assert.match(found.text, /Onlyreferred Quibble.*Referred/)
  const href = found.html.querySelector('tbody th a')!.getAttribute('href')!
  const record = await priya.get(href)
  assert.match(record.text, /No episode yet: the referral waits for an answer.*Answer the referral/)
})
