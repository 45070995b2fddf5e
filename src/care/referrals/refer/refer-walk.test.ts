import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { faultsOf, openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

/** Types and presses as a person does, and counts each: a field is one, however many letters. */
function counting(page: Page) {
  const steps = { fields: 0, presses: 0 }
  return {
    steps,
    async fill(label: string, words: string) {
      steps.fields++
      await page.getByLabel(label, { exact: true }).fill(words)
    },
    async tick(label: string) {
      steps.fields++
      await page.getByLabel(label, { exact: true }).check()
    },
    async birthDate(day: string, month: string, year: string) {
      steps.fields++
      await page.getByLabel('Day').fill(day)
      await page.getByLabel('Month').fill(month)
      await page.getByLabel('Year').fill(year)
    },
    async press(name: string) {
      steps.presses++
      await page.getByRole('button', { name }).click()
    },
  }
}

for (const width of WIDTHS)
  for (const script of [true, false])
    test(`a GP refers in six fields and one press, hears what comes next, and takes it back: ${width}px, ${script ? 'with' : 'without'} script`, async () => {
      const page = await walk.visitor({ width, script })
      const whole = async (what: string) => script && assert.deepEqual(await faultsOf(page), [], what)
      await page.goto('/sign-in')
      await page.locator('form', { hasText: 'Asha Patel' }).getByRole('button').click()
      await page.goto('/refer')
      await whole('the form')

      const { steps, fill, tick, birthDate, press } = counting(page)
      const role = page.getByLabel('Your role', { exact: true })
      if (await role.isVisible()) await role.fill('GP') // the first time only: remembered
      await fill('First name', 'Grace')
      await fill('Last name', `Okafor ${width} ${script}`)
      await birthDate('2', '1', '1950')
      await tick('Feeling lonely')
      await tick('No known risks')
      await press('Send the referral')
      assert.match(await page.title(), /^Error: Refer someone/)
      await whole('the form with a fault')
      await tick('Yes')
      await press('Send the referral')
      assert.deepEqual(steps, { fields: 6, presses: 2 }, 'one press more than needed, because of the fault')

      assert.match(await page.locator('main').innerText(), /Referral sent[\s\S]*answer by Thursday 2 April/)
      await whole('the receipt')
      await page.goto('/referrals/sent')
      await whole('the list')
      await page.getByRole('link', { name: `Grace Okafor ${width} ${script}` }).click()
      await whole('one referral')
      await page.getByText('Take it back').click()
      await whole('taking back')
      await page.getByRole('button', { name: 'Take it back' }).click()
      assert.match(await page.locator('main').innerText(), /It is taken back/)
      await whole('taken back')
    })

test('Enter in a field looks who covers, and sends nothing', async () => {
  const page = await walk.visitor({ width: 1280, script: false })
  await page.goto('/sign-in')
  await page.locator('form', { hasText: 'Priya Nair' }).getByRole('button').click()
  await page.goto('/refer')
  await page.getByLabel('Their postcode').fill('ZZ2 1AA')
  await page.getByLabel('First name').fill('Marta')
  await page.getByLabel('First name').press('Enter')
  await page.getByText('This goes to Hillside community connectors').waitFor()
  assert.equal(await page.getByLabel('First name').inputValue(), 'Marta')
})
