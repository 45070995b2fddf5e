import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId } from '#platform/ids.ts'
import { TEST_NOW } from '#test/support/actors.ts'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { openEpisode, riverside } from '#test/support/episodes.ts'
import { accountOf, sendReferral } from '#test/support/referrals.ts'
import { recordContact } from '../contacts/record-contact.ts'

let town: TestApp
let priya: Browser
let denise: Browser
before(async () => {
  town = await openApp()
  await morning(TEST_NOW)
})
after(() => town.close())

async function morning(instant: string) {
  town.clock.set(instant)
  ;[priya, denise] = [town.browser(), town.browser()]
  await priya.signIn('p.nair@example.org')
  await denise.signIn('d.whitlock@example.org')
}
const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
/** The words of one section of the page. */
const section = (page: Page, id: string) =>
  page.html.querySelector(`section[aria-labelledby=${id}]`)?.structuredText.replace(/\s+/g, ' ').trim() ?? ''
const named = (givenName: string) => ({ person: { givenName, familyName: 'Daily' } })
const talk = async (id: string, outcome: 'reached' | 'no-answer' = 'reached') =>
  recordContact(await riverside(town), town.services, id, {
    id: newId(),
    kind: 'call',
    outcome,
    happenedAt: town.clock(),
    place: null,
    others: null,
    note: null,
    withheld: false,
    nextOn: null,
  })

test('a day through: new, to ring, waiting, unheard; one main action in each row', async () => {
  const [ada, ben, cyd] = [
    await openEpisode(town, named('Ada')),
    await openEpisode(town, named('Ben')),
    await openEpisode(town, named('Cyd')),
  ]
  let page = await priya.get('/today')
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, String(page.statements))
  assert.match(page.text, /^Wednesday 1 April 3 new\. You have \d+ of 50 people\./)
  assert.match(
    section(page, 'new'),
    /Call Ada Daily for the first time by Friday 10 April Why Feeling lonely\. Record of Ada Daily Reaching them 07700\s900123 Do not leave a message/,
  )
  const row = page.html
    .querySelectorAll('section[aria-labelledby=new] tbody tr')
    .find((tr) => tr.text.includes('Ada Daily'))!
  assert.equal(row.querySelector('th a')?.getAttribute('href'), `/episodes/${ada.id}/contact`)

  await talk(ada.id)
  await talk(ben.id, 'no-answer')
  await morning('2026-04-02T09:00:00Z')
  page = await priya.get('/today')
  assert.match(section(page, 'ring'), /Call Ben Daily today: second try/)
  assert.ok(!/Ada Daily/.test(section(page, 'ring')), 'her next step is in two weeks')
  await morning('2026-04-10T09:00:00Z')
  page = await priya.get('/today')
  assert.match(
    section(page, 'ring'),
    /Call Ben Daily: second try .*When Late since Thursday 2 April.*Call Cyd Daily today: first try/,
  )
  await morning('2026-05-20T09:00:00Z')
  page = await priya.get('/today')
  assert.match(section(page, 'ring'), /Call Ada Daily .*Late since Friday 17 April/)
  assert.ok(!/Ask how Ada/.test(section(page, 'quiet')), 'once is enough')
  await rows(`update tasks.task set due_at = '2026-06-30' where about_id = $1 and status = 'open'`, ada.id)
  page = await priya.get('/today')
  assert.match(
    section(page, 'quiet'),
    /Ask how Ada Daily is Nothing heard 49 days, since Wednesday 1 April: not tried since/,
  )
  assert.match(section(page, 'reviews'), /Ask Ada Daily the first questions When Late since/)
  assert.equal((await rows(`select from support.episode where id = $1 and status = 'waiting'`, cyd.id)).length, 1)
  await morning(TEST_NOW)
})

test('an empty day says so and what to do', async () => {
  const halima = town.browser()
  await halima.signIn('h.yusuf@example.org')
  await rows(
    `update tasks.task set status = 'done', ended_at = now() where status = 'open' and (account_id = $1 or account_id is null)`,
    await accountOf(town, 'h.yusuf@example.org'),
  )
  await rows(
    `update support.episode set worker_account_id = $2 where worker_account_id = $1`,
    await accountOf(town, 'h.yusuf@example.org'),
    await accountOf(town, 'p.nair@example.org'),
  )
  const page = await halima.get('/today')
  assert.match(
    page.text,
    /Nothing is due today\. You have 0 of 30 people\. Ring today Nobody is to be rung today\. Look somebody up New for you Nothing new\..*You wait for nobody\..*You have heard from everybody within 4 weeks\./,
  )
})

