import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { teamId } from '#seeds/anytown/load-organisations.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows

type Fields = Record<string, string | string[]>
const GRACE: [string, Fields][] = [
  ['where', { practice: 'Riverside Surgery (ZZ0001)', postcode: 'zz11aa' }],
  [
    'help',
    {
      words: 'Quiet since my husband died. I used to sing.',
      feelings: ['loneliness', 'bereavement'],
      doing: 'arts-and-making',
    },
  ],
  ['name', { given: 'Grace', family: 'Okafor', preferred: '' }],
  ['birth', { 'birth-day': '2', 'birth-month': 'January', 'birth-year': '1950' }],
  ['reach', { telephone: '07700 900 123', email: '', preferred: 'text', safe: 'neither', hours: 'mornings' }],
  ['access', { language: 'en', reading: 'large-print', other: 'I get tired after noon.' }],
  ['know', { risks: 'none' }],
  ['consent', { sharing: 'yes', practice: 'yes' }],
]

/** Fills in the questions one after the other, and looks that each leads to the next. */
async function fill(
  browser: Browser,
  path: string,
  answers: [string, Fields][],
  end = `${path}/check`,
): Promise<Page[]> {
  const replies: Page[] = []
  for (const [n, [question, fields]] of answers.entries()) {
    const reply = await browser.post(`${path}/${question}`, fields)
    const next = answers[n + 1]
    assert.equal(reply.status, 303, `${question}: ${reply.text}`)
    assert.equal(reply.location, next ? `${path}/${next[0]}` : end, question)
    replies.push(reply)
  }
  return replies
}

const drafts = () => rows('select form from platform.draft')
const errorsOf = (page: Page) =>
  page.html.querySelectorAll('.nhsuk-error-summary a').map((a) => [a.getAttribute('href'), a.text.trim()])
const valueOf = (page: Page, name: string) => page.html.querySelector(`[name="${name}"]`)?.getAttribute('value')

