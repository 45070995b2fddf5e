import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { parse } from 'node-html-parser'
import { saveDistricts, savePostcodes } from '#foundations/geography/index.ts'
import { fixedClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { type Id, idFrom, newId } from '#platform/ids.ts'
import { openLog } from '#platform/log.ts'
import type { Services } from '#platform/services.ts'
import { NotFoundPage } from '#ui/error-pages.tsx'
import { addPages } from '#ui/web.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { addDirectoryRoutes, type Listing, saveListings, saveProviders, saveSource } from './index.ts'

let db: TestDatabase
let app: FastifyInstance
const [here, elsewhere] = [newId(), newId()]
const clock = fixedClock('2026-04-07T08:00:00Z') // a Tuesday
const job = (partnershipId: Id) => contextOf(db.database, { kind: 'job', partnershipId, cause: 'test' }, newId(), clock)
const staff = {
  kind: 'account',
  partnershipId: here,
  accountId: newId(),
  organisationId: newId(),
  roles: ['link_worker'],
  name: 'Priya',
} as const
let actor: Parameters<typeof contextOf>[1] = { kind: 'public', partnershipId: here }

const source = idFrom('test', 'source')
const provider = {
  id: idFrom('test', 'provider'),
  sourceId: source,
  sourceRecord: 'p',
  name: 'Riverside Arts',
  kind: 'charity',
  telephone: '01632 960109',
  website: 'http://example.com',
} as const
const listing = (key: string, more: Partial<Listing> = {}): Listing => ({
  id: idFrom('test', key),
  sourceId: source,
  sourceRecord: key,
  providerId: provider.id,
  name: key,
  status: 'active',
  ...more,
})

const choir = listing('Riverside Choir', {
  summary: 'Singing for the joy of it.',
  description: 'No notes to read.\n\n# What to bring\n* Water\n* A <script>alert(1)</script> friend',
  whoFor: 'Anyone over 18.',
  needs: ['loneliness', 'arts-and-making'],
  costKind: 'donation',
  fees: 'Put what you can in the hat.',
  joinWay: 'drop in',
  modes: ['in person'],
  firstVisit: { meets: 'Joan, in the red scarf', door: 'The side door' },
  safetyNote: 'Her husband sings here too.',
  checkedOn: day('2026-03-20'),
  url: 'javascript:alert(1)',
  email: 'choir@example.org',
  telephones: [{ number: '01632 960111' }],
  locations: [
    {
      id: idFrom('test', 'hall'),
      sourceRecord: 'hall',
      name: 'Riverside Hall',
      address1: '20 Mill Lane',
      postcode: 'ZZ1 1AG',
      latitude: 53.0352,
      longitude: -1.28,
      stepFree: 'yes',
      transport: 'Bus 4 to Mill Lane.',
    },
  ],
  schedules: [{ freq: 'WEEKLY', byday: 'TU', opensAt: '10:00', closesAt: '12:00' }],
  capacity: { state: 'limited', places: 2, confirmedOn: day('2026-04-06') },
})
const lunch = listing('Hillside Lunch', {
  description: 'Bereavement lunch with cake.',
  costKind: 'free',
  needs: ['bereavement'],
  modes: ['in person'],
  locations: [{ id: idFrom('test', 'cafe'), sourceRecord: 'cafe', name: 'Beacon Café', postcode: 'zz2 1ah' }],
  schedules: [{ freq: 'WEEKLY', byday: 'TH', opensAt: '12:00', closesAt: '14:00' }],
  capacity: { state: 'open', confirmedOn: day('2026-02-03') },
  email: 'test@example.com',
})
const online = listing('Calm evenings', {
  description: 'Talk with others.',
  costKind: 'free',
  modes: ['online'],
  checkedOn: day('2025-01-05'),
})
const gone = listing('Old Club', { status: 'defunct' })
const theirs = listing('Their Choir')
const many = Array.from({ length: 45 }, (_, n) =>
  listing(`Gardening ${n + 1}`, { modes: ['in person'], needs: ['nature'] }),
)

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown'), ($2, 'Elsewhere')`, [
    here,
    elsewhere,
  ])
  for (const [where, listings] of [
    [here, [choir, lunch, online, gone, ...many]],
    [elsewhere, [theirs]],
  ] as const)
    await job(where).transaction(async (tx) => {
      saveSource(tx, { id: source, kind: 'file', name: 'Test feed', licence: 'Open Government Licence' })
      saveProviders(tx, [provider])
      saveListings(tx, listings)
      await savePostcodes(tx, [{ postcode: 'ZZ1 1AA', latitude: 53.036, longitude: -1.281 }])
      await saveDistricts(tx, [
        { outcode: 'ZZ1', latitude: 53.0352, longitude: -1.28 },
        { outcode: 'ZZ2', latitude: 53.0512, longitude: -1.3332 },
      ])
    })
  app = await openServer({ log: openLog('silent'), cookieSecret: 'x'.repeat(32), https: false, proxies: 0 })
  app.addHook('onRequest', async (request) => {
    request.context = contextOf(db.database, actor, newId(), clock)
  })
  addErrors(
    app,
    (request, reply, fault) =>
      void (fault.status === 404 ? reply.page(NotFoundPage({ shell: request.shell }), 404) : reply.send(fault.detail)),
  )
  addPages(app, () => ({ css: '/x.css', js: '/x.js', icon: '/x.svg', partnershipName: 'Anytown', navigation: [] }))
  addDirectoryRoutes(app, {} as Services)
  await app.ready()
})
after(async () => {
  await app.close()
  await db.close()
})

