/** A listing on paper, counted in the pages that a real browser prints. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { openWalk, type Walk } from '#test/support/real-browser.ts'
import type { Page } from 'playwright-core'

let walk: Walk
let page: Page
before(async () => {
  walk = await openWalk()
  page = await walk.visitor({ width: 1280 })
})
after(() => walk.close())

/** How many sheets of A4 the page that is open takes. */
const sheets = async (): Promise<number> => {
  const pdf = await page.pdf({ preferCSSPageSize: true })
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)!.length
}

for (const key of ['lantern-cafe', 'river-singers', 'wharf-shed'])
  test(`${key} is a leaflet of one page`, async () => {
    await page.goto(`/services/${serviceId(key)}`)
    assert.equal(await sheets(), 1)
  })

test('large print is larger, on paper at least 16 point, and there is a way back', async () => {
  await page.goto(`/services/${serviceId('lantern-cafe')}`)
  await page.getByRole('link', { name: 'Large print' }).click()
  await page.waitForURL(/\?large=1$/)
  await page.emulateMedia({ media: 'print' })
  const sizes = await page.evaluate(() =>
    [...document.querySelectorAll('.trellis-leaflet :is(p, li, dt, dd, h1, h2, h3)')]
      .filter((one) => one.getClientRects().length > 0)
      .map((one) => Number.parseFloat(getComputedStyle(one).fontSize) * 0.75),
  )
  await page.emulateMedia({ media: null })
  assert.ok(sizes.length > 20 && Math.min(...sizes) >= 16, `the smallest is ${Math.min(...sizes)} point`)
  assert.ok((await sheets()) > 1)
  await page.getByRole('link', { name: 'Usual size' }).click()
  assert.equal(new URL(page.url()).search, '')
})

test('on paper nothing is said that is true on one day only', async () => {
  await page.goto(`/services/${serviceId('lantern-cafe')}`)
  const next = page.getByText(/^Next: /)
  assert.ok(await next.isVisible())
  await page.emulateMedia({ media: 'print' })
  assert.ok(!(await next.isVisible()))
  assert.ok(await page.getByText('Printed on Wednesday 1 April 2026.').isVisible())
  await page.emulateMedia({ media: null })
})