test('the whole way for oneself: one referral, one person, one trail, and no draft left', async () => {
  const browser = town.browser()
  const start = await browser.get('/ask')
  assert.equal(start.status, 200)
  assert.equal(start.html.querySelector('a.nhsuk-button')?.getAttribute('href'), '/ask/where')
  const replies = await fill(browser, '/ask', GRACE)
  for (const { statements } of replies) assert.ok(statements <= 8, `${statements} statements`)
  for (const [question] of GRACE) {
    const page = await browser.get(`/ask/${question}`)
    assert.equal(page.status, 200)
    assert.ok(page.statements <= 8, `${question}: ${page.statements} statements`)
    assert.match(page.html.querySelector('title')!.text, /^Question \d of 8 – Trellis$/)
    assert.ok(page.html.querySelector('[data-quick-exit]'), question)
    assert.equal(page.html.querySelectorAll('h1').length, 1)
    assert.ok(!page.text.includes('If you need help now'))
  }

  const check = await browser.get('/ask/check')
  assert.match(check.text, /This goes to Riverside link workers/)
  for (const said of [
    'Riverside Surgery (ZZ0001)',
    'ZZ1 1AA',
    'Feeling lonely, Grief',
    'Grace Okafor',
    '2 January 1950',
    '07700900123',
    'Text message',
    'mornings',
    'Large print',
    'I get tired after noon.',
    'Nothing I can think of',
  ])
    assert.ok(
      check.text.replace(/\s+/g, ' ').includes(said) || check.text.replace(/ /g, '').includes(said.replace(/ /g, '')),
      said,
    )
  assert.equal(check.html.querySelectorAll('.nhsuk-summary-list__actions a').length, 8)

  const sent = await browser.post('/ask/check', {})
  assert.deepEqual([sent.status, sent.location], [303, '/ask/sent'])
  const end = await browser.get('/ask/sent')
  const [referral] = await rows(
    'select * from referrals.referral where reference = $1',
    end.html.querySelector('.trellis-reference')?.text,
  )
  assert.match(end.text, /Your request is with Riverside link workers/)
  assert.match(end.text, /Thursday 2 April/)
  assert.match(end.text, /Ring Riverside link workers on 01632.960220/)
  assert.match(end.text, /They send you a text/)

  const {
    came_by,
    referrer_kind,
    referrer_name,
    reasons,
    reason_text,
    no_known_risks,
    consent_sharing,
    consent_by,
    tell_practice,
    urgent,
    details,
  } = referral
  assert.deepEqual(
    {
      came_by,
      referrer_kind,
      referrer_name,
      reasons,
      reason_text,
      no_known_risks,
      consent_sharing,
      consent_by,
      tell_practice,
      urgent,
      details,
    },
    {
      came_by: 'public',
      referrer_kind: 'self',
      referrer_name: 'Grace Okafor',
      reasons: ['loneliness', 'bereavement', 'arts-and-making'],
      reason_text: 'Quiet since my husband died. I used to sing.',
      no_known_risks: true,
      consent_sharing: 'given',
      consent_by: 'person',
      tell_practice: true,
      urgent: false,
      details: { other_access_needs: 'I get tired after noon.' },
    },
  )
  assert.equal(referral.team_id, teamId('riverside'))
  const [person] = await rows('select * from people.person where id = $1', referral.person_id)
  assert.deepEqual(
    [
      person.given_name,
      person.family_name,
      person.birth_date,
      person.practice_code,
      person.postcode,
      person.telephone,
      person.preferred_contact,
      person.safe_voicemail,
      person.safe_post,
      person.safe_hours,
      person.access_needs,
    ],
    [
      'Grace',
      'Okafor',
      '1950-01-02',
      'ZZ0001',
      'ZZ1 1AA',
      '07700900123',
      'text',
      false,
      false,
      'mornings',
      ['large-print'],
    ],
  )
  const seen = await rows('select reason from people.involvement where person_id = $1 order by reason', person.id)
  assert.deepEqual(
    seen.map(({ reason }) => reason),
    ['practice', 'team'],
  )
  assert.deepEqual(
    (await rows('select kind from tasks.task where about_id = $1', referral.id)).map(({ kind }) => kind),
    ['answer-referral'],
  )
  const [message] = await rows('select channel, address from messages.message where about_id = $1', referral.id)
  assert.deepEqual(message, { channel: 'text', address: '07700900123' })
  assert.equal(
    (await rows(`select from journal.entry where action = 'referral.received' and subject_id = $1`, referral.id))
      .length,
    1,
  )
  assert.deepEqual(await drafts(), [])
})

test('pressing twice, reloading, going back: one referral', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE)
  const count = async () =>
    (
      await rows(
        `select (select count(*) from referrals.referral)::int r, (select count(*) from people.person)::int p, (select count(*) from journal.entry where action = 'referral.received')::int j`,
      )
    )[0]
  const earlier = await count()
  const twice = await Promise.all([browser.post('/ask/check', {}), browser.post('/ask/check', {})])
  assert.deepEqual(
    twice.map(({ status, location }) => [status, location]),
    [
      [303, '/ask/sent'],
      [303, '/ask/sent'],
    ],
  )
  const again = await browser.post('/ask/check', {}, '/ask/sent')
  assert.deepEqual([again.status, again.location], [303, '/ask/sent'])
  assert.deepEqual(await count(), { r: earlier.r + 1, p: earlier.p + 1, j: earlier.j + 1 })
  const first = (await browser.get('/ask/sent')).html.querySelector('.trellis-reference')?.text
  assert.match(first ?? '', /^[2-9A-Z]{3}-[2-9A-Z]{4}$/)
  // A window that stayed open, and the back button.
  assert.equal((await browser.get('/ask/check')).location, '/ask/sent')
  assert.equal((await browser.get('/ask/know')).location, '/ask/sent')
  assert.equal((await browser.post('/ask/know', { risks: 'none' }, '/ask/sent')).location, '/ask/sent')
  assert.deepEqual(await drafts(), [])
  // Asking once more begins anew.
  assert.equal((await browser.get('/ask/where')).status, 200)
  assert.equal((await browser.post('/ask/where', { postcode: 'ZZ1 1AA' })).location, '/ask/help')
  await browser.post('/ask/forget', {}, '/ask')
  assert.deepEqual(await drafts(), [])
  assert.equal((await browser.get('/ask/sent')).location, '/ask')
})

