import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ensureDemoAccount } from '#foundations/access/index.ts'
import { newId, type Id } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { organisationId, teamId } from '#seeds/anytown/load-organisations.ts'
import { asJob } from '#test/support/actors.ts'
import { openApp, TEST_KEYS, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { recordOf } from '#test/support/records.ts'

let town: TestApp
let priya: Browser
let denise: Browser
before(async () => {
  town = await openApp()
  await asJob(town.test, ANYTOWN).transaction((tx) =>
    ensureDemoAccount(tx, TEST_KEYS, {
      organisationId: organisationId('ZZP01'),
      teamId: teamId('riverside'),
      roles: ['safeguarding_lead'],
      name: 'Ines Rocha',
      email: 'i.rocha@example.org',
    }),
  )
  ;[priya, denise] = [town.browser(), town.browser()]
  await Promise.all([priya.signIn('p.nair@example.org'), denise.signIn('d.whitlock@example.org')])
})
after(() => town.close())

const rows = async (sql: string, ...values: unknown[]) => (await town.test.owner.query(sql, values)).rows
const person = async (id: Id) => (await rows('select * from people.person where id = $1', id))[0]
const changesTo = async (id: Id) =>
  (
    await rows(`select detail from journal.entry where action = 'person.changed' and person_id = $1 order by id`, id)
  ).map(({ detail }) => detail)
const url = (id: Id) => `/people/${id}/details`

/** What the form holds, as a browser would send it. */
function fieldsOf({ html }: Page): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const input of html.querySelectorAll('main form input, main form textarea')) {
    const [name, type] = [input.getAttribute('name')!, input.getAttribute('type')]
    if (name === '_csrf') continue
    if ((type === 'radio' || type === 'checkbox') && !input.hasAttribute('checked')) continue
    const value = input.tagName === 'TEXTAREA' ? input.text.replace(/^\n/, '') : (input.getAttribute('value') ?? '')
    fields[name] = type === 'checkbox' ? [fields[name] ?? [], value].flat() : value
  }
  for (const select of html.querySelectorAll('main form select'))
    fields[select.getAttribute('name')!] = select.querySelector('option[selected]')?.getAttribute('value') ?? ''
  return fields
}

test('details are put right from the record; the journal keeps which, never what', async () => {
  const { personId } = await recordOf(town, { person: { accessNeeds: ['step-free', 'large-print'], language: 'yo' } })
  const story = await priya.get(`/people/${personId}`)
  assert.equal(story.html.querySelector('.trellis-band a[href$="/details"]')?.structuredText, 'Change their details')
  const page = await priya.get(url(personId))
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  assert.ok(!page.html.querySelector('[name=nhsNumber], [name^=birth]'))
  const as = fieldsOf(page)
  assert.equal((await priya.post(url(personId), as)).status, 303)
  assert.deepEqual(
    [(await person(personId)).version, await changesTo(personId)],
    [1, []],
    'nothing changed is nothing saved',
  )

  const sent = await priya.post(url(personId), {
    ...as,
    preferredName: 'Gracie',
    telephone: '',
    email: 'grace@EXAMPLE.com',
    addressLines: '2 Mill Lane\r\n\r\nAnytown',
    postcode: 'zz11ab',
    practice: '',
    preferredContact: 'email',
    voicemail: 'no',
    post: 'no',
    hours: 'weekdays before 3pm',
    neutralSender: 'yes',
    interpreter: 'yes',
    accessNeeds: ['large-print', 'no-telephone'],
  })
  assert.deepEqual([sent.status, sent.location], [303, `/people/${personId}?done=details`])
  const now = await person(personId)
  assert.deepEqual(
    [now.preferred_name, now.telephone, now.email, now.address_lines, now.postcode, now.practice_code],
    ['Gracie', null, 'grace@example.com', ['2 Mill Lane', 'Anytown'], 'ZZ1 1AB', 'V81999'],
  )
  assert.deepEqual(
    [now.preferred_contact, now.safe_voicemail, now.safe_post, now.safe_hours, now.neutral_sender, now.language],
    ['email', false, false, 'weekdays before 3pm', true, 'yo'],
  )
  assert.deepEqual([now.interpreter, now.access_needs, now.version], [true, ['large-print', 'no-telephone'], 2])
  assert.deepEqual(await changesTo(personId), [
    {
      fields: [
        'accessNeeds',
        'addressLines',
        'email',
        'interpreter',
        'postcode',
        'practiceCode',
        'preferredContact',
        'preferredName',
        'safeContact',
        'telephone',
      ],
    },
  ])
  const after = await priya.get(sent.location!)
  assert.match(after.text, /Their details are changed New messages go by these\./)
  assert.match(after.html.querySelector('.trellis-band')!.text, /Do not send post\./)
})

test('the manager may; a safeguarding lead is offered no change; another team finds nothing', async () => {
  const { personId } = await recordOf(town)
  assert.equal((await denise.get(url(personId))).status, 200)
  const lead = town.browser()
  await lead.signIn('i.rocha@example.org')
  const read = await lead.get(`/people/${personId}`)
  assert.deepEqual([read.status, read.html.querySelector('.trellis-band a[href$="/details"]')], [200, null])
  assert.equal((await lead.get(url(personId))).status, 404)
  for (const email of ['m.zielinski@example.org', 'r.malik@example.org']) {
    const stranger = town.browser()
    await stranger.signIn(email)
    const nobody = await stranger.get(url(newId()))
    const page = await stranger.get(url(personId))
    assert.deepEqual([page.status, page.text], [404, nobody.text], email)
    assert.equal((await stranger.post(url(personId), { version: '1', givenName: 'X' }, '/')).status, 404, email)
  }
  assert.equal((await person(personId)).given_name, 'Grace')
})

