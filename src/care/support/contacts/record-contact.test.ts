import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import fc from 'fast-check'
import { NotFound } from '#platform/errors.ts'
import { newId } from '#platform/ids.ts'
import { escalateDueTasks } from '#foundations/tasks/index.ts'
import { asJob, TEST_NOW } from '#test/support/actors.ts'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'
import { openEpisode, riverside } from '#test/support/episodes.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { day } from '#platform/days.ts'
import type { ContactKind, ContactOutcome } from './contact.rules.ts'
import { pauseEpisode, resumeEpisode } from './pause-episode.ts'
import { recordContact } from './record-contact.ts'
import { sendLetter } from './send-letter.ts'

let town: TestApp
let priya: Browser
before(async () => {
  town = await openApp()
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const episodeOf = async (id: string) => (await rows('select * from support.episode where id = $1', id))[0]
const openTasks = async (id: string) =>
  await rows(
    `select kind, role, account_id, due_at, escalate_at, detail from tasks.task where about_id = $1 and status = 'open' order by kind`,
    id,
  )
const actions = async (personId: string) =>
  (await rows('select action from journal.entry where person_id = $1 order by id', personId)).map(
    ({ action }) => action as string,
  )

/** The form as it opens, with what the test changes. */
async function fill(id: string, over: Record<string, string> = {}) {
  const page = await priya.get(`/episodes/${id}/contact`)
  assert.equal(page.status, 200)
  const value = (name: string) => page.html.querySelector(`input[name="${name}"]`)?.getAttribute('value') ?? ''
  const checked = (name: string) =>
    page.html.querySelector(`input[name="${name}"][checked]`)?.getAttribute('value') ?? ''
  return {
    id: value('id'),
    kind: checked('kind'),
    outcome: checked('outcome'),
    'on-day': value('on-day'),
    'on-month': value('on-month'),
    'on-year': value('on-year'),
    time: value('time'),
    note: '',
    place: '',
    others: '',
    'nextOn-day': '',
    'nextOn-month': '',
    'nextOn-year': '',
    ...over,
  }
}
const save = async (id: string, over: Record<string, string> = {}) =>
  priya.post(`/episodes/${id}/contact`, await fill(id, over))
/** Another day: she signs in anew, as sign-ins end after half an hour. */
async function at(instant: string) {
  town.clock.set(instant)
  priya = town.browser()
  await priya.signIn('p.nair@example.org')
}

test('the first talk starts the episode, tells whoever asked and the person, and leaves a next step', async () => {
  await at(TEST_NOW)
  const { id, personId } = await openEpisode(town)
  const page = await priya.get(`/episodes/${id}/contact`)
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, String(page.statements))
  assert.match(page.text, /A contact with Grace Okafor/)
  assert.match(page.text, /Do not leave a message on their telephone/)
  const form = await fill(id)
  assert.deepEqual(
    [form.kind, form.outcome, form.time],
    ['call', 'reached', '10:00'],
    'filled in for the commonest case',
  )

  const reply = await save(id, { note: 'Misses singing. Would like to go with somebody.' })
  assert.deepEqual([reply.status, reply.location], [303, `/today?done=${id}`])
  const episode = await episodeOf(id)
  assert.deepEqual(
    [episode.status, episode.next_date, episode.tries, episode.heard_at.toISOString()],
    ['active', '2026-04-17', 0, '2026-04-01T09:00:00.000Z'],
  )
  assert.equal((await rows('select from support.start where episode_id = $1', id)).length, 1)
  const tasks = await openTasks(id)
  assert.deepEqual(
    tasks.map((t) => [t.kind, t.role, t.due_at.toISOString(), t.escalate_at.toISOString()]),
    [['next-contact', 'link_worker', '2026-04-17T16:00:00.000Z', '2026-04-24T16:00:00.000Z']],
  )
  assert.ok((await actions(personId)).join().includes('episode.viewed'))
  assert.deepEqual(
    (await actions(personId)).filter((a) => /contact\.|started/.test(a)),
    ['contact.recorded', 'episode.started'],
  )
  const messages = await rows(
    'select template, channel, address, body from messages.message where about_id = $1 order by template',
    id,
  )
  assert.deepEqual(
    messages.map((m) => [m.template, m.address]),
    [
      ['episode-started-person', '07700900123'],
      ['episode-started-referrer', 'a.patel@example.org'],
    ],
  )
  assert.match(messages[1].body, /Priya Nair and G\. O\. have talked for the first time/)
  const trail = JSON.stringify(await rows('select detail from journal.entry where person_id = $1', personId))
  assert.ok(!/Grace|singing|07700/.test(trail), trail)

  await save(id)
  assert.equal(
    (await rows(`select from messages.message where about_id = $1`, id)).length,
    2,
    'started once, told once',
  )
  const done = await priya.get(`/today?done=${id}`)
  assert.match(done.body, /Saved\. Next with Grace Okafor: Friday 17 April/)
})

test('three tries on different days and times, then the letter, then the manager: over a bank holiday', async () => {
  await at('2026-04-01T09:00:00Z')
  const { id, personId } = await openEpisode(town, { person: { givenName: 'Iris', familyName: 'Bell' } })
  const miss = (over: Record<string, string> = {}) => save(id, { outcome: 'no-answer', ...over })
  const step = async () =>
    (await openTasks(id)).map((t) => `${t.kind} ${t.due_at.toISOString().slice(0, 10)} ${t.detail.tries}`)

  await miss()
  assert.deepEqual(await step(), ['first-contact 2026-04-02 1'])
  await at('2026-04-01T15:00:00Z')
  await miss()
  assert.deepEqual(await step(), ['first-contact 2026-04-02 1'], 'the same day is the same try')
  await at('2026-04-02T09:00:00Z')
  await miss({ outcome: 'left-message' })
  assert.deepEqual(
    await step(),
    ['first-contact 2026-04-07 2'],
    'Good Friday, the weekend and Easter Monday are no days for it',
  )
  assert.match((await priya.get(`/episodes/${id}/contact`)).text, /Third try\./)
  await at('2026-04-07T09:00:00Z')
  await miss()
  assert.deepEqual(await step(), ['send-letter 2026-04-08 3'])
  assert.equal((await episodeOf(id)).status, 'waiting')

  const page = await priya.get(`/episodes/${id}/letter`)
  assert.match(page.text, /Write to Iris Bell We write to them by post\./)
  const version = page.html.querySelector('input[name=version]')!.getAttribute('value')!
  assert.equal(
    (await priya.post(`/episodes/${id}/letter`, { version: '1' }, `/episodes/${id}/letter`)).status,
    409,
    'not on an old page',
  )
  assert.equal((await priya.post(`/episodes/${id}/letter`, { version }, `/episodes/${id}/letter`)).status, 303)
  const [letter] = await rows(
    `select channel, address, body from messages.message where about_id = $1 and template = 'first-contact-letter'`,
    id,
  )
  assert.deepEqual([letter.channel, letter.address], ['letter', '14 Wharf Street\nZZ1 1AA'])
  assert.match(letter.body, /My name is Priya Nair.*Dr Asha Patel thought that we could be of help/s)
  assert.deepEqual(await step(), ['answer-to-letter 2026-04-21 3'])
  assert.equal((await episodeOf(id)).next_date, '2026-04-21')
  assert.ok((await actions(personId)).includes('episode.letter-sent'))

  await miss()
  assert.deepEqual(await step(), ['answer-to-letter 2026-04-21 3'], 'a further try does not begin it again')
  const sweep = () => asJob(town.test, ANYTOWN).transaction((tx) => escalateDueTasks({ ...tx, now: town.clock }))
  await at('2026-04-21T15:59:00Z')
  await sweep()
  assert.equal((await openTasks(id))[0].role, 'link_worker')
  await at('2026-04-21T16:00:00Z')
  await sweep()
  assert.deepEqual(
    (await openTasks(id)).map((t) => [t.kind, t.role, t.account_id]),
    [['answer-to-letter', 'team_manager', null]],
  )
  const denise = town.browser()
  await denise.signIn('d.whitlock@example.org')
  assert.match((await denise.get('/today')).text, /Decide about Iris Bell: tries and a letter, and no answer/)

  await at('2026-04-22T09:00:00Z')
  await save(id)
  assert.equal((await episodeOf(id)).status, 'active', 'they rang after all')
})

test('mornings only: three mornings are enough, and nobody is tried at other times', async () => {
  await at('2026-04-01T09:00:00Z')
  const { id } = await openEpisode(town, {
    person: {
      givenName: 'Noor',
      familyName: 'Haddad',
      safeContact: { voicemail: false, post: false, hours: 'mornings', neutralSender: true },
    },
  })
  for (const instant of ['2026-04-01T09:00:00Z', '2026-04-02T09:00:00Z', '2026-04-07T09:00:00Z']) {
    await at(instant)
    await save(id, { outcome: 'no-answer' })
  }
  assert.deepEqual(
    (await openTasks(id)).map((t) => t.kind),
    ['send-letter'],
  )
  const page = await priya.get(`/episodes/${id}/letter`)
  assert.match(page.text, /Post is not safe, so we send a text message\..*it only asks them to ring/)
  await priya.post(
    `/episodes/${id}/letter`,
    { version: page.html.querySelector('input[name=version]')!.getAttribute('value')! },
    `/episodes/${id}/letter`,
  )
  const [message] = await rows(`select channel, neutral, body from messages.message where about_id = $1`, id)
  assert.deepEqual([message.channel, message.neutral], ['text', true])
  assert.ok(!/Noor|Riverside|Priya/.test(message.body), message.body)
})

test('who cannot be written to at all goes to the manager, never into silence', async () => {
  await at('2026-04-01T09:00:00Z')
  const { id } = await openEpisode(town, {
    person: { givenName: 'Olga', familyName: 'Marsh', telephone: '01632960555', addressLines: [], postcode: null },
  })
  for (const [instant, outcome] of [
    ['2026-04-01T09:00:00Z', 'no-answer'],
    ['2026-04-02T14:00:00Z', 'did-not-come'],
    ['2026-04-07T09:00:00Z', 'no-answer'],
  ] as const) {
    await at(instant)
    await save(id, { outcome })
  }
  const page = await priya.get(`/episodes/${id}/letter`)
  assert.match(page.text, /We have no safe way to write to Olga Marsh/)
  await priya.post(
    `/episodes/${id}/letter`,
    { version: page.html.querySelector('input[name=version]')!.getAttribute('value')! },
    `/episodes/${id}/letter`,
  )
  const [task] = await openTasks(id)
  assert.deepEqual([task.kind, task.escalate_at.toISOString()], ['answer-to-letter', '2026-04-07T16:00:00.000Z'])
})

test('somebody who does not want to go on: kindly to the end', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town, { person: { givenName: 'Stan', familyName: 'Pike' } })
  const reply = await save(id, { outcome: 'declined' })
  assert.equal(reply.location, `/episodes/${id}/closure?reason=declined`)
  assert.deepEqual(
    (await openTasks(id)).map((t) => t.kind),
    ['close-episode'],
  )
  assert.equal((await rows('select from messages.message where about_id = $1', id)).length, 0)
  assert.match((await priya.get('/today')).text, /Close well with Stan Pike: they do not want to go on/)
})

