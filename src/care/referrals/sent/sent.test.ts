import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { contextOf, type Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { idFrom, newId, type Id } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { accountOf } from '#test/support/referrals.ts'
import { askReferrer } from '../inbox/ask-question.ts'
import { declineReferral } from '../inbox/decline-referral.ts'
import { lockReferral } from '../inbox/move-referral.queries.ts'
import { recordAcceptance } from '../inbox/record-acceptance.ts'

let town: TestApp
let patel: Browser
before(async () => {
  town = await openApp()
  patel = await as('a.patel@example.org')
})
after(() => town.close())

const as = async (email: string): Promise<Browser> => {
  const browser = town.browser()
  await browser.signIn(email)
  return browser
}

const value = (page: Page, name: string) => page.html.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? ''

/** Dr Patel refers somebody from the screen; answers the referral's id. */
async function refer(familyName: string): Promise<Id> {
  const page = await patel.get('/refer')
  const sent = await patel.post('/refer', {
    draft: value(page, 'draft'),
    account: value(page, 'account'),
    practice: 'ZZ0001',
    given_name: 'Grace',
    family_name: familyName,
    'birth_date-day': '2',
    'birth_date-month': '1',
    'birth_date-year': '1950',
    reasons: ['loneliness', 'money'],
    risks: 'A large dog\nSteep stairs',
    consent: 'given',
    consent_by: 'person',
    tell_practice: 'yes',
    role: 'GP',
    my_email: 'a.patel@example.org',
  })
  assert.equal(sent.status, 303)
  return sent.location!.split('/')[3]!
}

/** Priya Nair of the Riverside team, as the inbox's use cases see her. */
async function priya(): Promise<{ ctx: Context; accountId: Id }> {
  const accountId = await accountOf(town, 'p.nair@example.org')
  const organisationId = idFrom('anytown', 'organisation', 'ZZP01')
  const actor = {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId,
    organisationId,
    teamId: idFrom('anytown', 'team', 'riverside'),
    roles: ['link_worker'],
    name: 'Priya Nair',
  } as const
  return { ctx: contextOf(town.test.database, actor, newId(), town.clock), accountId }
}

const ask = async (id: Id, question: string) => {
  const { ctx } = await priya()
  assert.equal((await askReferrer(ctx, town.services, id, { question, version: 1 })).ok, true)
}

const row = async (id: Id) =>
  (
    await town.test.owner.query<{ status: string; version: number; next_date: string }>(
      'select status, version, next_date from referrals.referral where id = $1',
      [id],
    )
  ).rows[0]!
const tasks = async (id: Id) =>
  (
    await town.test.owner.query<{ task: string }>(
      `select kind || ' ' || status as task from tasks.task where about_id = $1 and kind in ('answer-referral', 'chase-referrer') order by 1`,
      [id],
    )
  ).rows.map((r) => r.task)
const trail = async (id: Id) =>
  (
    await town.test.owner.query<{ action: string }>(
      `select action from journal.entry where subject_id = $1 and action <> 'referral.viewed' order by id`,
      [id],
    )
  ).rows.map((r) => r.action)
const toldTeam = async (id: Id) =>
  (
    await town.test.owner.query<{ template: string }>(
      `select template from messages.message where about_id = $1 and recipient_kind = 'team'`,
      [id],
    )
  ).rows.map((r) => r.template)

test('my referrals say in words how each stands, who has it and the next date', async () => {
  const id = await refer('Listed')
  const page = await patel.get('/referrals/sent')
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const line = page.html
    .querySelectorAll('tbody tr')
    .find((r) => r.text.includes('Grace Listed'))!
    .text.replace(/\s+/g, ' ')
  assert.match(line, /Waiting for an answer.*Today, by Dr Asha Patel.*Riverside link workers.*Thursday 2 April/)
  const one = await patel.get(`/referrals/sent/${id}`)
  assert.ok(one.statements <= 8, `${one.statements} statements`)
  assert.match(one.text, /Riverside Surgery/)
  assert.match(one.text, /A large dog Steep stairs|A large dogSteep stairs/)
  assert.match(one.text, /Feeling lonely, Money/)
})

test('a question is answered on the page: words, status, tasks, message and journal together', async () => {
  const id = await refer('Asked')
  await ask(id, 'Can she climb stairs?')
  const page = await patel.get(`/referrals/sent/${id}`)
  assert.match(page.text, /Priya Nair asked you on Wednesday 1 April/)
  assert.match(page.text, /Can she climb stairs\?/)
  assert.match((await patel.get('/referrals/sent')).text, /Needs your answer/)

  const empty = await patel.post(
    `/referrals/sent/${id}/answer`,
    { version: value(page, 'version'), answer: ' ' },
    `/referrals/sent/${id}`,
  )
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Enter your answer/)

  const done = await patel.post(
    `/referrals/sent/${id}/answer`,
    { version: value(page, 'version'), answer: 'With a rail, yes.' },
    `/referrals/sent/${id}`,
  )
  assert.equal(done.location, `/referrals/sent/${id}?done=answered`)
  assert.match((await patel.get(done.location)).text, /Riverside link workers has your answer/)
  assert.deepEqual(await row(id), { status: 'received', version: 3, next_date: '2026-04-02' })
  assert.deepEqual(await tasks(id), ['answer-referral done', 'answer-referral open', 'chase-referrer done'])
  assert.deepEqual(await trail(id), ['referral.received', 'referral.questioned', 'referral.answered'])
  assert.deepEqual(await toldTeam(id), ['referral-answered'])
  const entries = await town.test.owner.query('select detail from journal.entry where subject_id = $1', [id])
  assert.doesNotMatch(JSON.stringify(entries.rows), /stairs|rail|Grace/)
})

