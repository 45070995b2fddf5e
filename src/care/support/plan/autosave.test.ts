/** In a real browser: what is typed is kept without a press, comes back, and goes onto the record with Save; without scripts Save alone. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { faultsOf, openWalk, type Walk, type Width } from '#test/support/real-browser.ts'
import { recordOf } from '#test/support/records.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

async function priyaAt(width: Width, script = true): Promise<Page> {
  const page = await walk.visitor({ width, script })
  await page.goto('/sign-in')
  await page.locator('form', { hasText: 'Priya Nair' }).getByRole('button').first().click()
  return page
}
const WELLNESS = 'What matters most to me'
const revisions = async (id: string) =>
  (await walk.town.test.owner.query('select 1 from support.revision where episode_id = $1', [id])).rowCount

test('typing is kept by itself, survives a closed window, and Save puts it on the record', async () => {
  const { id } = await recordOf(walk.town)
  const url = `/episodes/${id}/conversation`
  const page = await priyaAt(1280)
  await page.goto(url)
  assert.deepEqual(await faultsOf(page), [])
  await page.getByLabel(WELLNESS).fill('Singing with Tom')
  await page.getByText(/^Kept at \d\d:\d\d/).waitFor()
  await page.getByLabel(WELLNESS).fill('Singing with Tom and Ada')
  await page.waitForResponse((reply) => reply.url().endsWith('/draft') && reply.ok())
  await page.close()
  assert.equal(await revisions(id), 0)

  const again = await priyaAt(1280)
  await again.goto(url)
  assert.equal(await again.getByLabel(WELLNESS).inputValue(), 'Singing with Tom and Ada')
  await again.getByText('They are not on the record yet').waitFor()
  await again.getByRole('button', { name: 'Save', exact: true }).click()
  await again.getByText('It is on the record now').waitFor()
  assert.deepEqual(await faultsOf(again), [])
  assert.equal(await revisions(id), 1)
  assert.equal(
    (await walk.town.test.owner.query(`select 1 from platform.draft where form = 'conversation'`)).rowCount,
    0,
  )
})

test('when it cannot be kept, the page says so and tries again', async () => {
  const { id } = await recordOf(walk.town)
  const page = await priyaAt(1280)
  await page.goto(`/episodes/${id}/conversation`)
  await page.route('**/draft', (route) => route.abort())
  await page.getByLabel(WELLNESS).fill('Singing')
  await page.getByText('We could not keep this just now').waitFor()
  assert.equal(await page.getByLabel(WELLNESS).inputValue(), 'Singing')
})

test('a second window does not write over the first', async () => {
  const { id } = await recordOf(walk.town)
  const page = await priyaAt(1280)
  await page.goto(`/episodes/${id}/conversation`)
  const other = await page.context().newPage()
  await other.goto(`/episodes/${id}/conversation`)
  await page.getByLabel(WELLNESS).fill('From the first window')
  await page.getByText(/^Kept at/).waitFor()
  await other.getByLabel(WELLNESS).fill('From the second window')
  await other.getByText('open in another window too').waitFor()
  await page.reload()
  assert.equal(await page.getByLabel(WELLNESS).inputValue(), 'From the first window')
})

for (const [width, script] of [
  [320, true],
  [320, false],
  [1280, false],
] as const)
  test(`the whole way from talking to paper, ${width} wide, ${script ? 'with' : 'without'} scripts`, async () => {
    const { id, personId } = await recordOf(walk.town)
    const page = await priyaAt(width, script)
    const sound = async () => (script ? assert.deepEqual(await faultsOf(page), []) : undefined)
    await page.goto(`/people/${personId}`)
    await sound()
    await page.getByRole('button', { name: 'Talk and write' }).click()
    await page.getByLabel(WELLNESS).fill('Singing')
    await page.getByLabel('Goal 1: what do they hope for?').fill('Sing again')
    await page.getByLabel('Next step 1', { exact: true }).first().fill('Ring the choir')
    await page.getByLabel(/^No known risks/).check()
    await sound()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('link', { name: 'Go to the plan' }).click()
    await sound()
    await page.getByRole('button', { name: 'Make the plan' }).click()
    await sound()
    await page.getByRole('radio', { name: 'Grace Okafor', exact: true }).check()
    await page.getByRole('button', { name: 'Agree the plan' }).click()
    await page.getByText('Agreed with Grace Okafor').waitFor()
    await page.getByRole('button', { name: 'Give it to them' }).click()
    await sound()
    await page.getByRole('radio', { name: 'Grace Okafor', exact: true }).check()
    await page.getByRole('radio', { name: 'On paper, handed over' }).check()
    await page.getByRole('button', { name: 'They have it' }).click()
    await page.getByRole('button', { name: 'Print' }).click()
    await sound()
    await page.getByRole('heading', { name: 'My plan' }).waitFor()
    await page.goto(`/episodes/${id}/safeguarding`)
    await sound()
    await page.goto(`/people/${personId}/seen`)
    await sound()
    await page.goto('/people')
    await sound()
  })