test('who cannot be written to hears it in the next talk, and not before', async () => {
  await at(TEST_NOW)
  const { id, referralId } = await openEpisode(town, {
    person: { givenName: 'Ivy', familyName: 'Dell', telephone: '01632960557' },
  })
  const untold = async () =>
    (
      await rows(`select status, ended_by from tasks.task where about_id = $1 and kind = 'tell-person'`, referralId)
    ).filter(({ status }) => status === 'open').length
  assert.equal(await untold(), 1)
  const page = await priya.get(`/episodes/${id}/contact`)
  assert.match(
    page.text,
    /Tell them when you talk We could not write to Ivy Dell about this\..*How their referral stands/,
  )
  assert.ok(page.statements <= 8, String(page.statements))

  await save(id, { outcome: 'no-answer' })
  await save(id, { outcome: 'left-message' })
  assert.equal(await untold(), 1, 'nobody has heard anything')
  await save(id, { 'on-day': '31', 'on-month': '3' })
  assert.equal(await untold(), 1, 'that talk was before there was anything to tell')
  await at('2026-04-02T09:00:00Z')
  await save(id)
  assert.equal(await untold(), 0)
  assert.doesNotMatch((await priya.get(`/episodes/${id}/contact`)).text, /Tell them when you talk/)
  assert.doesNotMatch((await priya.get('/today')).text, /Tell Ivy Dell/)
})