async function get(url: string) {
  const sent = db.database.statements.count
  const reply = await app.inject({ url })
  const html = parse(reply.body)
  const main = html.querySelector('main')
  return {
    status: reply.statusCode,
    html,
    text: (main?.structuredText ?? '').replaceAll(/\s+/g, ' '),
    statements: db.database.statements.count - sent,
    body: reply.body,
  }
}
const names = (html: ReturnType<typeof parse>) => html.querySelectorAll('h3 a').map((a) => a.text)
const rowOf = (html: ReturnType<typeof parse>, key: string) =>
  html
    .querySelectorAll('.nhsuk-summary-list__row')
    .find((row) => row.querySelector('dt')?.text === key)
    ?.querySelector('dd')
    ?.structuredText.replaceAll(/\s+/g, ' ')

test('a service says what decides whether one goes', async () => {
  const { status, html, text, statements } = await get(`/services/${choir.id}`)
  assert.equal(status, 200)
  assert.equal(html.querySelector('h1')?.text, 'Riverside Arts Riverside Choir')
  assert.equal(rowOf(html, 'When'), 'Every Tuesday, 10am to 12pm Next: Tuesday 7 April 2026, 10am')
  assert.equal(rowOf(html, 'Where'), 'Riverside Hall, 20 Mill Lane, ZZ1 1AG')
  assert.equal(rowOf(html, 'Cost'), 'Put what you can in the hat.')
  assert.equal(rowOf(html, 'Space'), '2 places, confirmed Monday 6 April')
  assert.equal(rowOf(html, 'How to join'), 'Just come. You do not need to book.')
  assert.equal(rowOf(html, 'Who meets you'), 'Joan, in the red scarf')
  assert.match(
    text,
    /Bus 4 to Mill Lane.*without steps.*not been told about an accessible toilet, a hearing loop or parking/,
  )
  assert.equal(rowOf(html, 'Up to date?'), 'Checked on Friday 20 March')
  assert.match(text, /From Test feed, read on Tuesday 7 April, licence: Open Government Licence/)
  assert.ok(html.querySelector('a[href="tel:01632960111"]'))
  assert.ok(html.querySelector('a[href="mailto:choir@example.org"]'))
  assert.ok(statements <= 8, `${statements} statements`)
})

