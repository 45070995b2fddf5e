import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { providerId } from '#seeds/anytown/provider-id.ts'
import { as } from '#test/support/actors.ts'
import { openConnections, type Asked, type ConnectionWorld } from '#test/support/connections.ts'
import { storyOf } from './index.ts'

let world: ConnectionWorld
let asked: Asked
before(async () => {
  world = await openConnections()
  asked = await world.offered({ shared: ['name', 'helps'], helps: 'Sit near the door' })
})
after(() => world.town.close())

const NOUNS = ['agreement', 'offer', 'answer', 'withdrawal', 'first-visit', 'attendance', 'ending']

test('another team, another role and nobody at all get the same answer as for what is not there', async () => {
  const { town } = world
  const paths = [
    `/episodes/${asked.episodeId}/connections`,
    `/episodes/${asked.episodeId}/connections/suggestions`,
    `/connections/${asked.id}`,
    ...NOUNS.map((noun) => `/connections/${asked.id}/${noun}`),
  ]
  for (const [email, expected] of [
    ['m.zielinski@example.org', 404],
    ['a.patel@example.org', 404],
    ['m.lennox@example.org', 404],
  ] as const) {
    const browser = town.browser()
    await browser.signIn(email)
    for (const path of paths) {
      const page = await browser.get(path)
      assert.equal(page.status, expected, `${email} ${path}`)
      assert.equal(
        page.text,
        (await browser.get(path.replaceAll(asked.id, newId()).replaceAll(asked.episodeId, newId()))).text,
      )
    }
    for (const path of [
      ...NOUNS.map((noun) => `/connections/${asked.id}/${noun}`),
      `/connections/${asked.id}/silence`,
      `/episodes/${asked.episodeId}/connections`,
    ]) {
      const fields = {
        version: '3',
        shared: 'name',
        by: 'person',
        way: 'email',
        answer: 'accepted',
        reason: 'not-well',
        came: 'yes',
        service: newId(),
        need: 'debt',
      }
      const dates = {
        'visit-day': '9',
        'visit-month': '4',
        'visit-year': '2026',
        'on-day': '1',
        'on-month': '4',
        'on-year': '2026',
      }
      const reason = path.endsWith('ending') ? { reason: 'finished' } : {}
      assert.equal(
        (await browser.post(path, { ...fields, ...dates, ...reason }, '/account')).status,
        404,
        `${email} posts ${path}`,
      )
    }
  }
  const nobody = await town.browser().get(`/connections/${asked.id}`)
  assert.deepEqual([nobody.status, nobody.location?.startsWith('/sign-in')], [303, true])
  for (const id of ['x', newId()]) assert.equal((await world.priya.get(`/connections/${id}`)).status, 404)
  const [row] = await world.rows('select status, version from connections.connection where id = $1', asked.id)
  assert.deepEqual(row, { status: 'offered', version: 3 })
})

const group = (over: Partial<{ organisationId: string; roles: string[] }> = {}): Context =>
  as(world.town.test, {
    kind: 'account',
    partnershipId: ANYTOWN,
    accountId: newId(),
    organisationId: providerId('river-singers'),
    roles: ['provider'],
    name: 'Ruth',
    ...over,
  })
const read = (ctx: Context, sql: string, ...values: unknown[]) =>
  ctx.transaction((tx) => tx.query<Record<string, unknown>>(sql, values))

test('the group’s own account sees the chosen fields of its own connection, and no table', async () => {
  const [own] = await read(group(), 'select * from connections.for_provider($1)', asked.id)
  assert.deepEqual(
    [own!.name, own!.helps, own!.contact, own!.access_needs, own!.status],
    ['Grace Okafor', 'Sit near the door', null, null, 'offered'],
  )
  assert.ok(!/lonel|07700|1950|ZZ/.test(JSON.stringify(own)))
  for (const table of ['connection', 'offer', 'answer', 'event'])
    assert.deepEqual(await read(group(), `select * from connections.${table}`), [])
  assert.deepEqual(await read(group(), 'select * from people.person'), [])
  const strangers = [group({ organisationId: providerId('st-annes') }), group({ roles: ['referrer'] })]
  for (const stranger of strangers) {
    assert.deepEqual(await read(stranger, 'select * from connections.for_provider($1)', asked.id), [])
    assert.deepEqual(await read(stranger, 'select * from connections.lock_for_provider($1)', asked.id), [])
    assert.deepEqual(
      await read(stranger, 'select connections.end_sight($1, now())', asked.id).then(() =>
        world.rows(`select until from people.involvement where person_id = $1 and reason = 'provider'`, asked.personId),
      ),
      [{ until: null }],
    )
  }
})

test('before it is asked, and after its sight has ended, the group sees nothing', async () => {
  const { id, personId } = await world.offered()
  await world.rows('alter table connections.connection disable trigger move_allowed')
  await world.rows(`update connections.connection set status = 'agreed' where id = $1`, id)
  assert.deepEqual(await read(group(), 'select * from connections.for_provider($1)', id), [])
  await world.rows(`update connections.connection set status = 'started' where id = $1`, id)
  await world.rows('alter table connections.connection enable trigger move_allowed')
  assert.equal((await read(group(), 'select name from connections.for_provider($1)', id)).length, 1)
  await world.rows(
    `update people.involvement set until = now() - interval '1 hour' where person_id = $1 and reason = 'provider'`,
    personId,
  )
  assert.deepEqual(await read(group(), 'select * from connections.for_provider($1)', id), [])
})

test('the story is told to the team and to the person, to nobody else', async () => {
  const story = await world.asPriya().transaction((tx) => storyOf(tx, asked.personId))
  assert.deepEqual(story.map(({ kind }) => kind).toSorted(), [
    'connection.agreed',
    'connection.offered',
    'connection.proposed',
  ])
  assert.ok(
    story.every(({ title, href }) => title.includes('Wenlow River Singers') && href === `/connections/${asked.id}`),
  )
  const person = as(world.town.test, { kind: 'person', partnershipId: ANYTOWN, personId: asked.personId })
  assert.equal((await person.transaction((tx) => storyOf(tx, asked.personId))).length, 3)
  const someone = as(world.town.test, { kind: 'person', partnershipId: ANYTOWN, personId: newId() })
  assert.deepEqual(await someone.transaction((tx) => storyOf(tx, asked.personId)), [])
  assert.deepEqual(await group().transaction((tx) => storyOf(tx, asked.personId)), [])
})

test('ending one connection with a group leaves its sight while another with it runs', async () => {
  const first = await world.offered()
  const other = await world.rows(
    `select id from directory.service where id <> (select service_id from connections.connection where id = $1) limit 1`,
    first.id,
  )
  await world.rows(
    `insert into connections.connection select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'service_id', $2::text, 'status', 'proposed'))).* from connections.connection c where c.id = $1`,
    first.id,
    other[0]!.id,
  )
  await world.rows('alter table connections.connection disable trigger move_allowed')
  await world.rows(
    `update connections.connection set status = 'started' where person_id = $1 and status = 'proposed'`,
    first.personId,
  )
  await world.rows('alter table connections.connection enable trigger move_allowed')
  await world.priya.post(`/connections/${first.id}/withdrawal`, { version: '3', reason: 'found-other' })
  const [sight] = await world.rows(
    `select until from people.involvement where person_id = $1 and reason = 'provider'`,
    first.personId,
  )
  assert.equal(sight!.until, null)
})
