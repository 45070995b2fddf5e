import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { components, pages } from '#ui/preview.tsx'
import { openApp, type TestApp } from '#test/support/app.ts'
import { openEpisode } from '#test/support/episodes.ts'
import { buildApp } from './app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const addressesOf = async (email?: string) => {
  const browser = town.browser()
  if (email) await browser.signIn(email)
  const page = await browser.get('/dev/pages')
  assert.equal(page.status, 200)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const cells = page.html.querySelectorAll('tbody tr td:first-of-type, tbody tr th')
  const listed = page.html.querySelectorAll('tbody tr').map((row) => row.querySelector('td, th')!)
  assert.ok(cells.length > 0)
  return {
    browser,
    patterns: listed.map((cell) => cell.text.trim().replace(/^Page\s*/, '')),
    links: listed.flatMap((cell) => cell.querySelector('a')?.getAttribute('href') ?? []),
  }
}

test('every page of the program is listed, with who may see it', async () => {
  const { patterns } = await addressesOf()
  const expected = town.app.routeTable.filter(
    ({ method, url }) =>
      method === 'GET' &&
      !/^\/(assets|api|open-referral|dev|health|practices\/suggest)/.test(url) &&
      !url.endsWith('.pdf'),
  )
  assert.ok(expected.length > 70)
  assert.deepEqual(patterns.toSorted(), expected.map(({ url }) => url).toSorted())
})

test('each address that is offered opens, for the public and for staff', async () => {
  await openEpisode(town)
  for (const [email, least] of [
    [undefined, 15],
    ['p.nair@example.org', 25],
    ['a.patel@example.org', 15],
    ['m.lennox@example.org', 15],
  ] as const) {
    const { browser, links } = await addressesOf(email)
    assert.ok(links.length >= least, `${email}: ${links.length}`)
    for (const link of links) {
      const { status, location } = await browser.get(link)
      assert.ok([200, 303, 409].includes(status), `${email} ${link}: ${status}`)
      if (status === 303 && email) assert.doesNotMatch(location!, /^\/sign-in\?/, link)
    }
  }
})

test('every component and every state is drawn', async () => {
  const browser = town.browser()
  const page = await browser.get('/dev/components')
  const drawn = page.html.querySelectorAll('main section[aria-label]').map((part) => part.getAttribute('aria-label'))
  for (const { name } of components) assert.ok(drawn.includes(name), name)
  for (const [n] of pages.entries()) assert.equal((await browser.get(`/dev/pages/${n + 1}`)).status, 200)
  assert.equal((await browser.get(`/dev/pages/${pages.length + 1}`)).status, 404)
})

test('in production none of it exists', async () => {
  const app = await buildApp({ ...town.services, mode: 'production' }, { proxies: 0 })
  const dev = app.routeTable.filter(({ url }) => url.startsWith('/dev'))
  assert.deepEqual(dev, [])
  for (const url of ['/dev/pages', '/dev/pages/1', '/dev/components', '/dev/letters'])
    assert.equal((await app.inject(url)).statusCode, 404, url)
  await app.close()
})
