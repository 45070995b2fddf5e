/** What we publish, another Trellis can read: every page of our feed, taken in elsewhere, says the same there. */
import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { importOpenReferral } from '#registers/directory/index.ts'
import { asJob, makePartnership } from '#test/support/actors.ts'
import { openApp, type TestApp } from '#test/support/app.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

type Json = Record<string, unknown>

const HOST = 'elsewhere.example'

const read = async (path: string, host = 'localhost') =>
  (await town.app.inject({ url: `/open-referral/v3/${path}`, headers: { host } })).body

test('Anytown’s feed, read and published elsewhere, says the same', async () => {
  const elsewhere = await makePartnership(town.test, 'Elsewhere')
  await town.test.owner.query('update access.partnership set host = $1 where id = $2', [HOST, elsewhere])
  const files = [1, 2, 3].map(async (page) => ({
    name: `page-${page}.json`,
    text: JSON.stringify(
      (JSON.parse(await read(`services?full=true&per_page=50&page=${page}`)) as { contents: Json[] }).contents,
    ),
  }))
  const source = { kind: 'file', name: 'Anytown', republish: true } as const
  const report = await importOpenReferral(asJob(town.test, elsewhere), source, await Promise.all(files))
  assert.deepEqual([report.refused, report.added], [[], 127])
  const [ours, theirs] = await Promise.all([
    read('services?format=ndjson&full=true'),
    read('services?format=ndjson&full=true', HOST),
  ])
  const services = (lines: string) =>
    lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Json)
  const there = new Map(services(theirs).map((service) => [service.id, service]))
  assert.equal(there.size, 127)
  for (const service of services(ours))
    assert.deepEqual(plain(there.get(service.id)), plain(service), String(service.name))
})

/** Without what must differ: ids of parts, what only the first one knows, and codes that only a register may give an organisation. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !LEFT_OUT.test(key))
      .map(([key, inner]) => [key, plain(inner)]),
  )
}

const LEFT_OUT = /(^|_)id$|^trellis_|^phones$|^last_modified$|^capacities$|^accessibility$|^organization_identifiers$/

test('a number that stands under a contact and beside it is one number afterwards', async () => {
  const { rows } = await town.test.owner.query<{ here: number; there: number }>(
    `select count(*) filter (where p.host is null)::int as here, count(*) filter (where p.host is not null)::int as there
      from directory.telephone as t join access.partnership as p on p.id = t.partnership_id`,
  )
  assert.ok(rows[0]!.here > 0)
  assert.equal(rows[0]!.there, rows[0]!.here)
})

test('what a service helps with is read back as our own needs, not as somebody’s terms', async () => {
  const { rows } = await town.test.owner.query(
    `select (select count(*)::int from directory.service_term) as terms, count(*)::int as other from directory.service as a
      join directory.service as b on b.id = a.id and b.partnership_id <> a.partnership_id and b.needs <> a.needs`,
  )
  assert.deepEqual(rows, [{ terms: 0, other: 0 }])
})
