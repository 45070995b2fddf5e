import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { buildApp } from '../../../app.ts'
import { readConfig } from '#platform/config.ts'
import { browserOf, openApp, type TestApp } from '#test/support/app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const pictures = (headers: Record<string, unknown>) =>
  /img-src ([^;]*)/.exec(String(headers['content-security-policy']))?.[1]

test('by default a map asks nobody: no pictures from elsewhere, and the privacy page says so', async () => {
  const browser = town.browser()
  const { html, headers, statements } = await browser.get('/find?words=lonely&postcode=ZZ1+1AA')
  assert.equal(pictures(headers), "'self'")
  assert.equal(html.querySelector('[data-map]')?.hasAttribute('data-tiles'), false)
  assert.ok(statements <= 8, `${statements} statements`)
  assert.match((await browser.get('/privacy')).text, /Our pages load nothing from anyone else\. No other company/)
})

test('a street map is asked for where it was chosen, and there only; the privacy page names the host', async () => {
  const { mapTiles } = readConfig({
    MAP_TILES_URL: 'https://tiles.example.org/{z}/{x}/{y}.png',
    MAP_ATTRIBUTION: '© The mapmakers of Anytown',
  })
  const app = await buildApp(town.services, { proxies: 0, mapTiles })
  try {
    const browser = browserOf(app, town.services)
    const { html, headers } = await browser.get('/find?words=lonely&postcode=ZZ1+1AA')
    assert.equal(pictures(headers), "'self' https://tiles.example.org")
    const map = html.querySelector('[data-map]')!
    assert.equal(map.getAttribute('data-tiles'), 'https://tiles.example.org/{z}/{x}/{y}.png')
    assert.equal(map.getAttribute('data-attribution'), '© The mapmakers of Anytown')
    assert.doesNotMatch(map.text, /no streets/)
    assert.match(map.text, /Its pictures come from tiles\.example\.org\./, 'before anybody opens it')
    assert.match((await browser.get('/privacy')).text, /If you open a map, its pictures come from tiles\.example\.org/)
  } finally {
    await app.close()
  }
})