test('the manager sees what nobody has, what came up, and everybody’s load; a link worker does not decide it', async () => {
  const { id } = await openEpisode(town, named('Dot'), { workerId: null })
  const page = await denise.get('/today')
  assert.ok(page.statements <= 8, String(page.statements))
  assert.match(section(page, 'new'), /Decide who has Dot Daily: first contact by Friday 10 April/)
  assert.match(
    page.text,
    /Halima Yusuf: \d+ of 30 people · Priya Nair: \d+ of 50 people · Tom Bradshaw: \d+ of 50 people.*nobody yet/,
  )
  assert.ok(!(await priya.get('/today')).text.includes('Dot Daily'))

  const form = await denise.get(`/episodes/${id}/allocation`)
  assert.match(form.text, /Who will have Dot Daily\?.*Tom Bradshaw/)
  assert.equal((await denise.post(`/episodes/${id}/allocation`, { version: '1' })).status, 422)
  assert.equal(
    (
      await denise.post(`/episodes/${id}/allocation`, {
        version: '1',
        worker: await accountOf(town, 'm.zielinski@example.org'),
      })
    ).status,
    422,
  )
  const tom = await accountOf(town, 't.bradshaw@example.org')
  assert.equal((await denise.post(`/episodes/${id}/allocation`, { version: '1', worker: tom })).status, 303)
  assert.equal((await denise.post(`/episodes/${id}/allocation`, { version: '1', worker: tom })).status, 409)
  const [task] = await rows(
    `select account_id, role, escalate_to, due_at from tasks.task where about_id = $1 and status = 'open'`,
    id,
  )
  assert.deepEqual(
    [task.account_id, task.role, task.escalate_to, task.due_at.toISOString()],
    [tom, 'link_worker', 'team_manager', '2026-04-10T16:00:00.000Z'],
  )
  assert.equal((await rows('select from support.allocation where episode_id = $1', id)).length, 1)
  assert.equal(
    (await rows(`select from journal.entry where action = 'episode.allocated' and subject_id = $1`, id)).length,
    1,
  )
  const him = town.browser()
  await him.signIn('t.bradshaw@example.org')
  assert.match(section(await him.get('/today'), 'new'), /Call Dot Daily for the first time/)
})

test('standing in for a colleague who is not at work', async () => {
  const [tom, me] = [await accountOf(town, 't.bradshaw@example.org'), await accountOf(town, 'p.nair@example.org')]
  await openEpisode(town, named('Eve'), { workerId: tom, by: '2026-04-01' })
  assert.ok(!(await priya.get('/today')).text.includes('Eve Daily'))
  await rows(`update teams.member set working_days = '{1,2}', cover_account_id = $2 where account_id = $1`, tom, me)
  const page = await priya.get('/today')
  assert.match(page.text, /You stand in for Tom Bradshaw today/)
  assert.match(section(page, 'ring'), /Call Eve Daily today: first try For Tom Bradshaw\./)
  await rows(`update teams.member set working_days = '{1,2,3,4,5}', cover_account_id = null where account_id = $1`, tom)
})

test('"Done" ends what nothing else can see, once, and leaves a trail; the rest ends by doing it', async () => {
  const { referralId, personId } = await openEpisode(town, {
    ...named('Fay'),
    person: { givenName: 'Fay', familyName: 'Daily', telephone: '01632960558' },
  })
  const [task] = await rows(
    `select id from tasks.task where about_id = $1 and kind = 'tell-person' and status = 'open'`,
    referralId,
  )
  const page = await priya.get('/today')
  assert.match(
    section(page, 'anybody'),
    /For anybody in the team \(\d+\).*Tell Fay Daily how things stand: we could not write to them/,
  )
  assert.ok(!section(page, 'ring').includes('Fay Daily'), 'nobody’s call counts as everybody’s')
  assert.ok(page.html.querySelector(`form[action="/tasks/${task.id}/done"]`))
  for (let n = 0; n < 2; n++) assert.equal((await priya.post(`/tasks/${task.id}/done`, {}, '/today')).status, 303)
  assert.equal((await rows(`select status from tasks.task where id = $1`, task.id))[0].status, 'done')
  assert.equal(
    (
      await rows(
        `select from journal.entry where action = 'task.done' and subject_id = $1 and person_id = $2`,
        task.id,
        personId,
      )
    ).length,
    1,
  )

  const [first] = await rows(`select id from tasks.task where person_id = $1 and kind = 'first-contact'`, personId)
  assert.equal((await priya.post(`/tasks/${first.id}/done`, {}, '/today')).status, 303)
  assert.equal((await rows(`select status from tasks.task where id = $1`, first.id))[0].status, 'open')
  const marek = town.browser()
  await marek.signIn('m.zielinski@example.org')
  for (const id of [first.id, newId(), 'no-id'])
    assert.equal((await marek.post(`/tasks/${id}/done`, {}, '/today')).status, 404)
})

test('a referral in the inbox is new for the manager; urgent words come before everything', async () => {
  await sendReferral(town, { ...named('Gil'), reasonText: 'He says he wants to die.' })
  const page = await denise.get('/today')
  assert.match(section(page, 'new'), /Answer the referral for Gil Daily by Thursday 2 April/)
  const mine = await priya.get('/today')
  assert.match(section(mine, 'now'), /Read now: there are urgent words about Gil Daily/)
  assert.ok(mine.body.indexOf('id="now"') < mine.body.indexOf('id="ring"'))
})

test('another team’s day shows none of ours; who works in no team has none', async () => {
  const marek = town.browser()
  await marek.signIn('m.zielinski@example.org')
  assert.ok(!(await marek.get('/today')).text.includes('Daily'))
  assert.equal(
    (await marek.get(`/today?done=${(await openEpisode(town, named('Hal'))).id}`)).text.includes('Hal Daily'),
    false,
  )
  const asha = town.browser()
  await asha.signIn('a.patel@example.org')
  assert.equal((await asha.get('/today')).status, 404)
  assert.equal((await town.browser().get('/today')).status, 303)
})
