import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { day } from '#platform/days.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { openLog } from '#platform/log.ts'
import { pauseIntake } from '#registers/teams/index.ts'
import { asJob, asPublic } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { buildTown, type Town } from '#test/support/town.ts'
import { addTeamApiRoutes } from './teams.routes.ts'

let db: TestDatabase
let town: Town
let app: FastifyInstance
before(async () => {
  db = await openTestDatabase()
  town = await buildTown(db)
  app = await openServer({
    log: openLog('silent'),
    cookieSecret: 'a secret for cookies in tests, long',
    https: false,
    proxies: 0,
  })
  addErrors(app, (_request, reply) => void reply.send('a page'))
  app.decorateRequest('context')
  app.addHook('onRequest', async (request) => {
    request.context = asPublic(db, town.partnershipId)
  })
  addTeamApiRoutes(app)
  await app.ready()
})
after(async () => {
  await app.close()
  await db.close()
})

const names = (reply: { json(): unknown }) =>
  (reply.json() as { teams: { name: string }[] }).teams.map((team) => team.name)

test('who covers a practice, with all that one needs to know before referring', async () => {
  const reply = await app.inject('/api/v1/teams?practice=ZZ0001')
  assert.equal(reply.statusCode, 200)
  assert.match(String(reply.headers['content-type']), /^application\/json/)
  assert.deepEqual(reply.json(), {
    teams: [
      {
        id: town.riverside,
        name: 'Riverside link workers',
        organisation: { id: town.network, name: 'Riverside Primary Care Network' },
        local_title: { one: 'link worker', many: 'link workers' },
        summary: 'Three link workers who sit in the Riverside practices.',
        can_help: ['Adults who feel lonely, low or stuck'],
        cannot_help: [{ who: 'Someone in danger today', instead: 'Ring 999 or 111.' }],
        minimum_age: 18,
        maximum_age: null,
        languages: ['en', 'hi'],
        how_to_refer: ['Ring us and we fill in the form with you.'],
        telephone: '01632 960220',
        email: 'riverside-link-workers@example.org',
        usual_wait: { working_days: 6, words: 'about a week', stated_on: '2026-03-28' },
        intake: { status: 'open' },
      },
    ],
  })
})

test('by network and by postcode', async () => {
  assert.deepEqual(names(await app.inject('/api/v1/teams?pcn=zzp01')), [
    'Hillside community connectors',
    'Riverside link workers',
  ])
  assert.deepEqual(names(await app.inject('/api/v1/teams?postcode=zz2%201ah')), ['Hillside community connectors'])
  assert.deepEqual(names(await app.inject('/api/v1/teams?postcode=ZZ1')), ['Riverside link workers'])
})

test('nobody there is an empty list, not an error', async () => {
  for (const query of [
    'practice=ZZ0012',
    'practice=A81001',
    'pcn=U12345',
    'postcode=ZZ4%201AA',
    'postcode=AB1%202DE',
  ]) {
    const reply = await app.inject(`/api/v1/teams?${query}`)
    assert.equal(reply.statusCode, 200, query)
    assert.deepEqual(reply.json(), { teams: [] }, query)
  }
})

test('a paused intake says why, until when, and what meanwhile', async () => {
  const pause = { reason: 'Two do the work of three.', meanwhile: null, until: day('2026-04-25') }
  await asJob(db, town.partnershipId).transaction((tx) => pauseIntake(tx, town.agents, pause))
  const [team] = (await app.inject('/api/v1/teams?postcode=ZZ3')).json().teams
  assert.deepEqual(team.intake, { status: 'paused', ...pause })
})

const BAD: [string, string][] = [
  ['postcode=somewhere', 'postcode'],
  ['postcode=', 'postcode'],
  ['postcode=ZZ1&postcode=ZZ2', 'postcode'],
  ['practice=%27%20or%201', 'practice'],
  ['practice=ZZ0001&pcn=ZZP01', 'pcn'],
  ['', 'practice'],
  ['town=Anytown', 'practice'],
]
for (const [query, field] of BAD) {
  test(`refused, and the field named: ?${query}`, async () => {
    const reply = await app.inject(`/api/v1/teams?${query}`)
    assert.equal(reply.statusCode, 422)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
    assert.deepEqual(
      (reply.json() as { errors: { field: string }[] }).errors.map((e) => e.field),
      [field],
    )
  })
}
