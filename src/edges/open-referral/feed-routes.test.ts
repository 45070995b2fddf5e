/** What a program is told: filters that filter, faults by name, streams, tags, and what must never leave. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { saveAreas, saveDistricts, savePostcodes } from '#foundations/geography/index.ts'
import { addErrors } from '#platform/http/errors.ts'
import { openServer } from '#platform/http/server.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { openLog } from '#platform/log.ts'
import {
  type Listing,
  needTermId,
  NEED_TAXONOMY,
  saveListings,
  saveProviders,
  saveSource,
} from '#registers/directory/index.ts'
import { asJob, asPublic, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { addOpenReferralRoutes } from './index.ts'

let db: TestDatabase
let app: FastifyInstance
const partnershipId = newId()
const OWN = idFrom('feed test', 'own')
const KEPT = idFrom('feed test', 'kept')
const GROUP = idFrom('feed test', 'group')
const TERM = idFrom('feed test', 'term')
const TAXONOMY = idFrom('feed test', 'taxonomy')
const LOADED = idFrom('feed test', 'loaded list')
const LOADED_TERM = idFrom('feed test', 'loaded term')
const idOf = (name: string) => idFrom('feed test', name)
const listing = (name: string, more: Partial<Listing> = {}): Listing => ({
  id: idOf(name),
  sourceId: OWN,
  sourceRecord: name,
  name,
  status: 'active',
  ...more,
})
const hall = (name: string, latitude: number, longitude = -1.28) => ({
  id: idOf(name),
  sourceRecord: name,
  name,
  latitude,
  longitude,
})

const square = (south: number, north: number) => [
  [-2, south],
  [-1, south],
  [-1, north],
  [-2, north],
  [-2, south],
]
/** Holds ZZ3 and leaves ZZ1 out, in a hole. */
const DRAWN = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {},
      geometry: { type: 'Polygon', coordinates: [square(52.9, 53.6), square(53, 53.1)] },
    },
  ],
})

const LISTINGS: Listing[] = [
  listing('Choir', {
    providerId: GROUP,
    description: 'We sing old songs.',
    minimumAge: 50,
    maximumAge: 70,
    needs: ['loneliness', 'arts-and-making'],
    safetyNote: 'Knives in the kitchen drawer.',
    raw: { internal_remark: 'Rude chairman.' },
    locations: [hall('Far hall', 53.1), hall('Near hall', 53.0352)],
    schedules: [
      { freq: 'WEEKLY', byday: 'MO', opensAt: '10:00', closesAt: '12:00', locationId: idOf('Near hall') },
      { freq: 'WEEKLY', byday: 'FR', opensAt: '18:00', closesAt: '20:00', locationId: idOf('Far hall') },
    ],
    areas: [{ name: 'ZZ1, ZZ2' }],
  }),
  listing('Chess', {
    minimumAge: 18,
    maximumAge: 25,
    schedules: [{ freq: 'DAILY', opensAt: '09:00', closesAt: '17:00' }],
    areas: [{ uri: 'http://statistics.data.gov.uk/id/statistical-geography/E99000001' }],
    terms: [
      {
        id: TERM,
        name: 'Board games',
        taxonomy: { id: TAXONOMY, name: 'Pastimes' },
        uri: 'http://example.org/board-games',
      },
    ],
  }),
  listing('Closed for now', {
    status: 'temporarily closed',
    areas: [{ name: 'Nottingham' }, { extentType: 'geojson', extent: DRAWN }],
  }),
  listing('No longer', { status: 'inactive' }),
  listing('Gone', { status: 'defunct' }),
  listing('Not ours to give', { sourceId: KEPT, needs: ['loneliness'] }),
]

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [partnershipId])
  await db.owner.query(
    `insert into directory.taxonomy (partnership_id, id, name, fetched_at) values ('${partnershipId}', '${LOADED}', 'Loaded from a file', now());
    insert into directory.taxonomy_term (partnership_id, id, taxonomy_id, name, uri)
      values ('${partnershipId}', '${LOADED_TERM}', '${LOADED}', 'Games on a board', 'http://example.org/board-games')`,
  )
  await asJob(db, partnershipId).transaction(async (tx) => {
    saveSource(tx, { id: OWN, kind: 'file', name: 'Ours', licence: 'OGL v3.0', republish: true })
    saveSource(tx, { id: KEPT, kind: 'file', name: 'Theirs' })
    saveProviders(tx, [
      { id: GROUP, sourceId: OWN, sourceRecord: 'group', name: 'Song Society', kind: 'charity', charityNumber: '1' },
    ])
    saveListings(tx, LISTINGS)
    await saveDistricts(tx, [
      { outcode: 'ZZ1', latitude: 53.0352, longitude: -1.28 },
      { outcode: 'ZZ3', latitude: 53.5, longitude: -1.28 },
    ])
    await saveAreas(tx, [
      {
        code: 'E01999999',
        name: 'Somewhere',
        imdDecile: 5,
        localAuthorityCode: 'E99000001',
        localAuthorityName: 'Wenlow',
      },
    ])
    await savePostcodes(tx, [{ postcode: 'ZZ3 1AA', latitude: 53.5, longitude: -1.28, areaCode: 'E01999999' }])
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
  addOpenReferralRoutes(app)
  await app.ready()
})
after(async () => {
  await app.close()
  await db.close()
})

