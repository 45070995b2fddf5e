import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { idFrom, newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { GROUP_MEMBERS } from '#seeds/anytown/load-groups.ts'
import type { Browser } from '#test/support/app.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { connectionJobs } from '../index.ts'

const [RUTH, JOAN] = GROUP_MEMBERS
const RUTH_ID = idFrom('account', ANYTOWN, RUTH.email)

let world: ConnectionWorld
let ruth: Browser
before(async () => {
  world = await openConnections()
  ruth = world.town.browser()
  await ruth.signIn(RUTH.email)
})
after(() => world.town.close())

const person = (givenName: string, over: object = {}) => ({
  person: {
    givenName,
    familyName: 'Quillfeather',
    telephone: '07700900777',
    addressLines: ['77 Marker Mews'],
    accessNeeds: ['large-print' as const],
    ...over,
  },
  reasonText: 'Marker: her brother died of drink.',
  risks: [{ text: 'Marker risk' }],
})
/** What no group may see of anybody, whatever was ticked. */
const NEVER = [/Marker/, /brother/, /Mews/, /ZZ0001/, /Patel/, /1950/, /lonel/i]
const rowsOf = async (heading: string) => {
  const { html } = await ruth.get('/coming')
  const section = html.querySelectorAll('section').find((one) => one.querySelector('h2')?.text.startsWith(heading))
  return section?.querySelectorAll('tbody tr').map((row) => row.text.replace(/\s+/g, ' ')) ?? []
}

test('a member of a group starts with the people who come, and sees nobody before anybody was offered', async () => {
  const group = world.town.browser()
  const page = await group.get('/sign-in')
  assert.match(page.text, /Ruth Abbott/)
  await group.signIn(RUTH.email)
  const list = await group.get('/coming')
  assert.match(list.text, /Nobody comes to you through us just now/)
  assert.deepEqual(
    list.html.querySelectorAll('nav[aria-label=Main] a').map((link) => link.text),
    ['People coming', 'Find support', 'My account'],
  )
})

test('from the question to the register: two taps for a yes, one for who came, and everybody is told', async () => {
  const { id, personId } = await world.offered({
    shared: ['name', 'helps'],
    helps: 'Sit near the door',
    sent: person('Zerbinetta'),
  })
  const [asked] = await rowsOf('Waiting for your answer')
  assert.match(asked!, /Zerbinetta Quillfeather.*Sit near the door.*Wednesday 8 April/)
  const path = `/coming/${id}`
  const page = await ruth.get(path)
  assert.match(page.text, /Zerbinetta Quillfeather would like to come/)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  for (const { text } of [page, await ruth.get('/coming')]) {
    for (const never of [...NEVER, /07700/, /Large print/]) assert.doesNotMatch(text, never)
  }

  const yes = await ruth.post(`${path}/yes`, {}, path)
  assert.deepEqual([yes.status, yes.location], [303, `${path}?saved=yes`])
  assert.match((await ruth.get(yes.location!)).text, /Thank you! They will hear the good news/)
  const [answer] = await world.rows('select came_by, recorded_by from connections.answer where connection_id = $1', id)
  assert.deepEqual(answer, { came_by: 'provider', recorded_by: RUTH_ID })
  await connectionJobs(world.town.services)[0]!.run({ partnershipId: ANYTOWN, connectionId: id })
  const [told] = await world.rows(
    `select template from messages.message where about_id = $1 and recipient_kind = 'person'`,
    id,
  )
  assert.equal(told!.template, 'connection-accepted-person')
  assert.match((await rowsOf('Coming'))[0]!, /First day not agreed yet/)

  const when = { 'visit-day': '1', 'visit-month': '4', 'visit-year': '2026', metBy: 'Ruth' }
  assert.equal((await ruth.post(`${path}/first-visit`, when)).status, 303)
  assert.match((await rowsOf('Coming'))[0]!, /First visit today.*Ruth meets them/)

  const list = await ruth.get('/coming')
  const form = list.html.querySelector(`form[action="${path}/attendance"]`)!
  const fields = Object.fromEntries(
    form
      .querySelectorAll('input:not([name=_csrf])')
      .map((i) => [i.getAttribute('name')!, i.getAttribute('value') ?? '']),
  )
  const came = await ruth.post(`${path}/attendance`, { ...fields, came: 'yes' }, '/coming')
  assert.deepEqual([came.status, came.location], [303, '/coming?saved=attendance#coming'])
  assert.match((await rowsOf('Coming'))[0]!, /Came once, last on Wednesday 1 April.*Today: Came Change/)
  const facts = await world.rows(
    'select came_by, recorded_by, came from connections.attendance where connection_id = $1',
    id,
  )
  assert.deepEqual(facts, [{ came_by: 'provider', recorded_by: RUTH_ID, came: true }])
  assert.match((await world.priya.get(`/connections/${id}`)).text, /Wenlow River Singers said yes \(Ruth Abbott\)/)

  const seen = await world.rows(
    `select distinct action, role from journal.entry where person_id = $1 and actor_id = $2 order by action`,
    personId,
    RUTH_ID,
  )
  for (const action of ['connection.accepted', 'connection.attendance', 'connection.listed', 'connection.viewed'])
    assert.ok(
      seen.some((entry) => entry.action === action && entry.role === 'provider'),
      action,
    )
})

test('a no and a place taken back end the sight at once, and lead to the list with a thank-you', async () => {
  const [no, back] = [
    await world.offered({ sent: person('Dorabella') }),
    await world.offered({ sent: person('Despina') }),
  ]
  const said = await ruth.post(`/coming/${no.id}/not-now`, { reason: 'full' })
  assert.deepEqual([said.status, said.location], [303, '/coming?saved=not-now#coming'])
  const after = await ruth.get('/coming?saved=not-now')
  assert.match(after.text, /Thank you for telling us/)
  assert.doesNotMatch(after.text, /Dorabella/)
  assert.equal((await ruth.get(`/coming/${no.id}`)).status, 404)
  await ruth.post(`/coming/${back.id}/yes`, {}, `/coming/${back.id}`)
  assert.equal((await ruth.post(`/coming/${back.id}/not-coming`, { reason: 'no-place' })).status, 303)
  const [fact] = await world.rows(
    'select by_kind, recorded_by from connections.withdrawal where connection_id = $1',
    back.id,
  )
  assert.deepEqual(fact, { by_kind: 'provider', recorded_by: RUTH_ID })
  const tasks = await world.rows(`select about_id from tasks.task where kind = 'find-another' and status = 'open'`)
  for (const { id } of [no, back]) assert.ok(tasks.some((task) => task.about_id === id))
})

test('a waiting list, an end, and what was pressed too late', async () => {
  const { id } = await world.offered({ sent: person('Fiordiligi') })
  await ruth.post(`/coming/${id}/waiting-list`, {}, `/coming/${id}`)
  assert.match((await rowsOf('On your waiting list'))[0]!, /Fiordiligi/)
  await ruth.post(`/coming/${id}/yes`, {}, `/coming/${id}`)
  const late = await ruth.post(`/coming/${id}/waiting-list`, {}, `/coming/${id}`)
  assert.equal(late.status, 409)
  assert.match(late.text, /nothing was changed/)
  const register = { 'on-day': '1', 'on-month': '4', 'on-year': '2026', came: 'no', words: 'The bus.' }
  assert.equal(
    (await ruth.post(`/coming/${id}/attendance`, register, `/coming/${id}`)).location,
    `/coming/${id}?saved=attendance`,
  )
  await ruth.post(`/coming/${id}/attendance`, { ...register, came: 'yes' }, `/coming/${id}`)
  assert.equal((await ruth.post(`/coming/${id}/end`, { reason: 'finished' })).status, 303)
  const [ended] = await world.rows('select came_by, recorded_by from connections.ending where connection_id = $1', id)
  assert.deepEqual(ended, { came_by: 'provider', recorded_by: RUTH_ID })
  assert.doesNotMatch((await ruth.get('/coming')).text, /Fiordiligi/)
})

test('another group gets the answer of what is not there, on every page and for every press', async () => {
  const { id } = await world.offered({ shared: ['name', 'contact'], sent: person('Zerlina') })
  const joan = world.town.browser()
  await joan.signIn(JOAN.email)
  assert.doesNotMatch((await joan.get('/coming')).text, /Zerlina/)
  const pages = ['', '/not-now', '/not-right', '/first-visit', '/not-coming', '/end']
  for (const page of pages) {
    const [theirs, nobodys] = [await joan.get(`/coming/${id}${page}`), await joan.get(`/coming/${newId()}${page}`)]
    assert.deepEqual([theirs.status, theirs.text], [404, nobodys.text], page)
  }
  const fields = { reason: 'full', came: 'yes', 'on-day': '1', 'on-month': '4', 'on-year': '2026' }
  for (const noun of ['yes', 'waiting-list', 'not-now', 'attendance'])
    assert.equal((await joan.post(`/coming/${id}/${noun}`, fields, '/account')).status, 404, noun)
  assert.equal((await world.rows('select status from connections.connection where id = $1', id))[0]!.status, 'offered')
  for (const id of ['x', newId()]) assert.equal((await ruth.get(`/coming/${id}`)).status, 404)
  assert.equal((await world.priya.get('/coming')).status, 404, 'nor is it a page of a link worker')
})

test('somebody restricted is named if they said so, and never with a way to reach them', async () => {
  const { id } = await world.offered({ shared: ['name', 'contact'], sent: person('Susanna') })
  assert.match((await ruth.get(`/coming/${id}`)).text, /07700.?900777/)
  await world.rows('update people.person set restricted = true where given_name = $1', 'Susanna')
  for (const path of [`/coming/${id}`, '/coming']) {
    const { text } = await ruth.get(path)
    assert.match(text, /Susanna/)
    assert.doesNotMatch(text, /07700/)
  }
})

test('who asked to stay unnamed is nobody by name, on the list too', async () => {
  const { id } = await world.offered({ shared: ['access-needs'], sent: person('Barbarina') })
  const { text } = await ruth.get('/coming')
  assert.doesNotMatch(text, /Barbarina/)
  assert.match(text, /See and answer: someone/)
  assert.match((await ruth.get(`/coming/${id}`)).text, /Someone would like to come/)
})
