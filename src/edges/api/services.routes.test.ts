import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { parse } from 'node-html-parser'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { saveDistricts } from '#foundations/geography/index.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { ROOT } from '#platform/database/connection.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { openLog } from '#platform/log.ts'
import { type Listing, saveListings, saveSource } from '#registers/directory/index.ts'
import { UrgentNotice } from '#registers/directory/search/urgent-notice.tsx'
import { type Helpline, HELPLINES } from '#ui/helplines.ts'
import { asJob, asPublic } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { addServiceApiRoutes } from './services.routes.ts'

let db: TestDatabase
let app: FastifyInstance
const partnershipId = newId()
const sourceId = idFrom('test', 'source')
const at = (name: string, latitude?: number): Listing => ({
  id: idFrom('test', name),
  sourceId,
  sourceRecord: `record ${name}`,
  name,
  status: 'active',
  locations:
    latitude === undefined
      ? []
      : [{ id: idFrom('test', name, 'place'), sourceRecord: name, latitude, longitude: -1.28 }],
})

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [partnershipId])
  await asJob(db, partnershipId).transaction(async (tx) => {
    saveSource(tx, { id: sourceId, kind: 'seed', name: 'test' })
    saveListings(tx, [
      at('Far choir', 53.1352),
      at('Near choir', 53.0452),
      at('Telephone choir'),
      { ...at('Chess'), maximumAge: 17 },
    ])
    await saveDistricts(tx, [{ outcode: 'ZZ1', latitude: 53.0352, longitude: -1.28 }])
  })
  app = await openServer({
    log: openLog('silent'),
    cookieSecret: 'a secret for cookies in tests, long',
    https: false,
    proxies: 0,
  })
  addErrors(app, (_request, reply) => reply.send('a page'))
  app.decorateRequest('context')
  app.addHook('onRequest', async (request) => {
    request.context = asPublic(db, partnershipId)
  })
  addServiceApiRoutes(app)
  await app.ready()
})
after(async () => {
  await app.close()
  await db.close()
})

const found = (name: string, distance_km: number | null) => ({
  id: idFrom('test', name),
  source_id: `record ${name}`,
  name,
  why: ['Singing and music', 'Says “choir”'],
  distance_km,
})

test('services by words, nearest first, with their distance and why', async () => {
  const reply = await app.inject('/api/v1/services?words=choir&postcode=zz1')
  assert.deepEqual(reply.json(), {
    services: [found('Near choir', 1.112), found('Telephone choir', null), found('Far choir', 11.12)],
    total: 3,
    more: false,
    urgent_help: [],
    nothing_local: false,
    read_as: [],
    measured_from: { text: 'ZZ1', precision: 'district' },
  })
})

test('per_page shortens the answer, not the total', async () => {
  const { services, total, measured_from } = (await app.inject('/api/v1/services?per_page=1&page=2')).json() as {
    services: { name: string }[]
    total: number
    measured_from: null
  }
  assert.deepEqual([services.map((s) => s.name), total, measured_from], [['Far choir'], 4, null])
})

for (const bad of ['0', '101', 'x', '-1', '1.5'])
  test(`per_page=${bad} is refused by name`, async () => {
    const reply = await app.inject(`/api/v1/services?per_page=${bad}`)
    assert.equal(reply.statusCode, 422)
    assert.deepEqual((reply.json() as { errors: unknown }).errors, [
      { field: 'per_page', message: 'Give a number from 1 to 100' },
    ])
  })

for (const [query, field, allowed] of [
  ['who=martians', 'who', /^Give one of: women, men, young/],
  ['time=noon', 'time', /^Give one of: morning, afternoon, evening$/],
  ['day=Tuesday', 'day', /^Give one of: MO, TU/],
  ['way=rocket', 'way', /^Give one of: in-person, online$/],
  ['need=constructor', 'need', /^Give one of: loneliness, /],
  ['age=-3', 'age', /^Give a whole number from 0 to 120$/],
  ['age=121', 'age', /from 0 to 120/],
  ['language=p', 'language', /language code/],
  ['free=perhaps', 'free', /^Give yes or no$/],
  ['step_free=x', 'step_free', /yes or no/],
  ['space=x', 'space', /yes or no/],
  ['page=0', 'page', /from 1/],
  ['day=MO&day=TU', 'day', /once/],
] as const)
  test(`${query} is refused by name, with what is allowed`, async () => {
    const reply = await app.inject(`/api/v1/services?words=choir&${query}`)
    assert.equal(reply.statusCode, 422)
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/)
    const { errors } = reply.json() as { errors: { field: string; message: string }[] }
    assert.deepEqual(
      errors.map((error) => error.field),
      [field],
    )
    assert.match(errors[0]!.message, allowed)
  })