const ask = (path: string, options: Omit<InjectOptions, 'url'> = {}) =>
  app.inject({
    ...options,
    url: `/open-referral/v3${path}`,
    remoteAddress: `203.0.113.${Math.floor(Math.random() * 250)}`,
  })
const named = async (path: string): Promise<string[]> =>
  ((await ask(path)).json() as { contents: { name: string }[] }).contents.map(({ name }) => name).toSorted()

const FILTERS: [string, string[]][] = [
  ['', ['Chess', 'Choir', 'Closed for now']],
  ['search=singing', ['Choir']],
  ['search=chess', ['Chess']],
  ['search=nothing+like+it', []],
  ['minimum_age=18', ['Chess', 'Choir']],
  ['minimum_age=19', ['Choir']],
  ['maximum_age=69', ['Chess']],
  ['maximum_age=70', ['Chess', 'Choir']],
  ['minimum_age=19&maximum_age=69', []],
  ['day=MO', ['Chess', 'Choir']],
  ['day=mo,tu&start_time=10:00', ['Choir']],
  ['day=TU', ['Chess']],
  ['start_time=17:59', ['Choir']],
  ['start_time=18:01', []],
  ['end_time=12:00', ['Choir']],
  ['end_time=11:59', []],
  ['day=MO&start_time=18:00', []],
  [`taxonomy_term_id=${needTermId('arts-and-making')}`, ['Choir']],
  [`taxonomy_term_id=${TERM}`, ['Chess']],
  [`taxonomy_term_id=${idFrom('nothing')}`, []],
  [`taxonomy_id=${NEED_TAXONOMY.id}`, ['Choir']],
  [`taxonomy_id=${TAXONOMY}`, ['Chess']],
  [`taxonomy_term_id=${LOADED_TERM}`, ['Chess']],
  [`taxonomy_id=${LOADED}`, ['Chess']],
  [`taxonomy_id=${idFrom('nothing')}`, []],
  [`organization_id=${GROUP}`, ['Choir']],
  [`organization_id=${newId()}`, []],
  [`modified_after=${TEST_NOW}`, ['Chess', 'Choir', 'Closed for now']],
  ['modified_after=2026-04-01T10:00:00%2B01:00', ['Chess', 'Choir', 'Closed for now']],
  ['modified_after=2026-04-01T10:00:00+01:00', ['Chess', 'Choir', 'Closed for now']],
  ['modified_after=2026-04-01T09:00:00.001Z', []],
  ['modified_after=2026-04-02', []],
  ['postcode=ZZ1+1AA', ['Choir']],
  ['postcode=ZZ1', ['Choir']],
  ['postcode=zz3+1aa', ['Chess', 'Closed for now']],
  ['postcode=ZZ3', ['Closed for now']],
  ['postcode=ZZ1+1AA&proximity=100', ['Choir']],
  ['postcode=ZZ3+1AA&proximity=40000', []],
  ['postcode=ZZ3+1AA&proximity=45000', ['Choir']],
  ['nonsense=1&taxonomy_type=x', ['Chess', 'Choir', 'Closed for now']],
  ['search=&day=&page=', ['Chess', 'Choir', 'Closed for now']],
]

for (const [query, expected] of FILTERS)
  test(`/services?${query}`, async () => {
    assert.deepEqual(await named(`/services?${query}`), expected)
    const minimal = (await ask(`/services?minimal=true&${query}`)).json() as { contents: { name: string }[] }
    assert.deepEqual(minimal.contents.map(({ name }) => name).toSorted(), expected)
    const lines = (await ask(`/services?format=ndjson&${query}`)).body.split('\n').slice(0, -1)
    assert.deepEqual(lines.map((line) => (JSON.parse(line) as { name: string }).name).toSorted(), expected)
  })