test('going back shows what was typed; a change from the check page comes back to it', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE)
  const birth = await browser.get('/ask/birth')
  assert.deepEqual(
    ['birth-day', 'birth-month', 'birth-year'].map((name) => valueOf(birth, name)),
    ['2', 'January', '1950'],
  )
  assert.equal(birth.html.querySelector('.nhsuk-back-link')?.getAttribute('href'), '/ask/name')
  assert.ok((await browser.get('/ask/help')).html.querySelector('input[value=bereavement]')?.hasAttribute('checked'))
  const change = (await browser.get('/ask/check')).html.querySelector('a[href^="/ask/name"]')?.getAttribute('href')
  assert.equal(change, '/ask/name?from=check')
  assert.equal((await browser.get(change)).html.querySelector('.nhsuk-back-link')?.getAttribute('href'), '/ask/check')
  const wrong = await browser.post(change, { given: '', family: 'Okafor' })
  assert.equal(wrong.status, 422)
  assert.equal((await browser.post(change, { given: 'Gracie', family: 'Okafor' })).location, '/ask/check')
  assert.match((await browser.get('/ask/check')).text, /Gracie/)
  // Another place with two teams: the new question first, then back to the check page.
  const moved = await browser.post('/ask/where?from=check', { practice: 'ZZ0002', postcode: '' })
  assert.equal(moved.location, '/ask/check')
})

test('a wrong answer comes back with what was typed, is kept, and leads nowhere', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE.slice(0, 3), '/ask/birth')
  const wrong = await browser.post('/ask/birth', { 'birth-day': '31', 'birth-month': '2', 'birth-year': '1950' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html.querySelector('title')!.text, /^Error: Question/)
  assert.deepEqual(errorsOf(wrong), [['#birth-day', 'The date must be a real date']])
  assert.equal(valueOf(wrong, 'birth-day'), '31')
  assert.equal(valueOf(await browser.get('/ask/birth'), 'birth-day'), '31')
  assert.equal((await browser.get('/ask/check')).location, '/ask/birth')
  assert.equal((await browser.get('/ask/consent')).location, '/ask/birth')
  assert.equal((await browser.post('/ask/check', {}, '/ask/birth')).location, '/ask/check')
  const future = await browser.post('/ask/birth', { 'birth-day': '1', 'birth-month': '5', 'birth-year': '2026' })
  assert.deepEqual(errorsOf(future), [['#birth', 'The date of birth must be in the past']])
  assert.equal(valueOf(future, 'birth-year'), '2026')
  const long = await browser.post('/ask/help', { words: 'a'.repeat(4_001), feelings: 'worry' })
  assert.deepEqual(errorsOf(long), [['#words', 'What would help must be 4000 characters or fewer']])
  assert.equal(long.html.querySelector('textarea')?.text.trim().length, 4_001)
  assert.equal((await browser.get('/ask/nothing-like-it')).status, 404)
})

test('what is too long is named as it is written: a GP practice keeps its capitals', async () => {
  const long = await town.browser().post('/ask/where', { practice: 'a'.repeat(201), postcode: '' })
  assert.deepEqual(errorsOf(long), [['#practice', 'Your GP practice must be 200 characters or fewer']])
})

test('a practice that many are called is chosen from a list; one that nobody knows says so', async () => {
  const browser = town.browser()
  const many = await browser.post('/ask/where', { practice: 'surgery', postcode: '' })
  assert.equal(many.status, 422)
  const choices = many.html.querySelectorAll('input[type=radio][name=practice]').map((i) => i.getAttribute('value')!)
  assert.ok(choices.length > 2 && choices.includes('') && choices.some((c) => c.endsWith('(ZZ0001)')), choices.join())
  assert.deepEqual(errorsOf(many), [['#practice', 'Choose one from the list']])
  assert.equal((await browser.post('/ask/where', { practice: choices[0]!, postcode: '' })).status, 303)
  const none = await browser.post('/ask/where', { practice: 'Nowhere House', postcode: '' })
  assert.match(errorsOf(none)[0]![1]!, /We do not know that practice/)
  assert.equal(valueOf(none, 'practice'), 'Nowhere House')
  assert.deepEqual(errorsOf(await browser.post('/ask/where', {})), [
    ['#practice', 'Enter your GP practice or your postcode'],
  ])
  assert.equal((await browser.get('/ask/help')).location, '/ask/where')
})

