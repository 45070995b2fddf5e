import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { contextOf } from '#platform/context.ts'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { accountOf, sendReferral } from '#test/support/referrals.ts'
import { allocateReferral } from './allocate-referral.ts'
import { askReferrer } from './ask-question.ts'
import { declineReferral } from './decline-referral.ts'
import { confirmUrgentRead } from './read-urgent-words.ts'
import { recordAnswer } from './record-answer.ts'
import { viewTeamReferral } from './team-referral.queries.ts'

let town: TestApp
let priya: Browser
before(async () => {
  town = await openApp()
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const referral = async (id: string) => (await rows('select * from referrals.referral where id = $1', id))[0]
const tasks = (id: string) =>
  rows(
    `select kind, status, role, account_id, due_at, escalate_at, escalate_to from tasks.task where about_id = $1 order by kind, made_at`,
    id,
  )
const openTasks = async (id: string) =>
  (await tasks(id)).filter((task) => task.status === 'open').map((task) => task.kind)
const actions = async (id: string) =>
  (await rows('select action from journal.entry where subject_id = $1 order by id', id)).map((entry) => entry.action)
const sentTo = async (id: string, template: string) =>
  (await rows('select * from messages.message where about_id = $1 and template = $2', id, template))[0]

test('the inbox says who presses most, in words, within eight statements', async () => {
  const later = await sendReferral(town, { person: { givenName: 'Later' } })
  const urgent = await sendReferral(town, { person: { givenName: 'Urgent' }, reasonText: 'She says she wants to die.' })
  const late = await sendReferral(town, {
    person: { givenName: 'Late', restricted: true, telephone: '07700900666' },
    reasons: ['debt', 'housing'],
  })
  await rows(
    `update referrals.referral set next_date = '2026-03-31', received_at = '2026-03-30T09:00Z' where id = $1`,
    late.id,
  )
  const page = await priya.get('/referrals')
  assert.equal(page.status, 200)
  assert.match(page.text, /3 people wait for an answer from Riverside link workers. One has urgent words/)
  const list = page.html
    .querySelectorAll('section[aria-labelledby=waiting] tbody tr')
    .map((row) => row.text.replace(/\s+/g, ' '))
  assert.match(list[0]!, /Urgent Okafor, 76.*Urgent words: read now/)
  assert.match(
    list[1]!,
    /Late Okafor, 76.*Late: was due Tuesday 31 March.*Debt, housing.*Dr Asha Patel, GP, Riverside Surgery.*Monday 30 March, 2 days ago.*Nobody yet/,
  )
  assert.match(list[2]!, /Later Okafor, 76.*Answer by Thursday 2 April.*Feeling lonely/)
  assert.ok(!/07700|Wharf Street/.test(page.body), 'no telephone and no address in a list')
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const [entry] = await rows(
    `select person_id, detail from journal.entry where action = 'referral.listed' order by id desc limit 1`,
  )
  assert.deepEqual([entry.person_id, entry.detail], [null, { count: 3 }])
  await rows(
    `update referrals.referral set person_id = (select person_id from referrals.referral where id = $2) where id = $1`,
    later.id,
    late.id,
  )
  assert.match(
    (await priya.get('/referrals')).text,
    /2 people wait for an answer from Riverside link workers, with 3 referrals\. One has/,
  )
  for (const { id } of [later, urgent, late]) await rows(`delete from tasks.task where about_id = $1`, id)
})

test('who asked for herself is told alone: nobody else is spoken of', async () => {
  const self = { kind: 'self' as const, organisationId: null, organisationName: null, agency: null, accountId: null }
  const { id } = await sendReferral(town, { referrer: self })
  const page = await priya.get(`/referrals/${id}/decline`)
  assert.match(page.text, /We tell Grace Okafor in kind words/)
  assert.doesNotMatch(page.text, /whoever asked/)
  assert.equal(page.html.querySelector('[name=note]'), null)
  assert.doesNotMatch((await priya.get(`/referrals/${id}/acceptance`)).text, /whoever asked/)
  const other = await sendReferral(town)
  assert.match((await priya.get(`/referrals/${other.id}/decline`)).text, /A word to whoever asked/)
  for (const one of [id, other.id]) await rows(`delete from tasks.task where about_id = $1`, one)
})

test('an empty inbox says so', async () => {
  const caroline = town.browser()
  await caroline.signIn('c.ashworth@example.org')
  const page = await caroline.get('/referrals')
  assert.match(page.text, /Nobody waits for an answer\. A new referral shows up here/)
  assert.match(page.text, /Your intake is paused until/)
})

test('a referral opens with what keeps the person safe first, and says who looked', async () => {
  const { id } = await sendReferral(town, {
    person: {
      givenName: 'Amina',
      language: 'so',
      interpreter: true,
      accessNeeds: ['large-print', 'home-visit'],
      safeContact: { voicemail: false, post: false, hours: 'mornings', neutralSender: true },
    },
    risks: [{ text: 'The dog bites.' }],
    noKnownRisks: false,
    details: { socialContext: 'Lives alone' },
  })
  const page = await priya.get(`/referrals/${id}`)
  assert.equal(page.status, 200)
  assert.match(
    page.text,
    /Do not show who you are.*Only at these times: mornings.*Do not leave a message.*Do not send post.*07700 900123/,
  )
  assert.match(page.text, /Somali\. Book an interpreter before you speak\./)
  assert.match(page.text, /Large print\. Write in 16 point or larger\..*Meeting at home\./)
  assert.match(
    page.text,
    /Risks The dog bites\..*Agreed to sharing this, by the person\..*Social context Lives alone.*Dr Asha Patel.*Riverside Surgery, GP practice.*01632 960000/,
  )
  assert.match(page.text, /Came from Dr Asha Patel, GP, Riverside Surgery, sent on screen/)
  const buttons = page.html.querySelectorAll('main .nhsuk-button-group a').map((a) => a.text.trim())
  assert.deepEqual(buttons, ['Accept', 'Ask Dr Asha Patel', 'Give to somebody', 'Not for us'])
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const [entry] = await rows(
    `select action, person_id, actor_id from journal.entry where subject_id = $1 and action = 'referral.viewed'`,
    id,
  )
  assert.deepEqual(
    [entry.person_id, entry.actor_id],
    [(await referral(id)).person_id, await accountOf(town, 'p.nair@example.org')],
  )
  assert.match((await priya.get(`/referrals/${(await sendReferral(town)).id}`)).text, /Risks No known risks, they say/)
})

test('a restricted person comes without telephone, e-mail and address', async () => {
  const { id } = await sendReferral(town, {
    person: { givenName: 'Hidden', restricted: true, telephone: '07700900777', email: 'hidden@example.org' },
  })
  const page = await priya.get(`/referrals/${id}`)
  assert.match(page.text, /kept back\. Only the link worker who has them may open these/)
  assert.ok(!/07700 ?900777|hidden@|Wharf/.test(page.body))
})

test('somebody who may be known already is shown and not joined', async () => {
  await sendReferral(town, { person: { givenName: 'Kathleen', familyName: 'Doyle', telephone: null } })
  const { id } = await sendReferral(town, { person: { givenName: 'Kath', familyName: 'Doyle', telephone: null } })
  const page = await priya.get(`/referrals/${id}`)
  assert.match(
    page.text,
    /You may know this person already\..*Kathleen Doyle, born 2 January 1950: a like name and the same birth date/,
  )
})

test('to anybody else it is not there, whatever they try', async () => {
  const { id } = await sendReferral(town)
  const marek = town.browser()
  await marek.signIn('m.zielinski@example.org')
  const missing = await marek.get(`/referrals/${newId()}`)
  for (const path of ['', '/question', '/answer', '/decline', '/acceptance', '/allocation'])
    for (const one of [id, newId(), 'nonsense']) {
      const page = await marek.get(`/referrals/${one}${path}`)
      assert.deepEqual([page.status, page.text], [404, missing.text], `${one}${path}`)
    }
  for (const path of ['urgent-reading', 'question', 'answer', 'decline', 'acceptance', 'allocation']) {
    const fields = {
      version: '1',
      question: 'Who?',
      answer: 'She.',
      reason: 'outside_area',
      betterText: 'Ring us',
      worker: newId(),
      'firstContactBy-day': '9',
      'firstContactBy-month': '4',
      'firstContactBy-year': '2026',
    }
    assert.equal((await marek.post(`/referrals/${id}/${path}`, fields, '/account')).status, 404, path)
  }
  const patel = town.browser()
  await patel.signIn('a.patel@example.org')
  assert.equal((await patel.get('/referrals')).status, 404, 'the inbox is the team’s')
  assert.equal((await town.browser().get('/referrals')).status, 303, 'somebody not signed in is asked to sign in')
  assert.deepEqual([(await referral(id)).version, (await referral(id)).status], [1, 'received'])
})

test('another team of the same organisation sees and changes nothing', async () => {
  const { id } = await sendReferral(town)
  const actor = {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId: newId(),
    organisationId: organisationId('ZZP01'),
    teamId: newId(),
    roles: ['link_worker'],
    name: 'Next Door',
  } as const
  const ctx = contextOf(town.test.database, actor, newId(), town.clock)
  await assert.rejects(
    ctx.transaction((tx) => viewTeamReferral(tx, id)),
    NotFound,
  )
  await assert.rejects(askReferrer(ctx, town.services, id, { question: 'Who?', version: 1 }), NotFound)
  await assert.rejects(recordAnswer(ctx, id, { answer: 'She.', version: 1 }), NotFound)
  await assert.rejects(
    declineReferral(ctx, town.services, id, {
      version: 1,
      reason: 'outside_area',
      note: null,
      betterTeamId: null,
      betterServiceId: null,
      betterText: 'Ring',
    }),
    NotFound,
  )
  await assert.rejects(allocateReferral(ctx, id, { accountId: actor.accountId, version: 1 }), NotFound)
  await assert.rejects(confirmUrgentRead(ctx, id), NotFound)
})

test('urgent words stay on top until somebody says that they read them', async () => {
  const { id } = await sendReferral(town, { reasonText: 'I want to end my life.' })
  assert.match((await priya.get(`/referrals/${id}`)).text, /Urgent words: read this now/)
  const reply = await priya.post(`/referrals/${id}/urgent-reading`, {}, `/referrals/${id}`)
  assert.equal(reply.status, 303)
  assert.deepEqual(await openTasks(id), ['answer-referral'])
  assert.ok((await actions(id)).includes('referral.urgent-words-read'))
  assert.doesNotMatch((await priya.get(`/referrals/${id}`)).text, /Urgent words/)
})

test('a question goes to whoever asked, waits for them, and is chased after two working days', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Asked' } })
  const me = await accountOf(town, 'p.nair@example.org')
  const empty = await priya.post(`/referrals/${id}/question`, { version: '1', question: '  ' })
  assert.deepEqual([empty.status, /Enter your question/.test(empty.text)], [422, true])

  const reply = await priya.post(`/referrals/${id}/question`, { version: '1', question: 'Does she live alone?' })
  assert.deepEqual([reply.status, reply.location], [303, `/referrals?done=${id}`])
  const row = await referral(id)
  assert.deepEqual([row.status, row.version, row.owner_account_id, row.next_date], ['questioned', 2, me, '2026-04-07'])
  const [question] = await rows(
    'select asked_by, question, answered_at from referrals.question where referral_id = $1',
    id,
  )
  assert.deepEqual(question, { asked_by: me, question: 'Does she live alone?', answered_at: null })
  const chase = (await tasks(id)).find((task) => task.kind === 'chase-referrer')
  assert.deepEqual(
    [chase.account_id, chase.due_at.toISOString(), chase.escalate_to],
    [me, '2026-04-07T16:00:00.000Z', 'team_manager'],
  )
  assert.equal(chase.escalate_at.toISOString(), '2026-04-10T16:00:00.000Z')
  assert.deepEqual(await openTasks(id), ['chase-referrer'], 'the answer waits for the referrer')
  assert.ok((await actions(id)).includes('referral.questioned'))
  const message = await sentTo(id, 'referral-question')
  assert.equal(message.address, 'a.patel@example.org')
  assert.doesNotMatch(message.body, /live alone|Okafor/, 'the question stays behind the link')
  const inbox = await priya.get(reply.location!)
  assert.match(inbox.text, /Asked\. If Dr Asha Patel has not answered by Tuesday 7 April, ring them\./)
  assert.match(
    inbox.html.querySelector('section[aria-labelledby=questioned]')!.text.replace(/\s+/g, ' '),
    /Asked Okafor, 76.*Chase by Tuesday 7 April.*Priya Nair/,
  )

  const again = await priya.post(
    `/referrals/${id}/question`,
    { version: '1', question: 'And her children?' },
    '/referrals',
  )
  assert.equal(again.status, 409)
  assert.match(again.text, /Priya Nair asked a question on Wednesday 1 April at 10am\..*And her children\?/)
})

test('an answer by telephone puts it back into the inbox', async () => {
  const { id } = await sendReferral(town)
  await priya.post(`/referrals/${id}/question`, { version: '1', question: 'Does she live alone?' })
  const page = await priya.get(`/referrals/${id}/answer`)
  assert.match(page.text, /You asked: Does she live alone\?/)
  const reply = await priya.post(`/referrals/${id}/answer`, { version: '2', answer: 'Yes, since the autumn.' })
  assert.equal(reply.status, 303)
  const row = await referral(id)
  assert.deepEqual([row.status, row.version, row.next_date], ['received', 3, '2026-04-02'])
  assert.deepEqual(await openTasks(id), ['answer-referral'])
  assert.match(
    (await priya.get(`/referrals/${id}`)).text,
    /Answer: Yes, since the autumn\..*Priya Nair wrote down the answer/,
  )
  assert.equal((await priya.get(`/referrals/${id}/answer`)).status, 409)
})

test('a no is never a dead end: not on the page, not in the database', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Away' } })
  const dead = await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'outside_area',
    note: 'Sorry.',
    betterText: ' ',
  })
  assert.equal(dead.status, 422)
  assert.match(dead.text, /Say where to instead/)
  assert.equal(dead.html.querySelector('textarea[name=note]')?.text.trim(), 'Sorry.', 'nothing typed is lost')
  const own = await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'outside_area',
    betterTeamId: teamId('riverside'),
  })
  assert.match(own.text, /This is your own team/)
  const gone = await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'outside_area',
    betterTeamId: newId(),
  })
  assert.match(gone.text, /That team is not there any more/)
  const nowhere = await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'outside_area',
    betterServiceId: newId(),
  })
  assert.match(nowhere.text, /That service is not there any more/)
  await assert.rejects(
    rows(
      `insert into referrals.decline (partnership_id, referral_id, declined_by, declined_at, reason, better_text) values ($1, $2, $3, now(), 'outside_area', ' ')`,
      ANYTOWN,
      id,
      await accountOf(town, 'p.nair@example.org'),
    ),
    { constraint: 'decline_never_a_dead_end' },
  )
  assert.equal((await referral(id)).status, 'received')
})

