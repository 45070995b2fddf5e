import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { contextOf } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { asJob } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { accountOf, sendReferral } from '#test/support/referrals.ts'
import { pauseIntake, resumeIntake } from '#registers/teams/index.ts'
import { acceptReferral } from './accept-referral.ts'

let town: TestApp
let priya: Browser
let [me, tom]: Id[] = []
before(async () => {
  town = await openApp()
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
  ;[me, tom] = [await accountOf(town, 'p.nair@example.org'), await accountOf(town, 't.bradshaw@example.org')]
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const referral = async (id: string) => (await rows('select * from referrals.referral where id = $1', id))[0]
const episode = async (id: string) => (await rows('select * from support.episode where referral_id = $1', id))[0]
const by = (on: string) => ({
  'firstContactBy-day': on.slice(8),
  'firstContactBy-month': on.slice(5, 7),
  'firstContactBy-year': on.slice(0, 4),
})
const accept = (id: string, fields: Record<string, string> = {}) =>
  priya.post(`/referrals/${id}/acceptance`, { version: '1', worker: me!, ...by('2026-04-10'), ...fields })
const worker = (accountId: Id, name = 'Worker') =>
  contextOf(
    town.test.database,
    {
      kind: 'account',
      partnershipId: ANYTOWN,
      accountId,
      organisationId: organisationId('ZZP01'),
      teamId: teamId('riverside'),
      roles: ['link_worker'],
      name,
    },
    newId(),
    town.clock,
  )

test('saying yes opens the episode, names who and by when, tells whoever waits and leaves a trail', async () => {
  const { id } = await sendReferral(town, { reasonText: 'She says she wants to die.' })
  const page = await priya.get(`/referrals/${id}/acceptance`)
  assert.equal(
    page.html.querySelector('input[name=firstContactBy-day]')?.getAttribute('value'),
    '10',
    'five working days from now',
  )
  assert.ok(
    page.html.querySelector(`input[name=worker][value="${me}"]`)?.hasAttribute('checked'),
    'oneself, unless somebody has it',
  )
  assert.ok(page.statements <= 8, `${page.statements} statements`)

  const reply = await accept(id)
  assert.deepEqual([reply.status, reply.location], [303, `/referrals?done=${id}`])
  const row = await referral(id)
  assert.deepEqual([row.status, row.version, row.owner_account_id, row.next_date], ['accepted', 2, me, '2026-04-10'])
  const [fact] = await rows(
    'select accepted_by, accepted_at, first_contact_by from referrals.acceptance where referral_id = $1',
    id,
  )
  assert.deepEqual(
    [fact.accepted_by, fact.accepted_at.toISOString(), fact.first_contact_by],
    [me, '2026-04-01T09:00:00.000Z', '2026-04-10'],
  )
  const opened = await episode(id)
  assert.deepEqual(
    [opened.status, opened.worker_account_id, opened.next_date, opened.person_id, opened.team_id],
    ['waiting', me, '2026-04-10', row.person_id, teamId('riverside')],
  )
  const [allocation] = await rows(
    'select account_id, allocated_by from support.allocation where episode_id = $1',
    opened.id,
  )
  assert.deepEqual(allocation, { account_id: me, allocated_by: me })
  const tasks = await rows(
    'select kind, status, about_id, account_id, role, due_at, escalate_at, escalate_to from tasks.task where about_id = any($1) order by kind',
    [id, opened.id],
  )
  assert.deepEqual(
    tasks.map((task) => [task.kind, task.status]),
    [
      ['answer-referral', 'done'],
      ['first-contact', 'open'],
      ['read-urgent-words', 'done'],
    ],
  )
  assert.deepEqual(
    [
      tasks[1].about_id,
      tasks[1].account_id,
      tasks[1].role,
      tasks[1].due_at.toISOString(),
      tasks[1].escalate_at.toISOString(),
      tasks[1].escalate_to,
    ],
    [opened.id, me, 'link_worker', '2026-04-10T16:00:00.000Z', '2026-04-13T16:00:00.000Z', 'team_manager'],
  )
  const trail = await rows(
    `select action, subject_id, person_id, actor_id from journal.entry where action in ('referral.accepted', 'episode.opened') and person_id = $1 order by id`,
    row.person_id,
  )
  assert.deepEqual(trail, [
    { action: 'referral.accepted', subject_id: id, person_id: row.person_id, actor_id: me },
    { action: 'episode.opened', subject_id: opened.id, person_id: row.person_id, actor_id: me },
  ])
  const [message] = await rows(
    `select address, body from messages.message where about_id = $1 and template = 'referral-accepted-referrer'`,
    id,
  )
  assert.equal(message.address, 'a.patel@example.org')
  assert.match(message.body, /Priya Nair from Riverside link workers will make first contact by Friday 10 April/)

  const inbox = await priya.get(reply.location!)
  assert.match(inbox.text, /Accepted\. Priya Nair rings Grace Okafor by Friday 10 April\./)
  assert.match(
    inbox.html.querySelector('section[aria-labelledby=answered]')!.text.replace(/\s+/g, ' '),
    /Grace Okafor, 76.*Accepted.*Priya Nair, Wednesday 1 April.*Priya Nair: first contact by Friday 10 April/,
  )
  assert.ok(inbox.statements <= 8, `${inbox.statements} statements`)
})

test('who has them may be decided later: the manager then has the first contact to see to', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Later' } })
  const reply = await accept(id, { worker: 'later' })
  const opened = await episode(id)
  assert.equal(opened.worker_account_id, null)
  assert.deepEqual(await rows('select from support.allocation where episode_id = $1', opened.id), [])
  const [task] = await rows(`select account_id, role, escalate_to from tasks.task where about_id = $1`, opened.id)
  assert.deepEqual(task, { account_id: null, role: 'team_manager', escalate_to: 'administrator' })
  assert.match(
    (await priya.get(reply.location!)).text,
    /Accepted\. First contact with Later Okafor is due by Friday 10 April\. The team manager decides who has them\./,
  )
})

test('a manager who sees nobody is not offered, chosen beforehand, or told that somebody else decides', async () => {
  const denise = town.browser()
  await denise.signIn('d.whitlock@example.org')
  const { id } = await sendReferral(town)
  const page = await denise.get(`/referrals/${id}/acceptance`)
  const workers = page.html.querySelectorAll('.nhsuk-radios__item').map((item) => item.text)
  assert.ok(workers.length >= 4 && !workers.some((words) => words.includes('Denise Whitlock')), workers.join())
  assert.equal(page.html.querySelectorAll('input[name=worker][checked]').length, 0)
  assert.match(page.text, /Decide later ?You get this to decide\./)
  assert.match((await priya.get(`/referrals/${id}/acceptance`)).text, /The team manager gets this to decide\./)
})

test('of twenty who press at once one wins, and all others are told who and when', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Wanted' } })
  const workers = await Promise.all(
    ['p.nair', 't.bradshaw', 'h.yusuf', 'd.whitlock'].map((name) => accountOf(town, `${name}@example.org`)),
  )
  const decisions = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      acceptReferral(worker(workers[n % 4]!), town.services, id, {
        firstContactBy: day('2026-04-09'),
        workerId: workers[n % 4]!,
        version: 1,
      }),
    ),
  )
  assert.equal(decisions.filter((decision) => decision.ok).length, 1)
  assert.ok(decisions.every((decision) => decision.ok || decision.reason === 'not-waiting'))
  const [count] = await rows(
    `select (select count(*) from referrals.acceptance where referral_id = $1) as acceptances, (select count(*) from support.episode where referral_id = $1) as episodes,
       (select count(*) from support.allocation a join support.episode e on e.id = a.episode_id where e.referral_id = $1) as allocations,
       (select count(*) from journal.entry where action = 'referral.accepted' and subject_id = $1) as entries,
       (select count(*) from messages.message where about_id = $1 and template = 'referral-accepted-referrer') as messages`,
    id,
  )
  assert.deepEqual(count, { acceptances: 1, episodes: 1, allocations: 1, entries: 1, messages: 1 })
  const late = await accept(id)
  assert.equal(late.status, 409)
  assert.match(
    late.text,
    /(Priya Nair|Tom Bradshaw|Halima Yusuf|Denise Whitlock) accepted it on Wednesday 1 April at 10am\..*Nothing of yours was saved/,
  )
})

