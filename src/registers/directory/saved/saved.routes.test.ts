import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { parse } from 'node-html-parser'
import { newId } from '#platform/ids.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { openApp, type Browser, type Page, type TestApp } from '#test/support/app.ts'
import { readingGrade } from '#test/support/reading-grade.ts'
import { MOST_SAVED, savedHref, shortId } from './saved.rules.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const cafe = serviceId('lantern-cafe')
const table = serviceId('thursday-table')

/** Presses a button of a page as a browser without scripts does: with the fields of the form it belongs to. */
async function press(browser: Browser, page: string, name: RegExp): Promise<Page> {
  const { html } = await browser.get(page)
  const button = html.querySelectorAll('main button').find((b) => name.test(b.text))
  assert.ok(button, `${page} has no button ${name}`)
  const form = html.querySelector(`#${button.getAttribute('form')}`)!
  const fields = Object.fromEntries(
    [...form.querySelectorAll('input:not([name=_csrf])'), button]
      .filter((field) => field.getAttribute('name'))
      .map((field) => [field.getAttribute('name')!, field.getAttribute('value')!]),
  )
  return browser.post(button.getAttribute('formaction') ?? form.getAttribute('action')!, fields, page)
}

const follow = (browser: Browser, { location }: Page) => browser.get(location!.split('#')[0]!)
const names = ({ html }: Page) => html.querySelectorAll('.trellis-compare h2').map((h) => h.text)

async function withSaved(...ids: string[]): Promise<Browser> {
  const browser = town.browser()
  const { status } = await browser.post('/saved', { services: ids.join('.') }, '/find')
  assert.equal(status, 303)
  return browser
}