test('every fault leads to its field, and nothing typed is lost', async () => {
  const { personId } = await recordOf(town)
  const as = fieldsOf(await priya.get(url(personId)))
  const wrong = {
    givenName: ' ',
    telephone: '12',
    email: 'grace',
    postcode: 'nowhere',
    voicemail: '',
    language: 'xx',
    practice: 'ZZ9876',
  }
  const page = await priya.post(url(personId), { ...as, ...wrong, familyName: 'Obi', hours: 'mornings' })
  assert.equal(page.status, 422)
  const links = page.html.querySelectorAll('.nhsuk-error-summary a').map((link) => link.getAttribute('href'))
  assert.deepEqual(
    links,
    Object.keys(wrong).map((name) => `#${name}`),
  )
  for (const link of links) assert.ok(page.html.querySelector(link!), link)
  const kept = fieldsOf(page)
  assert.deepEqual([kept.email, kept.postcode, kept.familyName, kept.hours], ['grace', 'nowhere', 'Obi', 'mornings'])

  const practice = async (words: string) => {
    const answer = await priya.post(url(personId), { ...as, practice: words, pronouns: 'she/her' })
    assert.equal(answer.status, 422, words)
    assert.equal(answer.html.querySelector('.nhsuk-error-summary a')?.getAttribute('href'), '#practice')
    assert.deepEqual([fieldsOf(answer).practice, fieldsOf(answer).pronouns], [words, 'she/her'])
    return answer.text
  }
  assert.match(await practice('ZZ9876'), /There is no such practice/)
  assert.match(await practice('Surgery'), /More than one practice has a name like that/)
  assert.equal((await person(personId)).version, 1)
  assert.equal((await priya.post(url(personId), { ...as, practice: 'v81999' })).status, 303)
  assert.equal((await person(personId)).practice_code, 'V81999')
})

test('who was slower sees both texts, keeps what they typed, and decides', async () => {
  const { personId } = await recordOf(town)
  const as = fieldsOf(await priya.get(url(personId)))
  assert.equal((await denise.post(url(personId), { ...as, telephone: '07700 900555', voicemail: 'no' })).status, 303)
  const mine = { ...as, telephone: '07700 900666', preferredContact: 'none' }
  const page = await priya.post(url(personId), mine)
  assert.equal(page.status, 409)
  assert.match(page.text, /Somebody else changed these details/)
  assert.match(page.text, /Telephone number Now: 07700 900555 Yours: 07700 900666/)
  assert.match(page.text, /How they like to be reached Now: A telephone call Yours: nothing/)
  assert.equal((await person(personId)).telephone, '07700900555')
  const kept = fieldsOf(page)
  assert.deepEqual([kept.telephone, kept.preferredContact, kept.version], ['07700 900666', 'none', '2'])
  assert.equal((await priya.post(url(personId), kept)).status, 303, 'a second press is meant')
  assert.deepEqual([(await person(personId)).telephone, (await person(personId)).version], ['07700900666', 3])
})

test('a restricted person: telephone, email and address are not on the page, and what is sent there changes nothing', async () => {
  const held = {
    telephone: '07700900777',
    email: 'kept.back@example.com',
    addressLines: ['77 Hidden Lane'],
    postcode: 'ZZ1 1AB',
  }
  const { personId } = await recordOf(town, { person: { ...held, restricted: true } })
  const page = await priya.get(url(personId))
  assert.match(page.text, /kept back to keep Grace Okafor safe/)
  for (const name of [...Object.keys(held), 'restricted']) assert.ok(!page.html.querySelector(`[name=${name}]`), name)
  assert.ok(!/07700 ?900 ?777|kept\.back@|Hidden Lane|ZZ1 1AB/.test(page.body))
  const sent = {
    ...fieldsOf(page),
    post: 'no',
    telephone: '07700900999',
    addressLines: '',
    email: '',
    postcode: '',
    restricted: '',
  }
  assert.equal((await priya.post(url(personId), sent)).status, 303)
  const now = await person(personId)
  assert.deepEqual(
    [now.telephone, now.email, now.address_lines, now.postcode, now.restricted, now.safe_post],
    ['07700900777', 'kept.back@example.com', ['77 Hidden Lane'], 'ZZ1 1AB', true, false],
  )
  assert.deepEqual(await changesTo(personId), [{ fields: ['safeContact'] }])
})

test('what is written to them afterwards goes the new way; what was queued before stays as it was', async () => {
  const { id, personId } = await recordOf(town)
  const contact = `/episodes/${id}/contact`
  await priya.post(contact, fieldsOf(await priya.get(contact)))
  const change = { telephone: '', email: 'new.way@example.com', preferredContact: 'email', neutralSender: 'yes' }
  await priya.post(url(personId), { ...fieldsOf(await priya.get(url(personId))), ...change })
  const closing = `/episodes/${id}/closure`
  const closed = await priya.post(closing, {
    ...fieldsOf(await priya.get(closing)),
    actions: 'none',
    reason: 'finished',
    outcome: 'She sings again.',
    summary: 'She sings again.',
    tellPractice: 'no',
  })
  assert.equal(closed.status, 303, closed.text)
  assert.deepEqual(
    await rows(
      `select template, channel, address, neutral from messages.message where about_id = $1 and recipient_kind = 'person' order by template`,
      id,
    ),
    [
      { template: 'episode-closed-person', channel: 'email', address: 'new.way@example.com', neutral: true },
      { template: 'episode-started-person', channel: 'text', address: '07700900123', neutral: false },
    ],
  )
})
