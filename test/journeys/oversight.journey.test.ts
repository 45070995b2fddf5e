/** Those who look after a partnership, or at it, in a real browser: each page of theirs, and ending somebody's access. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { loadUnmetSearches } from '#seeds/anytown/load-unmet-searches.ts'
import { asJob } from '#test/support/actors.ts'
import { openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'
import { Steps } from './steps.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
  await loadUnmetSearches(asJob(walk.town.test, ANYTOWN))
})
after(() => walk.close())

async function signedIn(steps: Steps, who: RegExp): Promise<void> {
  await steps.open('/sign-in')
  await steps.press(who)
}

for (const width of WIDTHS)
  for (const script of [true, false]) {
    const how = `at ${width} pixels ${script ? 'with' : 'without'} scripts`

    test(`an administrator ends somebody's access and gives it back ${how}`, async () => {
      const administrator = new Steps(await walk.visitor({ width, script }), script)
      const asha = new Steps(await walk.visitor({ width, script }), script)
      await signedIn(asha, /Asha Patel/)
      await signedIn(administrator, /Moira Lennox/)
      assert.equal(await administrator.heading(), 'To look at')
      await administrator.open('/accounts')
      await administrator.follow('Dr Asha Patel')
      await administrator.press('End access')
      await administrator.reads('Ended on')
      await asha.open('/refer')
      assert.match(await asha.heading(), /Sign in/)
      await administrator.press('Give access back')
      await administrator.reads('Has access')
      await signedIn(asha, /Asha Patel/)
      for (const path of [
        '/organisations',
        '/settings',
        '/journal',
        '/journal?from-day=31&from-month=2&from-year=2026',
      ])
        await administrator.open(path)
    })

    test(`a commissioner and a manager find their pages ${how}`, async () => {
      const commissioner = new Steps(await walk.visitor({ width, script }), script)
      await signedIn(commissioner, /Graham Pyle/)
      assert.equal(await commissioner.heading(), 'Overview')
      await commissioner.follow('What people asked for that could not be found, or had no place for them')
      await commissioner.unfold('What these numbers rest on')
      await commissioner.follow('Draft a brief for Debt')
      await commissioner.type(
        'The brief, as a draft',
        'Money advice in Mill Lane\n\nWhat it would cost\n- £4,000 a year',
      )
      await commissioner.press('Show it to print')
      assert.equal(await commissioner.heading(), 'Money advice in Mill Lane')
      await commissioner.reads('£4,000 a year')
      for (const query of ['?period=2026-01&need=debt&area=ZZ2', '?need=nature', '/brief?need=nature'])
        await commissioner.open(`/insight/unmet-need${query}`)
      const manager = new Steps(await walk.visitor({ width, script }), script)
      await signedIn(manager, /Denise Whitlock/)
      for (const path of ['/team/wait', '/team/limits', '/safeguarding']) await manager.open(path)
    })
  }
