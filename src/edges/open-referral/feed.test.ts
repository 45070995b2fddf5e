/** The whole feed against the official schemas, formats asserted: each page, first to last, and each id. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { after, before } from 'node:test'
import { ROOT } from '#platform/database/connection.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { serviceId } from '#seeds/anytown/load-directory.ts'
import { SERVICES } from '#seeds/anytown/services.ts'
import { importOpenReferral, importSpreadsheet, readMapping } from '#registers/directory/index.ts'
import { asJob } from '#test/support/actors.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { missingSchemas, openSchemas, ORUK } from '#test/support/open-referral-schemas.ts'

interface Envelope {
  total_items: number
  total_pages: number
  page_number: number
  size: number
  first_page: boolean
  last_page: boolean
  empty: boolean
  contents: { id: string }[]
}

const LISTS = [
  { list: 'services', one: 'service.json', page: 'service_list.json' },
  { list: 'services?full=true', one: 'service.json', page: 'service_list.json' },
  { list: 'services?minimal=true', one: 'service.json', page: 'service_list.json' },
  { list: 'service_at_locations', one: 'service_at_location.json', page: 'service_at_location_list.json' },
  { list: 'service_at_locations?full=true', one: 'service_at_location.json', page: 'service_at_location_list.json' },
  { list: 'organizations', one: 'organization.json', page: 'organization_list.json' },
  { list: 'organizations?full=true', one: 'organization.json', page: 'organization_list.json' },
  { list: 'organizations?full_service=true', one: 'organization.json', page: 'organization_list.json' },
  { list: 'taxonomies', one: 'taxonomy.json', page: 'taxonomy_list.json' },
  { list: 'taxonomy_terms', one: 'taxonomy_term.json', page: 'taxonomy_term_list.json' },
]

let town: TestApp
let asked = 0
before(async () => {
  town = await openApp()
})
after(() => town.close())

const get = async (path: string) =>
  town.app.inject({ url: `/open-referral/v3/${path}`, remoteAddress: `203.0.113.${Math.floor(++asked / 500)}` })

test('Anytown: every service of the seed, whole', async (t) => {
  if (missingSchemas()) return t.skip(missingSchemas())
  const schemas = openSchemas()
  assert.deepEqual(schemas.faults('api_details.json', (await get('')).json()), [])
  for (const { key, status } of SERVICES) {
    const answer = await get(`services/${serviceId(key)}`)
    assert.equal(answer.statusCode, status === 'active' || status === 'temporarily closed' ? 200 : 404, key)
    if (answer.statusCode === 200) assert.deepEqual(schemas.faults('service.json', answer.json()), [], key)
  }
  return undefined
})

test('the schemas bite: a web address, an address of e-mail, an id and a status that are none', async (t) => {
  if (missingSchemas()) return t.skip(missingSchemas())
  const schemas = openSchemas()
  const service = (await get(`services/${serviceId('lantern-cafe')}`)).json() as object
  for (const bad of [{ url: 'www.example.org' }, { email: 'nobody' }, { id: '7' }, { status: 'open' }, { name: null }])
    assert.notDeepEqual(schemas.faults('service.json', { ...service, ...bad }), [], JSON.stringify(bad))
  return undefined
})

test('Anytown: every page and every id', (t) => readAll(t))

test('Anytown, Hounslow and Greater Manchester together: every page and every id', async (t) => {
  if (missingSchemas()) return t.skip(missingSchemas())
  const folder = join(ORUK, 'feeds', 'hounslow')
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  const source = { kind: 'file', name: 'Hounslow' } as const
  const before = ((await get('services')).json() as Envelope).total_items
  await importOpenReferral(asJob(town.test, ANYTOWN), source, files)
  assert.equal(
    ((await get('services')).json() as Envelope).total_items,
    before,
    'kept to ourselves until its source says so',
  )
  await importOpenReferral(asJob(town.test, ANYTOWN), { ...source, licence: 'OGL v3.0', republish: true }, files)
  const manchester = await takeManchester()
  assert.ok(manchester > 600)
  assert.equal(((await get('services')).json() as Envelope).total_items, before + 313 + manchester)
  return readAll(t)
})

test('an empty feed is one empty page, and whole', async (t) => {
  await town.test.owner.query('update directory.source set republish = false')
  for (const { list, page } of LISTS) {
    const answer = (await get(list)).json() as Envelope
    if (list.startsWith('taxonom')) continue // our own needs are always there
    assert.deepEqual(answer, {
      total_items: 0,
      total_pages: 1,
      page_number: 1,
      size: 0,
      first_page: true,
      last_page: true,
      empty: true,
      contents: [],
    })
    if (!missingSchemas()) assert.deepEqual(openSchemas().faults(page, answer), [])
    assert.equal((await get(`${list}${list.includes('?') ? '&' : '?'}format=ndjson`)).body, '')
  }
  assert.equal((await get(`services/${serviceId('lantern-cafe')}`)).statusCode, 404)
  assert.equal(((await get('')).json() as { version: string }).version, 'HSDS-UK-3.0')
  if (missingSchemas()) t.diagnostic('not checked against the official schemas: needs ../shared/data')
})

/** The five sheets of Greater Manchester, read after the mappings that come with Trellis; answers how many services they give. */
async function takeManchester(): Promise<number> {
  let services = 0
  for (const [sheet, mapping] of Object.entries(MANCHESTER)) {
    const read = readMapping(readFileSync(join(ROOT, 'mappings', 'greater-manchester', mapping), 'utf8'))
    assert.ok(read.ok)
    const source = { kind: 'file', name: sheet, republish: true } as const
    const file = join(ORUK, 'datasets', 'greater-manchester', sheet)
    services += (await importSpreadsheet(asJob(town.test, ANYTOWN), source, file, read.value)).added
  }
  return services
}