test('a page that was open while a colleague was given it is shown again, as it was filled in', async () => {
  const { id } = await sendReferral(town)
  await priya.post(`/referrals/${id}/allocation`, { version: '1', worker: tom! })
  const stale = await accept(id, by('2026-04-08'))
  assert.equal(stale.status, 409)
  assert.match(stale.text, /Priya Nair gave it to Tom Bradshaw on Wednesday 1 April at 10am\./)
  assert.equal(stale.html.querySelector('input[name=firstContactBy-day]')?.getAttribute('value'), '8')
  assert.equal((await referral(id)).status, 'received')
  assert.equal((await accept(id, { version: '2' })).status, 303)
})

test('each refusal says what to mend', async () => {
  const { id } = await sendReferral(town)
  const cases: [Record<string, string>, RegExp][] = [
    [by('2026-03-31'), /The day must be today or later/],
    [by('2062-04-10'), /The day must be within three months/],
    [by('2026-02-30'), /The date must be a real date/],
    [{ worker: '' }, /Select who will have them/],
    [{ worker: 'nobody' }, /Select who will have them/],
    [{ worker: await accountOf(town, 'm.zielinski@example.org') }, /Select somebody of your team/],
  ]
  for (const [fields, message] of cases) {
    const reply = await accept(id, fields)
    assert.equal(reply.status, 422)
    assert.match(reply.html.querySelector('.nhsuk-error-summary')?.text ?? '', message)
    assert.ok(
      reply.html.querySelector(reply.html.querySelector('.nhsuk-error-summary a')!.getAttribute('href')!),
      'the summary leads to the field',
    )
  }
  assert.deepEqual([(await referral(id)).status, await episode(id)], ['received', undefined])
})

