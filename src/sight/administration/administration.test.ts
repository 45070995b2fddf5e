import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { escalateDueTasks } from '#foundations/tasks/index.ts'
import { sealJournal } from '#foundations/journal/index.ts'
import { contextOf, type Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { asJob, TEST_NOW } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { accountOf, sendReferral } from '#test/support/referrals.ts'
import { mayTakeAccess } from './accounts.rules.ts'
import { endAccess } from './change-access.ts'
import { readRange } from './journal.forms.ts'
import { day } from '#platform/days.ts'

let town: TestApp
let moira: Browser
before(async () => {
  town = await openApp()
  await morning(TEST_NOW)
})
after(() => town.close())

async function morning(instant: string) {
  town.clock.set(instant)
  moira = town.browser()
  await moira.signIn('m.lennox@example.org')
}
const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const PAGES = ['/administration', '/organisations', '/accounts', '/journal', '/settings']

test('a task that came up to the administrator is seen there, without whom it is about', async () => {
  const { reference } = await sendReferral(town, { person: { givenName: 'Wilhelmina', familyName: 'Quist' } })
  assert.ok(!(await moira.get('/administration')).text.includes(reference), 'not before its time')
  await morning('2026-04-30T09:00:00Z')
  await asJob(town.test, ANYTOWN).transaction((tx) => escalateDueTasks({ ...tx, now: town.clock }))
  const page = await moira.get('/administration')
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 5, `${page.statements} statements`)
  assert.match(
    page.text,
    new RegExp(
      `A referral has no answer Number ${reference} Team Riverside link workers Whom to ask Denise Whitlock 01632\\s960220 Was due Thursday 2 April, 28 days ago`,
    ),
  )
  assert.ok(!/Quist|Wilhelmina/.test(page.body))
  const [task] = await rows(
    `select about_id, person_id from tasks.task where role = 'administrator' and status = 'open' limit 1`,
  )
  for (const id of Object.values(task as object)) assert.ok(!page.body.includes(String(id)), 'nor any id of theirs')

  await rows(`update tasks.task set status = 'done', ended_at = now() where role = 'administrator' and status = 'open'`)
  assert.match((await moira.get('/administration')).text, /Nothing has come up to you\./)
})

test('a task about something else than a referral names the person’s last referral to the team', async () => {
  const { reference, id } = await sendReferral(town)
  const [{ person_id: personId }] = await rows('select person_id from referrals.referral where id = $1', id)
  await sendReferral(town, { teamId: teamId('hillside') })
  const made = newId()
  await rows(
    `insert into tasks.task (partnership_id, id, kind, about, about_id, person_id, organisation_id, team_id, role, made_at, due_at)
     values ($1, $2, 'find-another', 'connection', $3, $4, $5, $6, 'administrator', now(), '2026-04-29')`,
    ANYTOWN,
    made,
    newId(),
    personId,
    organisationId('ZZP01'),
    teamId('riverside'),
  )
  assert.match(
    (await moira.get('/administration')).text,
    new RegExp(`A group said no, and nobody has looked for another Number ${reference} Team Riverside`),
  )
  await rows(`update tasks.task set status = 'cancelled', ended_at = now() where id = $1`, made)
})

test('the database tells nobody else what came up, or who has access', async () => {
  const actor = (roles: readonly string[], partnershipId = ANYTOWN) =>
    ({
      kind: 'account',
      partnershipId,
      accountId: newId(),
      organisationId: organisationId('ZZL01'),
      roles,
      name: 'X',
    }) as const
  await rows(
    `insert into tasks.task (partnership_id, id, kind, about, about_id, organisation_id, team_id, role, made_at, due_at)
     values ($1, $2, 'answer-referral', 'referral', $3, $4, $5, 'administrator', now(), now())`,
    ANYTOWN,
    newId(),
    newId(),
    organisationId('ZZP01'),
    teamId('riverside'),
  )
  const seen = (who: ReturnType<typeof actor>) =>
    contextOf(town.test.database, who, newId(), town.clock).transaction(async (tx) => [
      (await tx.query('select 1 from administration.tasks_gone_up(9)')).length > 0,
      (await tx.query('select 1 from access.review_accounts(null, null, 9, 0)')).length > 0,
    ])
  assert.deepEqual(await seen(actor(['administrator'])), [true, true])
  assert.deepEqual(await seen(actor(['team_manager', 'analyst', 'commissioner'])), [false, false])
  assert.deepEqual(await seen(actor(['administrator'], newId())), [false, false])
})

