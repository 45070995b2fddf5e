/** A manager's way in a real browser: stop taking new people, see what everybody reads now, and open again. */
import test, { after, before } from 'node:test'
import { openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'
import { Steps } from './steps.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

for (const width of WIDTHS)
  for (const script of [true, false])
    test(`a manager pauses the intake and opens it again at ${width} pixels ${script ? 'with' : 'without'} scripts`, async () => {
      const manager = new Steps(await walk.visitor({ width, script }), script)
      const anyone = new Steps(await walk.visitor({ width, script }), script)
      await manager.open('/sign-in')
      await manager.press(/Denise Whitlock/)
      await manager.open('/team')
      await manager.follow(/^Pause/)
      await manager.press('Pause')
      await manager.reads('Enter why you take nobody new')
      await manager.type('Why do you take nobody new?', 'Two of us do the work of three.')
      await manager.day(4, 5, 2026)
      await manager.press('Pause')
      await manager.reads('Nobody new can be referred until Monday 4 May.')

      await anyone.open('/link-workers?practice=ZZ0001')
      await anyone.reads('Not taking new people just now')
      await anyone.reads('Two of us do the work of three.')
      await anyone.reads('New people again from Monday 4 May.')

      await manager.follow(/^Open again/)
      await manager.press('Take new people')
      await manager.reads('People can be referred to you again')
      await anyone.open('/link-workers?practice=ZZ0001')
      await anyone.reads('Taking new people')
    })
