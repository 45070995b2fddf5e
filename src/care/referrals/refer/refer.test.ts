import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { idFrom } from '#platform/ids.ts'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const RIVERSIDE = idFrom('anytown', 'team', 'riverside')

/** What Dr Patel types for Grace Okafor: everything that must be there and is not known already. */
const GRACE = {
  practice: 'Riverside Surgery (ZZ0001)',
  given_name: 'Grace',
  family_name: 'Okafor',
  'birth_date-day': '2',
  'birth_date-month': '1',
  'birth_date-year': '1950',
  reasons: 'loneliness',
  no_known_risks: 'yes',
  consent: 'given',
  consent_by: 'person',
  role: 'GP',
  my_email: 'a.patel@example.org',
}

const as = async (email: string): Promise<Browser> => {
  const browser = town.browser()
  await browser.signIn(email)
  return browser
}
const patel = () => as('a.patel@example.org')
const value = (page: Page, name: string) => page.html.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? ''
const hidden = (page: Page) => ({ draft: value(page, 'draft'), account: value(page, 'account') })
const errors = (page: Page): [string, string][] =>
  page.html.querySelectorAll('.nhsuk-error-summary a').map((a) => [a.getAttribute('href') ?? '', a.text.trim()])
const count = async (sql: string, values: unknown[] = []): Promise<number> =>
  Number((await town.test.owner.query<{ n: string }>(sql, values)).rows[0]!.n)
const referrals = (familyName: string) =>
  count(`select count(*) n from referrals.referral where details->'person'->>'family_name' = $1`, [familyName])

/** Opens the screen and sends it as the page would, with its hidden fields. */
async function send(browser: Browser, fields: Record<string, string | string[]>): Promise<Page> {
  const page = await browser.get('/refer')
  return browser.post('/refer', { ...hidden(page), ...fields })
}

test('the screen knows the practice, the team and who sends before anything is typed, in eight statements', async () => {
  const browser = await patel()
  await browser.get('/refer')
  const page = await browser.get('/refer')
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.equal(value(page, 'practice'), 'Riverside Surgery (ZZ0001)')
  assert.equal(value(page, 'team'), RIVERSIDE)
  assert.match(page.text, /This goes to Riverside link workers/)
  assert.match(page.text, /Who they cannot help, and where to go instead/)
  assert.match(page.text, /Dr Asha Patel/)
  assert.ok(
    page.text.indexOf('Who they cannot help') < page.text.indexOf('First name'),
    'criteria come before what is typed',
  )
})

test('a GP sends in one press: row, person, involvements, task, message and journal, and the receipt says what comes next', async () => {
  const browser = await patel()
  const sent = await send(browser, {
    ...GRACE,
    tell_practice: 'yes',
    nhs_number: '999 000 0018',
    reason_text: 'Misses the choir.',
  })
  assert.equal(sent.status, 303)
  const receipt = await browser.get(sent.location!)
  assert.ok(receipt.statements <= 8, `${receipt.statements} statements`)
  assert.match(receipt.text, /Referral sent/)
  assert.match(receipt.text, /Riverside link workers will read this and answer by Thursday 2 April/)
  assert.match(receipt.text, /print this page/)
  assert.doesNotMatch(receipt.text, /Samaritans/)

  const id = sent.location!.split('/')[3]!
  const { rows } = await town.test.owner.query('select * from referrals.referral where id = $1', [id])
  const row = rows[0] as Record<string, unknown>
  assert.equal(row.status, 'received')
  assert.equal(row.team_id, RIVERSIDE)
  assert.equal(row.came_by, 'screen')
  assert.equal(row.referrer_agency, 'general_practice')
  assert.equal(row.referrer_name, 'Dr Asha Patel')
  assert.equal(row.next_date, '2026-04-02')
  assert.ok(!JSON.stringify(row.details).includes('9990000018'), 'the number is in no plain column')
  const involved = await town.test.owner.query<{ reason: string }>(
    'select reason from people.involvement where person_id = $1 order by reason',
    [row.person_id],
  )
  assert.deepEqual(
    involved.rows.map((r) => r.reason),
    ['practice', 'referrer', 'team'],
  )
  assert.equal(
    await count(
      `select count(*) n from tasks.task where about_id = $1 and kind = 'answer-referral' and status = 'open'`,
      [id],
    ),
    1,
  )
  const told = await town.test.owner.query<{ template: string }>(
    `select template from messages.message where about_id = $1 order by template`,
    [id],
  )
  assert.ok(told.rows.some((m) => m.template === 'referral-received-referrer'))
  const trail = await town.test.owner.query<{ action: string; detail: unknown }>(
    `select action, detail from journal.entry where subject_id = $1 order by id`,
    [id],
  )
  assert.deepEqual(
    trail.rows.map((e) => e.action),
    ['referral.received', 'referral.viewed'],
  )
  assert.doesNotMatch(JSON.stringify(trail.rows), /Grace|Okafor|choir|9990000018/)
  const read = await (await as('p.nair@example.org')).get(`/referrals/${id}`)
  for (const page of [receipt, await browser.get(`/referrals/sent/${id}`), read]) {
    assert.match(page.text, /Grace Okafor/)
    assert.ok(!page.text.includes('{"'), 'the person as sent is no answer')
  }
})