test('a paused team says so and offers the other; alone, it names the telephone and a way on', async () => {
  const browser = town.browser()
  assert.equal((await browser.post('/ask/where', { practice: 'ZZ0009' })).location, '/ask/team')
  const page = await browser.get('/ask/team')
  const offered = page.html.querySelectorAll('input[name=team]').map((i) => i.getAttribute('value'))
  assert.deepEqual(offered, [teamId('hillside')])
  assert.match(page.text, /Old Town and Annings village agents: not taking new people now/)
  assert.equal((await browser.post('/ask/team', { team: teamId('villages') })).status, 422)
  assert.equal((await browser.post('/ask/team', { team: teamId('hillside') })).location, '/ask/help')

  const other = town.browser()
  assert.equal((await other.post('/ask/where', { practice: 'ZZ0010' })).location, '/ask/team')
  const way = await other.get('/ask/team')
  assert.equal(way.status, 200)
  assert.match(way.text, /Old Town and Annings village agents take nobody new just now/)
  assert.match(way.text, /from Saturday 25 April/)
  assert.ok(way.html.querySelector('a[href="tel:01632960240"]') && way.html.querySelector('a[href="/find"]'))
  assert.equal((await other.get('/ask/help')).location, '/ask/team')
})

test('nobody covers: the nearest team, and other ways on', async () => {
  const browser = town.browser()
  await town.test.owner.query(
    `insert into geography.district (outcode, latitude, longitude) values ('M33', 53.42, -2.32) on conflict do nothing`,
  )
  assert.equal((await browser.post('/ask/where', { postcode: 'M33 7QX' })).location, '/ask/team')
  const page = await browser.get('/ask/team')
  assert.match(page.text, /We know of no team for M33 7QX yet/)
  assert.match(page.text, /The nearest team is/)
  assert.ok(page.html.querySelector('a[href="/find"]'))
  assert.ok(page.statements <= 8, `${page.statements}`)
})

test('urgent words show help on the next page at once, and stop nothing', async () => {
  const browser = town.browser()
  const answers = GRACE.map(([id, fields]): [string, Fields] =>
    id === 'know' ? [id, { risks: 'some', risk: 'Some days I want to die.' }] : [id, fields],
  )
  await fill(browser, '/ask', answers.slice(0, 7), '/ask/consent')
  const next = await browser.get('/ask/consent')
  assert.match(next.text, /If you need help now.*116 123.*You can go on here too/)
  await fill(browser, '/ask', answers.slice(7))
  await browser.post('/ask/check', {})
  const end = await browser.get('/ask/sent')
  assert.match(end.text, /116 123/)
  const [referral] = await rows(
    'select r.id, r.urgent, k.text from referrals.referral r join referrals.risk k on k.referral_id = r.id where reference = $1',
    end.html.querySelector('.trellis-reference')?.text,
  )
  assert.deepEqual([referral.urgent, referral.text], [true, 'Some days I want to die.'])
  assert.equal(
    (await rows(`select from tasks.task where kind = 'read-urgent-words' and about_id = $1`, referral.id)).length,
    1,
  )
})

