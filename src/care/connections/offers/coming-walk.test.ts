/** A group's list and the page of one of its people, in a real browser: both widths, without scripts, with the keyboard. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { connectionsIn, type ConnectionWorld } from '#test/support/connections.ts'
import { faultsOf, openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'

let walk: Walk
let world: ConnectionWorld
before(async () => {
  walk = await openWalk()
  world = await connectionsIn(walk.town)
})
after(() => walk.close())

const signIn = async (page: Page) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Ruth Abbott/ }).click()
  await page.waitForURL('**/coming')
}

for (const width of WIDTHS)
  test(`a group's pages at ${width} pixels are without fault`, async () => {
    const named = (givenName: string) => ({ person: { givenName, accessNeeds: ['wheelchair' as const] } })
    const [, regular, waits] = [
      await world.offered({ sent: named('Zerbinetta'), shared: ['name', 'access-needs', 'helps'], helps: 'Say hello' }),
      await world.offered({ sent: named('Fiordiligi') }),
      await world.offered({ sent: named('Dorabella') }),
    ]
    const link = walk.town.browser()
    await link.post(`${regular.link}/yes`, {}, regular.link)
    await link.post(`${waits.link}/waiting-list`, {}, waits.link)
    const ruth = await walk.visitor({ width })
    await signIn(ruth)
    assert.deepEqual(await faultsOf(ruth), [])
    await ruth.getByRole('link', { name: 'Zerbinetta Okafor', exact: true }).first().click()
    assert.deepEqual(await faultsOf(ruth), [])
    await ruth.getByRole('button', { name: 'Yes, they can come' }).click()
    assert.deepEqual(await faultsOf(ruth), [])
    await ruth.getByRole('link', { name: 'Back' }).click()
    assert.equal(new URL(ruth.url()).pathname, '/coming')
  })

test('answering in two taps and the register in one, with the keyboard and without scripts', async () => {
  const { id } = await world.offered({ sent: { person: { givenName: 'Susanna' } } })
  const ruth = await walk.visitor({ width: 320, script: false })
  await signIn(ruth)
  await ruth.getByText('See and answer').filter({ hasText: 'Susanna' }).press('Enter')
  await ruth.getByRole('button', { name: 'Yes, they can come' }).press('Enter')
  await ruth.waitForURL(`**/coming/${id}?saved=yes`)
  await ruth.goto('/coming')
  await ruth.getByRole('button', { name: /^Came.*Susanna/ }).press('Enter')
  await ruth.waitForURL('**/coming?saved=attendance#coming')
  const row = ruth.getByRole('row').filter({ hasText: 'Susanna' })
  assert.match((await row.textContent())!, /Came once.*Came Change/)
})
