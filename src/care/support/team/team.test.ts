import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { escalateDueTasks } from '#foundations/tasks/index.ts'
import { newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'
import { asJob, TEST_NOW } from '#test/support/actors.ts'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { openEpisode, riverside } from '#test/support/episodes.ts'
import { sendReferral } from '#test/support/referrals.ts'
import { recordContact } from '../contacts/record-contact.ts'
import { sayWholeTime } from './team.rules.ts'

let town: TestApp
let denise: Browser
let priya: Browser
before(async () => {
  town = await openApp()
  // Nobody of the seed waits here: the cases are made below.
  await rows(
    `update referrals.referral set status = 'withdrawn' where team_id = $1 and status in ('received', 'questioned')`,
    teamId('riverside'),
  )
  await rows(
    `update tasks.task set status = 'cancelled', ended_at = now() where team_id = $1 and status = 'open'`,
    teamId('riverside'),
  )
  await morning(TEST_NOW)
})
after(() => town.close())

async function morning(instant: string) {
  town.clock.set(instant)
  ;[denise, priya] = [town.browser(), town.browser()]
  await Promise.all([denise.signIn('d.whitlock@example.org'), priya.signIn('p.nair@example.org')])
}
const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const section = (page: Page, id: string) =>
  page.html.querySelector(`section[aria-labelledby=${id}]`)?.structuredText.replace(/\s+/g, ' ').trim() ?? ''
const named = (givenName: string, familyName = 'Waiter') => ({ person: { givenName, familyName } })
const talk = async (id: string) =>
  recordContact(await riverside(town), town.services, id, {
    id: newId(),
    kind: 'call',
    outcome: 'reached',
    happenedAt: town.clock(),
    place: null,
    others: null,
    note: null,
    withheld: false,
    nextOn: null,
  })

test('who waits, for what, since when, with whom; and how long people waited, once enough have talked', async () => {
  const { id: asked } = await sendReferral(town, named('Ada'))
  const ben = await openEpisode(town, named('Ben'))
  await sendReferral(town, { ...named('Cyd'), teamId: teamId('hillside') })
  await morning('2026-04-08T09:00:00Z')
  let page = await denise.get('/team')
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.match(page.text, /^Riverside link workers 2 people wait: 1 for your answer and 1 for the first talk\./)
  const waits = section(page, 'waits')
  assert.match(waits, /Only|Nobody has had a first talk here yet/)
  assert.match(
    waits,
    /Ada Waiter Waits for Our answer to the referral Waiting For 7 days, since Wednesday 1 April Who has it Nobody yet Next date Late: Thursday 2 April/,
  )
  assert.match(waits, /Ben Waiter Waits for Their first talk .* Who has it Priya Nair Next date Friday 10 April/)
  assert.ok(!/Cyd/.test(page.text), 'of another team')
  const links = page.html.querySelectorAll('section[aria-labelledby=waits] tbody a').map((a) => a.getAttribute('href'))
  assert.deepEqual(links.toSorted(), [`/people/${ben.personId}`, `/referrals/${asked}`].toSorted())

  await talk(ben.id)
  for (const name of ['Dan', 'Eve', 'Fay', 'Gus']) await talk((await openEpisode(town, named(name))).id)
  page = await denise.get('/team')
  assert.match(
    section(page, 'waits'),
    /Of the last 5 people who had a first talk, half waited 3 working days or less, 9 in 10 waited 3 working days or less, and the longest wait was 3 working days\./,
  )
  assert.match(page.text, /1 person waits: 1 for your answer\./)
})

test('what is late or went up is stuck, with who has it; a task that went up to the administrator is seen here too', async () => {
  await morning(TEST_NOW)
  await sendReferral(town, named('Ivy', 'Stuck'))
  const jo = await openEpisode(town, named('Jo', 'Stuck'))
  let stuck = section(await denise.get('/team'), 'stuck')
  assert.ok(!/Ivy Stuck|Jo Stuck/.test(stuck), 'neither is late yet')
  await morning('2026-04-30T09:00:00Z')
  await asJob(town.test, ANYTOWN).transaction((tx) => escalateDueTasks({ ...tx, now: town.clock }))
  const page = await priya.get('/team')
  assert.ok(page.statements <= 8)
  stuck = section(page, 'stuck')
  assert.match(
    stuck,
    /Answer the referral for Ivy Stuck.* Who has it Not given to anybody\. Passed to the administrator: it was not done in time\./,
  )
  assert.match(
    stuck,
    /Call Jo Stuck.* Who has it Not given to anybody\. Passed to the team manager: it was not done in time\. When Late since Friday 10 April/,
  )
  assert.match(
    stuck,
    /What is stuck \(\d+\) These are calls, answers and other tasks that are late, .* Not given to anybody: \d+/,
  )
  assert.equal(
    page.html
      .querySelector(`section[aria-labelledby=stuck] a[href="/episodes/${jo.id}/contact"]`)
      ?.text.includes('Jo Stuck'),
    true,
  )
})

test('colleagues with hours, languages and people in hand; who has too many has a flag', async () => {
  let colleagues = section(await denise.get('/team'), 'colleagues')
  assert.match(
    colleagues,
    /Halima Yusuf Link worker 01632\s960223 Works 0\.6 of whole time \(22\.5 hours\), Monday to Friday Speaks English, Somali and Arabic People now \d+ of 30 people/,
  )
  assert.match(
    colleagues,
    /Denise Whitlock Team manager .* Whole time, Monday to Friday Speaks English People now Sees nobody/,
  )
  await rows(`update teams.team set open_now_limit = 1 where id = $1`, teamId('riverside'))
  await rows(`update teams.member set working_days = '{1,2}', cover_account_id = (select id from access.account where email = 't.bradshaw@example.org')
    where account_id = (select id from access.account where email = 'h.yusuf@example.org')`)
  const page = await denise.get('/team')
  colleagues = section(page, 'colleagues')
  assert.match(colleagues, /Halima Yusuf .* Monday and Tuesday Not in today\. Tom Bradshaw stands in\./)
  assert.match(colleagues, /Priya Nair .* People now Full: \d+ of 1 people/)
  assert.ok(page.html.querySelectorAll('section[aria-labelledby=colleagues] .nhsuk-tag').length > 0)
})

test('the manager may change what a link worker reads; both see the team as the public does', async () => {
  const [manager, worker] = [await denise.get('/team'), await priya.get('/team')]
  const changes = (page: Page) =>
    page.html.querySelectorAll('section[aria-labelledby=about] dl a').map((a) => a.getAttribute('href'))
  assert.deepEqual(changes(manager), ['/team/pause', '/team/wait', '/team/limits'])
  assert.deepEqual(changes(worker), [])
  for (const page of [manager, worker]) {
    assert.match(
      section(page, 'about'),
      /New referrals Taking new people .* Covers .*Riverside Surgery.* Postcodes that begin with ZZ1/,
    )
    assert.ok(page.html.querySelector('section[aria-labelledby=about] details a[href^="/link-workers?practice=ZZ000"]'))
  }
  const navigation = (page: Page) => page.html.querySelectorAll('.trellis-navigation a').map((a) => a.text)
  assert.deepEqual(navigation(manager), ['Team', 'Today', 'People', 'Referrals', 'Find support', 'My account'])
  assert.deepEqual(navigation(worker), ['Today', 'People', 'Referrals', 'Find support', 'Team', 'My account'])
})

test('who is in no team has no such page', async () => {
  for (const email of ['a.patel@example.org', 'm.lennox@example.org']) {
    const browser = town.browser()
    await browser.signIn(email)
    assert.equal((await browser.get('/team')).status, 404, email)
  }
  assert.equal((await town.browser().get('/team')).status, 303)
})

test('what nobody has says so, and whoever is passed something is named in the team’s own word; a link shows all', async () => {
  const shanice = town.browser()
  await shanice.signIn('s.campbell@example.org')
  await rows(
    `insert into tasks.task (partnership_id, id, kind, about, about_id, organisation_id, team_id, role, made_at, due_at, escalated_at)
     select partnership_id, gen_random_uuid(), 'message-not-sent', 'referral', gen_random_uuid(), organisation_id, id, 'link_worker', now(), '2026-04-01', case n when 1 then now() end
     from teams.team, generate_series(1, 12) n where id = $1`,
    teamId('hillside'),
  )
  const listed = (page: Page) => page.html.querySelectorAll('section[aria-labelledby=stuck] tbody tr').length
  const some = await shanice.get('/team')
  const count = Number(/What is stuck \((\d+)\)/.exec(some.text)?.[1])
  assert.ok(count >= 12 && listed(some) === 10, `${listed(some)} of ${count}`)
  const all = await shanice.get(
    some.html.querySelector('section[aria-labelledby=stuck] p a')?.getAttribute('href') ?? '',
  )
  assert.equal(listed(all), count)
  assert.match(section(all, 'stuck'), /Not given to anybody\. Passed to the community connector/)
})

test('hours as a part of a whole-time week', () => {
  assert.equal(sayWholeTime(37.5), 'Whole time')
  assert.equal(sayWholeTime(15), '0.4 of whole time (15 hours)')
})
