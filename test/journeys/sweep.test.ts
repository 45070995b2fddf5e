/** Every page that can be reached by an address alone, at both widths: axe, reflow, one heading, no third party, weight. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openWalk, faultsOf, WIDTHS, type Walk } from '#test/support/real-browser.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

const PUBLIC = [
  '/',
  '/find',
  '/find?words=lonely&postcode=ZZ1+1AA',
  '/find?words=xyzzy',
  `/services/${serviceId('lantern-cafe')}`,
  `/services/${serviceId('wharf-mens-shed')}`,
  '/saved',
  `/saved?services=${serviceId('lantern-cafe')}.${serviceId('thursday-table')}&postcode=ZZ1+1AA`,
  `/saved?services=${serviceId('lantern-cafe')}&leaflet=1&large=1`,
  '/link-workers',
  '/link-workers?q=ZZ0001',
  '/link-workers?q=ZZ0012',
  '/link-workers?q=nowhere+at+all',
  '/for-groups',
  '/urgent-help',
  '/accessibility',
  '/privacy',
  '/sign-in',
  '/nothing-here',
  '/status/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
]

/** Shows every piece in every state on one page, so that headings repeat: only axe and reflow count there. */
const PIECES = '/dev/components'
const ofPieces = (fault: string) => !/first-level headings|title does not say/.test(fault)

for (const width of WIDTHS)
  test(`public pages at ${width} pixels`, async (t) => {
    const page = await walk.visitor({ width })
    for (const path of PUBLIC)
      await t.test(path, async () => {
        await page.goto(path)
        assert.deepEqual(await faultsOf(page), [])
      })
    await page.goto(PIECES)
    assert.deepEqual((await faultsOf(page)).filter(ofPieces), [])
  })

test('the first view of a page is small, later ones smaller', async () => {
  const page = await walk.visitor({ width: 320 })
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  let bytes = 0
  session.on('Network.loadingFinished', (e) => (bytes += e.encodedDataLength))
  await page.goto('/', { waitUntil: 'networkidle' })
  assert.ok(bytes > 0 && bytes <= 100 * 1024, `first view: ${bytes} bytes`)
  bytes = 0
  await page.goto('/link-workers', { waitUntil: 'networkidle' })
  assert.ok(bytes <= 25 * 1024, `later view: ${bytes} bytes`)
})