test('a service is found by words on the same page, and whoever asked hears why and where to', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Elsewhere', preferredContact: 'text' } })
  const page = await priya.get(`/referrals/${id}/decline`)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.ok(
    page.html
      .querySelectorAll('select[name=betterTeamId] option')
      .every((option) => !option.text.includes('Riverside link workers')),
  )
  const looked = await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'not_our_group',
    note: 'Too young.',
    words: 'choir',
    step: 'look',
  })
  assert.equal(looked.status, 200)
  assert.equal((await referral(id)).status, 'received', 'looking changes nothing')
  assert.ok(looked.html.querySelector('input[name=reason][value=not_our_group]')?.hasAttribute('checked'))
  const service = looked.html.querySelector('input[name=betterServiceId]')!.getAttribute('value')!
  assert.match(looked.text, /River(side)? Singers/)

  const reply = await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'not_our_group',
    note: 'Too young.',
    betterTeamId: teamId('hillside'),
    betterServiceId: service,
    betterText: 'Or ring the school.',
  })
  assert.deepEqual([reply.status, reply.location], [303, `/referrals?done=${id}`])
  const [fact] = await rows(
    'select reason, note, better_team_id, better_service_id, better_text from referrals.decline where referral_id = $1',
    id,
  )
  assert.deepEqual(fact, {
    reason: 'not_our_group',
    note: 'Too young.',
    better_team_id: teamId('hillside'),
    better_service_id: service,
    better_text: 'Or ring the school.',
  })
  assert.deepEqual([(await referral(id)).status, await openTasks(id)], ['declined', []])
  const [entry] = await rows(
    `select detail from journal.entry where subject_id = $1 and action = 'referral.declined'`,
    id,
  )
  assert.equal(entry.detail.reason, 'not_our_group')
  assert.ok(!JSON.stringify(entry.detail).includes('young'), 'codes only')
  const toReferrer = await sentTo(id, 'referral-declined-referrer')
  assert.match(
    toReferrer.body,
    /Too young.*Ask Hillside community connectors on 01632 960230.*\/services\/.*Or ring the school\./s,
  )
  const toPerson = await sentTo(id, 'referral-declined-person')
  assert.match(toPerson.body, /Ask Hillside community connectors on 01632 960230/)
  assert.doesNotMatch(toPerson.body, /Too young/)
  const inbox = await priya.get(reply.location!)
  assert.match(inbox.text, /Not accepted\. We tell whoever asked and Elsewhere Okafor, and show them the way on\./)
  assert.match(
    (await priya.get(`/referrals/${id}`)).text,
    /They need help of a kind that we do not give\. The way on: Hillside community connectors/,
  )
})