test('own words alone are enough, and are sorted where they are plain', async () => {
  const browser = town.browser()
  await browser.post('/ask/where', GRACE[0]![1])
  const empty = await browser.post('/ask/help', { words: '  ' })
  assert.deepEqual(errorsOf(empty), [['#words', 'Write a few words, or open a list and tick what is nearest']])
  const send = async (words: string) => {
    const answers = GRACE.map(([id, fields]): [string, Fields] => (id === 'help' ? [id, { words }] : [id, fields]))
    const asking = town.browser()
    await fill(asking, '/ask', answers)
    await asking.post('/ask/check', {})
    const reference = (await asking.get('/ask/sent')).html.querySelector('.trellis-reference')?.text
    const [row] = await rows(
      'select reasons, reason_text, details from referrals.referral where reference = $1',
      reference,
    )
    return row
  }
  const plain = await send('I’m lonely, and I owe the council.')
  assert.deepEqual(
    [plain.reasons, plain.reason_text, plain.details.reasons_taken_from],
    [['loneliness', 'debt'], 'I’m lonely, and I owe the council.', 'What they wrote'],
  )
  assert.deepEqual((await send('It is all too much.')).reasons, ['something-else'])
})

test('urgent words from some pages ago are a line, not a card', async () => {
  const browser = town.browser()
  const typed: Fields = { words: 'I do not want to be here any more.', feelings: 'loneliness' }
  await fill(browser, '/ask', [GRACE[0]!, ['help', typed], GRACE[2]!], '/ask/birth')
  assert.ok((await browser.get('/ask/name')).html.querySelector('.trellis-urgent-help'))
  const later = await browser.get('/ask/birth')
  assert.equal(later.html.querySelector('.trellis-urgent-help'), null)
  assert.match(later.text, /Need someone now\? Ring 999, 111 or Samaritans/)
})

test('two windows of one browser each add to what the other kept', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE.slice(0, 4), '/ask/reach')
  const given = new Map(GRACE)
  const both = ['name', 'know', 'access', 'reach'] as const
  await Promise.all(both.map((question) => browser.post(`/ask/${question}`, given.get(question)!, '/ask/birth')))
  assert.equal((await browser.get('/ask/check')).location, '/ask/consent')
})

test('somebody too young for the team hears it, and may go on', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE.slice(0, 3), '/ask/birth')
  assert.equal(
    (await browser.post('/ask/birth', { 'birth-day': '1', 'birth-month': '4', 'birth-year': '2010' })).location,
    '/ask/reach',
  )
  assert.match((await browser.get('/ask/reach')).text, /Riverside link workers see people of these ages: 18 and over/)
})

test('no to sharing sends nothing, and names the telephone', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE.slice(0, 7), '/ask/consent')
  const no = await browser.post('/ask/consent', { sharing: 'no', practice: 'no' })
  assert.equal(no.status, 422)
  assert.match(no.text, /You can ring them instead/)
  assert.ok(no.html.querySelector('main a[href="tel:01632960220"]'))
})

test('a draft waits 28 days for its own browser, and for no other', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE.slice(0, 4), '/ask/reach')
  const start = await browser.get('/ask')
  assert.match(start.text, /You began on Wednesday 1 April. What you typed is still here/)
  assert.equal(start.html.querySelector('a.nhsuk-button')?.getAttribute('href'), '/ask/reach')
  const other = town.browser()
  assert.equal((await other.get('/ask/name')).location, '/ask/where')
  assert.equal((await other.get('/ask/check')).location, '/ask')
  // A stranger's draft id without our signature opens nothing.
  const [{ id }] = await rows('select id from platform.draft order by updated_at desc limit 1')
  const forged = await town.app.inject({ url: '/ask/check', cookies: { 'trellis-ask': `${id}.forged` } })
  assert.equal(forged.headers.location, '/ask')
  town.clock.advance(27.9 * 86_400_000)
  assert.equal((await browser.get('/ask/name')).status, 200)
  town.clock.advance(0.2 * 86_400_000)
  assert.equal((await browser.get('/ask/name')).location, '/ask/where')
  // An answer from a window that stayed open all the while is kept, and the first question comes first.
  const late = await browser.post('/ask/know', { risks: 'none' }, '/ask/where')
  assert.equal(late.location, '/ask/where')
  town.clock.set('2026-04-01T09:00:00Z')
})