test('a press at a result saves it, and leads back to that result', async () => {
  const browser = town.browser()
  const where = '/find?words=lonely&postcode=ZZ1+1AA'
  assert.doesNotMatch((await browser.get(where)).html.querySelector('header')!.text, /Your list/)
  const answer = await press(browser, where, /^Save/)
  assert.equal(answer.status, 303)
  assert.match(answer.location!, /^\/find\?words=lonely&postcode=ZZ1\+1AA#service-[0-9a-f-]{36}$/)
  const page = await follow(browser, answer)
  const place = page.html.querySelector(`#${answer.location!.split('#')[1]}`)!
  assert.match(
    place.querySelector('.trellis-saving')!.structuredText.replace(/\s+/g, ' '),
    /Saved See your list Remove/,
  )
  assert.match(page.html.querySelector('header')!.text, /Your list \(1\)/)
  await press(browser, where, /^Remove/)
  assert.doesNotMatch((await browser.get(where)).html.querySelector('header')!.text, /Your list/)
})

test('from the page of a service one comes back to it, and from there to the search', async () => {
  const browser = town.browser()
  const service = `/services/${cafe}?from=${encodeURIComponent('/find?words=lonely')}`
  const page = await follow(browser, await press(browser, service, /^Save/))
  assert.match(page.text, /Saved See your list/)
  assert.equal(page.html.querySelector('.nhsuk-back-link')?.getAttribute('href'), '/find?words=lonely')
  const hostile = await browser.get(`/services/${cafe}?from=${encodeURIComponent('//evil.example/find')}`)
  assert.equal(hostile.html.querySelector('.nhsuk-back-link')?.getAttribute('href'), '/find')
})

test('the cookie holds ids, is signed, hidden from scripts, and lasts thirty days', async () => {
  const browser = town.browser()
  const { headers } = await browser.post('/saved', { services: cafe }, '/find')
  const cookie = [headers['set-cookie']].flat().find((c) => String(c).startsWith('trellis-saved='))
  assert.match(
    String(cookie),
    new RegExp(`^trellis-saved=${cafe}\\.[^;]{40,60}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax$`),
  )
})

test('a cookie that somebody else wrote counts as none, and a press without a token is refused', async () => {
  const forged = await town.app.inject({ url: '/saved', cookies: { 'trellis-saved': `${cafe}.AAAA` } })
  assert.match(forged.body, /nothing on your list yet/)
  const bare = await town.app.inject({
    method: 'POST',
    url: '/saved',
    payload: `services=${cafe}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  assert.equal(bare.statusCode, 403)
})

test('a list stands side by side in the order of saving, is kept by no cache, and costs few statements', async () => {
  const browser = await withSaved(table, cafe)
  const page = await browser.get('/saved?postcode=zz11aa')
  assert.deepEqual(names(page), ['Thursday Table', 'The Lantern Café'])
  assert.equal(page.headers['cache-control'], 'no-store')
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const facts = page.html
    .querySelectorAll('.trellis-compare__service')
    .map((s) => s.querySelectorAll('dt').map((d) => d.text))
  assert.deepEqual(facts[0], facts[1], 'line by line')
  assert.match(page.text, /miles? away|very near/)
  assert.doesNotMatch((await browser.get('/saved')).text, /miles? away|very near/)
  assert.match((await browser.get('/saved?postcode=nowhere')).text, /We do not know where nowhere is/)
})

test('what is sent names the services and nothing about whoever sends it', async () => {
  const browser = await withSaved(table, cafe)
  const { html } = await browser.get('/saved?postcode=ZZ1+1AA')
  const address = `http://localhost:80${savedHref({ services: [table, cafe] })}`
  for (const kind of ['sms:?', 'mailto:?']) {
    const href = html.querySelector(`a[href^="${kind}"]`)!.getAttribute('href')!
    const words = decodeURIComponent(href)
    assert.match(words, /Thursday Table.*\d{5} \d{6}/)
    assert.ok(words.includes(address), words)
    assert.doesNotMatch(words, /ZZ1 ?1AA/)
  }
  assert.equal(html.querySelector('[data-share]')?.getAttribute('data-share'), address)
})

test('one service can be sent from its own page', async () => {
  const { html } = await town.browser().get(`/services/${cafe}?from=%2Ffind%3Fwords%3Dlonely`)
  const words = decodeURIComponent(html.querySelector('a[href^="sms:?"]')!.getAttribute('href')!)
  assert.match(words, /The Lantern Café: .*\nAll about it: http:\/\/localhost:80\/services\/[0-9a-f-]{36}$/)
})

test('a list that was sent is open to anybody, leaves their own alone, and can be kept', async () => {
  const sent = savedHref({ services: [cafe, table] })
  const browser = await withSaved(table)
  const page = await browser.get(sent)
  assert.match(page.text, /^A list somebody sent/)
  assert.deepEqual(names(page), ['The Lantern Café', 'Thursday Table'])
  assert.match(page.html.querySelector('header')!.text, /Your list \(1\)/)
  assert.deepEqual(names(await browser.get('/saved')), ['Thursday Table'])
  const kept = await follow(browser, await press(browser, sent, /^Keep these/))
  assert.match(kept.html.querySelector('header')!.text, /Your list \(2\)/)
  assert.equal(
    kept.html.querySelectorAll('main button').find((b) => /Keep/.test(b.text)),
    undefined,
  )
  assert.deepEqual(names(await browser.get('/saved')), ['Thursday Table', 'The Lantern Café'])
  assert.match((await browser.get('/saved?services=')).text, /nothing on this list/)
})

test('what was removed can be put back; a cleared list is gone from the browser', async () => {
  const browser = await withSaved(cafe, table)
  const removed = await follow(browser, await press(browser, '/saved', /^Remove/))
  assert.match(removed.text, /The Lantern Café is off your list/)
  assert.deepEqual(names(removed), ['Thursday Table'])
  await press(browser, `/saved?removed=${shortId(cafe)}`, /^Put it back/)
  assert.deepEqual(names(await browser.get('/saved')), ['Thursday Table', 'The Lantern Café'])
  assert.doesNotMatch((await browser.get(`/saved?removed=${shortId(cafe)}`)).text, /is off your list/, 'it is not')
  const cleared = await press(browser, '/saved', /^Clear my list/)
  assert.match(String(cleared.headers['set-cookie']), /trellis-saved=;.*Expires=Thu, 01 Jan 1970/)
  assert.match((await follow(browser, cleared)).text, /Your list is empty now.*nothing on your list yet/)
})

test('a full list lets nothing fall off unseen', async () => {
  const { rows } = await town.test.owner.query<{ id: string; name: string }>(
    `select id, name from directory.service where status = 'active' and id <> all($1::uuid[]) order by name limit ${MOST_SAVED}`,
    [[cafe, table]],
  )
  const browser = await withSaved(...rows.map(({ id }) => id))
  const full = await follow(browser, await browser.post('/saved', { services: cafe }, '/find'))
  assert.match(full.text, /We could not save The Lantern Café/)
  assert.ok(full.text.includes(`The oldest on it is ${rows[0]!.name}.`))
  assert.equal(names(full).length, MOST_SAVED)
  assert.ok(full.statements <= 8, `${full.statements} statements`)
  await browser.post('/saved', { services: cafe, instead: rows[0]!.id }, '/find')
  const after = names(await browser.get('/saved'))
  assert.deepEqual([after.length, after.at(-1), after.includes(rows[0]!.name)], [MOST_SAVED, 'The Lantern Café', false])
  const some = await press(browser, savedHref({ services: [table, cafe] }), /^Keep these/)
  assert.match((await follow(browser, some)).text, /We could not keep all of these/)
})

test('from the list one comes back to the search, also after a press', async () => {
  const browser = await withSaved(cafe, table)
  const search = '/find?words=lonely&postcode=ZZ1+1AA'
  const from = `/saved?${new URLSearchParams({ from: search })}`
  const removed = await follow(browser, await press(browser, from, /^Remove/))
  assert.match(removed.text, /is off your list/)
  assert.equal(removed.html.querySelector('.nhsuk-back-link')?.getAttribute('href'), search)
  const backFor = async (referer: string) =>
    parse((await town.app.inject({ url: '/saved', headers: { referer, host: 'support.example.org' } })).body)
      .querySelector('.nhsuk-back-link')
      ?.getAttribute('href')
  assert.equal(await backFor(`https://support.example.org${search}`), search)
  assert.equal(await backFor(`https://evil.example${search}`), '/find')
})

test('what closed, stopped or is not listed any more says so, and leads to others like it', async () => {
  const gone = newId()
  await town.test.owner.query(`update directory.service set status = 'defunct' where id = $1`, [table])
  await town.test.owner.query(`update directory.service set status = 'temporarily closed' where id = $1`, [cafe])
  try {
    const browser = await withSaved(gone, table, cafe)
    const page = await browser.get('/saved')
    assert.match(page.text, /1 thing on this list is gone/)
    const [over, closed] = page.html.querySelectorAll('.trellis-compare__service')
    assert.match(over!.text, /No longer running Find others like it/)
    assert.equal(over!.querySelector('dl'), null, 'nobody sets out for it')
    assert.match(closed!.text, /Closed for now Find others like it/)
    assert.match(over!.querySelector('p a')!.getAttribute('href')!, /^\/find\?need=/)
    assert.doesNotMatch(
      decodeURIComponent(page.html.querySelector('a[href^="sms:"]')!.getAttribute('href')!),
      /Thursday/,
    )
    await press(browser, '/saved', /^Take it off my list/)
    assert.doesNotMatch((await browser.get('/saved')).text, /is gone/)
  } finally {
    await town.test.owner.query(`update directory.service set status = 'active' where id = any($1::uuid[])`, [
      [table, cafe],
    ])
  }
})

test('on paper there is nothing to press, and large print on demand', async () => {
  const browser = await withSaved(cafe)
  const usual = await browser.get('/saved?leaflet=1')
  assert.equal(usual.html.querySelectorAll('main button').length, 0)
  assert.match(usual.text, /From localhost:80, on Wednesday 1 April 2026/)
  const large = usual.html
    .querySelectorAll('main a')
    .find((a) => a.text === 'Large print')!
    .getAttribute('href')!
  assert.ok((await browser.get(large)).html.querySelector('.trellis-paper--large'))
})

test('a list with a service for people who are not safe has the quick way out, and warns of others', async () => {
  const { rows } = await town.test.owner.query<{ id: string }>(
    `select id from directory.service where 'safety' = any(needs) limit 1`,
  )
  const careful = await (await withSaved(rows[0]!.id)).get('/saved')
  assert.ok(careful.html.querySelector('[data-quick-exit]'))
  assert.match(careful.text, /Others who use this phone or computer can open this list too/)
  const usual = await (await withSaved(cafe)).get('/saved')
  assert.equal(usual.html.querySelector('[data-quick-exit]'), null)
  assert.doesNotMatch(usual.text, /Others who use/)
})

test('a service of another partnership is nobody’s here', async () => {
  const page = await (await withSaved(newId())).get('/saved')
  assert.match(page.text, /You saved 1 thing\..*is gone/)
  assert.deepEqual(names(page), [])
  assert.doesNotMatch(page.text, /Print this list|Send it/)
})

test('what the list says of itself can be read by somebody of 9 to 11', async () => {
  const browser = await withSaved(cafe)
  const pages = [await town.browser().get('/saved'), await browser.get('/saved'), await browser.get('/saved?services=')]
  const own = pages.flatMap(({ html }) =>
    html.querySelectorAll('main p, main h1, main h2').filter((block) => !block.closest('.trellis-compare')),
  )
  const grade = readingGrade(own.map((block) => block.text.trim()).join('\n\n'))
  assert.ok(grade > 0 && grade <= 6, `grade ${grade.toFixed(1)}`)
})