test('giving it to a colleague gives them its tasks; a page that was old says what changed and keeps what was typed', async () => {
  const { id } = await sendReferral(town, { person: { givenName: 'Given' } })
  const tom = await accountOf(town, 't.bradshaw@example.org')
  const reply = await priya.post(`/referrals/${id}/allocation`, { version: '1', worker: tom })
  assert.equal(reply.status, 303)
  assert.match(
    (await priya.get(reply.location!)).text,
    /Tom Bradshaw has Given Okafor now\. Answer by Thursday 2 April\./,
  )
  assert.deepEqual([(await referral(id)).owner_account_id, (await referral(id)).version], [tom, 2])
  assert.deepEqual(
    (await tasks(id)).map((task) => [task.kind, task.account_id]),
    [['answer-referral', tom]],
  )
  assert.ok((await actions(id)).includes('referral.allocated'))

  const stale = await priya.post(`/referrals/${id}/question`, { version: '1', question: 'Does she live alone?' })
  assert.equal(stale.status, 409)
  assert.match(stale.text, /Priya Nair gave it to Tom Bradshaw on Wednesday 1 April at 10am\./)
  assert.equal(stale.html.querySelector('textarea[name=question]')?.text.trim(), 'Does she live alone?')
  assert.equal(stale.html.querySelector('input[name=version]')?.getAttribute('value'), '2', 'a second press is meant')
  const outsider = await priya.post(`/referrals/${id}/allocation`, {
    version: '2',
    worker: await accountOf(town, 'm.zielinski@example.org'),
  })
  assert.deepEqual([outsider.status, /Select somebody of your team/.test(outsider.text)], [422, true])
})

