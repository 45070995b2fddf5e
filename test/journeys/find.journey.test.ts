/** Somebody looks for support: finds, saves, compares, prints and sends, without an account; and a map that adds to the list. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { faultsOf, openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'
import { Steps } from './steps.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

const SEARCH = '/find?words=lonely&postcode=ZZ1+1AA'

for (const width of WIDTHS)
  for (const script of [true, false]) {
    const how = `at ${width} pixels ${script ? 'with' : 'without'} scripts`

    test(`somebody finds, saves, compares, prints and sends ${how}`, async () => {
      const steps = new Steps(await walk.visitor({ width, script }), script)
      const { page } = steps
      await steps.open('/')
      await steps.type('In your own words', 'lonely')
      await steps.type('Postcode', 'ZZ1 1AA')
      await steps.press('Find support')
      await steps.press(/^Save\s/)
      const saved = page.getByText('Saved', { exact: true })
      assert.ok(await saved.first().isVisible())
      if (script) assert.ok(await isInView(saved.first()), 'the result stays in view')
      await steps.press(/^Save\s/)
      assert.equal(await saved.count(), 2)
      await steps.follow('See your list')
      const names = await page.locator('.trellis-compare h2').allInnerTexts()
      assert.equal(names.length, 2)
      await steps.reads(/Step|steps/)
      assert.equal(await beside(page), width === 1280, 'side by side on a desk, one after another on a phone')
      await steps.follow('Print this list')
      await page.emulateMedia({ media: 'print' })
      assert.equal(
        await page.locator('header, footer, .nhsuk-button, .nhsuk-back-link').filter({ visible: true }).count(),
        0,
      )
      for (const name of names) assert.ok(await page.getByRole('heading', { name }).isVisible())
      await page.emulateMedia({ media: null })
      await steps.follow('Large print')
      await page.goto('/saved')
      const text = await page.getByRole('button', { name: 'Send as a text' }).getAttribute('href')
      assert.ok(steps.presses <= 7 && steps.answers <= 2, `${steps.presses} presses, ${steps.answers} answers`)

      const friend = new Steps(await walk.visitor({ width, script }), script)
      await friend.open(/http\S+/.exec(decodeURIComponent(text!.split('body=')[1]!))![0])
      assert.deepEqual(await friend.page.locator('.trellis-compare h2').allInnerTexts(), names)
      await friend.press('Keep these')
      await friend.open('/saved')
      assert.deepEqual(await friend.page.locator('.trellis-compare h2').allInnerTexts(), names)
      await friend.press('Clear my list')
      await friend.reads('Your list is empty now')
      await steps.open('/saved')
      assert.deepEqual(await page.locator('.trellis-compare h2').allInnerTexts(), names, 'the first list is as it was')
    })

    test(`a link worker finds something for somebody else ${how}`, async () => {
      const steps = new Steps(await walk.visitor({ width, script }), script)
      await steps.open('/sign-in')
      await steps.press(/Priya Nair/)
      await steps.open(SEARCH)
      await steps.press(/^Save\s/)
      await steps.follow('See your list')
      await steps.follow('Print this list')
      await steps.reads('Contact')
      await steps.open('/saved')
      assert.ok(await steps.page.getByRole('button', { name: 'Send as a text' }).isVisible())
    })
  }

for (const width of WIDTHS)
  test(`the map at ${width} pixels shows what is in the list, and asks nobody else for anything`, async () => {
    const page = await walk.visitor({ width })
    const { asked, said } = watch(page)
    await page.goto(SEARCH)
    assert.equal(asked.filter((url) => /leaflet|map\.[^/]*\.css/.test(url)).length, 0, 'loaded only when it is opened')
    await openMap(page)
    assert.deepEqual(await faultsOf(page), [])
    const list = await page
      .locator('[data-place]')
      .evaluateAll((rows) => rows.map((row) => `${row.getAttribute('data-number')}. ${row.getAttribute('data-name')}`))
    const mapped: string[] = []
    for (const marker of await page.locator('.trellis-map-marker').all()) {
      await marker.focus() // by keyboard: markers of places close together lie upon each other
      await page.keyboard.press('Enter')
      const links = page.locator('.leaflet-popup a[href^="#service-"]')
      mapped.push(...(await links.allInnerTexts()))
      for (const link of await links.all())
        assert.equal(await page.locator((await link.getAttribute('href'))!).count(), 1)
      await page.keyboard.press('Escape')
      await page.locator('.leaflet-popup').waitFor({ state: 'detached' })
    }
    assert.deepEqual(mapped.toSorted(), list.toSorted())
    assert.deepEqual([asked.filter((url) => !url.startsWith(walk.address)), said], [[], []])
    await page.getByRole('button', { name: 'Hide map' }).click()
    assert.equal(await page.locator('.leaflet-container').isVisible(), false)
  })

test('the map and saving by the keyboard alone', async () => {
  const page = await walk.visitor({ width: 1280 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(SEARCH)
  await tabTo(page, /^Show map$/)
  await page.keyboard.press('Enter')
  await page.locator('.trellis-map-marker').first().waitFor()
  await tabTo(page, /^\d+( \+\d+|, \d+)?$/)
  await page.keyboard.press('Space')
  const link = page.locator('.leaflet-popup a').first()
  await link.waitFor()
  assert.ok(await link.evaluate((a) => a === document.activeElement), 'the popup has the focus')
  await page.keyboard.press('Escape')
  await page.locator('.leaflet-popup').waitFor({ state: 'detached' })
  assert.match(await focusedText(page), /^\d+/, 'and gives it back to its marker')
  await page.keyboard.press('Enter')
  await link.waitFor()
  const target = await link.getAttribute('href')
  await page.keyboard.press('Enter')
  assert.equal(new URL(page.url()).hash, target)
  await tabTo(page, /^Save/)
  assert.ok(await page.locator(target!).evaluate((row) => row.contains(document.activeElement)), 'on from that result')
  await page.keyboard.press('Enter')
  await page.locator(`${target} .trellis-saving__done`).waitFor()
  await tabTo(page, /^See your list$/)
  await page.keyboard.press('Enter')
  await page.waitForURL('**/saved')
})