test('a second time the screen remembers who refers, so that six answers and one press are enough', async () => {
  const browser = await patel()
  const page = await browser.get('/refer')
  assert.equal(value(page, 'role'), 'GP')
  const { practice, role, my_email, consent_by, ...typed } = { ...GRACE, family_name: 'Six' }
  const names = new Set(Object.keys(typed).map((name) => name.split('-')[0]))
  assert.deepEqual([...names], ['given_name', 'family_name', 'birth_date', 'reasons', 'no_known_risks', 'consent'])
  const prefilled = {
    practice: value(page, 'practice'),
    role: value(page, 'role'),
    my_email: value(page, 'my_email'),
    team: value(page, 'team'),
    consent_by,
  }
  assert.equal((await send(browser, { ...prefilled, ...typed })).status, 303)
  assert.deepEqual([practice, role, my_email], [prefilled.practice, prefilled.role, prefilled.my_email])
})

test('looking who covers keeps what was typed, sends nothing, and needs no script', async () => {
  const browser = await patel()
  const page = await browser.post('/refer', {
    ...hidden(await browser.get('/refer')),
    do: 'check',
    practice: 'ZZ0005',
    given_name: 'Marta',
    reasons: 'debt',
    risks: 'A dog',
  })
  assert.equal(page.status, 200)
  assert.match(page.text, /This goes to Hillside community connectors/)
  assert.equal(value(page, 'given_name'), 'Marta')
  assert.equal(value(page, 'practice'), 'Beacon Health Centre (ZZ0005)')
  assert.equal(page.html.querySelector('textarea[name=risks]')?.text.trim(), 'A dog')
  assert.equal(page.html.querySelector('.nhsuk-error-summary'), null)
})

test('a postcode alone will do: no known practice, and the team of its district', async () => {
  const browser = await as('l.doyle@example.org')
  const sent = await send(browser, {
    ...GRACE,
    practice: '',
    postcode: 'zz2 1aa',
    family_name: 'Postcode',
    role: 'Firefighter',
    tell_practice: 'yes',
  })
  assert.equal(sent.status, 303)
  const { rows } = await town.test.owner
    .query(`select r.referrer_agency, r.tell_practice, p.practice_code, p.postcode, t.name from referrals.referral r
    join people.person p on p.id = r.person_id join teams.team t on t.id = r.team_id where p.family_name = 'Postcode'`)
  assert.deepEqual(rows, [
    {
      referrer_agency: 'fire',
      tell_practice: false,
      practice_code: 'V81999',
      postcode: 'ZZ2 1AA',
      name: 'Hillside community connectors',
    },
  ])
})