test("a source's text is drawn as text", async () => {
  const { html, text } = await get(`/services/${choir.id}`)
  assert.match(text, /A <script>alert\(1\)<\/script> friend/)
  assert.equal(html.querySelectorAll('main script').length, 0)
  assert.deepEqual(
    html.querySelectorAll('main h3').map((h) => h.text),
    ['What to bring'],
  )
  assert.equal(
    html.querySelectorAll('a').filter((a) => /^(?!\/|#|tel:|sms:|mailto:|https?:)/.test(a.getAttribute('href') ?? ''))
      .length,
    0,
  )
})

test('placeholders are not shown, old statements about space are not believed, old checks are marked', async () => {
  const { html, text } = await get(`/services/${lunch.id}`)
  assert.doesNotMatch(text, /example\.com/)
  assert.ok(html.querySelector('a[href="tel:01632960109"]'), "the provider's number, for want of its own")
  assert.equal(rowOf(html, 'Space'), 'Not confirmed since Tuesday 3 February: ring first')
  assert.equal(rowOf(html, 'Up to date?'), 'We do not know when this was last checked. Ring before you go.')
  assert.match((await get(`/services/${online.id}`)).text, /Last checked on 5 January 2025, so it may have changed\./)
})

test('notes on safety are for staff only', async () => {
  assert.doesNotMatch((await get(`/services/${choir.id}`)).body, /husband/)
  actor = staff
  try {
    assert.match((await get(`/services/${choir.id}`)).text, /For staff: using it safely Her husband sings here too\./)
  } finally {
    actor = { kind: 'public', partnershipId: here }
  }
})

test('a page can be printed as a leaflet, in large print too, without a script', async () => {
  const url = `/services/${choir.id}`
  const link = (page: Awaited<ReturnType<typeof get>>, words: string) =>
    page.html
      .querySelectorAll('main a')
      .find((a) => a.text === words)
      ?.getAttribute('href')
  assert.equal(link(await get(url), 'Print a leaflet'), `${url}?leaflet=1`)
  const usual = await get(`${url}?leaflet=1`)
  assert.equal(usual.html.querySelector('.trellis-paper--large'), null)
  const large = await get(link(usual, 'Large print')!)
  assert.match(large.html.querySelector('.trellis-paper--large')!.text, /Singing for the joy of it/)
  assert.equal(link(large, 'Usual size'), `${url}?leaflet=1`)
})

test('what has closed for good says so', async () => {
  const { html, text } = await get(`/services/${gone.id}`)
  assert.match(text, /No longer running.*find something else near you/)
  assert.equal(html.querySelector('main a[href^="sms:"], main a[href="#send"]'), null, 'and is not sent to anybody')
})

test("an unknown id, a broken id and another partnership's id are answered alike", async () => {
  const answers = await Promise.all(
    [newId(), 'choir', theirs.id, '%00', choir.id.toUpperCase()].map((id) => get(`/services/${id}`)),
  )
  for (const { status, text } of answers) {
    assert.equal(status, 404)
    assert.equal(text, answers[0]!.text)
  }
})

test('words, needs in everyday words, a misspelt name: each finds', async () => {
  assert.deepEqual(names((await get('/find?words=choir')).html), ['Riverside Choir'])
  assert.deepEqual(names((await get('/find?words=lonely')).html), ['Riverside Choir'], 'by the words of its needs')
  assert.deepEqual(names((await get('/find?words=loneliness')).html), ['Riverside Choir'], 'and by their name')
  assert.equal(names((await get('/find?words=cafe+bereavement+lunch')).html)[0], 'Hillside Lunch')
  assert.deepEqual(names((await get('/find?words=singing+elephants')).html), ['Riverside Choir'])
  const mended = await get('/find?words=bereevemnt+lunsch')
  assert.equal(names(mended.html)[0], 'Hillside Lunch')
  assert.match(mended.text, /We read “bereevemnt” as “bereavement” and “lunsch” as “lunch”/)
  const near = await get('/find?words=Rivrside+Chior')
  assert.equal(names(near.html)[0], 'Riverside Choir')
})

test('a result holds what one chooses by', async () => {
  const { text, statements } = await get('/find?words=choir&postcode=zz11aa')
  assert.match(
    text,
    /Singing for the joy of it\..*Who for: Anyone over 18\..*When: Today, 10am.*Where: Riverside Hall, very near.*Cost: By donation.*Space: 2 places, confirmed Monday 6 April.*Checked on Friday 20 March/,
  )
  assert.ok(statements <= 8, `${statements} statements`)
})

test('each result with a place carries it for the map; the others are named below it', async () => {
  const { html } = await get('/find?postcode=ZZ1+1AA&day=TU')
  const row = html.querySelector(`#service-${choir.id}`)!
  assert.deepEqual(
    ['data-place', 'data-number', 'data-name', 'data-rough'].map((name) => row.getAttribute(name)),
    ['53.0352 -1.28', '1', 'Riverside Choir', undefined],
  )
  const map = html.querySelector('[data-map]')!
  assert.equal(map.getAttribute('hidden'), '', 'until its script runs')
  assert.equal(map.getAttribute('data-here'), '53.036 -1.281')
  assert.deepEqual(JSON.parse(map.getAttribute('data-districts')!), [['ZZ1', 53.0352, -1.28]])
  const rough = (await get('/find?words=bereavement')).html.querySelector(`#service-${lunch.id}`)!
  assert.equal(rough.getAttribute('data-rough'), '', 'known only by its district')
  const some = (await get('/find?free=yes')).html.querySelector('[data-map]')!
  assert.match(some.text, /1 of these has no place on the map: 1\. Calm evenings/)
  assert.equal(some.querySelector(`a[href="#service-${online.id}"]`)?.text, '1. Calm evenings')
  assert.equal((await get('/find?words=calm+evenings')).html.querySelector('[data-map]'), null, 'nothing to map')
})

test('with a postcode the nearest come first, and what is measured is said', async () => {
  const full = await get('/find?postcode=ZZ1+1AA')
  assert.deepEqual(names(full.html).slice(0, 2), ['Riverside Choir', 'Hillside Lunch'])
  assert.match(full.text, /in a straight line from ZZ1 1AA\./)
  assert.match(full.text, /Beacon Café, about 2 miles away/, 'its own place is known by its district only')
  assert.match((await get('/find?postcode=zz2')).text, /measured from the middle of ZZ2\./)
  assert.match(
    (await get('/find?postcode=ZZ2+9ZZ')).text,
    /measured from the middle of ZZ2, because we do not know ZZ2 9ZZ\./,
  )
  const unknown = await get('/find?postcode=ZZ8+1AA')
  assert.match(unknown.text, /We do not know where ZZ8 1AA is/)
  assert.equal(names(unknown.html).length, 20)
  assert.match((await get('/find?postcode=here')).text, /“here” does not look like a postcode/)
})

const all = async (query: string) => names((await get(`/find?${query}`)).html)

test('filters narrow, together', async () => {
  assert.deepEqual(await all('free=yes'), ['Calm evenings', 'Hillside Lunch'])
  assert.deepEqual(await all('free=yes&way=online'), ['Calm evenings'])
  assert.deepEqual(await all('day=TU'), ['Riverside Choir'])
  assert.deepEqual(await all('need=bereavement&day=TH&way=in-person'), ['Hillside Lunch'])
  assert.deepEqual(
    await all('need=nonsense&day=XX&words=choir'),
    ['Riverside Choir'],
    'what makes no sense is left out',
  )
  assert.equal((await all('words=choir&words=x&page=-1')).length, 1)
})

test('twenty a page, with ways to the others', async () => {
  const { html, text } = await get('/find?need=nature&page=2')
  assert.equal(names(html).length, 20)
  assert.match(text, /45 things that may help/)
  assert.match(html.querySelector('title')!.text, /page 2 of 3/)
  const seen = await Promise.all(
    [1, 2, 3].map(async (page) => names((await get(`/find?need=nature&page=${page}`)).html)),
  )
  assert.equal(new Set(seen.flat()).size, 45)
  assert.equal((await get('/find?need=nature&page=4')).status, 404)
})

test('nothing found shows a way on, and what was typed stays', async () => {
  const { html, text } = await get(`/find?words=${encodeURIComponent('zyxwvu "<b>"')}&free=yes`)
  assert.match(text, /^“zyxwvu "<b>"” Only: Free Nothing found/)
  assert.equal(html.querySelector('#words')?.getAttribute('value'), 'zyxwvu "<b>"')
  for (const href of ['/link-workers', '/urgent-help', '/find'])
    assert.ok(html.querySelector(`main a[href="${href}"]`), href)
})

for (const [words, line] of Object.entries({
  'I want to kill myself': /Thoughts of ending your life or hurting yourself: ring 111 \(press 2 for mental health\)/,
  'choir, I want to die': /ring 111 \(press 2/,
  'he has chest pain': /Someone is badly ill or hurt: ring 999/,
  'my partner hits me': /0808 2000 247/,
  'the children are being neglected': /0800 1111/,
  'sleeping in my car': /ask for the housing team/,
  'no food for two days': /ask for urgent help/,
}))
  test(`“${words}” shows whom to ring now, above whatever is found`, async () => {
    const { html, text } = await get(`/find?words=${encodeURIComponent(words)}&postcode=ZZ1+1AA`)
    const cards = html.querySelectorAll('main .nhsuk-card')
    assert.match(cards[0]!.text, /Samaritans on 116 123/)
    assert.match(cards[0]!.text, line)
    assert.match(text, /things? that may help|Please ring or text one of them now/)
    assert.doesNotMatch(text, /Nothing found|found nothing/, 'nobody in danger is told that there is nothing')
    assert.ok(html.querySelector('main form[role="search"]'), 'and the search goes on')
  })

test('“my partner controls me” lets somebody leave the page at once', async () => {
  assert.ok((await get('/find?words=my+partner+controls+me')).html.querySelector('[data-quick-exit]'))
  assert.equal((await get('/find?words=choir')).html.querySelector('[data-quick-exit]'), null)
})

test('a number or a smile asks for nothing: all is shown, that is said, and nothing is counted', async () => {
  for (const words of ['12', '😀']) {
    const { html, text } = await get(`/find?words=${encodeURIComponent(words)}`)
    assert.match(text, new RegExp(`could not tell what you look for from “${words}”`))
    assert.doesNotMatch(text, /found nothing/)
    assert.equal(names(html).length, names((await get('/find')).html).length)
  }
})

test('urgent help stands above listings, not in their place', async () => {
  const { html } = await get('/find?words=choir+I+want+to+die')
  assert.ok(names(html).includes('Riverside Choir'))
})

for (const words of ['no suicidal thoughts', 'denies self-harm', 'owes money', 'choir'])
  test(`“${words}” shows no urgent card`, async () => {
    const { html } = await get(`/find?words=${encodeURIComponent(words)}`)
    assert.equal(html.querySelector('.trellis-urgent-help'), null)
  })

const HOSTILE = [
  "'; drop table directory.service; --",
  '%00',
  '\u0000',
  '&|!()<->:*',
  '"unclosed',
  'a'.repeat(5000),
  '\ud800',
  '-',
  '  ',
]
for (const words of HOSTILE)
  test(`the words ${JSON.stringify(words.slice(0, 20))} are only words`, async () => {
    const query = new URLSearchParams({ words, postcode: words })
    assert.equal((await get(`/find?${query}`)).status, 200)
  })

test("another partnership's services are not found", async () => {
  assert.doesNotMatch((await get('/find?words=their+choir')).text, /Their Choir/)
})

test('what was looked for stands above what was found, with every choice in words, and can be changed', async () => {
  const { html, text } = await get('/find?words=choir&postcode=ZZ1+1AA&age=30&way=in-person')
  assert.equal(html.querySelector('h1')?.text, '“choir” near ZZ1 1AA')
  assert.match(text, /Only: Age 30, In person/)
  const again = html.querySelector('details.trellis-again')!
  assert.equal(again.getAttribute('open'), undefined)
  assert.equal(again.querySelector('summary')?.text, 'Change your search')
  assert.equal(again.querySelectorAll('details[open]').length, 0)
  assert.equal(again.querySelector('#way option[selected]')?.text, 'In person')
  const before = (await get('/find')).html
  assert.equal(before.querySelector('h1')?.text, 'Find support')
  assert.equal(before.querySelector('details.trellis-again'), null, 'nobody has looked for anything yet')
})

test('a long story is cut in the heading and stands in full in the form', async () => {
  const story = 'choir, since my husband died I do not go out any more and my knees are bad'
  const { html } = await get(`/find?words=${encodeURIComponent(story)}`)
  assert.equal(html.querySelector('h1')?.text, '“choir, since my husband died I do…”')
  assert.equal(html.querySelector('#words')?.getAttribute('value'), story)
})

test('what a frightened person wrote is not in large letters, nor in the name of the page', async () => {
  const { html } = await get('/find?words=my+partner+controls+me')
  for (const heading of html.querySelectorAll('h1, h2, title')) assert.doesNotMatch(heading.text, /controls/)
})

test('the postcode is asked for in words that fit whoever looks for somebody else too', async () => {
  for (const path of ['/find', '/saved'])
    assert.doesNotMatch((await get(path)).html.querySelector('main')!.text, /Your postcode/i)
  assert.match((await get('/find')).text, /Postcode Of the person it is for\. The first half is enough\./)
})

test('in danger, and nothing found: help first, and nothing that reads as “there is nothing for you”', async () => {
  const { html, text } = await get('/find?words=zyxwvu+they+hit+me+nie+chce+zyc&need=veterans')
  assert.match(
    text,
    /^Find support Urgent advice: If you need help now.*Please ring or text one of them now Say it in any words/,
  )
  for (const words of [/nothing/i, /Only:/, /fewer words/, /everything there is/]) assert.doesNotMatch(text, words)
  assert.doesNotMatch(html.querySelector('title')?.text ?? '', /nothing/i)
  assert.ok(html.querySelector('main a[href="/link-workers"]'))
})

for (const [query, label] of [
  ['who=martians', 'Meant for'],
  ['age=-3', 'Age of the person it is for'],
  ['age=seventy', 'Age of the person it is for'],
  ['need=constructor', 'About'],
  ['day=toString', 'Day'],
  ['time=noon', 'Time of day'],
  ['way=rocket', 'In person or from home'],
  ['language=%3Cb%3E', 'Language'],
  ['free=perhaps', 'Cost'],
  ['page=zero', 'Page'],
])
  test(`the choice ${query} makes no sense: it is left out, and that is said`, async () => {
    const { status, text, html } = await get(`/find?words=choir&${query}`)
    assert.equal(status, 200)
    assert.match(text, new RegExp(`We could not use what stands under “${label}”, so we left it out`))
    assert.deepEqual(names(html), ['Riverside Choir'])
  })

test('choices that shut out what fits are not said to be a lack', async () => {
  const { text, html } = await get('/find?words=choir&day=SU')
  assert.doesNotMatch(text, /We count what is missing/)
  assert.ok(html.querySelector('main a[href="/find?words=choir"]'), 'and the way back without them is there')
})
