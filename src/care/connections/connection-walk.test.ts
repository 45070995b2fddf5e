import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { faultsOf, openWalk, WIDTHS, type Walk, type Width } from '#test/support/real-browser.ts'
import { connectionsIn, lastLink, type ConnectionWorld } from '#test/support/connections.ts'

let walk: Walk
let world: ConnectionWorld
before(async () => {
  walk = await openWalk()
  world = await connectionsIn(walk.town)
})
after(() => walk.close())

const signIn = async (page: Page) => {
  await page.goto('/sign-in')
  await page.getByRole('button', { name: /Priya Nair/ }).click()
}

/** Walks the whole way; `look` is called on each page. */
async function wholeWay(
  width: Width,
  script: boolean,
  look: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const { episodeId } = await world.episode({ person: { accessNeeds: ['wheelchair'] } })
  const priya = await walk.visitor({ width, script })
  await signIn(priya)
  await priya.goto(`/episodes/${episodeId}/connections`)
  await look(priya, 'empty')
  await priya
    .getByRole('button', { name: 'Find something that suits' })
    .or(priya.getByRole('link', { name: 'Find something that suits' }))
    .click()
  await look(priya, 'suggestions')
  await priya
    .getByLabel(/^Compare/)
    .first()
    .check()
  await priya
    .getByLabel(/^Compare/)
    .nth(1)
    .check()
  await priya.getByRole('button', { name: 'Compare the two you ticked' }).click()
  await look(priya, 'compare')
  await priya
    .getByRole('button', { name: /^Suggest it/ })
    .first()
    .click()
  await look(priya, 'agreement')
  await priya.getByLabel(/^Their name/).check()
  await priya.getByLabel('What helps them feel welcome', { exact: true }).check()
  await priya.getByRole('radio').first().check()
  await priya.getByRole('button', { name: /Save/ }).click()
  await look(priya, 'agreement-to-mend')
  await priya.locator('#helps').fill('Sit near the door')
  await priya.getByRole('button', { name: /Save/ }).click()
  await look(priya, 'offer')
  await priya.getByRole('button', { name: 'Ask them now' }).click()
  await look(priya, 'offered')
  const id = priya.url().split('/').at(-1)!
  const link = await lastLink(world, id)

  // The group: two taps from its e-mail.
  const group = await walk.visitor({ width, script })
  await group.goto(link)
  await look(group, 'group-offer')
  await group
    .getByRole('button', { name: 'Not now' })
    .or(group.getByRole('link', { name: 'Not now' }))
    .click()
  await group.getByRole('button', { name: 'Say: not now' }).click()
  await look(group, 'group-not-now-to-mend')
  await group.goto(link)
  await group.getByRole('button', { name: 'Yes, they can come' }).click()
  await look(group, 'group-yes')
  await group.getByLabel('Came', { exact: true }).check()
  await group.getByRole('button', { name: 'Save' }).click()
  await look(group, 'group-started')
  await priya.reload()
  await look(priya, 'started')
  await priya.goto(`/episodes/${episodeId}/connections`)
  await look(priya, 'list')
  assert.equal((await world.rows('select status from connections.connection where id = $1', id))[0]!.status, 'started')
}

for (const width of WIDTHS) {
  test(`the whole way at ${width} pixels is without fault`, () =>
    wholeWay(width, true, async (page, name) => assert.deepEqual(await faultsOf(page), [], name)))
  test(`the whole way at ${width} pixels needs no scripts`, () => wholeWay(width, false, async () => {}))
}
