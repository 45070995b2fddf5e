/** From the first talk to goodbye in a real browser: talk, write, ask, plan, connect, the group's answer, close. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openEpisode } from '#test/support/episodes.ts'
import { openWalk, WIDTHS, type Walk } from '#test/support/real-browser.ts'
import { Steps } from './steps.ts'

let walk: Walk
before(async () => {
  walk = await openWalk()
})
after(() => walk.close())

for (const width of WIDTHS)
  for (const script of [true, false])
    test(`a link worker supports somebody to the end at ${width} pixels ${script ? 'with' : 'without'} scripts`, async () => {
      const who = `Okafor${width}${script ? 'a' : 'b'}`
      const { id } = await openEpisode(walk.town, { person: { givenName: 'Grace', familyName: who } })
      const worker = new Steps(await walk.visitor({ width, script }), script)
      await worker.open('/sign-in')
      await worker.press(/Priya Nair/)
      assert.match(worker.page.url(), /\/today$/)
      await worker.reads(who)

      // She rings, and they talk.
      await worker.open(`/episodes/${id}/contact`)
      await worker.tick('We talked')
      await worker.type('Notes', 'Would like to sing again.')
      await worker.press('Save the contact')

      // What matters, while she listens; then the plan.
      await worker.open(`/episodes/${id}/conversation`)
      await worker.type('What matters most to me', 'To be in a room where somebody is singing.')
      await worker.type(/^What they are good at/, 'Sang alto for thirty years')
      await worker.type(/^Goal 1/, 'Sing every week')
      await worker.tick(/^No known risks/)
      await worker.press(/^Save/)
      await worker.open(`/episodes/${id}/plan`)
      await worker.reads('Sing every week')

      // Three questions, on the telephone.
      await worker.open(`/episodes/${id}/measures/ucla3`)
      for (const question of await worker.page.locator('fieldset').filter({ hasText: 'How often' }).all())
        await question.getByRole('radio').nth(1).check()
      await worker.tick('On the telephone')
      await worker.tick('Their own')
      await worker.press('Save the answers')

      // A group that suits, asked by e-mail with what she agreed to share.
      await worker.open(`/episodes/${id}/connections/suggestions?need=bereavement&words=lantern`)
      await worker.press(/Lantern Café/)
      await worker.tick(/^Their name/)
      await worker.tick(/^(They|The person|Grace|Themselves)/)
      await worker.press(/ask the group/)
      await worker.press('Ask them now')

      // The group answers from the e-mail, without an account, in one press.
      const { rows } = await walk.town.test.owner.query<{ link: string }>(
        `select link from messages.message where template = 'offer-to-provider' order by created_at desc, id desc limit 1`,
      )
      const group = new Steps(await walk.visitor({ width, script }), script)
      await group.open(new URL(rows[0]!.link).pathname)
      await group.reads('Grace')
      await group.press('Yes, they can come')
      assert.equal(group.presses, 1, 'two taps from the e-mail: the link and the answer')

      // The story says it all, and the work ends well.
      const {
        rows: [episode],
      } = await walk.town.test.owner.query<{ person_id: string }>(
        'select person_id from support.episode where id = $1',
        [id],
      )
      await worker.open(`/people/${episode!.person_id}`)
      await worker.reads(/Lantern Café said yes/)
      await worker.open(`/episodes/${id}/closure`)
      await worker.tick('No actions required')
      await worker.tick('Finished well')
      await worker.type('What changed for them?', 'Sings on Wednesdays.')
      await worker.type('Summary', 'Four talks and a café.')
      await worker.tick(/^No$/)
      await worker.press('Close')
      await worker.reads(/closed|ended/i)
    })
