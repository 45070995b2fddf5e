import assert from 'node:assert/strict'
import test, { after, before, beforeEach } from 'node:test'
import { day } from '#platform/days.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { openBrowser } from '#test/support/browser.ts'
import { rememberToday } from './asked-today.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())
beforeEach(() => town.test.owner.query('delete from directory.unmet_search'))

const PHONE = { 'user-agent': 'Mozilla/5.0 (Linux; Android 16) Mobile' }
const counted = async () =>
  (await town.test.owner.query<{ times: number }>('select sum(times)::int as times from directory.unmet_search'))
    .rows[0]!.times ?? 0
const look = async (words: string, address: string, headers: Record<string, string> = PHONE, more = '') => {
  const page = await openBrowser(town.app, { address }).get(`/find?words=${encodeURIComponent(words)}${more}`, headers)
  assert.equal(page.status, 200)
}

test('the same lack counts once a day for one browser, in whatever words; another’s counts too', async () => {
  await look('scuba diving', '10.1.0.1')
  assert.equal(await counted(), 1)
  await look('scuba diving', '10.1.0.1')
  await look('somewhere for scuba diving', '10.1.0.1')
  assert.equal(await counted(), 1)
  await look('scuba diving', '10.1.0.2')
  assert.equal(await counted(), 2)
})

const NOBODY: [who: string, headers: Record<string, string>][] = [
  ['a search engine', { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }],
  ['a crawler', { 'user-agent': 'ExampleSpider' }],
  ['a page fetched in advance', { ...PHONE, 'sec-purpose': 'prefetch;prerender' }],
  ['a page fetched in advance by an older browser', { ...PHONE, purpose: 'prefetch' }],
]
for (const [n, [who, headers]] of NOBODY.entries())
  test(`${who} does not count`, async () => {
    await look('scuba diving', `10.2.0.${n}`, headers)
    assert.equal(await counted(), 0)
    await look('scuba diving', `10.2.0.${n}`)
    assert.equal(await counted(), 1, 'the person who looks afterwards does')
  })

test('words that may mean danger are never counted', async () => {
  await look('my husband beats me and I want scuba diving', '10.3.0.1')
  assert.equal(await counted(), 0)
})

test('a new day begins a new memory', () => {
  const isNew = rememberToday()
  assert.deepEqual(
    ['2026-04-01', '2026-04-01', '2026-04-02', '2026-04-02'].map((today) => isNew(day(today), 'a phone', 'debt')),
    [true, false, true, false],
  )
  assert.ok(isNew(day('2026-04-02'), 'a phone', 'food'))
})