test('a person and a referrer without a safe written way: the referrer is somebody’s task', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town, {
    person: { givenName: 'Ann', familyName: 'Low', telephone: '01632960556' },
    referrer: { email: null, telephone: '01632960000' },
  })
  await save(id)
  assert.equal((await rows('select from messages.message where about_id = $1', id)).length, 0)
  assert.deepEqual(
    (await openTasks(id)).map((t) => t.kind),
    ['next-contact', 'tell-referrer'],
  )
})

test('each fault is named, and nothing is saved', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town, { person: { givenName: 'Faye', familyName: 'Ault' } })
  const cases: [Record<string, string>, RegExp][] = [
    [{ time: '11:30' }, /must be in the past/],
    [{ time: 'soon' }, /Enter the time, like 9:30 or 2pm/],
    [{ outcome: '' }, /Select what came of it/],
    [{ kind: 'pigeon' }, /Select how you were in touch/],
    [{ 'on-month': '13' }, /must be a real date/],
    [{ 'nextOn-day': '31', 'nextOn-month': '3', 'nextOn-year': '2026' }, /today or later/],
    [{ 'nextOn-day': '1', 'nextOn-month': '4', 'nextOn-year': '2028' }, /within a year/],
  ]
  for (const [over, message] of cases) {
    const reply = await save(id, { note: 'Kept words', ...over })
    assert.equal(reply.status, 422, JSON.stringify(over))
    assert.match(reply.html.querySelector('.nhsuk-error-summary')!.text, message)
    assert.ok(
      reply.html.querySelector(reply.html.querySelector('.nhsuk-error-summary a')!.getAttribute('href')!),
      'the summary leads to the field',
    )
    assert.match(reply.html.querySelector('textarea[name=note]')!.text, /Kept words/)
  }
  assert.equal((await rows('select from support.contact where episode_id = $1', id)).length, 0)
})

