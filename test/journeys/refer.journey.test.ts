/** The main job in a real browser: somebody is referred, or asks; the team answers; whoever waits hears. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'
import { Steps } from './steps.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

async function signedIn(steps: Steps, who: RegExp): Promise<void> {
  await steps.open('/sign-in')
  await steps.press(who)
}

for (const width of WIDTHS)
  for (const script of [true, false]) {
    const how = `at ${width} pixels ${script ? 'with' : 'without'} scripts`

    test(`a person asks for help ${how}`, async () => {
      const steps = new Steps(await walk.visitor({ width, script }), script)
      await steps.open('/')
      await steps.follow('Talk to a link worker')
      await steps.press('Start')
      await steps.type(/practice|postcode/i, 'ZZ1 1AA')
      await steps.press('Continue')
      await steps.type(/^In your own words/, 'I would like to sing again.')
      await steps.unfold('Feelings and memory')
      await steps.tick('Feeling lonely')
      await steps.press('Continue')
      await steps.type('First name', 'Grace')
      await steps.type('Last name', 'Okafor')
      await steps.press('Continue')
      await steps.day(2, 1, 1950)
      await steps.press('Continue')
      await steps.type('Phone number', '07700 900123')
      await steps.tick('Phone call')
      await steps.tick('None of these')
      await steps.press('Continue')
      await steps.press('Continue')
      await steps.tick('Nothing I can think of')
      await steps.press('Continue')
      await steps.tickEach('Yes')
      await steps.press('Continue')
      assert.match(await steps.heading(), /check/i)
      await steps.reads('Okafor')
      await steps.press(/send/i)
      await steps.reads(/[2-9A-Z]{3}-[2-9A-Z]{4}/)
      await steps.reads('01632 960220')
      assert.ok(steps.presses <= 13, `${steps.presses} presses`)
      assert.ok(steps.answers <= 12, `${steps.answers} answers`)
    })

    test(`a GP refers and hears back ${how}`, async () => {
      const doctor = new Steps(await walk.visitor({ width, script }), script)
      await signedIn(doctor, /Asha Patel/)
      doctor.presses = doctor.answers = 0
      await doctor.type('First name', 'Derek')
      await doctor.type('Last name', `Hallam ${width} ${script ? 'with' : 'without'}`)
      await doctor.day(19, 8, 1957)
      await doctor.type('Their telephone number', '01632 960311')
      await doctor.tick('Feeling lonely')
      await doctor.tick('No known risks')
      await doctor.tick('Yes')
      if (await doctor.page.getByLabel('Your role').isVisible()) await doctor.type('Your role', 'GP') // asked once, then remembered
      await doctor.press('Send the referral')
      await doctor.reads('Riverside link workers')
      await doctor.reads('Thursday 2 April')
      assert.equal(doctor.presses, 1, 'one press')
      assert.ok(doctor.answers <= 8, `${doctor.answers} answers`)

      const worker = new Steps(await walk.visitor({ width, script }), script)
      await signedIn(worker, /Priya Nair/)
      await worker.open('/referrals')
      const row = worker.page.getByRole('row').filter({ hasText: `Hallam ${width} ${script ? 'with' : 'without'}` })
      await row.getByRole('link').first().click()
      await worker.page.waitForLoadState('load')
      await worker.reads('No known risks')
      await worker.press('Accept')
      await worker.press('Accept')
      await worker.reads(/Accepted\./)

      await doctor.open('/referrals/sent')
      await doctor.follow(new RegExp(`Hallam ${width} ${script ? 'with' : 'without'}`))
      await doctor.reads(/Accepted/)
    })
  }
