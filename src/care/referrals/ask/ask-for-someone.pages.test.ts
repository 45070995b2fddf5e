import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type Browser, type TestApp } from '#test/support/app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const PATH = '/ask/for-someone'

type Fields = Record<string, string | string[]>
const ADA: Fields = {
  as: 'family',
  name: 'Ada Okafor',
  relationship: 'daughter',
  telephone: '07700 900456',
  email: 'ada@example.org',
}
const OFFICER: Fields = {
  as: 'work',
  name: 'Sam Firth',
  agency: 'fire',
  organisation: 'Anytown Fire Station',
  role: 'Watch manager',
  email: 'sam.firth@example.org',
}

const answers = (you: Fields, over: Record<string, Fields> = {}): [string, Fields][] =>
  Object.entries<Fields>({
    you,
    where: { practice: 'ZZ0001', postcode: 'ZZ1 1AA' },
    help: { words: 'She hardly goes out.', feelings: 'loneliness' },
    person: { given: 'Grace', family: 'Okafor', 'birth-day': '2', 'birth-month': '1', 'birth-year': '1950' },
    reach: { telephone: '07700 900123', preferred: 'telephone', safe: 'voicemail' },
    access: { language: 'en' },
    know: { risks: 'none' },
    consent: { agreed: 'yes', practice: 'no' },
    ...over,
  })

async function fill(browser: Browser, given: [string, Fields][]): Promise<void> {
  for (const [n, [question, fields]] of given.entries()) {
    const reply = await browser.post(`${PATH}/${question}`, fields)
    const next = given[n + 1]
    assert.equal(reply.location, next ? `${PATH}/${next[0]}` : `${PATH}/check`, `${question}: ${reply.text}`)
    assert.ok(reply.statements <= 8, `${question}: ${reply.statements} statements`)
  }
}

async function sent(browser: Browser, page = `${PATH}/sent`) {
  const reference = (await browser.get(page)).html.querySelector('.trellis-reference')?.text
  const [row] = await rows(
    'select r.*, p.safe_hours, p.preferred_contact from referrals.referral r join people.person p on p.id = r.person_id where reference = $1',
    reference,
  )
  return row
}

test('a daughter asks for her mother', async () => {
  const browser = town.browser()
  await fill(browser, answers(ADA))
  assert.equal((await browser.post(`${PATH}/check`, {})).location, `${PATH}/sent`)
  const row = await sent(browser)
  assert.deepEqual(
    [
      row.referrer_kind,
      row.referrer_name,
      row.referrer_relationship,
      row.referrer_agency,
      row.referrer_telephone,
      row.consent_sharing,
      row.consent_by,
      row.tell_practice,
      row.safe_hours,
    ],
    ['carer', 'Ada Okafor', 'daughter', null, '07700900456', 'given', 'person', false, null],
  )
  const messages = await rows('select template, address from messages.message where about_id = $1', row.id)
  assert.ok(
    messages.some(({ template, address }) => template === 'referral-received-carer' && address === 'ada@example.org'),
  )
  const seen = await rows('select reason from people.involvement where person_id = $1', row.person_id)
  assert.deepEqual(
    seen.map(({ reason }) => reason),
    ['team'],
  )
  assert.deepEqual(await rows('select form from platform.draft'), [])
})

test('whoever does not know yet is not surprised by a message', async () => {
  const mobile = { telephone: '07700 900123', email: 'grace@example.org', preferred: 'email', safe: 'neither' }
  const cases: [Record<string, Fields>, string, string | null][] = [
    [
      { reach: mobile, consent: { agreed: 'no', 'not-why': 'She is too proud to ask.' } },
      'not-asked',
      'She is too proud to ask.',
    ],
    [
      { reach: mobile, consent: { agreed: 'cannot', 'cannot-why': 'Her memory is failing. She eats alone.' } },
      'best-interests',
      'Her memory is failing. She eats alone.',
    ],
    [{ reach: { preferred: 'me', safe: 'neither' } }, 'given', null],
  ]
  for (const [over, consent, note] of cases) {
    const browser = town.browser()
    await fill(browser, answers(ADA, over))
    await browser.post(`${PATH}/check`, {})
    const row = await sent(browser)
    assert.deepEqual([row.consent_sharing, row.consent_note, row.tell_practice], [consent, note, false])
    assert.equal(row.consent_by, consent === 'given' ? 'person' : 'carer')
    assert.match(row.safe_hours, /^Talk to Ada Okafor first/)
    assert.equal(
      (await rows(`select from messages.message where about_id = $1 and recipient_kind = 'person'`, row.id)).length,
      0,
    )
    assert.equal((await rows(`select from tasks.task where about_id = $1 and kind = 'tell-person'`, row.id)).length, 1)
  }
})

