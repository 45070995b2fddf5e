import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId } from '#platform/ids.ts'
import { readNhsNumber, type NhsNumber } from '#registers/people/index.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { openEpisode, riverside, type OpenEpisode } from '#test/support/episodes.ts'
import { accountOf, type Sent } from '#test/support/referrals.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'
import { recordContact } from '../contacts/record-contact.ts'
import { closeEpisode } from './close-episode.ts'
import { openAgain } from './open-again.ts'

let town: TestApp
let priya: Browser
before(async () => {
  town = await openApp()
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const episodeOf = async (id: string) => (await rows('select * from support.episode where id = $1', id))[0]
const openTasks = async (id: string) =>
  (await rows(`select kind, detail from tasks.task where about_id = $1 and status = 'open' order by kind`, id)).map(
    (t) => t.kind as string,
  )
const messages = (id: string) =>
  rows(
    `select template, channel, address, body, link, status from messages.message where about_id = $1 order by template`,
    id,
  )
const until = async (personId: string) =>
  (
    await rows(
      `select until from people.involvement where person_id = $1 and reason = 'team' and team_id = $2`,
      personId,
      teamId('riverside'),
    )
  )[0].until as Date | null

/** An episode in which they have talked. */
async function active(sent: Sent = {}): Promise<OpenEpisode> {
  const episode = await openEpisode(town, sent)
  const worker = await riverside(town)
  await recordContact(worker, town.services, episode.id, {
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
  return episode
}
const person = (givenName: string) => ({ person: { givenName, familyName: 'Ender' } })

async function close(id: string, over: Record<string, string> = {}, browser = priya) {
  const version = String((await episodeOf(id)).version)
  return browser.post(`/episodes/${id}/closure`, {
    version,
    actions: 'none',
    requestedActions: '',
    reason: 'finished',
    'diedOn-day': '',
    'diedOn-month': '',
    'diedOn-year': '',
    outcome: 'Sings on Thursdays again.',
    summary: 'Six talks, one visit to the choir together.',
    tellPractice: 'no',
    ...over,
  })
}

test('closing well: closure, tasks, sight, trail and news in one go; requested actions first', async () => {
  const { id, personId } = await active()
  const page = await priya.get(`/episodes/${id}/closure`)
  assert.ok(page.statements <= 8, String(page.statements))
  assert.match(page.text, /Dr Asha Patel gets what you write here/)
  assert.equal(
    page.html.querySelector('input[name=tellPractice][checked]')?.getAttribute('value'),
    'yes',
    'asked once: she agreed when she was referred',
  )
  assert.match(page.text, /They agreed on Wednesday 1 April\./)

  const reply = await close(id, { actions: 'some', requestedActions: '- Review her sleep\n- Look at her knee' })
  assert.deepEqual([reply.status, reply.location], [303, `/today?done=${id}`])
  const episode = await episodeOf(id)
  assert.deepEqual(
    [episode.status, episode.next_date, episode.closed_at.toISOString()],
    ['closed', null, '2026-04-01T09:00:00.000Z'],
  )
  const [closure] = await rows('select * from support.closure where episode_id = $1', id)
  assert.deepEqual(
    [closure.reason, closure.requested_actions, closure.no_actions_required],
    ['finished', ['Review her sleep', 'Look at her knee'], false],
  )
  assert.deepEqual(await openTasks(id), [])
  assert.equal((await until(personId))?.toISOString(), '2034-04-01T09:00:00.000Z')
  const [entry] = await rows(
    `select detail, subject_version from journal.entry where action = 'episode.closed' and subject_id = $1`,
    id,
  )
  assert.deepEqual(entry.detail, { reason: 'finished', actions: 2, tellPractice: false })
  const sent = (await messages(id)).filter((m) => m.template.startsWith('episode-closed'))
  assert.deepEqual(
    sent.map((m) => [m.template, m.channel, m.address]),
    [
      ['episode-closed-person', 'text', '07700900123'],
      ['episode-closed-referrer', 'email', 'a.patel@example.org'],
    ],
  )
  assert.match(sent[1]!.body, /We ask you to do 2 things\. They stand first\./)
  assert.match((await priya.get(`/today?done=${id}`)).body, /The work with Grace Okafor has ended\. They can come back/)

  const closed = await priya.get(`/episodes/${id}/closure`)
  assert.match(
    closed.text,
    /Priya Nair closed it on Wednesday 1 April at 10am.*Requested actions Review her sleep Look at her knee Why it ended Finished well/,
  )
  assert.match(closed.text, /Start again with Grace Okafor/)
  const letter = await priya.get(`/episodes/${id}/closure/letter.pdf?to=referrer`)
  assert.deepEqual(
    [letter.status, letter.headers['content-type'], letter.body.slice(0, 5)],
    [200, 'application/pdf', '%PDF-'],
  )
  assert.equal(
    (await priya.get(`/episodes/${id}/closure/letter.pdf`)).status,
    404,
    'no letter to the practice was decided on',
  )
})

test('whoever asked reads the end behind a link, and nothing else; the way to it is written down', async () => {
  const { id, personId } = await active(person('Linda'))
  await close(id)
  const [{ link }] = (await messages(id)).filter((m) => m.template === 'episode-closed-referrer')
  const anybody = town.browser()
  const page = await anybody.get(new URL(link).pathname)
  assert.match(
    page.text,
    /Our work with L\. E\. has ended.*Requested actions No actions required\..*Sings on Thursdays/,
  )
  assert.ok(!/Linda|Ender|07700/.test(page.body), 'initials only')
  assert.equal(
    (
      await rows(
        `select from journal.entry where action = 'closing-letter.viewed' and person_id = $1 and actor_kind = 'link'`,
        personId,
      )
    ).length,
    1,
  )
  assert.equal((await anybody.get(`/ending/${'a'.repeat(43)}`)).status, 404)
  const [letter] = await rows('select id from support.closing_letter where episode_id = $1', id)
  assert.equal((await anybody.get(`/endings/${letter.id}`)).status, 303, 'an id is no key')

  const asha = town.browser()
  await asha.signIn('a.patel@example.org')
  assert.equal((await asha.get(`/endings/${letter.id}`)).status, 200, 'her organisation sent the referral')
  const marek = town.browser()
  await marek.signIn('m.zielinski@example.org')
  assert.equal((await marek.get(`/endings/${letter.id}`)).status, 404)
  assert.equal((await asha.get(`/episodes/${id}/closure`)).status, 404)
})

test('a signed-in referrer’s link leads to their own page', async () => {
  const accountId = await accountOf(town, 'a.patel@example.org')
  const { id } = await active({ ...person('Mara'), referrer: { accountId } })
  await close(id)
  const [{ link }] = (await messages(id)).filter((m) => m.template === 'episode-closed-referrer')
  assert.match(link, /^http:\/\/localhost\/endings\/[0-9a-f-]{36}$/)
})

test('the GP practice: told if the person agreed and it did not ask itself; the agreement is kept', async () => {
  const number = readNhsNumber('9990000018')
  assert.ok(number.ok)
  const other = {
    referrer: { organisationId: null, agency: 'housing' as const, organisationName: 'Homes' },
    tellPractice: false,
  }
  const { id, personId } = await active({
    person: { givenName: 'Nell', familyName: 'Ender', nhsNumber: number.value },
    ...other,
  })
  assert.equal(
    (await priya.get(`/episodes/${id}/closure`)).html.querySelector('input[name=tellPractice][checked]'),
    null,
  )
  await close(id, { tellPractice: 'yes' })
  assert.deepEqual(await openTasks(id), ['tell-practice'])
  assert.equal(
    (
      await rows(
        `select from people.consent where person_id = $1 and subject = 'telling-practice' and answer = 'given'`,
        personId,
      )
    ).length,
    1,
  )
  assert.deepEqual(
    (
      await rows(
        'select addressee, recipient_name from support.closing_letter where episode_id = $1 order by addressee',
        id,
      )
    ).map((l) => [l.addressee, l.recipient_name]),
    [
      ['practice', 'Riverside Surgery'],
      ['referrer', 'Dr Asha Patel'],
    ],
  )
  assert.match((await priya.get('/today')).text, /Send the GP practice of Nell Ender the closing letter/)
  assert.equal((await priya.get(`/episodes/${id}/closure/letter.pdf`)).status, 200)

  const own = await active(person('Opal'))
  await close(own.id, { tellPractice: 'yes' })
  assert.deepEqual(await openTasks(own.id), [], 'its own doctor asked, and reads it there')
})

test('somebody died: every message stops, nothing is sent, people tell people', async () => {
  const { id, personId, referralId } = await active(person('Quinn'))
  const before = await rows(`select from messages.message where person_id = $1 and status = 'queued'`, personId)
  assert.ok(before.length > 0)
  const reply = await close(id, { reason: 'died', 'diedOn-day': '30', 'diedOn-month': '3', 'diedOn-year': '2026' })
  assert.equal(reply.status, 303)
  assert.equal(
    (await rows(`select from messages.message where person_id = $1 and status = 'queued'`, personId)).length,
    0,
  )
  assert.equal((await messages(id)).filter((m) => m.template.startsWith('episode-closed')).length, 0)
  assert.equal(
    (await rows('select deceased_on from people.person where id = $1', personId))[0].deceased_on,
    '2026-03-30',
  )
  assert.deepEqual([await openTasks(id), await openTasks(referralId)], [['tell-referrer'], []])
  assert.match((await priya.get('/today')).text, /Tell Dr Asha Patel that Quinn Ender has died/)
  assert.equal((await priya.get(`/episodes/${id}/return`)).status, 409)
  assert.ok(!(await priya.get(`/episodes/${id}/closure`)).text.includes('Start again'))
})

test('a person who cannot be written to on a screen gets a letter; nobody is left out', async () => {
  const byPost = await active({ person: { givenName: 'Rose', familyName: 'Ender', telephone: '01632960557' } })
  await close(byPost.id)
  assert.deepEqual(
    (await messages(byPost.id)).filter((m) => m.template === 'episode-closed-person').map((m) => m.channel),
    ['letter'],
  )
  const noWay = await active({
    person: { givenName: 'Sara', familyName: 'Ender', telephone: null, addressLines: [], postcode: null },
  })
  await close(noWay.id)
  assert.deepEqual(await openTasks(noWay.id), ['tell-person'])
})

test('each refusal says what to mend, and keeps what was typed', async () => {
  const { id } = await openEpisode(town, person('Tina'))
  const cases: [Record<string, string>, RegExp][] = [
    [{ actions: '' }, /Say whether anybody is asked to do something/],
    [{ actions: 'some' }, /Enter what you ask for, or select/],
    [{ reason: 'finished' }, /You have not talked with them yet/],
    [{ reason: '' }, /Select why the work ends/],
    [{ outcome: '' }, /Enter what changed for them/],
    [
      { reason: 'died', 'diedOn-day': '2', 'diedOn-month': '4', 'diedOn-year': '2026' },
      /The day must be today or earlier/,
    ],
  ]
  for (const [over, message] of cases) {
    const reply = await close(id, { reason: 'moved', ...over })
    assert.equal(reply.status, 422, JSON.stringify(over))
    assert.match(reply.html.querySelector('.nhsuk-error-summary')!.text, message)
    assert.ok(reply.html.querySelector(reply.html.querySelector('.nhsuk-error-summary a')!.getAttribute('href')!))
    assert.match(reply.html.querySelector('textarea[name=summary]')!.text, /Six talks/)
  }
  assert.equal((await episodeOf(id)).status, 'waiting')
  assert.equal((await close(id, { reason: 'moved', version: '9' })).status, 409)
})

test('pressing twice closes once and says so once', async () => {
  const { id } = await active(person('Tia'))
  assert.deepEqual([(await close(id)).status, (await close(id)).status], [303, 303])
  assert.equal((await messages(id)).filter((m) => m.template === 'episode-closed-referrer').length, 1)
})

test('a death long before the work began is a slip of the pen, told at its field', async () => {
  const { id } = await active(person('Una'))
  const reply = await close(id, { reason: 'died', 'diedOn-day': '1', 'diedOn-month': '1', 'diedOn-year': '1900' })
  assert.equal(reply.status, 422)
  assert.match(reply.html.querySelector('.nhsuk-error-summary')!.text, /not be more than 4 weeks before the work began/)
  assert.match(reply.html.querySelector('textarea[name=summary]')!.text, /Six talks/)
})

test('of two who close at once one wins, the other hears of it, and nobody is told twice', async () => {
  const { id } = await active(person('Uma'))
  const tom = town.browser()
  await tom.signIn('t.bradshaw@example.org')
  const both = await Promise.all([close(id), close(id, {}, tom)])
  assert.deepEqual(both.map((r) => r.status).toSorted(), [303, 409])
  assert.match(
    both.find((r) => r.status === 409)!.text,
    /It was closed while you had the page open.*what you typed, to copy.*Six talks/,
  )
  assert.equal((await messages(id)).filter((m) => m.template === 'episode-closed-referrer').length, 1)
  const contact = await priya.get(`/episodes/${id}/contact`)
  assert.equal(contact.status, 409)
  await assert.rejects(
    rows(`update support.episode set status = 'active', closed_at = null, next_date = '2026-05-01' where id = $1`, id),
    { constraint: 'episode_move_allowed' },
  )
})

test('a rest ends with the work', async () => {
  const { id } = await active(person('Vera'))
  await priya.post(`/episodes/${id}/pause`, {
    version: String((await episodeOf(id)).version),
    reason: 'away',
    'until-day': '1',
    'until-month': '5',
    'until-year': '2026',
    note: '',
  })
  assert.equal((await close(id)).status, 303)
  assert.equal((await rows('select from support.pause where episode_id = $1 and resumed_at is null', id)).length, 0)
})

test('coming back: a new episode that points to the last, without a referral, once', async () => {
  const { id, personId } = await active(person('Willa'))
  assert.equal((await priya.get(`/episodes/${id}/return`)).status, 409, 'the work has not ended')
  await close(id)
  const page = await priya.get(`/episodes/${id}/return`)
  assert.match(page.text, /Start again with Willa Ender.*Had them before/)
  const form = {
    worker: await accountOf(town, 'p.nair@example.org'),
    'firstContactBy-day': '9',
    'firstContactBy-month': '4',
    'firstContactBy-year': '2026',
  }
  assert.equal(
    (await priya.post(`/episodes/${id}/return`, { ...form, 'firstContactBy-day': '31', 'firstContactBy-month': '3' }))
      .status,
    422,
  )
  const replies = await Promise.all([
    priya.post(`/episodes/${id}/return`, form),
    priya.post(`/episodes/${id}/return`, form),
  ])
  assert.deepEqual(replies.map((r) => r.status).toSorted(), [303, 409])
  const [next] = await rows('select * from support.episode where previous_episode_id = $1', id)
  assert.deepEqual(
    [next.status, next.referral_id, next.person_id, next.next_date],
    ['waiting', null, personId, '2026-04-09'],
  )
  assert.deepEqual(await openTasks(next.id), ['first-contact'])
  assert.equal(await until(personId), null, 'the team sees them without an end again')
  assert.deepEqual(
    (await messages(next.id)).map((m) => m.template),
    ['referral-accepted-person'],
  )
  assert.equal(
    (await rows(`select from journal.entry where action = 'episode.opened-again' and subject_id = $1`, next.id)).length,
    1,
  )
  assert.match(
    (await priya.get('/today')).text,
    /Call Willa Ender for the first time by Thursday 9 April.*Came back to us/,
  )

  const worker = await riverside(town)
  await recordContact(worker, town.services, next.id, {
    id: newId(),
    kind: 'visit',
    outcome: 'reached',
    happenedAt: town.clock(),
    place: null,
    others: null,
    note: null,
    withheld: false,
    nextOn: null,
  })
  assert.deepEqual(
    (await messages(next.id)).map((m) => m.template),
    ['episode-started-person', 'referral-accepted-person'],
    'nobody referred, so nobody else is told',
  )
  assert.equal((await close(next.id)).status, 303)
  assert.notEqual(await until(personId), null)
})

test('while another episode of theirs is open, sight has no end', async () => {
  const { id, personId } = await active({
    person: { givenName: 'Xena', familyName: 'Ender', nhsNumber: '9990000026' as NhsNumber },
  })
  await active({ person: { givenName: 'Xena', familyName: 'Ender', nhsNumber: '9990000026' as NhsNumber } })
  await close(id)
  assert.equal(await until(personId), null)
  const worker = await riverside(town)
  const back = await openAgain(worker, town.services, id, { workerId: null, firstContactBy: '2026-04-09' as never })
  assert.deepEqual(back, { ok: false, reason: 'open-already' })
})

test('whatever fails in the middle, nothing is half closed', async () => {
  const { id, personId } = await active(person('Yara'))
  const worker = await riverside(town)
  const jobs = {
    ...town.services.jobs,
    send: async () => {
      throw new Error('the queue is full')
    },
  }
  const closing = closeEpisode(worker, { ...town.services, jobs }, id, {
    version: (await episodeOf(id)).version,
    reason: 'finished',
    requestedActions: [],
    noActionsRequired: true,
    outcome: 'x',
    summary: 'x',
    tellPractice: false,
    diedOn: null,
  })
  await assert.rejects(closing, /queue is full/)
  assert.deepEqual(
    [(await episodeOf(id)).status, await openTasks(id), await until(personId)],
    ['active', ['next-contact'], null],
  )
  assert.equal((await rows('select from support.closure where episode_id = $1', id)).length, 0)
})
