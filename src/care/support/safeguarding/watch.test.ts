import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ensureDemoAccount } from '#foundations/access/index.ts'
import { newId, type Id } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { asJob } from '#test/support/actors.ts'
import { openApp, TEST_KEYS, type Browser, type TestApp } from '#test/support/app.ts'
import { recordOf } from '#test/support/records.ts'

let town: TestApp
let lead: Browser
let priya: Browser
before(async () => {
  town = await openApp()
  await asJob(town.test, ANYTOWN).transaction(async (tx) => {
    const held = { organisationId: organisationId('ZZP01'), roles: ['safeguarding_lead'] as const }
    await ensureDemoAccount(tx, TEST_KEYS, {
      ...held,
      name: 'Ines Rocha',
      email: 'i.rocha@example.org',
      teamId: teamId('riverside'),
    })
    await ensureDemoAccount(tx, TEST_KEYS, { ...held, name: 'Una Whole', email: 'u.whole@example.org' })
  })
  ;[lead, priya] = [town.browser(), town.browser()]
  await Promise.all([lead.signIn('i.rocha@example.org'), priya.signIn('p.nair@example.org')])
})
after(() => town.close())

const note = (id: Id) =>
  priya.post(`/episodes/${id}/safeguarding/note`, {
    id: newId(),
    concern: 'Bruises on both arms',
    'noticedOn-day': '31',
    'noticedOn-month': '3',
    'noticedOn-year': '2026',
    comment: '',
    shown: 'no',
  })
const named = (givenName: string, familyName: string) => ({ person: { givenName, familyName } })

test('a lead begins at what is to be read; reading it with a reason takes it from there, and no words of it are in the list', async () => {
  assert.equal((await lead.get('/sign-in')).location, '/safeguarding')
  assert.match((await lead.get('/safeguarding')).text, /There are no safeguarding notes to look at\./)
  const { id } = await recordOf(town, named('Ada', 'Watched'))
  await note(id)
  await note(id)
  const other = await recordOf(town, named('Bea', 'Watched'))
  await note(other.id)
  let page = await lead.get('/safeguarding')
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 3, `${page.statements} statements`)
  assert.match(page.text, /There are notes about 2 people\. 2 have something new to read\./)
  assert.match(
    page.text,
    /Ada Watched To read By tomorrow Notes 2, the last by Priya Nair, Wednesday 1 April Who supports them Priya Nair/,
  )
  assert.ok(!/Bruises/.test(page.body))
  const link = page.html
    .querySelectorAll('tbody a')
    .find((a) => a.text.includes('Ada'))!
    .getAttribute('href')!
  assert.equal(link, `/episodes/${id}/safeguarding`)
  assert.match((await lead.post(link, { reason: 'review' })).text, /Bruises on both arms/)
  page = await lead.get('/safeguarding')
  assert.match(
    page.text,
    /There are notes about 2 people\. One has something new to read\..*Bea Watched To read By tomorrow.*Ada Watched To read Read/,
  )
})

test('a lead is offered nothing in a record that does not open to them', async () => {
  const { id, personId } = await recordOf(town, named('Eve', 'Read'))
  await note(id)
  const [asked, found] = [new Set<string>(), [`/people/${personId}`, `/episodes/${id}/plan`]]
  for (const path of found) {
    if (asked.has(path)) continue
    asked.add(path)
    const page = await lead.get(path)
    assert.ok(page.status < 400, `${path}: ${page.status}`)
    for (const a of page.html.querySelectorAll('main a[href^="/"]')) {
      const href = a.getAttribute('href')!
      if (href.includes(personId) || href.includes(id)) found.push(href)
    }
  }
  assert.ok(asked.size >= 4, [...asked].join(' '))
})

test('closed work is listed only while something in it is to be read', async () => {
  const { id } = await recordOf(town, named('Cy', 'Ended'))
  await note(id)
  await town.test.owner.query(`update support.episode set status = 'closed', closed_at = now() where id = $1`, [id])
  assert.match((await lead.get('/safeguarding')).text, /Cy Ended .*? The work has ended/)
  await lead.post(`/episodes/${id}/safeguarding`, { reason: 'review' })
  assert.ok(!/Cy Ended/.test((await lead.get('/safeguarding')).text))
})

test('another team’s manager sees none of it; a link worker has no such page; who acts in no team is told why', async () => {
  const { id } = await recordOf(town, named('Dot', 'Secret'))
  await note(id)
  const [rukhsana, una] = [town.browser(), town.browser()]
  await Promise.all([rukhsana.signIn('r.malik@example.org'), una.signIn('u.whole@example.org')])
  assert.ok(!/Dot Secret/.test((await rukhsana.get('/safeguarding')).text))
  assert.match((await lead.get('/safeguarding')).text, /Dot Secret/)
  assert.equal((await priya.get('/safeguarding')).status, 404)
  const page = await una.get('/safeguarding')
  assert.equal(page.status, 200)
  assert.match(page.text, /Safeguarding notes belong to a team, and you act in none now\./)
})
