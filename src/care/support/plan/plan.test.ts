import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { as } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { recordOf, workerAt } from '#test/support/records.ts'
import { accountOf, type Sent } from '#test/support/referrals.ts'
import { readCarePlan } from './care-plan.queries.ts'
import { mayAgree, mayShare } from './agreement.rules.ts'
import type { Words } from './words.rules.ts'
import { writeWords } from './write-words.ts'

let town: TestApp
let priya: Browser
let me: Id
before(async () => {
  town = await openApp()
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
  me = await accountOf(town, 'p.nair@example.org')
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const MARKUP = `<script>alert(1)</script>`

/** An episode in which something was said. */
async function said(words: Words = {}, sent: Sent = {}) {
  const record = await recordOf(town, sent)
  const ids = { concern: newId(), goal: newId(), action: newId(), risk: newId() }
  const typed: Words = {
    'about.mostImportant': 'Singing',
    strengths: 'Sings',
    [`concern.${ids.concern}.text`]: 'The evenings are long',
    [`concern.${ids.concern}.need`]: 'loneliness',
    [`goal.${ids.goal}.text`]: 'Sing again',
    [`goal.${ids.goal}.concern`]: ids.concern,
    [`goal.${ids.goal}.importance`]: '9',
    [`action.${ids.action}.what`]: 'Ring the choir',
    [`action.${ids.action}.goal`]: ids.goal,
    [`action.${ids.action}.who`]: 'Grace',
    noKnownRisks: 'yes',
    ...words,
  }
  const writing = await writeWords(await workerAt(town), record.id, { base: 0, typed })
  assert.equal(writing.kind, 'saved')
  return { ...record, ids, url: `/episodes/${record.id}/plan` }
}
const write = async (id: Id, base: number, typed: Words) => writeWords(await workerAt(town), id, { base, typed })
const on = (name: string, of: string) => ({
  [`${name}-day`]: of.slice(8),
  [`${name}-month`]: of.slice(5, 7),
  [`${name}-year`]: of.slice(0, 4),
})
const agreement = (over: Record<string, string> = {}) => ({
  revision: '1',
  agreedWith: 'person',
  representative: '',
  whyNot: '',
  ...on('agreedOn', '2026-04-01'),
  ...on('reviewOn', '2026-04-29'),
  responsible: me,
  ...over,
})

test('a plan is made of what was said: agreed, versioned, with a task to look at it again, and a trail', async () => {
  const { id, personId, url } = await said()
  const page = await priya.get(`${url}/agreement`)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.match(page.text, /What matters most to me Singing/)
  assert.equal(page.html.querySelector('input[name=reviewOn-day]')?.getAttribute('value'), '29', 'four weeks from now')
  const reply = await priya.post(`${url}/agreement`, agreement())
  assert.deepEqual([reply.status, reply.location], [303, url])
  const [plan] = await rows(
    'select version, revision, agreed_with, agreed_on, review_on, responsible_account_id, recorded_by from support.plan where episode_id = $1',
    id,
  )
  assert.deepEqual(plan, {
    version: 1,
    revision: 1,
    agreed_with: 'person',
    agreed_on: '2026-04-01',
    review_on: '2026-04-29',
    responsible_account_id: me,
    recorded_by: me,
  })
  const [task] = await rows(
    `select account_id, due_at, status from tasks.task where kind = 'review-plan' and about_id = $1`,
    id,
  )
  assert.deepEqual([task.account_id, task.due_at.toISOString(), task.status], [me, '2026-04-29T16:00:00.000Z', 'open'])
  const [entry] = await rows(
    `select actor_id, person_id, subject_version, detail from journal.entry where action = 'plan.agreed' and subject_id = $1`,
    id,
  )
  assert.deepEqual(entry, {
    actor_id: me,
    person_id: personId,
    subject_version: 1,
    detail: { with: 'person', review: '2026-04-29', revision: 1 },
  })
  const shown = await priya.get(url)
  assert.match(
    shown.text,
    /Agreed with Grace Okafor on Wednesday 1 April\. ?Priya Nair looks at it again by Wednesday 29 April/,
  )
  assert.ok(shown.statements <= 8, `${shown.statements} statements`)
})

test('an agreed version stays as it was agreed, whatever is written afterwards', async () => {
  const { id, ids, url } = await said()
  await priya.post(`${url}/agreement`, agreement())
  await write(id, 1, { 'about.mostImportant': 'My grandson', [`goal.${ids.goal}.text`]: '' })
  const [now, then] = [await priya.get(url), await priya.get(`${url}?version=1`)]
  assert.match(now.text, /My grandson/)
  assert.match(now.text, /Something was written after the plan was agreed\. Agree it again/)
  assert.match(now.text, /Other next steps Ring the choir/, 'the steps of a goal that was taken away stay in sight')
  assert.match(then.text, /Plan, version 1 .*Singing.*Sing again/)
  assert.ok(!then.text.includes('My grandson'))
  await priya.post(
    `${url}/agreement`,
    agreement({ revision: '2', agreedWith: 'nobody', whyNot: 'She wants to sleep on it' }),
  )
  assert.match((await priya.get(url)).text, /Not agreed yet: She wants to sleep on it/)
  assert.deepEqual(
    (
      await rows(
        `select status from tasks.task where kind = 'review-plan' and about_id = $1 order by made_at, status`,
        id,
      )
    )
      .map((t) => t.status)
      .toSorted(),
    ['done', 'open'],
  )
  assert.equal((await priya.get(`${url}?version=9`)).status, 404)
})

test('a plan that changed under the page is shown again before it is agreed', async () => {
  const { id, url } = await said()
  await write(id, 1, { 'about.wellness': 'I walk' })
  const reply = await priya.post(`${url}/agreement`, agreement())
  assert.equal(reply.status, 409)
  assert.match(reply.text, /The plan changed while you had this page open.*I walk/)
  assert.deepEqual(await rows('select 1 from support.plan where episode_id = $1', id), [])
})

test('what is wrong with an agreement is said at its field', async () => {
  const { url } = await said()
  const faults: [Record<string, string>, string][] = [
    [{ agreedWith: '' }, 'Select who agreed to it'],
    [{ agreedWith: 'representative' }, 'Enter who speaks for them'],
    [{ agreedWith: 'nobody' }, 'Enter why it is not agreed'],
    [on('agreedOn', '2026-04-02'), 'The day must be today or in the past'],
    [on('reviewOn', '2026-04-01'), 'The day must be after the day on which it was agreed'],
    [on('reviewOn', '2027-05-01'), 'The day must be within a year'],
    [{ responsible: newId() }, 'Select somebody of your team'],
    [{ responsible: '' }, 'Select who looks after the review'],
  ]
  for (const [over, message] of faults) {
    const reply = await priya.post(`${url}/agreement`, agreement(over))
    assert.equal(reply.status, 422, message)
    assert.match(reply.html.querySelector('.nhsuk-error-summary')!.text, new RegExp(message))
  }
})

test('nothing can be agreed or given out that is not there', async () => {
  const plan = await workerAt(town).then((ctx) => ctx.transaction((tx) => readCarePlan(tx, newId())))
  const given = {
    revision: 0,
    agreedWith: 'person' as const,
    representative: null,
    whyNot: null,
    agreedOn: day('2026-04-01'),
    reviewOn: day('2026-05-01'),
    responsibleId: me,
  }
  assert.deepEqual(mayAgree(plan, 'active', given, day('2026-04-01')), { ok: false, reason: 'nothing-in-it' })
  assert.deepEqual(mayAgree(plan, 'closed', given, day('2026-04-01')), { ok: false, reason: 'closed' })
  assert.deepEqual(mayShare(plan), { ok: false, reason: 'never-agreed' })
})

test('giving it out needs agreement and a word about risks, in a way that is safe for them', async () => {
  const { id, url } = await said(
    { noKnownRisks: '' },
    { person: { safeContact: { voicemail: false, post: false, hours: null, neutralSender: false } } },
  )
  assert.deepEqual(
    [(await priya.get(`${url}/sharing`)).location, (await priya.get(url)).text.includes('Nobody has agreed it')],
    [url, true],
  )
  await priya.post(`${url}/agreement`, agreement())
  assert.match((await priya.get(url)).text, /Write down the risks, or say that there are no known risks/)
  await write(id, 1, { noKnownRisks: 'yes' })
  await priya.post(`${url}/agreement`, agreement({ revision: '2' }))

  const page = await priya.get(`${url}/sharing`)
  const ways = page.html.querySelectorAll('input[name=how]').map((input) => input.getAttribute('value'))
  assert.deepEqual(ways, ['paper', 'aloud'], 'no post where post is not safe, no email where there is none')
  assert.equal((await priya.post(`${url}/sharing`, { with: 'person', how: 'post' })).status, 422)
  assert.equal((await priya.post(`${url}/sharing`, { with: 'representative', how: 'paper' })).status, 422)
  assert.equal((await priya.post(`${url}/sharing`, { with: 'person', how: 'paper' })).status, 303)
  assert.deepEqual(
    await rows('select version, shared_with, how, shared_by from support.plan_sharing where episode_id = $1', id),
    [{ version: 2, shared_with: 'person', how: 'paper', shared_by: me }],
  )
  assert.equal(
    (await rows(`select 1 from journal.entry where action = 'plan.shared' and subject_id = $1`, id)).length,
    1,
  )
  assert.match((await priya.get(url)).text, /Grace Okafor has it: on paper, handed over, Wednesday 1 April/)
})

test('on paper: their own words first, nothing empty, nothing withheld, nothing of safeguarding, and text stays text', async () => {
  const risk = newId()
  const { id, ids, url } = await said({
    'about.mostImportant': `Singing ${MARKUP}`,
    [`risk.${risk}.text`]: 'Her son shouts',
    [`risk.${risk}.withheld`]: 'yes',
    noKnownRisks: '',
  })
  await write(id, 1, { [`concern.${ids.concern}.withheld`]: 'yes' })
  await priya.post(`/episodes/${id}/safeguarding/note`, {
    concern: 'Bruises',
    ...on('noticedOn', '2026-04-01'),
    comment: '',
    shown: 'no',
  })
  const page = await priya.get(`${url}/print`)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const headings = page.html.querySelectorAll('main h2').map((h) => h.text)
  assert.deepEqual(headings, [
    'About me',
    'What I can build on',
    'What I hope for, and next steps',
    'What happens next',
  ])
  assert.ok(!/Her son|evenings are long|Bruises|No known risks|Not known/.test(page.text), page.text)
  assert.ok(page.body.includes('&lt;script&gt;alert(1)&lt;/script&gt;') && !page.body.includes(MARKUP))
  assert.match(page.html.querySelector('.trellis-letter')!.text, /Grace Okafor14 Wharf StreetZZ1 1AA/)
  assert.match(page.text, /Not agreed yet: a draft/)
  assert.match(page.text, /Priya Nair is your link worker, at Riverside link workers\. Ring 01632 960220/)
  assert.ok(
    !page.html.querySelector('.trellis-paper--large') &&
      (await priya.get(`${url}/print?large=1`)).html.querySelector('.trellis-paper--large'),
  )
  assert.equal(
    (await rows(`select 1 from journal.entry where action = 'plan.printed' and subject_id = $1`, id)).length,
    2,
  )
  const staff = await priya.get(url)
  assert.match(staff.text, /Her son shouts\. Kept from them/, 'staff see it, and that it is kept')
})

test('no address on paper where post is not safe or the address is kept back', async () => {
  const { url } = await said(
    {},
    {
      person: {
        familyName: 'Unposted',
        safeContact: { voicemail: false, post: false, hours: null, neutralSender: false },
      },
    },
  )
  assert.equal((await priya.get(`${url}/print`)).html.querySelector('.trellis-letter'), null)
  const kept = await said({}, { person: { familyName: 'Kept', restricted: true } })
  assert.ok(!/Wharf Street|07700/.test((await priya.get(`${kept.url}/print`)).body))
})

test('a goal and a step are changed on pages of their own; two who change the same see both', async () => {
  const { id, ids, url } = await said()
  const [goal, step] = [`${url}/goals/${ids.goal}`, `${url}/actions/${ids.action}`]
  const of = (part: string) => `action.${ids.action}.${part}`
  assert.ok((await priya.get(step)).statements <= 8)
  const reply = await priya.post(step, {
    base: '1',
    [of('what')]: 'Ring the choir',
    [of('who')]: 'Grace',
    [of('status')]: 'started',
    [of('confidence')]: '6',
    ...on(of('reviewOn'), '2026-04-20'),
    [`goal.${ids.goal}.text`]: 'smuggled in',
  })
  assert.equal(reply.status, 303)
  assert.match(
    (await priya.get(url)).text,
    /Ring the choir Started.*How sure I am: 6 out of 10\. We look at it again on Monday 20 April/,
  )
  assert.match((await priya.get(url)).text, /Sing again Working on it/)

  const stale = await priya.post(step, { base: '1', [of('what')]: 'Ring the choir', [of('status')]: 'done' })
  assert.equal(stale.status, 409)
  assert.match(stale.text, /How a next step stands What Priya Nair wrote started What you wrote done/)
  await priya.post(goal, { base: '2', [`goal.${ids.goal}.text`]: '' })
  const late = await priya.post(goal, { base: '1', [`goal.${ids.goal}.text`]: 'Sing in a choir' })
  assert.equal(late.status, 409, 'taken away meanwhile')
  assert.match(late.text, /Taken away.*Sing in a choir/)
  assert.equal((await priya.get(goal)).status, 404)
  assert.equal((await priya.post(`${url}/goals/${newId()}`, { base: '1' }, url)).status, 404)
  assert.equal((await rows('select max(number)::int as n from support.revision where episode_id = $1', id))[0].n, 3)
})

test('the person sees their own plan, without what is withheld, not even in an earlier version', async () => {
  const risk = newId()
  const { id, personId, ids } = await said({ [`risk.${risk}.text`]: 'Her son shouts', noKnownRisks: '' })
  const self = as(town.test, { kind: 'person', partnershipId: ANYTOWN, personId })
  const risks = async (at?: number) => (await self.transaction((tx) => readCarePlan(tx, id, at ?? null))).risks.length
  assert.equal(await risks(), 1)
  await write(id, 1, { [`risk.${risk}.withheld`]: 'yes', [`concern.${ids.concern}.withheld`]: 'yes' })
  assert.deepEqual([await risks(), await risks(1)], [0, 0])
  const plan = await self.transaction((tx) => readCarePlan(tx, id))
  assert.deepEqual([plan.aboutMe.mostImportant, plan.concerns.length, plan.goals.length], ['Singing', 0, 1])
  const other = as(town.test, { kind: 'person', partnershipId: ANYTOWN, personId: newId() })
  assert.equal((await other.transaction((tx) => readCarePlan(tx, id))).revision, 0)
})
