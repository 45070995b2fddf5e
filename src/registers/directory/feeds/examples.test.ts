import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { systemClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId } from '#platform/ids.ts'
import { openOutward } from '#platform/outward/outward.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { feedOf, json, openFeeds, type Feed } from '#test/support/feed-stand-in.ts'
import { OLD_SERVICE } from '#test/support/old-feed.ts'
import type { StandIn } from '#test/support/stand-in.ts'
import { harvestFeed } from './harvest-feed.ts'

// The examples of the standards and a real directory, over HTTP. They lie outside the repository.
const DATA = join(ROOT, '..', 'shared', 'data', 'oruk')
const here = newId()
const feeds: Record<string, Feed> = {}
let db: TestDatabase
let server: StandIn

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  server = await openFeeds(new Proxy(feeds, { get: (all, name: string) => all[name] }))
})
after(async () => {
  await server.close()
  await db.close()
})

/** Missing data are said aloud; where everything must be there they are a failure. */
function isThere(t: TestContext, path: string): boolean {
  if (existsSync(join(DATA, path))) return true
  assert.ok(!process.env.CI, 'needs ../shared/data')
  t.skip(`needs ../shared/data/oruk/${path}`)
  return false
}
const read = (path: string) => JSON.parse(readFileSync(join(DATA, path), 'utf8'))

async function harvest(name: string) {
  const outward = openOutward({ privateHosts: ['127.0.0.1'], pauses: [1] })
  const ctx = contextOf(db.database, { kind: 'job', partnershipId: here, cause: 'test' }, newId(), systemClock)
  try {
    return await harvestFeed(ctx, { name, address: `${server.base}/${name}`, licence: 'Example licence' }, outward)
  } finally {
    await outward.close()
  }
}

for (const folder of ['oruk-3.0', 'oruk-3.0-profile-2024', 'hsds-3.0', 'hsds-3.1-dev'])
  test(`the examples of ${folder} are harvested as they stand: one page again and again, and a place at the pole`, async (t) => {
    if (!isThere(t, `spec/${folder}/examples`)) return
    const example = (name: string) => read(`spec/${folder}/examples/${name}.json`)
    feeds[folder] = (asked, path) => {
      if (path === '') return json(asked, { version: 'HSDS-UK-3.0' })
      if (path === '/services') return json(asked, example('service_list'))
      return path.startsWith('/services/') ? json(asked, example('service_full')) : json(asked, {}, 404)
    }
    const first = await harvest(folder)
    assert.deepEqual([first.outcome, first.read, first.added], ['partial', 1, 1], JSON.stringify(first.refused))
    const fields = first.refused.map(({ field, reason }) => field ?? reason)
    assert.ok(
      fields.includes('Page 2 gives nothing new: the feed does not turn its pages'),
      JSON.stringify(first.refused),
    )
    assert.ok(fields.includes('service_at_locations[0].location.latitude'), JSON.stringify(first.refused))
    assert.equal((await harvest(folder)).unchanged, 1)
    const { rows } = await db.owner.query(
      `select s.licence, s.republish, s.fetched_at is not null as fetched, c.byday, h.version
        from directory.service l join directory.source s on s.id = l.source_id join directory.schedule c on c.service_id = l.id
        join directory.harvest h on h.source_id = s.id where s.name = $1 limit 1`,
      [folder],
    )
    assert.deepEqual(
      [rows[0].licence, rows[0].republish, rows[0].fetched, rows[0].version],
      ['Example licence', false, true, 'HSDS-UK-3.0'],
    )
  })

test('a feed of 1.0 is harvested: its own names, ids that are no UUIDs, a root that is not there', async () => {
  const { status, ...other } = OLD_SERVICE
  assert.equal(status, null)
  feeds.old = feedOf({
    services: [OLD_SERVICE, { ...other, id: '1002', regular_schedules: [{ weekday: 9, opens_at: '10ish' }] }],
    old: true,
  })
  const report = await harvest('old')
  assert.deepEqual([report.outcome, report.read, report.added], ['complete', 2, 2])
  assert.deepEqual(
    report.refused.map(({ field, reason }) => [field, reason]),
    [
      [
        'regular_schedules[0].opens_at',
        'opens_at must be a time such as 10:00, not "10ish": the service is stored without it',
      ],
    ],
  )
  const again = await harvest('old')
  assert.deepEqual([again.outcome, again.unchanged], ['complete', 2])
  const { rows } = await db.owner.query(
    `select count(distinct l.id)::int as services, min(l.status) as status, (select version from directory.harvest h where h.source_id = s.id limit 1) as version
      from directory.service l join directory.source s on s.id = l.source_id where s.name = 'old' group by s.id`,
  )
  assert.deepEqual(rows, [{ services: 2, status: 'active', version: '1.0' }])
})

test('the Hounslow directory is harvested over HTTP: 313 services without a fault', async (t) => {
  if (!isThere(t, 'feeds/hounslow')) return
  const full = read('feeds/hounslow/services-full.json')
  const services = Array.isArray(full) ? full : (full.contents ?? full.services)
  feeds.hounslow = feedOf({ version: 'HSDS-UK-3.0', services })
  const report = await harvest('hounslow')
  assert.deepEqual([report.outcome, report.read, report.added, report.refused], ['complete', 313, 313, []])
  assert.deepEqual((await harvest('hounslow')).unchanged, 313)
})