test('a paused intake refuses and shows the way on; a full caseload only warns', async () => {
  const { id } = await sendReferral(town)
  const riverside = teamId('riverside')
  await asJob(town.test, ANYTOWN).transaction((tx) =>
    pauseIntake(tx, riverside, { reason: 'Two of us are ill.', meanwhile: null, until: day('2026-05-01') }),
  )
  const reply = await accept(id)
  assert.equal(reply.status, 409)
  assert.match(reply.text, /takes nobody until Friday 1 May.*Two of us are ill.*another way on/)
  assert.equal(await episode(id), undefined)
  await asJob(town.test, ANYTOWN).transaction((tx) => resumeIntake(tx, riverside))

  await rows('update teams.team set open_now_limit = 1 where id = $1', riverside)
  const page = await priya.get(`/referrals/${id}/acceptance`)
  assert.match(page.text, /Priya Nair \(you\) Speaks Hindi and Malayalam too\. Full: \d+ of 1 people/)
  assert.equal((await accept(id)).status, 303)
  await rows('update teams.team set open_now_limit = 60 where id = $1', riverside)
})

test('whom to choose: their language first, with load, days and people of the same practice', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Amina', language: 'so' } })
  const page = await priya.get(`/referrals/${id}/acceptance`)
  const choices = page.html.querySelectorAll('.nhsuk-radios__item').map((item) => item.text.replace(/\s+/g, ' ').trim())
  assert.match(choices[0]!, /^Priya Nair \(you\)/)
  assert.match(choices[1]!, /^Halima Yusuf ?Speaks their language, Somali\. \d+ of 36 people\. Works Monday to Friday$/)
  assert.match(choices[0]!, /\d+ of 60 people\. \d+ from the same GP practice\./)
  const polish = await sendReferral(town, { person: { givenName: 'Jan', language: 'pl' } })
  assert.match((await priya.get(`/referrals/${polish.id}/acceptance`)).text, /Nobody in your team speaks Polish\./)
})

test('whatever fails in the middle, nothing is half there', async () => {
  const { id } = await sendReferral(town)
  const jobs = {
    ...town.services.jobs,
    send: async () => {
      throw new Error('the queue is full')
    },
  }
  await assert.rejects(
    acceptReferral(worker(me!, 'Priya Nair'), { ...town.services, jobs }, id, {
      firstContactBy: day('2026-04-10'),
      workerId: me!,
      version: 1,
    }),
    /queue is full/,
  )
  assert.deepEqual(
    [(await referral(id)).status, (await referral(id)).version, await episode(id)],
    ['received', 1, undefined],
  )
  assert.deepEqual(await rows('select from referrals.acceptance where referral_id = $1', id), [])
  assert.deepEqual(
    (await rows(`select status from tasks.task where about_id = $1 and kind = 'answer-referral'`, id)).map(
      (task) => task.status,
    ),
    ['open'],
  )
})

test('another team of the same organisation can neither accept nor see the episode', async () => {
  const { id } = await sendReferral(town)
  const nextDoor = contextOf(
    town.test.database,
    {
      kind: 'account',
      partnershipId: ANYTOWN,
      accountId: me!,
      organisationId: organisationId('ZZP01'),
      teamId: newId(),
      roles: ['link_worker'],
      name: 'Next Door',
    },
    newId(),
    town.clock,
  )
  await assert.rejects(
    acceptReferral(nextDoor, town.services, id, { firstContactBy: day('2026-04-10'), workerId: null, version: 1 }),
    NotFound,
  )
  await accept(id)
  assert.deepEqual(await nextDoor.transaction((tx) => tx.query('select id from support.episode')), [])
})

test('the database refuses a second yes, an illegal move and a second episode', async () => {
  const { id } = await sendReferral(town)
  await accept(id)
  for (const status of ['received', 'questioned', 'declined', 'withdrawn'])
    await assert.rejects(rows('update referrals.referral set status = $2 where id = $1', id, status), {
      constraint: 'referral_move_allowed',
    })
  await assert.rejects(
    rows(
      `insert into referrals.acceptance select partnership_id, referral_id, accepted_by, accepted_at, first_contact_by from referrals.acceptance where referral_id = $1`,
      id,
    ),
    { constraint: 'acceptance_pkey' },
  )
  const copy = `insert into support.episode (partnership_id, id, person_id, team_id, referral_id, opened_at, next_date) select partnership_id, $2, person_id, team_id, referral_id, opened_at, next_date from support.episode where referral_id = $1`
  await assert.rejects(rows(copy, id, newId()), { constraint: 'episode_of_referral_once' })
  await assert.rejects(rows(`update support.episode set status = 'paused' where referral_id = $1`, id), {
    constraint: 'episode_move_allowed',
  })
})