test('a pause is seen before anything is typed, with the way on; two teams with one paused are no dead end', async () => {
  const browser = await as('t.bell@example.org')
  const page = await browser.get('/refer')
  assert.match(page.text, /Not taking new people just now/)
  assert.match(page.text, /The Hillside community connectors will see you/)
  assert.ok(page.text.indexOf('Not taking new people') < page.text.indexOf('First name'))
  const refused = await send(browser, { ...GRACE, practice: 'ZZ0012', role: 'Care navigator', family_name: 'Paused' })
  assert.equal(refused.status, 422)
  assert.deepEqual(errors(refused), [['#practice', 'The team for them takes nobody just now']])
  const forced = await send(browser, {
    ...GRACE,
    practice: 'ZZ0012',
    role: 'Care navigator',
    family_name: 'Paused',
    team: idFrom('anytown', 'team', 'villages'),
  })
  assert.equal(forced.status, 422)
  assert.equal(await referrals('Paused'), 0)
  assert.equal(
    (await send(browser, { ...GRACE, practice: 'ZZ0009', role: 'Care navigator', family_name: 'Two' })).status,
    303,
  )
})

test('a team that does not cover them is not taken, nor changed behind somebody’s back', async () => {
  const browser = await patel()
  const page = await send(browser, { ...GRACE, practice: 'ZZ0005', team: RIVERSIDE, family_name: 'Elsewhere' })
  assert.equal(page.status, 422)
  assert.match(errors(page)[0]![1], /covered by another team, Hillside community connectors/)
  assert.equal(value(page, 'team'), idFrom('anytown', 'team', 'hillside'))
  assert.equal(await referrals('Elsewhere'), 0)
})

test('a name that several practices share is asked about', async () => {
  const browser = await patel()
  const page = await send(browser, { ...GRACE, practice: 'Surgery', family_name: 'Several' })
  assert.equal(page.status, 422)
  assert.deepEqual(errors(page)[0], ['#picked', 'More than one practice has a name like that: choose one'])
  assert.ok(page.html.querySelectorAll('input[name=picked]').length > 1)
  assert.equal(
    (await send(browser, { ...GRACE, practice: 'Surgery', picked: 'ZZ0001', family_name: 'Several' })).status,
    303,
  )
})

test('each thing that is missing or wrong is named at its field, from the top of the page', async () => {
  const browser = await patel()
  const empty = await send(browser, {})
  assert.equal(empty.status, 422)
  assert.deepEqual(errors(empty), [
    ['#practice', 'Enter their GP practice, or their postcode if you do not know it'],
    ['#given_name', 'Enter their first name'],
    ['#family_name', 'Enter their last name'],
    ['#birth_date-day', 'Enter their date of birth'],
    ['#reasons', 'Choose at least one reason'],
    ['#risks', 'Write what we must know to keep them or staff safe, or say that there are no known risks'],
    ['#consent', 'Choose what they said'],
    ['#role', 'Enter your role, like GP or housing officer'],
    ['#my_telephone', 'Enter your telephone number or your email address'],
  ])
  for (const [href] of errors(empty)) assert.ok(empty.html.querySelector(href), `${href} leads somewhere`)
  const cases: [Record<string, string>, string, string][] = [
    [{ nhs_number: '9990000019' }, '#nhs_number', 'Check the NHS number: one of its digits must be wrong'],
    [{ nhs_number: '999' }, '#nhs_number', 'An NHS number has 10 digits, like 999 000 0018'],
    [{ 'birth_date-day': '31', 'birth_date-month': '4' }, '#birth_date-day', 'The date must be a real date'],
    [{ 'birth_date-month': '' }, '#birth_date-month', 'The date must include a month'],
    [{ 'birth_date-year': '2027' }, '#birth_date-year', 'Their date of birth must be in the past'],
    [{ 'birth_date-year': '1889' }, '#birth_date-year', 'Their date of birth must be 1890 or later'],
    [{ practice: 'Nowhere House' }, '#practice', 'There is no such practice'],
    [{ practice: 'ZZ9999' }, '#practice', 'There is no such practice'],
    [{ postcode: 'nowhere' }, '#postcode', 'Enter a full postcode, like ZZ1 1AA'],
    [{ telephone: '12' }, '#telephone', 'Enter a telephone number, like 01632 960001 or 07700 900123'],
    [{ risks: 'A dog' }, '#no_known_risks', 'You wrote a risk and said that there are none: which is right?'],
    [{ consent: 'best-interests' }, '#best_interests_note', 'Say why this is in their best interests'],
    [{ consent: 'not-asked' }, '#not_asked_note', 'Say why they were not asked'],
    [{ reasons: 'gold' }, '#reasons', 'There is no such reason'],
    [{ language: 'not a language' }, '#language', 'Give the language as a code, like en or pl'],
  ]
  for (const [wrong, field, message] of cases) {
    const page = await send(browser, { ...GRACE, family_name: 'Wrong', ...wrong })
    assert.equal(page.status, 422, message)
    assert.deepEqual(errors(page), [[field, message]])
    assert.ok(page.html.querySelector(field), `${field} is on the page`)
    assert.equal(value(page, 'given_name'), 'Grace', 'what was typed is still there')
  }
  assert.equal(await referrals('Wrong'), 0)
})

