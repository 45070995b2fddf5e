import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'

let world: ConnectionWorld
const choir = serviceId('river-singers')
before(async () => {
  world = await openConnections()
  await world.rows(
    `insert into directory.capacity_statement (partnership_id, id, service_id, state, places, confirmed_on, confirm_by, source_id)
      select $1, gen_random_uuid(), id, 'limited', 1, '2026-04-01', '2026-05-01', source_id from directory.service where id = $2`,
    ANYTOWN,
    choir,
  )
})
after(() => world.town.close())

test('a stated place is not sold twice: the worker and the group are warned, and it is not suggested first', async () => {
  const { priya, town } = world
  const first = await world.offered()
  const looking = `/episodes/${(await world.episode()).episodeId}/connections/suggestions?words=singing`
  const free = await priya.get(looking)
  assert.match(free.text, /1 place, confirmed Wednesday 1 April/)
  const group = town.browser()
  assert.ok(!/one more/.test((await group.get(first.link)).text))
  await group.post(`${first.link}/yes`, {}, first.link)

  const taken = await priya.get(looking)
  assert.match(taken.text, /Ask first[^.]* 1 place, confirmed Wednesday 1 April; one taken since: ring first/)
  const names = taken.html.querySelectorAll('.nhsuk-card__heading a').map((a) => a.text)
  assert.ok(names.length > 1 && names[0] !== 'Wenlow River Singers', names.join(', '))

  const second = await world.offered()
  const [row] = await world.rows('select status from connections.connection where id = $1', second.id)
  assert.equal(row!.status, 'offered', 'warned, not refused')
  const { id } = await (async () => {
    const { episodeId } = await world.episode()
    const proposed = await priya.post(
      `/episodes/${episodeId}/connections`,
      { service: choir, need: 'loneliness' },
      `/episodes/${episodeId}/connections/suggestions`,
    )
    const found = proposed.location!.split('/')[2]!
    await priya.post(`/connections/${found}/agreement`, { version: '1', shared: ['name'], by: 'person' })
    return { id: found }
  })()
  assert.match((await priya.get(`/connections/${id}/offer`)).text, /All places may be taken/)
  assert.match(
    (await town.browser().get(second.link)).text,
    /You told us: 1 place, confirmed Wednesday 1 April; one taken since: ring first. Say yes only if you can take one more/,
  )
})

test('two that were ticked lie side by side, with what speaks for each and what to ask', async () => {
  const { priya } = world
  const { episodeId } = await world.episode()
  const [a, b] = [serviceId('thursday-table'), serviceId('lantern-cafe')]
  const page = await priya.get(
    `/episodes/${episodeId}/connections/suggestions?need=loneliness&compare=${a}&compare=${b}`,
  )
  assert.match(page.text, /Two that may suit Grace Okafor/)
  assert.deepEqual(
    page.html.querySelectorAll('th[role=columnheader]').map((th) => th.text),
    ['What', 'Thursday Table', 'The Lantern Café'],
  )
  assert.match(page.text, /Sheila, in the red apron/)
  assert.ok(page.statements <= 8, `${page.statements} statements`)
  const nonsense = await priya.get(
    `/episodes/${episodeId}/connections/suggestions?need=__proto__&compare=x&compare=y&days=QQ&words=%00`,
  )
  assert.equal(nonsense.status, 200)
  const nothing = await priya.get(`/episodes/${episodeId}/connections/suggestions?words=xyzzyq`)
  assert.match(nothing.text, /Nothing fits “xyzzyq” just now. That is a lack in this place, not in them/)
})