test('nobody but an administrator has these pages', async () => {
  for (const email of ['p.nair@example.org', 'd.whitlock@example.org', 'a.patel@example.org']) {
    const browser = town.browser()
    await browser.signIn(email)
    for (const url of PAGES) assert.equal((await browser.get(url)).status, 404, `${email} ${url}`)
  }
  for (const url of PAGES) assert.equal((await town.browser().get(url)).status, 303, url)
})

test('organisations with codes, and from there who has access', async () => {
  const page = await moira.get('/organisations')
  assert.ok(page.statements <= 3)
  assert.match(
    page.text,
    /Riverside Surgery Kind GP practice Codes ODS ZZ0001 People with access \d of Riverside Surgery/,
  )
  const link = page.html.querySelectorAll('td a').find((a) => a.text.includes('of Riverside Surgery'))!
  const list = await moira.get(link.getAttribute('href')!)
  assert.match(list.text, /of Riverside Surgery\. .*Dr Asha Patel Works as Referrer Organisation Riverside Surgery/)
  assert.ok(!/Priya Nair/.test(list.text))
  assert.equal((await moira.get('/organisations?page=2')).status, 200)
  assert.equal((await moira.get('/organisations?page=x&page=y')).status, 200)
})

test('who has access, as what, and since when they last used it', async () => {
  const page = await moira.get('/accounts')
  assert.ok(page.statements <= 4, `${page.statements} statements`)
  assert.match(
    page.text,
    /Moira Lennox Works as Administrator Organisation .+? Last signed in Today One-time codes Set up/,
  )
  assert.match(page.text, /Denise Whitlock Works as Team manager and safeguarding lead \(Riverside link workers\)/)
  assert.match(page.text, /Tom Bradshaw Works as Link worker \(Riverside link workers\) .+? Last signed in Never/)
  await rows(`update access.account set totp_secret = null, totp_step = null where email = 'j.hartley@example.org'`)
  assert.match((await moira.get('/accounts')).text, /J\w+ Hartley .+? One-time codes Not set up yet/)
})

test('ending access signs them out at once, is in the journal, and can be taken back', async () => {
  const tom = town.browser()
  await tom.signIn('t.bradshaw@example.org')
  assert.equal((await tom.get('/today')).status, 200)
  const id = await accountOf(town, 't.bradshaw@example.org')
  const one = await moira.get(`/accounts/${id}`)
  assert.match(one.text, /They are signed out everywhere at once/)
  assert.equal((await moira.post(`/accounts/${id}/disabling`, {}, `/accounts/${id}`)).location, `/accounts/${id}`)
  assert.match((await tom.get('/today')).location!, /^\/sign-in/)
  assert.deepEqual(await rows('select 1 from access.sign_in where account_id = $1 and ended_at is null', id), [])
  await assert.rejects(town.browser().signIn('t.bradshaw@example.org'), /no demo sign-in/)
  const again = await moira.post(`/accounts/${id}/disabling`, {}, `/accounts/${id}`)
  assert.equal(again.status, 409)
  assert.match(again.text, /Nothing was changed Their access has ended already\./)

  assert.match((await moira.get(`/accounts/${id}`)).text, /Access Ended on Thursday 30 April/)
  assert.equal((await moira.post(`/accounts/${id}/enabling`, {}, `/accounts/${id}`)).status, 303)
  assert.match((await tom.get('/today')).location!, /^\/sign-in/, 'the old sign-in stays ended')
  await tom.signIn('t.bradshaw@example.org')
  assert.equal((await tom.get('/today')).status, 200)
  const entries = await rows(
    `select action, actor_id, detail from journal.entry where subject_id = $1 and action like 'account.%' and actor_kind = 'account' order by id`,
    id,
  )
  const by = await accountOf(town, 'm.lennox@example.org')
  assert.deepEqual(entries, [
    { action: 'account.disabled', actor_id: by, detail: { signIns: 1 } },
    { action: 'account.enabled', actor_id: by, detail: {} },
  ])
})