test('pressed twice, or five times at once, it is one referral', async () => {
  const browser = await patel()
  const fields = { ...hidden(await browser.get('/refer')), ...GRACE, family_name: 'Twice' }
  const answers = await Promise.all(Array.from({ length: 5 }, () => browser.post('/refer', fields)))
  const again = await browser.post('/refer', fields)
  assert.equal(new Set([...answers, again].map(({ location }) => location)).size, 1)
  assert.ok(again.location?.endsWith('/receipt'))
  assert.equal(await referrals('Twice'), 1)
})

test('the form of a sent referral, changed and sent again, is kept and asked about', async () => {
  const browser = await patel()
  const fields = { ...hidden(await browser.get('/refer')), ...GRACE, family_name: 'Before' }
  await browser.post('/refer', fields)
  const page = await browser.post('/refer', { ...fields, family_name: 'After' })
  assert.equal(page.status, 409)
  assert.match(page.text, /You have sent this form already/)
  assert.equal(value(page, 'family_name'), 'After')
  assert.equal((await browser.post('/refer', { ...fields, ...hidden(page), family_name: 'After' })).status, 303)
  assert.equal(await referrals('After'), 1)
})

test('one’s own organisation is told that it sent the same before; another learns nothing', async () => {
  const browser = await patel()
  const fields = { ...GRACE, family_name: 'Ashdown' }
  await send(browser, fields)
  const page = await send(browser, fields)
  assert.equal(page.status, 422)
  assert.match(page.text, /Your organisation sent this before/)
  assert.equal((await browser.post('/refer', { ...hidden(page), ...fields, again: value(page, 'again') })).status, 303)
  const other = await as('l.doyle@example.org')
  const receipt = await send(other, { ...fields, role: 'Firefighter' })
  assert.equal(receipt.status, 303, 'no hint that the person is known')
  assert.doesNotMatch((await other.get(receipt.location!)).text, /before|known|duplicate/i)
})