test('pressing twice saves once', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town, { person: { givenName: 'Del', familyName: 'Twice' } })
  const form = await fill(id)
  const both = await Promise.all([
    priya.post(`/episodes/${id}/contact`, form),
    priya.post(`/episodes/${id}/contact`, form),
  ])
  assert.deepEqual(
    both.map((r) => r.status),
    [303, 303],
  )
  assert.equal((await rows('select from support.contact where episode_id = $1', id)).length, 1)
})

test('going back and saving other words keeps them: they are offered as a correction', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town)
  const form = await fill(id, { note: 'Talked about the choir' })
  assert.equal((await priya.post(`/episodes/${id}/contact`, form)).status, 303)
  const again = await priya.post(`/episodes/${id}/contact`, { ...form, note: 'Talked about the choir and her knee' })
  assert.equal(again.status, 409)
  assert.match(again.html.querySelector('textarea[name=note]')!.text, /and her knee/)
  assert.match(again.text, /Talked about the choir/)
  assert.equal((await priya.post(`/episodes/${id}/contact`, { ...form, withheld: 'yes' })).status, 409)
})

test('a correction stands beside what it corrects; better words change nothing else, another outcome does', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town, { person: { givenName: 'Cora', familyName: 'Wick' } })
  await save(id, { outcome: 'no-answer', note: 'Rang' })
  const [contact] = await rows('select id from support.contact where episode_id = $1', id)
  const url = `/episodes/${id}/contacts/${contact.id}/correction`
  const reading = await priya.get(`/episodes/${id}/contacts/${contact.id}`)
  assert.match(
    reading.text,
    /Telephone call, Wednesday 1 April at .*Rang What came of it No answer Written by Priya Nair/,
  )
  assert.equal(reading.html.querySelector('textarea'), null)
  assert.equal(reading.html.querySelectorAll('a.nhsuk-button').at(-1)?.getAttribute('href'), url)
  const page = await priya.get(url)
  assert.match(page.html.querySelector('textarea[name=note]')!.text, /Rang/)
  const form = {
    version: '1',
    kind: 'call',
    outcome: 'no-answer',
    'on-day': '1',
    'on-month': '4',
    'on-year': '2026',
    time: '9:30',
    note: 'Rang twice',
    place: '',
    others: '',
  }
  assert.equal((await priya.post(url, form)).status, 303)
  assert.deepEqual(
    (await rows('select version, note from support.contact where id = $1 order by version', contact.id)).map((r) => [
      r.version,
      r.note,
    ]),
    [
      [1, 'Rang'],
      [2, 'Rang twice'],
    ],
  )
  assert.deepEqual([(await episodeOf(id)).status, (await openTasks(id))[0].kind], ['waiting', 'first-contact'])

  const read = await priya.get(`/episodes/${id}/contacts/${contact.id}`)
  assert.match(read.text, /Rang twice.*What stood here before.*No answer\. Rang Priya Nair/)
  assert.ok(read.statements <= 8, `${read.statements} statements`)
  const stale = await priya.post(url, { ...form, note: 'Mine' })
  assert.equal(stale.status, 409)
  assert.match(stale.text, /It says now: No answer\. Rang twice/)
  assert.match(stale.html.querySelector('textarea[name=note]')!.text, /Mine/, 'both texts are there')

  assert.equal((await priya.post(url, { ...form, version: '2', outcome: 'reached' })).status, 303)
  assert.deepEqual([(await episodeOf(id)).status, (await openTasks(id))[0].kind], ['active', 'next-contact'])
  assert.equal((await priya.get(`/episodes/${id}/contacts/${newId()}/correction`)).status, 404)
  assert.equal((await priya.get(`/episodes/${id}/contacts/${newId()}`)).status, 404)
})