test('of a question and a no at the same moment one counts, and the other is told who and when', async () => {
  const { id } = await sendReferral(town)
  const denise = town.browser()
  await denise.signIn('d.whitlock@example.org')
  const replies = await Promise.all([
    priya.post(`/referrals/${id}/question`, { version: '1', question: 'Is she safe?' }),
    denise.post(`/referrals/${id}/decline`, {
      version: '1',
      reason: 'person_said_no',
      betterText: 'Ring us when it suits.',
    }),
  ])
  assert.deepEqual(replies.map((reply) => reply.status).toSorted(), [303, 409])
  const beaten = replies.find((reply) => reply.status === 409)!
  assert.match(
    beaten.text,
    /(Priya Nair asked a question|Denise Whitlock said that it is not for this team) on Wednesday 1 April at 10am\./,
  )
  assert.match(beaten.body, /Is she safe\?|Ring us when it suits/, 'what was typed is still there')
})

test('what was taken back is among the answered, with who took it back; an old answer is not', async () => {
  const back = await sendReferral(town, { person: { givenName: 'Back' } })
  const old = await sendReferral(town, { person: { givenName: 'Longago' } })
  for (const [{ id }, when] of [
    [back, '2026-03-31T10:00Z'],
    [old, '2026-03-17T10:00Z'],
  ] as const) {
    await rows(
      `update referrals.referral set status = 'withdrawn', received_at = '2025-08-01T10:00Z' where id = $1`,
      id,
    )
    await rows(
      `insert into referrals.withdrawal (partnership_id, referral_id, by_kind, withdrawn_at) values ($1, $2, 'person', $3)`,
      ANYTOWN,
      id,
      when,
    )
  }
  const page = await priya.get('/referrals')
  const answered = page.html.querySelector('section[aria-labelledby=answered]')!.text.replace(/\s+/g, ' ')
  assert.match(answered, /Back Okafor, 76.*Taken back.*The person, Tuesday 31 March.*Nothing for you/)
  assert.doesNotMatch(page.text, /Longago/)
  assert.match((await priya.get(`/referrals/${back.id}`)).text, /Taken back The person does not want this now\./)
  assert.equal((await priya.get(`/referrals/${back.id}/decline`)).status, 409)
})

test('the database refuses moves that no page offers', async () => {
  const { id } = await sendReferral(town)
  await priya.post(`/referrals/${id}/decline`, {
    version: '1',
    reason: 'outside_area',
    betterText: 'Ring 01632 960230.',
  })
  for (const status of ['received', 'questioned', 'accepted', 'withdrawn'])
    await assert.rejects(rows('update referrals.referral set status = $2 where id = $1', id, status), {
      constraint: 'referral_move_allowed',
    })
})
