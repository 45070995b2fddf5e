import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { lastLink, openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { connectionJobs } from './index.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

const sweep = () => connectionJobs(world.town.services)[1]!.run({})
const at = async (when: string) => {
  world.town.clock.set(when)
  await sweep()
}
const toGroup = async (id: string) =>
  (
    await world.rows(
      `select template from messages.message where about_id = $1 and recipient_kind = 'provider' order by created_at, id`,
      id,
    )
  ).map((m) => m.template)
const open = async (id: string) =>
  await world.rows(
    `select kind, role, account_id, due_at, escalate_at, escalate_to from tasks.task where about_id = $1 and status = 'open'`,
    id,
  )

test('silence: asked again after three working days over Easter, somebody’s task after seven, each once', async () => {
  world.town.clock.set('2026-04-01T09:00:00Z')
  const { id, link } = await world.offered()
  await at('2026-04-08T15:59:00Z')
  assert.deepEqual(await toGroup(id), ['offer-to-provider'], 'Good Friday and Easter Monday do not count')
  await at('2026-04-08T16:00:00Z')
  await sweep()
  assert.deepEqual(await toGroup(id), ['offer-to-provider', 'offer-still-open'])
  assert.deepEqual(await open(id), [])
  const again = await lastLink(world, id)
  assert.notEqual(again, link)
  for (const path of [link, again])
    assert.match((await world.town.browser().get(path)).text, /Grace Okafor would like to come/)

  await at('2026-04-14T15:59:00Z')
  assert.deepEqual(await open(id), [])
  await at('2026-04-14T16:00:00Z')
  await sweep()
  const [task] = await open(id)
  assert.deepEqual(
    [task!.kind, task!.account_id, task!.role, task!.escalate_to],
    ['chase-offer', world.priyaId, 'link_worker', 'team_manager'],
  )
  assert.equal((await open(id)).length, 1)
  assert.deepEqual(await toGroup(id), ['offer-to-provider', 'offer-still-open'], 'never a third message')
  const actions = (
    await world.rows(
      `select action, actor_kind from journal.entry where subject_id = $1 and action in ('connection.nudged', 'connection.escalated') order by id`,
      id,
    )
  ).map((e) => `${e.action} ${e.actor_kind}`)
  assert.deepEqual(actions, ['connection.nudged job', 'connection.escalated job'])
  await world.signInAgain()
  assert.match((await world.priya.get(`/connections/${id}`)).text, /Next: ring the group: they have not answered/)

  // A late yes still counts: it is never too late while nobody has given up.
  assert.equal((await world.town.browser().post(`${again}/yes`, {}, again)).status, 303)
  assert.deepEqual(
    (await open(id)).map((t) => t.kind),
    ['plan-first-visit'],
  )
})

test('giving up waiting counts as a lack, tells the person, and looks for another', async () => {
  world.town.clock.set('2026-04-01T09:00:00Z')
  await world.signInAgain()
  const { id, episodeId, link } = await world.offered()
  const soon = await world.priya.get(`/connections/${id}`)
  assert.ok(!/They never answered/.test(soon.text), 'not offered while the group has time')
  const early = await world.priya.post(`/connections/${id}/silence`, { version: '3' }, `/connections/${id}`)
  assert.equal(early.status, 409)
  assert.match(early.text, /The group still has time to answer .*Nothing of yours was saved/)
  await at('2026-04-08T16:00:00Z')
  await world.signInAgain()
  assert.match((await world.priya.get(`/connections/${id}`)).text, /They never answered/)
  const gone = await world.priya.post(`/connections/${id}/silence`, { version: '3' }, `/connections/${id}`)
  assert.equal(gone.status, 303)
  const [fact] = await world.rows(
    'select need, area, recorded_by from connections.silence where connection_id = $1',
    id,
  )
  assert.deepEqual(fact, { need: 'loneliness', area: 'ZZ1', recorded_by: world.priyaId })
  assert.deepEqual(
    (await open(id)).map((t) => t.kind),
    ['find-another'],
  )
  const [told] = await world.rows(
    `select template, body from messages.message where about_id = $1 and recipient_kind = 'person'`,
    id,
  )
  assert.equal(told!.template, 'connection-declined-person')
  assert.match(
    (await world.priya.get(`/episodes/${episodeId}/connections`)).text,
    /never answered. These might suit instead/,
  )
  const late = await world.town.browser().post(`${link}/yes`, {}, '/sign-in')
  assert.equal(late.status, 409)
  assert.match(late.text, /please ring: we would love to know/)
})

test('a group that was rung is rung again, and one answered meanwhile is left in peace', async () => {
  world.town.clock.set('2026-04-01T09:00:00Z')
  await world.signInAgain()
  const rung = await world.offered({ way: 'telephone' })
  const answered = await world.offered()
  await world.town.browser().post(`${answered.link}/waiting-list`, {}, answered.link)
  await at('2026-04-08T16:00:00Z')
  assert.deepEqual(
    (await open(rung.id)).map((t) => t.kind),
    ['chase-offer'],
  )
  await at('2026-04-20T16:00:00Z')
  assert.deepEqual(await toGroup(rung.id), [])
  assert.deepEqual(await toGroup(answered.id), ['offer-to-provider'])
  assert.deepEqual(
    (await open(answered.id)).map((t) => t.kind),
    ['ask-about-waiting-list'],
  )
})

test('nothing more leaves about somebody who took their yes back, or who died', async () => {
  world.town.clock.set('2026-05-05T09:00:00Z')
  await world.signInAgain()
  const [unwilling, dead] = [await world.offered(), await world.offered()]
  await world.rows(
    `update people.consent set withdrawn_at = now() where person_id = $1 and organisation_id is not null`,
    unwilling.personId,
  )
  await world.rows(`update people.person set deceased_on = '2026-05-06' where id = $1`, dead.personId)
  await at('2026-05-08T16:00:00Z')
  for (const { id, link } of [unwilling, dead]) {
    assert.deepEqual(await toGroup(id), ['offer-to-provider'])
    assert.deepEqual(
      (await open(id)).map((t) => t.kind),
      ['tell-group'],
    )
    assert.ok(!/Grace|Okafor/.test((await world.town.browser().get(link)).text), 'the link shows nothing of them')
  }
  await world.town.browser().post(`${dead.link}/yes`, {}, dead.link)
  await connectionJobs(world.town.services)[0]!.run({ partnershipId: ANYTOWN, connectionId: dead.id })
  assert.deepEqual(
    await world.rows(`select 1 from messages.message where about_id = $1 and recipient_kind = 'person'`, dead.id),
    [],
  )
})

test('news whose job was lost is found by the sweep, and told once', async () => {
  world.town.clock.set('2026-05-05T09:00:00Z')
  await world.signInAgain()
  const { id, link } = await world.offered()
  await world.town.browser().post(`${link}/yes`, {}, link)
  await at('2026-05-05T09:05:00Z')
  const told = () => world.rows(`select 1 from messages.message where about_id = $1 and recipient_kind = 'person'`, id)
  assert.equal((await told()).length, 0, 'its own job may still be on its way')
  await at('2026-05-05T09:11:00Z')
  await sweep()
  assert.equal((await told()).length, 1)
})

test('one that fails does not keep the others waiting', async () => {
  world.town.clock.set('2026-05-05T09:00:00Z')
  await world.signInAgain()
  const [bad, good] = [await world.offered(), await world.offered()]
  await world.rows(
    `create function public.break_it() returns trigger language plpgsql as $$ begin if new.about_id = '${bad.id}' then raise exception 'broken'; end if; return new; end $$`,
  )
  await world.rows(
    'create trigger break_it before insert on messages.message for each row execute function public.break_it()',
  )
  await at('2026-05-08T16:00:00Z')
  assert.deepEqual(await toGroup(good.id), ['offer-to-provider', 'offer-still-open'])
  assert.deepEqual(await toGroup(bad.id), ['offer-to-provider'])
  await world.rows('drop trigger break_it on messages.message')
  await sweep()
  assert.deepEqual(await toGroup(bad.id), ['offer-to-provider', 'offer-still-open'], 'due again the next time')
})