test('a rest and going on; illegal moves are refused by page and database', async () => {
  await at(TEST_NOW)
  const { id, personId } = await openEpisode(town, { person: { givenName: 'Paul', familyName: 'Rest' } })
  assert.equal((await priya.get(`/episodes/${id}/pause`)).status, 409, 'what has not begun cannot rest')
  assert.equal((await priya.get(`/episodes/${id}/resumption`)).status, 409)
  await save(id)
  const form = {
    version: String((await episodeOf(id)).version),
    reason: 'hospital',
    'until-day': '1',
    'until-month': '5',
    'until-year': '2026',
    note: 'Hip',
  }
  assert.equal((await priya.post(`/episodes/${id}/pause`, { ...form, 'until-month': '4' })).status, 422)
  assert.equal((await priya.post(`/episodes/${id}/pause`, form)).status, 303)
  assert.deepEqual(
    [(await episodeOf(id)).status, (await episodeOf(id)).next_date, (await openTasks(id)).map((t) => t.kind)],
    ['paused', '2026-05-01', ['resume-episode']],
  )
  await save(id, { note: 'She rang from the ward' })
  assert.deepEqual(
    [(await episodeOf(id)).status, (await episodeOf(id)).next_date],
    ['paused', '2026-05-01'],
    'a contact leaves the rest alone',
  )
  assert.match((await priya.get('/today')).text, /Paul Rest takes a rest until Friday 1 May/)
  assert.equal((await priya.post(`/episodes/${id}/resumption`, {})).status, 303)
  assert.deepEqual(
    [(await episodeOf(id)).status, (await openTasks(id)).map((t) => t.kind)],
    ['active', ['next-contact']],
  )
  assert.equal((await rows('select from support.pause where episode_id = $1 and resumed_at is not null', id)).length, 1)
  assert.deepEqual(
    (await actions(personId)).filter((a) => /paused|resumed/.test(a)),
    ['episode.paused', 'episode.resumed'],
  )
  await assert.rejects(rows(`update support.episode set status = 'waiting' where id = $1`, id), {
    constraint: 'episode_move_allowed',
  })
})

test('another team cannot see, add, pause or correct: everything is 404', async () => {
  await at(TEST_NOW)
  const { id } = await openEpisode(town, { person: { givenName: 'Sid', familyName: 'Sight' } })
  await save(id)
  const [contact] = await rows('select id from support.contact where episode_id = $1', id)
  const marek = town.browser()
  await marek.signIn('m.zielinski@example.org')
  for (const url of [
    'contact',
    'pause',
    'resumption',
    'letter',
    `contacts/${contact.id}/correction`,
    'allocation',
    'closure',
    'return',
    'closure/letter.pdf',
  ])
    assert.equal((await marek.get(`/episodes/${id}/${url}`)).status, 404, url)
  for (const url of ['contact', 'pause', 'resumption', 'letter', 'allocation', 'closure', 'return'])
    assert.equal(
      (
        await marek.post(
          `/episodes/${id}/${url}`,
          {
            ...(await fill(id)),
            version: '1',
            reason: 'asked',
            'until-day': '9',
            'until-month': '4',
            'until-year': '2026',
            worker: newId(),
            actions: 'none',
            outcome: 'x',
            summary: 'x',
            tellPractice: 'no',
            'firstContactBy-day': '9',
            'firstContactBy-month': '4',
            'firstContactBy-year': '2026',
          },
          '/account',
        )
      ).status,
      404,
      url,
    )
  assert.equal((await priya.get('/episodes/no-id/contact')).status, 404)
  const { rows: seen } = await asOther(`select from support.contact where episode_id = '${id}'`)
  assert.equal(seen.length, 0)
})

