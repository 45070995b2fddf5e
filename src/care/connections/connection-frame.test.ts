import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

test('who it is about stays in sight on every page of a connection, with what keeps them safe', async () => {
  const { id, episodeId } = await world.offered({
    sent: {
      person: {
        accessNeeds: ['large-print'],
        safeContact: { voicemail: false, post: true, hours: 'mornings', neutralSender: false },
      },
    },
  })
  const list = `/episodes/${episodeId}/connections`
  const suggestions = `${list}/suggestions?need=loneliness`
  const one = ['', '/agreement', '/offer', '/answer', '/withdrawal', '/first-visit', '/attendance', '/ending']
  for (const path of [list, suggestions, ...one.map((noun) => `/connections/${id}${noun}`)]) {
    const { html, status } = await world.priya.get(path)
    assert.equal(status, 200, path)
    const band = html.querySelector('.trellis-band')?.text ?? ''
    for (const words of [/Grace Okafor/, /07700.?900123/, /Do not leave a message/, /mornings/, /Large print/])
      assert.match(band, words, path)
    assert.equal(html.querySelector('.trellis-sections [aria-current=page]')?.text, 'Connections', path)
    assert.match(html.querySelector('title')!.text, /Grace Okafor – Trellis$/, path)
  }
})