test('every fault is named at once; what is empty, or says no, narrows nothing', async () => {
  const { errors } = (await app.inject('/api/v1/services?who=x&age=x&per_page=x')).json()
  assert.deepEqual(
    errors.map(({ field }: { field: string }) => field),
    ['who', 'age', 'per_page'],
  )
  const reply = await app.inject('/api/v1/services?words=choir&need=&age=&free=no&step_free=0')
  assert.equal((reply.json() as { total: number }).total, 3)
})

test('words that mean danger come back with whom to turn to, and nothing is left out', async () => {
  const { urgent_help, services } = (await app.inject('/api/v1/services?words=choir+i+want+to+end+it+all')).json()
  assert.deepEqual(
    urgent_help.map(({ name }: { name: string }) => name),
    ['Emergency services', 'NHS 111', 'Samaritans', 'Shout'],
  )
  assert.ok(services.length > 0)
  const violence = (await app.inject('/api/v1/services?words=my+husband+hits+me')).json()
  assert.equal(violence.urgent_help.at(-1).telephone, '0808 2000 247')
})

test('what nobody offers is said to be nowhere near, and counted by need and district without the words', async () => {
  const { nothing_local } = (await app.inject('/api/v1/services?words=scuba+diving&postcode=ZZ1+1AA')).json()
  assert.equal(nothing_local, true)
  const { rows } = await db.owner.query(
    `select area, times::int from directory.unmet_search where need = 'moving-more'`,
  )
  assert.deepEqual(rows, [{ area: 'ZZ1', times: 1 }])
})

test('an age leaves out what says another', async () => {
  const names = async (query: string) =>
    ((await app.inject(`/api/v1/services?${query}`)).json() as { services: { name: string }[] }).services.map(
      ({ name }) => name,
    )
  assert.ok((await names('words=choir&age=30')).includes('Near choir'))
  assert.deepEqual(await names('words=chess&age=30'), [], 'for people under 18')
  assert.deepEqual(await names('words=chess&age=12'), ['Chess'])
})

for (const [words, last] of Object.entries({
  'my husband hits me': { name: 'National Domestic Abuse Helpline', telephone: '0808 2000 247' },
  'nowhere to sleep tonight': { name: 'Your council' },
  'mum locks me in my room': { name: 'Childline', telephone: '0800 1111' },
  'tengo miedo de mi marido': { name: 'National Domestic Abuse Helpline', telephone: '0808 2000 247' },
  'cant see the point anymore': { name: 'Shout', text: '85258' },
  'I want to die': { name: 'Shout', text: '85258' },
}))
  test(`“${words}”: a program is told of the same helplines as the page shows, in the same order`, async () => {
    const { urgent_help } = (await app.inject(`/api/v1/services?words=${encodeURIComponent(words)}`)).json()
    const shown = parse(renderToStaticMarkup(createElement(UrgentNotice, { words })))
    assert.deepEqual(
      urgent_help.flatMap(({ telephone, text }: Record<string, string>) => telephone ?? text ?? []),
      shown.querySelectorAll('a').map((link) => link.text),
    )
    assert.equal(urgent_help.length, shown.querySelectorAll('li').length)
    const { what, ...named } = urgent_help.at(-1)
    assert.ok(what.length > 10)
    assert.deepEqual(named, last)
  })

test('no number of a helpline stands anywhere but in the one list', () => {
  const numbers = Object.values<Helpline>(HELPLINES).flatMap(({ telephone, text }) => telephone ?? text ?? [])
  const long = numbers.filter((number) => number.length > 4)
  assert.ok(long.length >= 4)
  for (const file of globSync('src/**/*.{ts,tsx}', { cwd: ROOT })) {
    if (/\.test\.tsx?$/.test(file) || file === 'src/ui/helplines.ts') continue
    const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(' ', '')
    for (const number of long) assert.ok(!text.includes(number.replaceAll(' ', '')), `${file}: ${number}`)
  }
})