test('a draft is kept through signing out and in, after a wrong sending too, and is nobody else’s', async () => {
  const browser = await as('s.oconnor@example.org')
  const page = await browser.get('/refer')
  const saved = await browser.post('/refer', {
    ...hidden(page),
    do: 'save',
    practice: 'ZZ0001',
    given_name: 'Draft',
    family_name: 'Kept',
    'birth_date-day': '2',
    reasons: ['debt', 'money'],
    safe: 'no-post',
  })
  assert.equal(saved.status, 303)
  assert.match((await browser.get(saved.location!)).text, /Saved/)

  const later = await as('s.oconnor@example.org')
  const begin = await later.get('/refer')
  assert.match(begin.text, /You have a draft|You have \d+ drafts/)
  const link =
    begin.html
      .querySelectorAll('a')
      .find((a) => a.text === 'Draft Kept')
      ?.getAttribute('href') ?? ''
  const restored = await later.get(link)
  assert.equal(value(restored, 'given_name'), 'Draft')
  assert.equal(restored.html.querySelector('#birth_date-day')?.getAttribute('value'), '2')
  assert.ok(restored.html.querySelector('input[value=money]')?.hasAttribute('checked'))
  assert.ok(restored.statements <= 8, `${restored.statements} statements`)

  const wrong = await later.post('/refer', {
    ...hidden(restored),
    ...GRACE,
    given_name: 'Draft',
    family_name: 'Kept',
    consent: '',
  })
  assert.match(wrong.text, /Nothing is lost/)
  assert.equal(value(await later.get(link), 'role'), 'GP')

  const other = await as('l.doyle@example.org')
  assert.equal(value(await other.get(link), 'given_name'), '')
  // A screen that changed hands: the second one's words are kept under a draft of their own.
  const taken = await other.post('/refer', { ...hidden(restored), do: 'save', given_name: 'Other' })
  assert.notEqual(taken.location, `${link}&saved=yes`)

  assert.equal(
    (await later.post('/refer', { ...hidden(restored), ...GRACE, given_name: 'Draft', family_name: 'Kept' })).status,
    303,
  )
  assert.equal(
    await count(`select count(*) n from platform.draft where id = $1`, [value(restored, 'draft')]),
    0,
    'sent, it is forgotten',
  )
})

test('an empty form is no draft, and what was kept of somebody goes when they are referred from another form', async () => {
  const browser = await patel()
  const kept = () =>
    count(
      `select count(*) n from platform.draft d join access.account a on a.id = d.actor_id where a.email = 'a.patel@example.org'`,
    )
  const before = await kept()
  const empty = await send(browser, {})
  assert.equal(empty.status, 422)
  assert.doesNotMatch(empty.text, /kept with your drafts/)
  await send(browser, { do: 'save' })
  assert.equal(await kept(), before)

  await send(browser, { given_name: 'Zed', family_name: 'Testman' })
  await send(browser, { ...GRACE, given_name: 'Zed', family_name: 'Testman', 'birth_date-day': '3', reasons: [] })
  assert.equal(await kept(), before + 2)
  const sent = await send(browser, { ...GRACE, given_name: 'zed', family_name: 'Testman' })
  assert.equal(sent.status, 303)
  assert.equal(await kept(), before + 1, 'who was born on another day is somebody else')
})

test('whether the practice is told is asked, and not answered beforehand', async () => {
  const page = await (await patel()).get('/refer')
  const box = page.html.querySelector('input[name=tell_practice]')
  assert.ok(box && !box.hasAttribute('checked'))
})

test('a draft can be thrown away', async () => {
  const browser = await patel()
  const saved = await browser.post('/refer', {
    ...hidden(await browser.get('/refer')),
    do: 'save',
    given_name: 'Gone',
    family_name: 'Soon',
  })
  const page = await browser.get(saved.location!)
  await browser.post('/refer', { ...hidden(page), do: 'discard' })
  assert.doesNotMatch((await browser.get('/refer')).text, /Gone Soon/)
})

test('urgent words bring help at once and stop nothing', async () => {
  const browser = await patel()
  const sent = await send(browser, {
    ...GRACE,
    family_name: 'Urgent',
    reason_text: 'She says she wants to end her life.',
  })
  const receipt = await browser.get(sent.location!)
  assert.match(receipt.text, /Samaritans/)
  assert.match(receipt.text, /Referral sent/)
  assert.equal(
    await count(`select count(*) n from tasks.task where about_id = $1 and kind = 'read-urgent-words'`, [
      sent.location!.split('/')[3],
    ]),
    1,
  )
})

test('nobody sends without a sign-in, a role or the form’s token', async () => {
  const stranger = town.browser()
  assert.equal((await stranger.get('/refer')).location, '/sign-in?return=%2Frefer')
  const administrator = await as('m.lennox@example.org')
  assert.equal((await administrator.get('/refer')).status, 404)
  const browser = await patel()
  assert.equal((await browser.post('/refer', GRACE, '/health')).status, 403)
})
