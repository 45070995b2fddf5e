/**
 * A restricted person's telephone and address stand on no page that anybody of their team can walk to: only the logged door of
 * their own worker shows them, and nothing here goes through it.
 */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openApp, type TestApp } from './support/app.ts'
import { recordOf } from './support/records.ts'

const MARKERS = /07700 ?900 ?987|Marker Lane|ZZ3 9XY|hidden\.marker/i

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

test('a walk through everything that leads on from a restricted person meets neither telephone nor address', async () => {
  const { id, personId, referralId } = await recordOf(town, {
    person: {
      givenName: 'Nadia',
      familyName: 'Kept',
      telephone: '07700900987',
      email: 'hidden.marker@example.org',
      addressLines: ['7 Marker Lane'],
      postcode: 'ZZ3 9XY',
      restricted: true,
    },
    details: { person: { telephone: '07700900987', address_lines: ['7 Marker Lane'], postcode: 'ZZ3 9XY' } },
  })
  const own = [personId, id, referralId]
  for (const email of ['p.nair@example.org', 't.bradshaw@example.org', 'd.whitlock@example.org']) {
    const browser = town.browser()
    await browser.signIn(email)
    const found = [
      '/today',
      '/people?whose=team',
      '/referrals',
      '/team',
      `/people/${personId}`,
      `/referrals/${referralId}`,
    ]
    const walked = new Set<string>()
    for (const path of found) {
      if (walked.has(path)) continue
      walked.add(path)
      const page = await browser.get(path)
      assert.doesNotMatch(page.body, MARKERS, `${email}: ${path}`)
      if (page.status !== 200) continue
      for (const a of page.html.querySelectorAll('a[href^="/"]')) {
        const href = a.getAttribute('href')!.split('#')[0]!
        if (own.some((one) => href.includes(one)) && !href.endsWith('/contact-opening')) found.push(href)
      }
    }
    assert.ok(walked.size >= 14, [...walked].join(' '))
  }
})