test('the practice hears nothing without a yes, and a postcode alone is enough', async () => {
  const browser = town.browser()
  const answers = GRACE.map(([id, fields]): [string, Fields] => {
    if (id === 'where') return [id, { postcode: 'ZZ1 1AA' }]
    return id === 'consent' ? [id, { sharing: 'yes' }] : [id, fields]
  })
  await fill(browser, '/ask', answers)
  await browser.post('/ask/check', {})
  const reference = (await browser.get('/ask/sent')).html.querySelector('.trellis-reference')?.text
  const [row] = await rows(
    'select r.tell_practice, p.practice_code, p.id from referrals.referral r join people.person p on p.id = r.person_id where reference = $1',
    reference,
  )
  assert.deepEqual([row.tell_practice, row.practice_code], [false, 'V81999'])
  assert.deepEqual(
    (await rows('select reason from people.involvement where person_id = $1', row.id)).map(({ reason }) => reason),
    ['team'],
  )
})

test('a team closes its door while somebody types: nothing is sent, nothing is lost', async () => {
  const browser = town.browser()
  await fill(browser, '/ask', GRACE)
  const partnership = (await rows('select partnership_id from teams.team limit 1'))[0].partnership_id
  await town.test.owner.query(
    `insert into teams.intake_pause (partnership_id, id, team_id, reason, paused_at) values ($1, gen_random_uuid(), $2, 'Everyone is ill', now())`,
    [partnership, teamId('riverside')],
  )
  assert.equal((await browser.post('/ask/check', {}, '/ask')).location, '/ask/check')
  assert.equal((await browser.get('/ask/check')).location, '/ask/team')
  assert.match((await browser.get('/ask/team')).text, /Everyone is ill/)
  await town.test.owner.query(`delete from teams.intake_pause where reason = 'Everyone is ill'`)
  assert.equal((await browser.get('/ask/check')).status, 200)
})

test('a team’s own page chooses it where it covers', async () => {
  const browser = town.browser()
  const begin = (await browser.get(`/ask?team=${teamId('hillside')}`)).html
    .querySelector('a.nhsuk-button')!
    .getAttribute('href')!
  assert.equal(begin, `/ask/where?team=${teamId('hillside')}`)
  await browser.post(begin, { practice: 'ZZ0009' })
  assert.ok(
    (await browser.get('/ask/team')).html
      .querySelector(`input[value="${teamId('hillside')}"]`)
      ?.hasAttribute('checked'),
  )
})

test('on paper the same questions, on the telephone for staff only', async () => {
  const browser = town.browser()
  for (const path of ['/ask', '/ask/for-someone']) {
    const paper = await browser.get(`${path}/print`)
    assert.equal(paper.status, 200)
    assert.equal(paper.html.querySelectorAll('form').length, 0)
    assert.ok(paper.html.querySelectorAll('main h2').length >= 9)
    const ids = paper.html.querySelectorAll('main [id]').map((e) => e.id)
    assert.equal(new Set(ids).size, ids.length)
    assert.match((await browser.get(`${path}/script`)).location ?? '', /^\/sign-in/)
  }
  await browser.signIn('p.nair@example.org')
  const script = await browser.get('/ask/script')
  assert.match(script.text, /How is it best to reach you/)
  await browser.post('/ask/where?by=telephone', { postcode: 'ZZ1 1AA' })
  await fill(
    browser,
    '/ask',
    GRACE.slice(1).map(([id, fields]) => [id, id === 'consent' ? { sharing: 'yes' } : fields]),
  )
  await browser.post('/ask/check', {})
  const reference = (await browser.get('/ask/sent')).html.querySelector('.trellis-reference')?.text
  assert.equal(
    (await rows('select came_by from referrals.referral where reference = $1', reference))[0].came_by,
    'telephone',
  )
  assert.equal((await browser.post('/ask/check', {}, '/ask/sent')).location, '/ask/sent')
})

test('a question that was sent empty says what is missing, with every name in its place', async () => {
  const browser = town.browser()
  for (const [question, fields] of GRACE) {
    const empty = await browser.post(`/ask/${question}`, {})
    assert.ok(!empty.text.includes('{'), `${question}: ${empty.text}`)
    if (question === 'consent') assert.match(empty.text, /Select yes or no for Riverside link workers/)
    await browser.post(`/ask/${question}`, fields)
  }
})
