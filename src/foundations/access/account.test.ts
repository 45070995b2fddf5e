import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { newId, type Id } from '#platform/ids.ts'
import { openAccessApp, type AccessApp } from '#test/support/access-app.ts'
import { openBrowser, type Browser } from '#test/support/browser.ts'
import { giveRoles } from './create-account.ts'
import { DEMO_SIGN_IN, saveOrganisation } from './index.ts'

let world: AccessApp
let anytown: { id: string; organisationId: string }
let priya: Id
const councilId = newId()
const [riverside, hilltop] = [newId(), newId()]

before(async () => {
  world = await openAccessApp((app) => {
    app.get('/who', { config: { policy: 'signed-in' } }, async (request) => request.context.actor)
    app.get('/today', { config: { policy: { roles: ['link_worker'] } } }, async () => 'the day')
  })
  anytown = await world.makePartnership('Anytown')
  for (const [id, name] of [
    [riverside, 'Riverside'],
    [hilltop, 'Hilltop'],
  ])
    await world.test.owner.query(
      'insert into teams.team (partnership_id, id, organisation_id, name) values ($1, $2, $3, $4)',
      [anytown.id, id, anytown.organisationId, name],
    )
  priya = await world.makeDemoAccount(anytown, 'priya.nair@example.org', [])
  await world.job(anytown.id).transaction(async (tx) => {
    const { organisationId } = anytown
    saveOrganisation(tx, { id: councilId, name: 'Anytown Council', kind: 'council' })
    giveRoles(tx, priya, { organisationId, roles: ['safeguarding_lead'] })
    giveRoles(tx, priya, { organisationId, teamId: riverside, roles: ['link_worker'] })
  })
  world.clock.advance(1000)
  await world.job(anytown.id).transaction(async (tx) => {
    giveRoles(tx, priya, { organisationId: anytown.organisationId, teamId: hilltop, roles: ['team_manager'] })
  })
  world.clock.advance(1000)
  await world.job(anytown.id).transaction(async (tx) => {
    giveRoles(tx, priya, { organisationId: councilId, roles: ['analyst'] })
  })
})
after(() => world.close())
beforeEach(() => world.clock.advance(86_400_000))

async function signedIn(): Promise<Browser> {
  const browser = openBrowser(world.app)
  assert.equal((await browser.post('/sign-in/demo', { email: 'priya.nair@example.org' }, '/sign-in')).status, 303)
  return browser
}

const who = async (browser: Browser) => JSON.parse((await browser.get('/who')).text)
const workplaces = async (browser: Browser) =>
  (await browser.get('/account')).html
    .querySelectorAll('input[name=workplace]')
    .map((input) => input.getAttribute('value')!)

test('without a choice they work in the team they were given first, with the roles held in its whole organisation', async () => {
  const actor = await who(await signedIn())
  assert.equal(actor.teamId, riverside)
  assert.equal(actor.organisationId, anytown.organisationId)
  assert.deepEqual(actor.roles, ['link_worker', 'safeguarding_lead'])
})

test('a choice of team changes what they are until they choose again; other sign-ins keep theirs', async () => {
  const [browser, other] = [await signedIn(), await signedIn()]
  const choices = await workplaces(browser)
  assert.deepEqual(choices, [
    `${anytown.organisationId}.${riverside}`,
    `${anytown.organisationId}.${hilltop}`,
    councilId,
  ])
  assert.equal((await browser.post('/account/team', { workplace: choices[1]! }, '/account')).to, '/today')
  assert.deepEqual((await who(browser)).roles, ['team_manager', 'safeguarding_lead'])
  const { rows } = await world.test.owner.query(
    `select actor_id, detail from journal.entry where action = 'workplace.chosen'`,
  )
  assert.deepEqual(rows, [{ actor_id: priya, detail: { organisation: anytown.organisationId, team: hilltop } }])
  assert.equal((await browser.get('/today')).status, 404)
  assert.equal((await who(other)).teamId, riverside)

  await browser.post('/account/team', { workplace: choices[2]! }, '/account')
  const atCouncil = await who(browser)
  assert.deepEqual([atCouncil.organisationId, atCouncil.teamId, atCouncil.roles], [councilId, undefined, ['analyst']])
})

test('a team that is not theirs cannot be chosen', async () => {
  const browser = await signedIn()
  for (const no of [`${councilId}.${hilltop}`, anytown.organisationId, newId(), ''])
    assert.equal((await browser.post('/account/team', { workplace: no }, '/account')).status, 404, no)
  assert.equal((await who(browser)).teamId, riverside)
})

test('a role taken back is gone at the next request', async () => {
  const browser = await signedIn()
  await browser.post('/account/team', { workplace: `${anytown.organisationId}.${hilltop}` }, '/account')
  const { owner } = world.test
  await owner.query('delete from access.role_held where team_id = $1', [hilltop])
  assert.equal((await who(browser)).teamId, riverside)
  await world
    .job(anytown.id)
    .transaction(async (tx) =>
      giveRoles(tx, priya, { organisationId: anytown.organisationId, teamId: hilltop, roles: ['team_manager'] }),
    )
})

test('the page says who they are, and where else they are signed in', async () => {
  const browser = await signedIn()
  await signedIn()
  const page = await browser.get('/account')
  assert.equal(page.status, 200)
  assert.match(page.text, /priya\.nair@example\.org/)
  assert.match(page.html.querySelector('main')!.text, /Link worker and safeguarding lead, Anytown Together/)
  assert.equal(page.html.querySelectorAll('tbody tr').length, 2)
  assert.match(page.html.querySelector('.trellis-account__who')!.text, /Priya Nair, link worker/)
})

test('signing out everywhere ends every sign-in', async () => {
  const [browser, other] = [await signedIn(), await signedIn()]
  assert.equal((await browser.post('/account/sign-out-everywhere', {}, '/account')).to, '/sign-in')
  for (const each of [browser, other]) assert.equal((await each.get('/who')).status, 303)
})

test('a new password needs the old one, ends other sign-ins, and counts from then on', async () => {
  const [browser, other] = [await signedIn(), await signedIn()]
  const change = (current: string, wanted: string) => browser.post('/account/password', { current, wanted })
  const wrong = await change('not the password at all', 'copper-lantern-violet')
  assert.equal(wrong.status, 422)
  assert.equal(wrong.html.querySelector('.nhsuk-error-summary a')!.getAttribute('href'), '#current')
  const weak = await change(DEMO_SIGN_IN.password, 'password2026!!')
  assert.equal(weak.html.querySelector('.nhsuk-error-summary a')!.getAttribute('href'), '#wanted')
  assert.equal((await who(other)).teamId, riverside, 'nothing happened yet')

  assert.equal((await change(DEMO_SIGN_IN.password, 'copper-lantern-violet')).to, '/account')
  assert.equal((await browser.get('/who')).status, 200)
  assert.equal((await other.get('/who')).status, 303)
  const anew = openBrowser(world.app)
  const email = 'priya.nair@example.org'
  assert.equal((await anew.post('/sign-in', { email, password: DEMO_SIGN_IN.password })).status, 422)
  assert.equal((await anew.post('/sign-in', { email, password: 'copper-lantern-violet' })).status, 303)
})

test('guessing the old password at an open screen has to wait', async () => {
  const browser = await signedIn()
  const guess = () =>
    browser.post('/account/password', { current: 'a guess of no use', wanted: 'copper-lantern-violet' })
  for (let n = 0; n < 5; n++) assert.match((await guess()).text, /This is not your password/)
  assert.match((await guess()).text, /too many wrong tries/)
})