test('two colleagues answer the same question: the second sees both texts and nothing is lost', async () => {
  const id = await refer('Both')
  await ask(id, 'Who lives with her?')
  const answer = (text: string) =>
    patel.post(`/referrals/sent/${id}/answer`, { version: '2', answer: text }, `/referrals/sent/${id}`)
  const both = await Promise.all([answer('Nobody.'), answer('Her son, at weekends.')])
  assert.deepEqual(
    both.map((b) => b.status).toSorted((a, b) => a - b),
    [303, 409],
  )
  const late = both.find((b) => b.status === 409)!
  assert.match(late.text, /Nobody\./)
  assert.match(late.text, /Her son, at weekends\./)
  const again = await patel.post(
    `/referrals/sent/${id}/answer`,
    { version: '3', answer: 'Once more' },
    `/referrals/sent/${id}/withdrawal`,
  )
  assert.equal(again.status, 409, 'nothing is asked any more')
  assert.equal((await row(id)).version, 3)
})

test('accepted: the worker and the day of the first contact', async () => {
  const id = await refer('Accepted')
  const { ctx, accountId } = await priya()
  await ctx.transaction(async (tx) => {
    const acceptance = {
      referralId: id,
      acceptedBy: accountId,
      acceptedAt: tx.now(),
      firstContactBy: day('2026-04-10'),
    }
    await recordAcceptance(tx, town.services, await lockReferral(tx, id), acceptance, {
      id: accountId,
      name: 'Priya Nair',
    })
  })
  const page = await patel.get(`/referrals/sent/${id}`)
  assert.match(page.text, /Priya Nair will be in touch with them by Friday 10 April/)
  assert.doesNotMatch(page.text, /Take it back/)
  assert.equal((await patel.get(`/referrals/sent/${id}/withdrawal`)).location, `/referrals/sent/${id}`)
  assert.equal((await patel.get(`/referrals/sent/${id}/receipt`)).location, `/referrals/sent/${id}`)
})

test('declined: why, and a better place that is one press away', async () => {
  const id = await refer('Declined')
  const { ctx } = await priya()
  const better = idFrom('anytown', 'team', 'hillside')
  const answer = {
    reason: 'outside_area',
    note: 'She moved to Beacon Square.',
    betterTeamId: better,
    betterServiceId: null,
    betterText: null,
    version: 1,
  } as const
  assert.equal((await declineReferral(ctx, town.services, id, answer)).ok, true)
  const page = await patel.get(`/referrals/sent/${id}`)
  assert.match(page.text, /They live or are registered outside our area\. She moved to Beacon Square\./)
  assert.ok(page.html.querySelector(`a[href="/refer?team=${better}"]`))
})

test('taken back while it is open: fact, status, tasks, message and journal together, and once', async () => {
  const id = await refer('Back')
  const page = await patel.get(`/referrals/sent/${id}/withdrawal`)
  const take = (version: string) =>
    // The token comes from a page that the first of the two does not change.
    patel.post(`/referrals/sent/${id}/withdrawal`, { version, note: 'She changed her mind' }, '/refer')
  const [first, second] = await Promise.all([take(value(page, 'version')), take(value(page, 'version'))])
  assert.deepEqual(
    [first.status, second.status].toSorted((a, b) => a - b),
    [303, 409],
  )
  const stands = await row(id)
  assert.deepEqual([stands.status, stands.version], ['withdrawn', 2])
  assert.deepEqual(await tasks(id), ['answer-referral cancelled'])
  assert.deepEqual(await trail(id), ['referral.received', 'referral.withdrawn'])
  assert.deepEqual(await toldTeam(id), ['referral-withdrawn'])
  assert.match(
    (await patel.get(`/referrals/sent/${id}?done=withdrawn`)).text,
    /It is taken back.*Your organisation took it back/,
  )
})

test('another organisation’s referral answers like one that is not there, on every address', async () => {
  const id = await refer('Secret')
  const doyle = await as('l.doyle@example.org')
  const team = await as('p.nair@example.org')
  const missing = newId()
  for (const browser of [doyle, team])
    for (const rest of ['', '/receipt', '/withdrawal']) {
      const page = await browser.get(`/referrals/sent/${id}${rest}`)
      assert.equal(page.status, 404)
      assert.equal(page.text, (await browser.get(`/referrals/sent/${missing}${rest}`)).text)
    }
  for (const way of ['answer', 'withdrawal']) {
    const page = await doyle.post(`/referrals/sent/${id}/${way}`, { version: '1', answer: 'x', note: 'x' }, '/refer')
    assert.equal(page.status, 404)
  }
  assert.doesNotMatch((await doyle.get('/referrals/sent')).text, /Secret/)
  assert.equal((await row(id)).status, 'received')
})

test('nothing sent yet says so, with a way on; pages past the end do not break', async () => {
  const aziz = await as('s.aziz@example.org')
  const page = await aziz.get('/referrals/sent')
  assert.match(page.text, /Nothing has been sent yet/)
  assert.ok(page.html.querySelector('a[href="/refer"]'))
  for (const odd of ['0', '-1', 'x', '99999999999'])
    assert.equal((await patel.get(`/referrals/sent?page=${odd}`)).status, 200)
})