test('the person sees their contacts except those kept back', async () => {
  await at(TEST_NOW)
  const { id, personId } = await openEpisode(town, { person: { givenName: 'Wanda', familyName: 'Self' } })
  await save(id, { note: 'Open' })
  await save(id, { note: 'About her brother', withheld: 'yes' })
  const { contextOf } = await import('#platform/context.ts')
  const self = contextOf(town.test.database, { kind: 'person', partnershipId: ANYTOWN, personId }, newId(), town.clock)
  assert.deepEqual(
    (await self.transaction((tx) => tx.query<{ note: string }>('select note from support.contact'))).map((r) => r.note),
    ['Open'],
  )
  await assert.rejects(
    self.transaction((tx) => tx.query(`insert into support.contact select * from support.contact`)),
    /row-level security|permission|duplicate/,
  )
})

async function asOther(sql: string) {
  const { contextOf } = await import('#platform/context.ts')
  const { organisationId } = await import('#seeds/anytown/load-organisations.ts')
  const other = contextOf(
    town.test.database,
    {
      kind: 'account',
      partnershipId: ANYTOWN,
      accountId: newId(),
      organisationId: organisationId('ZZP01'),
      teamId: newId(),
      roles: ['link_worker'],
      name: 'X',
    },
    newId(),
    town.clock,
  )
  return { rows: await other.transaction((tx) => tx.query(sql)) }
}

test('whatever happens, every open episode has somebody, a next date and one open step', async () => {
  await at(TEST_NOW)
  const worker = await riverside(town)
  const deed = fc.oneof(
    fc.record({
      do: fc.constant('contact' as const),
      kind: fc.constantFrom<ContactKind>('call', 'visit', 'text'),
      outcome: fc.constantFrom<ContactOutcome>('reached', 'no-answer', 'left-message', 'did-not-come', 'declined'),
      hours: fc.integer({ min: 1, max: 60 }),
    }),
    fc.record({
      do: fc.constantFrom('letter' as const, 'pause' as const, 'resume' as const),
      hours: fc.integer({ min: 1, max: 60 }),
    }),
  )
  let n = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 7 }), async (deeds) => {
      town.clock.set(TEST_NOW)
      const { id } = await openEpisode(town, {
        person: { givenName: 'Any', familyName: `Body${'abcdefghijklmnopqrstuvwxyz'[n++ % 26]}` },
      })
      for (const one of deeds) {
        town.clock.advance(one.hours * 3_600_000)
        const now = await episodeOf(id)
        const today = day(town.clock().toISOString().slice(0, 10))
        if (one.do === 'contact')
          await recordContact(worker, town.services, id, {
            id: newId(),
            kind: one.kind,
            outcome: one.outcome,
            happenedAt: town.clock(),
            place: null,
            others: null,
            note: null,
            withheld: false,
            nextOn: null,
          })
        if (one.do === 'letter') await sendLetter(worker, town.services, id, now.version)
        if (one.do === 'pause')
          await pauseEpisode(worker, id, {
            reason: 'asked',
            note: null,
            until: day('2026-07-01'),
            version: now.version,
          })
        if (one.do === 'resume') await resumeEpisode(worker, id)
        const [episode, tasks] = [await episodeOf(id), await openTasks(id)]
        const steps = tasks.filter((t) => !t.kind.startsWith('tell-'))
        assert.equal(steps.length, 1, JSON.stringify([deeds, tasks]))
        assert.ok(steps[0].account_id ?? steps[0].role)
        assert.ok(episode.next_date)
        if (episode.version > now.version && episode.status !== 'paused')
          assert.ok(episode.next_date >= today, `${episode.next_date} ${today}`)
        assert.equal(
          steps[0].due_at.toISOString().slice(0, 10),
          episode.next_date,
          'the task and the date say the same day',
        )
      }
    }),
    { numRuns: 25 },
  )
})

test('a stranger to the program gets NotFound from the use cases as well', async () => {
  const worker = await riverside(town)
  await assert.rejects(
    pauseEpisode(worker, newId(), { reason: 'asked', note: null, until: day('2026-05-01'), version: 1 }),
    NotFound,
  )
  await assert.rejects(sendLetter(worker, town.services, newId(), 1), NotFound)
})