const PLACES: [string, string[]][] = [
  ['', ['Far hall', 'Near hall']],
  ['search=chess', []],
  ['day=MO', ['Near hall']],
  ['day=FR', ['Far hall']],
  ['start_time=18:00', ['Far hall']],
  ['end_time=12:00', ['Near hall']],
  ['postcode=ZZ1+1AA&proximity=100', ['Near hall']],
  ['postcode=ZZ3+1AA&proximity=45000', ['Far hall']],
  ['postcode=ZZ1+1AA', ['Far hall', 'Near hall']],
  ['minimum_age=51', []],
  [`organization_id=${GROUP}&day=MO`, ['Near hall']],
  [`taxonomy_term_id=${TERM}`, []],
  ['modified_after=2026-04-02', []],
]

for (const [query, expected] of PLACES)
  test(`/service_at_locations?${query}`, async () => {
    for (const full of ['', '&full=true']) {
      const answer = (await ask(`/service_at_locations?${query}${full}`)).json() as {
        contents: { location: { name: string }; service: { name: string; schedules?: unknown } }[]
      }
      assert.deepEqual(answer.contents.map(({ location }) => location.name).toSorted(), expected)
      for (const { service } of answer.contents) assert.equal(service.schedules !== undefined, full !== '')
    }
  })

test('organisations: those that offer something, by words, with their services when asked', async () => {
  assert.deepEqual(await named('/organizations'), ['Song Society'])
  assert.deepEqual(await named('/organizations?search=song'), ['Song Society'])
  assert.deepEqual(await named('/organizations?search=chess'), [])
  const servicesOf = async (path: string) =>
    ((await ask(path)).json() as { services?: { name: string; schedules?: unknown[] }[] }).services
  assert.deepEqual(await servicesOf(`/organizations/${GROUP}`), [
    { id: idOf('Choir'), name: 'Choir', status: 'active' },
  ])
  assert.equal((await servicesOf(`/organizations/${GROUP}?full_service=true`))![0]!.schedules!.length, 2)
  const [whole] = ((await ask('/organizations?full_service=true')).json() as { contents: { services: object[] }[] })
    .contents
  assert.equal(whole!.services.length, 1)
})

test('terms: of a taxonomy, at the top, under a parent, by words', async () => {
  assert.deepEqual(await named('/taxonomies'), ['Loaded from a file', 'Pastimes', 'Trellis needs'])
  assert.deepEqual(await named('/taxonomies?search=pastime'), ['Pastimes'])
  assert.deepEqual(await named(`/taxonomy_terms?taxonomy_id=${TAXONOMY}`), ['Board games'])
  assert.equal((await named(`/taxonomy_terms?taxonomy_id=${NEED_TAXONOMY.id}&per_page=100`)).length, 34)
  assert.equal((await named('/taxonomy_terms?top_only=true&per_page=100')).length, 36)
  assert.deepEqual(await named(`/taxonomy_terms?parent_id=${TERM}`), [])
  assert.deepEqual(await named('/taxonomy_terms?search=lonely'), ['Feeling lonely'])
  const term = (await ask(`/taxonomy_terms/${TERM}`)).json() as { taxonomy: string; term_uri: string }
  assert.deepEqual([term.taxonomy, term.term_uri], ['Pastimes', 'http://example.org/board-games'])
})

const BAD: [string, string][] = [
  ['/services?page=0', 'page'],
  ['/services?page=x', 'page'],
  ['/services?per_page=501', 'per_page'],
  ['/services?per_page=0', 'per_page'],
  ['/services?page=1&page=2', 'page'],
  ['/services?minimal=perhaps', 'minimal'],
  ['/services?full=2', 'full'],
  ['/services?format=xml', 'format'],
  ['/services?format=ndjson&day=XX', 'day'],
  ['/services?day=Monday', 'day'],
  ['/services?start_time=25:00', 'start_time'],
  ['/services?end_time=noon', 'end_time'],
  ['/services?minimum_age=old', 'minimum_age'],
  ['/services?maximum_age=-1', 'maximum_age'],
  ['/services?modified_after=yesterday', 'modified_after'],
  ['/services?modified_after=2026-02-30', 'modified_after'],
  ['/services?taxonomy_term_id=7', 'taxonomy_term_id'],
  ['/services?taxonomy_id=esd', 'taxonomy_id'],
  ['/services?organization_id=7', 'organization_id'],
  ['/services?proximity=100', 'proximity'],
  ['/services?postcode=ZZ1+1AA&proximity=far', 'proximity'],
  ['/services?postcode=7', 'postcode'],
  ['/services?postcode=M1+1AA', 'postcode'],
  [`/services?search=${'x'.repeat(201)}`, 'search'],
  ['/service_at_locations?proximity=100', 'proximity'],
  ['/organizations?full_service=perhaps', 'full_service'],
  [`/organizations/${GROUP}?full_service=perhaps`, 'full_service'],
  ['/organizations?full_service=true&per_page=101', 'per_page'],
  ['/taxonomies?page=0', 'page'],
  ['/taxonomy_terms?top_only=perhaps', 'top_only'],
  ['/taxonomy_terms?parent_id=7', 'parent_id'],
]