test('why they do not agree must be said, and only then', async () => {
  const browser = town.browser()
  await fill(browser, answers(ADA))
  for (const [agreed, field] of [
    ['no', 'not-why'],
    ['cannot', 'cannot-why'],
  ] as const) {
    const reply = await browser.post(`${PATH}/consent`, { agreed })
    assert.equal(reply.status, 422)
    assert.equal(reply.html.querySelector('.nhsuk-error-summary a')?.getAttribute('href'), `#${field}`)
  }
})

test('an agency without an account confirms its address first: looking sends nothing, the button does, once', async () => {
  const browser = town.browser()
  await fill(browser, answers(OFFICER))
  const earlier = (await rows('select count(*)::int n from referrals.referral'))[0].n
  const waits = await browser.post(`${PATH}/check`, {})
  assert.equal(waits.status, 200)
  assert.match(waits.text, /sent a link to sam.firth@example.org.*Nothing has gone yet/)
  const [message] = await rows(`select address, link from messages.message where template = 'agency-confirm-email'`)
  assert.equal(message.address, 'sam.firth@example.org')
  const link = new URL(message.link).pathname
  const elsewhere = town.browser() // the post of an office opens in another browser
  const look = await elsewhere.get(link)
  assert.equal(look.status, 200)
  assert.match(look.text, /You asked Riverside link workers for help for G. O./)
  assert.equal((await rows('select count(*)::int n from referrals.referral'))[0].n, earlier)
  assert.equal((await elsewhere.post(link, {})).location, link)
  const row = await sent(elsewhere, link)
  assert.deepEqual(
    [
      row.referrer_kind,
      row.referrer_agency,
      row.referrer_organisation_name,
      row.referrer_role,
      row.referrer_email,
      row.came_by,
    ],
    ['professional', 'fire', 'Anytown Fire Station', 'Watch manager', 'sam.firth@example.org', 'public'],
  )
  await elsewhere.post(link, {})
  assert.equal((await rows('select count(*)::int n from referrals.referral'))[0].n, earlier + 1)
  assert.equal((await browser.get(`${PATH}/check`)).location, `${PATH}/sent`)
  assert.equal((await town.browser().get(link.slice(0, -3) + 'abc')).status, 404)
})

test('an address that was changed after the link went out is not confirmed by it', async () => {
  const browser = town.browser()
  await fill(browser, answers({ ...OFFICER, email: 'one@example.org' }))
  await browser.post(`${PATH}/check`, {})
  const [{ link }] = await rows(`select link from messages.message where address = 'one@example.org'`)
  await browser.post(`${PATH}/you?from=check`, { ...OFFICER, email: 'two@example.org' })
  const path = new URL(link).pathname
  assert.equal((await town.browser().get(path)).status, 404)
  assert.equal((await town.browser().post(path, {}, '/sign-in')).status, 404)
  await browser.post(`${PATH}/check`, {})
  const [second] = await rows(`select link from messages.message where address = 'two@example.org'`)
  assert.equal((await town.browser().get(new URL(second.link).pathname)).status, 200)
  town.clock.advance(7.1 * 86_400_000)
  assert.equal((await town.browser().get(new URL(second.link).pathname)).status, 404)
  town.clock.set('2026-04-01T09:00:00Z')
})

test('who asks can be reached, at work by email', async () => {
  const browser = town.browser()
  const wrong = async (you: Fields) =>
    (await browser.post(`${PATH}/you`, you)).html.querySelector('.nhsuk-error-summary a')?.getAttribute('href')
  assert.equal(await wrong({ ...ADA, telephone: '', email: '' }), '#telephone')
  assert.equal(await wrong({ ...ADA, relationship: '' }), '#relationship')
  assert.equal(await wrong({ ...OFFICER, email: '', telephone: '01632 960001' }), '#email')
  assert.equal(await wrong({ ...OFFICER, agency: 'shop' }), '#agency')
})

test('a question that was sent empty says what is missing, with every name in its place', async () => {
  const browser = town.browser()
  for (const [question, fields] of answers(ADA)) {
    const empty = await browser.post(`${PATH}/${question}`, {})
    assert.ok(!empty.text.includes('{'), `${question}: ${empty.text}`)
    if (question === 'consent') assert.match(empty.text, /Select if they agree/)
    await browser.post(`${PATH}/${question}`, fields)
  }
})
