import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { newId } from '#platform/ids.ts'
import { openSignedLink } from '#foundations/access/index.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { answerConnection } from './answer-connection.ts'
import { proposeConnection } from './propose-connection.ts'
import { withdrawConnection } from './withdraw-connection.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

const ROUNDS = 20
const asGroup = async (link: string) =>
  (await openSignedLink(world.town.services, link.split('/').at(-1)!, 'offer', newId()))!.context
const yes = { given: { answer: 'accepted', words: null } } as const

test('an answer and a withdrawal at once: one wins, the other is told, and the facts agree with the state', async () => {
  const { services } = world.town
  const won: string[] = []
  for (let n = 0; n < ROUNDS; n++) {
    const { id, link } = await world.offered()
    const group = await asGroup(link)
    const withdrawal = { reason: 'changed-mind', words: null, version: 3 } as const
    const race = [
      () => answerConnection(group, services, id, yes),
      () => withdrawConnection(world.asPriya(), services, id, withdrawal),
    ]
    const [a, b] = await Promise.all((n % 2 ? race.toReversed() : race).map((go) => go()))
    assert.equal([a!.ok, b!.ok].filter(Boolean).length, 1, 'one winner')
    const refused = [a!, b!].find((decision) => !decision.ok)
    assert.ok(refused && !refused.ok && ['not-possible-now', 'changed'].includes(refused.reason))
    const [row] = await world.rows(
      `select status, version, (select count(*)::int from connections.answer a where a.connection_id = c.id) as answers,
        (select count(*)::int from connections.withdrawal w where w.connection_id = c.id) as withdrawals from connections.connection c where id = $1`,
      id,
    )
    assert.deepEqual(
      row,
      row!.status === 'accepted'
        ? { status: 'accepted', version: 4, answers: 1, withdrawals: 0 }
        : { status: 'withdrawn', version: 4, answers: 0, withdrawals: 1 },
    )
    won.push(row.status)
  }
  assert.equal(won.length, ROUNDS)
})

test('a group that presses many times at once answers once', async () => {
  const { id, link } = await world.offered()
  const all = await Promise.all(
    Array.from({ length: 6 }, async () => answerConnection(await asGroup(link), world.town.services, id, yes)),
  )
  assert.equal(all.filter(({ ok }) => ok).length, 1)
  assert.equal((await world.rows('select 1 from connections.answer where connection_id = $1', id)).length, 1)
  assert.equal(
    (await world.rows(`select 1 from journal.entry where subject_id = $1 and action = 'connection.accepted'`, id))
      .length,
    1,
  )
})

test('two colleagues with the same idea: one connection, and the second is told', async () => {
  const { episodeId } = await world.episode()
  const proposal = { serviceId: serviceId('thursday-table'), need: 'loneliness' } as const
  const all = await Promise.all(
    Array.from({ length: 6 }, () => proposeConnection(world.asPriya(), episodeId, proposal)),
  )
  assert.equal(all.filter(({ ok }) => ok).length, 1)
  assert.ok(all.every((decision) => decision.ok || decision.reason === 'already-connected'))
})

test('whoever comes too late sees what happened, and keeps what was typed', async () => {
  const { id, link } = await world.offered()
  const group = world.town.browser()
  await group.post(`${link}/not-now`, { reason: 'full' })
  const late = await world.priya.post(
    `/connections/${id}/withdrawal`,
    { version: '3', reason: 'not-well', words: 'She has the flu.' },
    `/connections/${id}/withdrawal`,
  )
  assert.equal(late.status, 409)
  assert.match(late.text, /This changed while you had the page open Wenlow River Singers said no: we are full/)
  assert.match(late.text, /She has the flu\./)
  assert.match(late.text, /Nothing of yours was saved, and nobody was told/)
})