for (const [path, field] of BAD)
  test(`${path.slice(0, 80)} names ${field}`, async () => {
    const answer = await ask(path)
    assert.equal(answer.statusCode, 400)
    assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
    assert.deepEqual(
      (answer.json() as { errors: { field: string }[] }).errors.map((e) => e.field),
      [field],
    )
  })

test('all faults are named at once', async () => {
  const { errors } = (await ask('/services?page=0&day=XX&proximity=5')).json() as { errors: { field: string }[] }
  assert.deepEqual(errors.map(({ field }) => field).toSorted(), ['day', 'page', 'proximity'])
})

test('pages: the envelope, and an empty one past the last', async () => {
  const { contents, ...envelope } = (await ask('/services?per_page=2&page=2')).json() as { contents: object[] }
  assert.equal(contents.length, 1)
  assert.deepEqual(envelope, {
    total_items: 3,
    total_pages: 2,
    page_number: 2,
    size: 1,
    first_page: false,
    last_page: true,
    empty: false,
  })
  const beyond = (await ask('/services?per_page=2&page=9')).json() as { empty: boolean; last_page: boolean }
  assert.deepEqual([beyond.empty, beyond.last_page], [true, true])
})

test('minimal: id and change, all on one page', async () => {
  const { contents, total_pages: pages } = (await ask('/services?minimal=true')).json() as {
    contents: object[]
    total_pages: number
  }
  assert.equal(pages, 1)
  for (const item of contents)
    assert.deepEqual(Object.keys(item), ['id', 'name', 'status', 'last_modified', 'modified_date'])
})

test('a stream is lines of JSON without pages, whole ones when asked', async () => {
  const answer = await ask('/services?format=ndjson&full=true&per_page=1')
  assert.equal(answer.headers['content-type'], 'application/x-ndjson; charset=utf-8')
  const services = answer.body
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; schedules?: object[] })
  assert.equal(services.find(({ name }) => name === 'Choir')!.schedules!.length, 2)
  assert.equal(services.length, 3)
  assert.equal((await ask('/taxonomy_terms?format=ndjson')).body.trim().split('\n').length, 36)
})

for (const name of ['No longer', 'Gone', 'Not ours to give'])
  test(`“${name}” does not leave`, async () => {
    assert.equal((await ask(`/services/${idOf(name)}`)).statusCode, 404)
    for (const path of [
      '/services?full=true',
      '/services?format=ndjson',
      '/services?minimal=true',
      '/organizations?full_service=true',
    ])
      assert.ok(!(await ask(path)).body.includes(name), path)
  })

test('ids that are none and that nobody has: 404 as a problem', async () => {
  for (const path of ['services', 'service_at_locations', 'organizations', 'taxonomies', 'taxonomy_terms'])
    for (const id of ['x', '7', newId(), '%00', 'a'.repeat(500)]) {
      const answer = await ask(`/${path}/${id}`)
      assert.equal(answer.statusCode, 404, `${path}/${id}`)
      assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
    }
})

test('notes for staff and remarks of a source do not leave', async () => {
  const bodies = await Promise.all(
    [
      `/services/${idOf('Choir')}`,
      '/services?full=true',
      '/services?format=ndjson&full=true',
      '/organizations?full_service=true',
    ].map(async (path) => (await ask(path)).body),
  )
  for (const body of bodies) {
    assert.match(body, /Choir/)
    assert.doesNotMatch(body, /Knives|Rude|safety/)
  }
})

test('an answer is kept by its tag until it changes', async () => {
  const first = await ask(`/services/${idOf('Chess')}`)
  const again = await ask(`/services/${idOf('Chess')}`, { headers: { 'if-none-match': first.headers.etag as string } })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
  const other = await ask(`/services/${idOf('Choir')}`, { headers: { 'if-none-match': first.headers.etag as string } })
  assert.equal(other.statusCode, 200)
})

test('the source, its licence and the time it was read are with every service', async () => {
  const { contents } = (await ask('/services')).json() as { contents: { name: string; trellis_source: object }[] }
  for (const { name, trellis_source: source } of contents)
    assert.deepEqual(source, {
      name: 'Ours',
      licence: 'OGL v3.0',
      retrieved_at: '2026-04-01T09:00:00.000Z',
      record_id: name,
    })
})

test('a page of any length takes two statements', async () => {
  for (const path of ['/services?full=true', '/service_at_locations?full=true', '/organizations?full_service=true']) {
    const before = db.database.statements.count
    await ask(path)
    assert.equal(db.database.statements.count - before, 2, path)
  }
})