test('nobody ends their own access, and of two administrators who end each other’s one stays', async () => {
  const own = await accountOf(town, 'm.lennox@example.org')
  assert.match((await moira.get(`/accounts/${own}`)).text, /This is you\./)
  const tried = await moira.post(`/accounts/${own}/disabling`, {}, '/account')
  assert.equal(tried.status, 409)
  assert.match(tried.text, /You cannot end your own access/)

  const second = await accountOf(town, 'h.yusuf@example.org')
  await rows(
    `insert into access.role_held (partnership_id, id, account_id, organisation_id, role, created_at) values ($1, $2, $3, $4, 'administrator', now())`,
    ANYTOWN,
    newId(),
    second,
    organisationId('ZZP01'),
  )
  const administrator = (accountId: string): Context =>
    contextOf(
      town.test.database,
      {
        kind: 'account',
        partnershipId: ANYTOWN,
        accountId,
        organisationId: organisationId('ZZL01'),
        roles: ['administrator'],
        name: 'A',
      },
      newId(),
      town.clock,
    )
  const both = await Promise.all([endAccess(administrator(own), second), endAccess(administrator(second), own)])
  assert.deepEqual(both.map((one) => (one.ok ? 'ended' : one.reason)).toSorted(), ['ended', 'last-administrator'])
  assert.equal(
    (await rows(`select 1 from access.account where id = any($1) and disabled_at is null`, [own, second])).length,
    1,
  )
  await rows('update access.account set disabled_at = null where id = any($1)', [own, second])
  await assert.rejects(endAccess(asJob(town.test, ANYTOWN), second), /administrators only/)
  await morning('2026-04-30T09:00:00Z')
})

test('whose access may be taken', () => {
  const cases: [string, string, Date | null, string[], string][] = [
    ['a', 'b', null, ['a', 'b'], 'ok'],
    ['a', 'a', null, ['a', 'b'], 'oneself'],
    ['a', 'b', new Date(), ['a'], 'none-already'],
    ['a', 'b', null, ['b'], 'last-administrator'],
  ]
  for (const [by, id, disabledAt, administrators, expected] of cases) {
    const decision = mayTakeAccess({ id, disabledAt }, { by, administrators })
    assert.equal(decision.ok ? 'ok' : decision.reason, expected)
  }
})

test('the journal counts by event, says whether its newest seal holds, and names nobody', async () => {
  await sealJournal(town.test.database)
  const happened = new Date().toISOString().slice(0, 10) // entries carry the database's own time
  const [year, month, dayOfMonth] = happened.split('-')
  const url = `/journal?from-day=${dayOfMonth}&from-month=${month}&from-year=${year}&to-day=${dayOfMonth}&to-month=${month}&to-year=${year}`
  const page = await moira.get(url)
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 3)
  assert.match(page.text, /The newest seal holds: seal \d+/)
  assert.match(page.text, /Account disabled Code account\.disabled How often \d/)
  assert.ok(!/Tom Bradshaw|Okafor/.test(page.text))
  await rows(`alter table journal.entry disable row level security`)
  await rows(`update journal.entry set detail = '{"signIns":7}' where id = (select max(to_id) from journal.seal)`)
  await rows(`alter table journal.entry enable row level security`)
  assert.match((await moira.get(url)).text, /The newest seal does not hold/)
})

test('which days are counted', () => {
  const today = day('2026-04-30')
  const range = (query: object) => {
    const { from, to, form } = readRange(query, today)
    return form.issues.length > 0 ? form.issues[0]!.message : `${from} ${to}`
  }
  const parts = (name: string, text: string) => {
    const [y, m, d] = text.split('-')
    return { [`${name}-day`]: d, [`${name}-month`]: m, [`${name}-year`]: y }
  }
  assert.equal(range({}), '2026-04-24 2026-04-30')
  assert.equal(range(parts('from', '2026-04-01')), '2026-04-01 2026-04-30')
  assert.equal(range(parts('to', '2026-03-31')), '2026-03-25 2026-03-31')
  assert.equal(
    range({ ...parts('from', '2026-05-02'), ...parts('to', '2026-05-01') }),
    'The first day must not be after the last day',
  )
  assert.equal(range(parts('from', '2025-01-01')), 'Ask for 92 days or fewer')
  assert.equal(range({ 'from-day': '31', 'from-month': '2', 'from-year': '2026' }), 'The date must be a real date')
})

test('settings show what is stored, and no more', async () => {
  const page = await moira.get('/settings')
  assert.match(page.text, /Name Anytown/)
  assert.match(
    page.text,
    /Riverside link workers Run by .+? Workers are called link worker New people Takes new people Wait that people are told about a week People at once 50 People in a year 250/,
  )
})