test('the first view of results is small; the map is paid for by those who open it', async () => {
  const page = await walk.visitor({ width: 320 })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength))
  await page.goto(SEARCH, { waitUntil: 'networkidle' })
  assert.ok(bytes > 0 && bytes <= 100 * 1024, `first view: ${bytes} bytes`)
  bytes = 0
  await openMap(page)
  assert.ok(bytes > 0 && bytes <= 50 * 1024, `the map: ${bytes} bytes`)
})

test('a map that does not load says so, and the list stays', async () => {
  const page = await walk.visitor({ width: 320 })
  await page.route(/leaflet/, (route) => route.abort())
  await page.goto(SEARCH)
  await page.getByRole('button', { name: 'Show map' }).click()
  await page.getByText('The map did not load.').waitFor()
  assert.ok((await page.locator('.trellis-results > li').count()) > 3)
})

test('looking at a result lights up its marker', async () => {
  const page = await walk.visitor({ width: 1280 })
  await page.goto(SEARCH)
  await openMap(page)
  await page.mouse.move(0, 0) // the page moved under it
  await page.locator('[data-place] h3 a').nth(3).focus()
  assert.equal(await page.locator('.trellis-map-marker--lit').count(), 1)
  await page.getByLabel('Postcode').focus()
  assert.equal(await page.locator('.trellis-map-marker--lit').count(), 0)
})

test('the link of a list can be copied where the browser can do that', async () => {
  const page = await walk.visitor({ width: 1280 })
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(SEARCH)
  await page
    .getByRole('button', { name: /^Save\s/ })
    .first()
    .click()
  await page.getByRole('link', { name: 'See your list' }).click()
  await page.getByRole('button', { name: 'Copy the link' }).click()
  await page.getByText('Copied. You can paste it now.').waitFor()
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()))
  assert.equal(await page.locator('h1').innerText(), 'A list somebody sent')
})

for (const script of [true, false])
  test(`on a small phone the first screen after a search has what was found ${script ? 'with' : 'without'} scripts`, async () => {
    const page = await walk.visitor({ width: 320, script })
    await page.goto(SEARCH)
    const end = async (place: Locator) => {
      const { y, height } = (await place.boundingBox())!
      return y + height
    }
    for (const place of [
      page.getByRole('heading', { name: '“lonely” near ZZ1 1AA' }),
      page.getByText('Change your search'),
      page.getByRole('heading', { name: /things that may help/ }),
      page.locator('.trellis-results h3').first(),
    ])
      assert.ok((await end(place)) <= 560, 'the beginning of the first result is in view, not only its name')
    assert.equal(await page.getByLabel('Postcode').isVisible(), false)
    await page.getByText('Change your search').click()
    await page.getByLabel('What would help?').fill('choir')
    await page.getByRole('button', { name: 'Find support' }).click()
    await page.getByRole('heading', { name: '“choir” near ZZ1 1AA' }).waitFor()
  })

test('on a small phone somebody in danger sees whom to ring, and what fits their words, on the first screen', async () => {
  const page = await walk.visitor({ width: 320 })
  await page.goto('/find?words=my+partner+hits+me')
  for (const number of ['999', '111', '116 123', '85258', '0808 2000 247'])
    assert.ok(await isInView(page.locator('main').getByRole('link', { name: number })), number)
})

test('without scripts there is no map and nothing that promises one', async () => {
  const page = await walk.visitor({ width: 320, script: false })
  await page.goto(SEARCH)
  assert.equal(await page.getByText('Show map').isVisible(), false)
  assert.ok((await page.locator('.trellis-results > li').count()) > 3)
})

test('somebody who is hurt at home can leave the page at once', async () => {
  const page = await walk.visitor({ width: 320 })
  await page.goto('/find?words=my+partner+hits+me')
  assert.ok(await page.getByRole('link', { name: 'Leave this page quickly' }).isVisible())
})

async function openMap(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show map' }).click()
  await page.locator('.trellis-map-marker').first().waitFor()
}

/** What the page asks for, and what the browser complains of. */
function watch(page: Page) {
  const asked: string[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  page.on('pageerror', (error) => said.push(String(error)))
  return { asked, said }
}

const focusedText = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement).innerText.trim())

/** Presses Tab until something with these words has the focus. */
async function tabTo(page: Page, words: RegExp): Promise<void> {
  for (let n = 0; n < 80; n++) {
    await page.keyboard.press('Tab')
    if (words.test((await focusedText(page)).replace(/\s+/g, ' '))) return
  }
  assert.fail(`no way to ${words} by the keyboard`)
}

const isInView = (place: Locator) =>
  place.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })

async function beside(page: Page): Promise<boolean> {
  const [a, b] = await Promise.all([0, 1].map((n) => page.locator('.trellis-compare h2').nth(n).boundingBox()))
  return Math.abs(a!.y - b!.y) < 1
}