const MANCHESTER = {
  'gm_food_banks.csv': 'food-banks.json',
  'gm_libraries.csv': 'libraries.json',
  'sports_clubs.csv': 'sports-clubs.json',
  'sports_facilities.csv': 'sports-facilities.json',
  'trafford_mental_health_services.csv': 'mental-health.json',
}

/** Pages of every list from the first to the last, then every id of them. */
async function readAll(t: test.TestContext): Promise<void> {
  if (missingSchemas()) return t.skip(missingSchemas())
  const schemas = openSchemas()
  for (const { list, one, page } of LISTS) {
    const ids = new Set<string>()
    for (let number = 1, last = false; !last; number++) {
      const url = `${list}${list.includes('?') ? '&' : '?'}page=${number}&per_page=${list.startsWith('taxonomies') ? 1 : 45}`
      const envelope = (await get(url)).json() as Envelope
      assert.deepEqual(schemas.faults(page, envelope), [], url)
      assert.deepEqual(blanksIn(envelope), [], url)
      assert.equal(envelope.size, envelope.contents.length)
      assert.equal(envelope.page_number, number)
      assert.equal(envelope.first_page, number === 1)
      assert.equal(envelope.empty, false)
      for (const item of envelope.contents) {
        assert.ok(!ids.has(item.id), `${item.id} comes twice in ${list}`)
        ids.add(item.id)
        if (list.includes('full')) assert.deepEqual(schemas.faults(one, item), [], item.id)
      }
      last = envelope.last_page
      assert.equal(last, number === envelope.total_pages)
      if (last) assert.equal(ids.size, envelope.total_items, list)
    }
    if (list.includes('?')) continue
    for (const id of ids) {
      const answer = (await get(`${list}/${id}`)).json() as { id: string }
      assert.equal(answer.id, id)
      assert.deepEqual(schemas.faults(one, answer), [], `${list}/${id}`)
      assert.deepEqual(blanksIn(answer), [], `${list}/${id}`)
    }
  }
  return undefined
}

/** Where nothing is said although a field is there: nulls, empty texts, and lists and objects with nothing in them. */
function blanksIn(value: unknown, at = ''): string[] {
  if (value === null || value === undefined || value === '') return [at]
  if (typeof value === 'string') return value.trim() ? [] : [at]
  if (typeof value !== 'object') return []
  const inner = Object.entries(value)
  return inner.length === 0 ? [at] : inner.flatMap(([key, one]) => blanksIn(one, `${at}/${key}`))
}
