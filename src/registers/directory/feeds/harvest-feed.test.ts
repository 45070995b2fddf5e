import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { openOutward } from '#platform/outward/outward.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import {
  badly,
  busy,
  cutOff,
  cutPolitely,
  feedOf,
  json,
  openFeeds,
  redirect,
  someServices,
  type Feed,
} from '#test/support/feed-stand-in.ts'
import type { StandIn } from '#test/support/stand-in.ts'
import { harvestFeed } from './harvest-feed.ts'
import { listHarvests } from './harvest.queries.ts'

const here = newId()
const clock = fixedClock('2026-04-01T09:00:00Z')
let db: TestDatabase
let server: StandIn
/** What each feed answers now: a test changes it. */
const feeds: Record<string, Feed> = {}

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  server = await openFeeds(new Proxy(feeds, { get: (all, name: string) => all[name] }))
})
after(async () => {
  await server.close()
  await db.close()
})

const ctx = () => contextOf(db.database, { kind: 'job', partnershipId: here, cause: 'test' }, newId(), clock)

/** Harvests a feed of the stand-in; its refusals with addresses from its folder on. */
async function harvest(
  name: string,
  options: { mostPages?: number; onProgress?: (done: number, total?: number) => void } = {},
) {
  const outward = openOutward({
    privateHosts: [new URL(server.base).host],
    pauses: [1, 1],
    timeouts: { begin: 1_500, whole: 20_000 },
    largest: 4 * 1024 * 1024,
  })
  const address = `${server.base}/${name}`
  try {
    const report = await harvestFeed(ctx(), { name, address }, outward, options)
    const refused = report.refused.map(({ file, field, reason }) => [file.replace(address, ''), field, reason])
    return { ...report, refused }
  } finally {
    await outward.close()
  }
}

const counts = ({ outcome, read, added, changed, unchanged }: Awaited<ReturnType<typeof harvest>>) => [
  outcome,
  read,
  added,
  changed,
  unchanged,
]
const rows = async (text: string, ...values: unknown[]) => (await db.owner.query(text, values)).rows
const service = async (source: string, record: string) =>
  (
    await rows(
      `select l.name, l.status, l.missing_since is not null as missing, (select count(*) from directory.schedule c where c.service_id = l.id) as schedules
        from directory.service l join directory.source s on s.id = l.source_id where s.name = $1 and l.source_record = $2`,
      source,
      record,
    )
  )[0]

test('every page and every service is read, four at once; a second harvest changes nothing', async () => {
  feeds.good = feedOf({ version: 'HSDS-UK-3.0', services: someServices(250) })
  let last: unknown
  const first = await harvest('good', { onProgress: (...at) => (last = at) })
  assert.deepEqual([counts(first), first.refused], [['complete', 250, 250, 0, 0], []])
  assert.deepEqual(last, [250, 250])
  assert.ok(server.mostAtOnce() <= 4 && server.mostAtOnce() > 1, `${server.mostAtOnce()} at once`)
  assert.equal((await service('good', 's/7')).schedules, 1, 'what only the service itself says is there')
  assert.deepEqual(counts(await harvest('good')), ['complete', 250, 0, 0, 250])
  const asked = [...server.asked.keys()].filter((path) => !/^\/good\/(services(\/.+)?)?$/.test(path))
  assert.deepEqual(asked, [], 'neither the profile that its root names nor any other path is asked for')
})

test('a feed that stumbles is read whole: what is busy, cut off or slow is asked again', async () => {
  const services = someServices(120)
  const twice =
    (fault: Parameters<typeof badly>[0][string]) => (asked: Parameters<typeof busy>[0] & { times: number; url: URL }) =>
      asked.times < 3
        ? fault(asked as never)
        : feedOf({ services })(asked as never, asked.url.pathname.replace('/stumbling', ''))
  feeds.stumbling = feedOf({
    services,
    before: badly({
      '/services/s%2F1': twice((asked) => busy(asked, '0')),
      '/services/s%2F2': twice((asked) => cutOff(asked, JSON.stringify(services[2]))),
      '/services/s%2F3': twice((asked) => cutPolitely(asked, JSON.stringify(services[3]))),
      '/services/s%2F4': twice(() => {}),
      '/services/s%2F5': twice((asked) => json(asked, {}, 503)),
    }),
  })
  const report = await harvest('stumbling')
  assert.deepEqual([counts(report), report.refused], [['complete', 120, 120, 0, 0], []])
})

test('what cannot be had is named; the list’s word for it counts, and what was stored of it stays', async () => {
  feeds.gaps = feedOf({ services: someServices(20) })
  await harvest('gaps')
  feeds.gaps = feedOf({
    services: someServices(20, (n) => ({ name: `Renamed ${n}` })),
    before: badly({
      '/services/s%2F1': (asked) => json(asked, {}, 404),
      '/services/s%2F2': (asked) => json(asked, {}, 500),
      '/services/s%2F3': (asked) => json(asked, { id: 's/9', name: 'another', status: 'active' }),
      '/services/s%2F4': (asked) => json(asked, { id: 's/4', name: 7 }),
      '/services/s%2F5': (asked) => redirect(asked, 'http://10.0.0.1/'),
    }),
  })
  const report = await harvest('gaps')
  assert.deepEqual(counts(report), ['partial', 20, 0, 19, 0])
  assert.deepEqual(report.refused.toSorted(), [
    ['/services/s%2F1', null, 'It answered with status 404: what the list says of it is kept'],
    ['/services/s%2F2', null, 'It answered with status 500: what the list says of it is kept'],
    ['/services/s%2F3', null, 'The answer is not the service that was asked for: what the list says of it is kept'],
    ['/services/s%2F4', 'name', 'name must be text'],
    [
      '/services/s%2F5',
      null,
      '10.0.0.1 is not on the public internet, so it is not read (TRELLIS_PRIVATE_HOSTS allows what is yours): what the list says of it is kept',
    ],
  ])
  for (const n of [1, 2, 3, 5])
    assert.deepEqual(await service('gaps', `s/${n}`), {
      name: `Renamed ${n}`,
      status: 'active',
      missing: false,
      schedules: 1,
    })
  assert.deepEqual((await service('gaps', 's/4')).name, 'Service 4', 'the last good version stays')
})

const LIARS: [what: string, feed: Feed, expected: unknown[], reason: RegExp | undefined][] = [
  [
    'ignores the page',
    feedOf({ services: someServices(30), perPage: 10, deaf: true }),
    ['partial', 10],
    /Page 2 gives nothing new: the feed does not turn its pages/,
  ],
  [
    'ignores the page, and gives everything at once',
    feedOf({ services: someServices(30), deaf: true, envelope: () => ({ total_pages: 3 }) }),
    ['partial', 30],
    /does not turn its pages/,
  ],
  [
    'says that it has a thousand pages',
    feedOf({ services: someServices(30), perPage: 10, envelope: () => ({ total_pages: 1000 }) }),
    ['complete', 30],
    undefined,
  ],
  [
    'says that it has one page',
    feedOf({ services: someServices(30), perPage: 10, envelope: () => ({ total_pages: 1, last_page: true }) }),
    ['complete', 30],
    undefined,
  ],
  [
    'says that it has more services',
    feedOf({ services: someServices(30), perPage: 10, envelope: () => ({ total_items: 31 }) }),
    ['partial', 30],
    /says that it has 31 services, and gives 30/,
  ],
  [
    'says nothing of its pages',
    feedOf({
      services: someServices(30),
      perPage: 30,
      envelope: () => ({ total_items: null, total_pages: 'x', last_page: null }),
    }),
    ['complete', 30],
    undefined,
  ],
  [
    'goes on and on',
    (asked, path) =>
      path === '/services'
        ? json(asked, {
            total_items: 1e9,
            contents: [{ id: `n${asked.url.searchParams.get('page')}`, name: 'x', status: 'active' }],
          })
        : json(asked, {}, 404),
    ['partial', 5],
    /more than 5 pages/,
  ],
]
for (const [n, [what, feed, expected, reason]] of LIARS.entries())
  test(`a feed that ${what}`, async () => {
    feeds[`liar${n}`] = feed
    const report = await harvest(`liar${n}`, { mostPages: 5 })
    const others = report.refused.filter(([path]) => !path!.startsWith('/services/n'))
    assert.deepEqual([report.outcome, report.read], expected)
    assert.equal(others.length, reason ? 1 : 0, JSON.stringify(others))
    if (reason) assert.match(others[0]![2]!, reason)
  })

const DEAD: [what: string, answer: (asked: Parameters<typeof busy>[0]) => void, reason: RegExp][] = [
  ['is not there', (asked) => json(asked, {}, 404), /status 404/],
  ['is busy for an hour', (asked) => busy(asked, '3600'), /status 429 and asks to be left alone for 3600 seconds/],
  ['is silent', () => {}, /did not answer within 1.5 seconds/],
  [
    'is a page for people',
    ({ reply }) => void reply.writeHead(200).end('<!doctype html><p>Sign in'),
    /This is not JSON/,
  ],
  ['is always cut off', (asked) => cutOff(asked, JSON.stringify({ contents: someServices(3) })), /broke off/],
  ['leads in a circle', (asked) => redirect(asked, '?page=1&per_page=100'), /leads in a circle/],
  [
    'leads inside',
    (asked) => redirect(asked, 'http://169.254.169.254/latest'),
    /169\.254\.169\.254 is not on the public internet/,
  ],
  ['is another kind of list', (asked) => json(asked, { hello: 1 }), /no list of services/],
]
for (const [n, [what, answer, reason]] of DEAD.entries())
  test(`a feed that ${what} is refused with its reason, and what it gave before stays as it was`, async () => {
    const name = `dead${n}`
    feeds[name] = feedOf({ services: someServices(3) })
    await harvest(name)
    const [was] = await rows('select fetched_at from directory.source where name = $1', name)
    clock.set('2026-04-02T09:00:00Z')
    feeds[name] = (asked) => answer(asked)
    const report = await harvest(name)
    assert.deepEqual([report.outcome, report.read, report.refused.length], ['failed', 0, 1])
    assert.match(report.refused[0]![2]!, reason)
    assert.deepEqual(await service(name, 's/1'), { name: 'Service 1', status: 'active', missing: false, schedules: 1 })
    assert.deepEqual(await rows('select fetched_at from directory.source where name = $1', name), [was])
  })

test('a page that stays broken costs its own services only; one that is half readable, half of them', async () => {
  const services = someServices(30)
  const broken = JSON.stringify({ total_items: 30, total_pages: 3, contents: services.slice(10, 20) }).replace(
    '"Service 14"',
    '"Service 14',
  )
  feeds.broken = feedOf({
    services,
    perPage: 10,
    before: badly({
      '/services?1': (asked) => json(asked, { total_items: 30, total_pages: 3, contents: services.slice(0, 10) }),
      '/services?2': (asked) => json(asked, {}, 500),
    }),
  })
  const report = await harvest('broken')
  assert.deepEqual(counts(report), ['partial', 20, 20, 0, 0])
  feeds.broken = feedOf({
    services,
    perPage: 10,
    before: badly({ '/services?2': ({ reply }) => void reply.writeHead(200).end(broken) }),
  })
  const again = await harvest('broken')
  assert.deepEqual([again.outcome, again.read >= 24, again.missing], ['partial', true, 0])
})

test('a feed that stops answering is left alone', async () => {
  let asked = 0
  feeds.dying = feedOf({
    services: someServices(200),
    before: (one, path) => {
      if (path === '/services' || ++asked <= 20) return false
      one.reply.destroy()
      return true
    },
  })
  const report = await harvest('dying')
  assert.deepEqual([report.outcome, report.read], ['partial', 100])
  assert.match(report.refused.at(-1)![2]!, /does not answer any more: given up/)
  assert.ok(asked < 60, `${asked} more times asked`)
})

test('a listing that a complete harvest does not find is missing, inactive after three, and back the day it is back', async () => {
  const at = (first: number, count: number) => feedOf({ services: someServices(first + count).slice(first) })
  feeds.leaving = at(0, 20)
  await harvest('leaving')
  feeds.leaving = feedOf({
    services: someServices(20).slice(1),
    before: badly({ '/services/s%2F7': (asked) => json(asked, {}, 500) }),
  })
  const partial = await harvest('leaving')
  assert.deepEqual([partial.outcome, partial.missing], ['partial', 0])
  assert.equal((await service('leaving', 's/0')).missing, false, 'a partial harvest says nothing of what it lacks')

  feeds.leaving = at(1, 19)
  const story = []
  for (const day of [3, 4, 5, 6]) {
    clock.set(`2026-04-0${day}T09:00:00Z`)
    const { outcome, missing, madeInactive } = await harvest('leaving')
    const { status, missing: is } = await service('leaving', 's/0')
    story.push([outcome, missing, madeInactive, is, status])
  }
  assert.deepEqual(story, [
    ['complete', 1, 0, true, 'active'],
    ['complete', 0, 0, true, 'active'],
    ['complete', 0, 1, true, 'inactive'],
    ['complete', 0, 0, true, 'inactive'],
  ])
  assert.equal(
    (
      await rows(
        `select from directory.service l join directory.source s on s.id = l.source_id where s.name = 'leaving'`,
      )
    ).length,
    20,
  )

  feeds.leaving = at(0, 20)
  assert.deepEqual(counts(await harvest('leaving')), ['complete', 20, 0, 1, 19])
  assert.deepEqual(await service('leaving', 's/0'), {
    name: 'Service 0',
    status: 'active',
    missing: false,
    schedules: 1,
  })
})

test('a feed that is suddenly nearly empty is taken for broken', async () => {
  feeds.emptied = feedOf({ services: someServices(40) })
  await harvest('emptied')
  for (const left of [0, 19]) {
    feeds.emptied = feedOf({ services: someServices(left) })
    const report = await harvest('emptied')
    assert.deepEqual([report.outcome, report.missing], ['partial', 0])
    assert.match(report.refused[0]![2]!, new RegExp(`gives ${left} services and had 40: taken for a fault`))
  }
  feeds.emptied = feedOf({ services: someServices(20) })
  assert.equal((await harvest('emptied')).missing, 20)
})

test('each harvest is kept with its counts and faults, and the journal says that it was', async () => {
  const all = await ctx().transaction((tx) => listHarvests(tx, 'gaps'))
  assert.deepEqual(
    all.map(({ outcome, read, added, changed, refused, refusals }) => [
      outcome,
      read,
      added,
      changed,
      refused,
      refusals.length,
    ]),
    [
      ['partial', 20, 0, 19, 5, 5],
      ['complete', 20, 20, 0, 0, 0],
    ],
  )
  assert.ok(all.every(({ startedAt, endedAt }) => startedAt instanceof Date && endedAt instanceof Date))
  const noted = await rows(
    `select e.detail from journal.entry e join directory.source s on s.id = e.subject_id where e.action = 'directory.harvested' and s.name = 'gaps' order by e.id`,
  )
  assert.deepEqual(noted[1].detail, { outcome: 'partial', read: 20, refused: 5, missing: 0, inactive: 0 })
})

test('a harvest that was killed counts as failed when the next begins', async () => {
  await db.owner.query(
    `insert into directory.harvest (partnership_id, id, source_id, started_at)
      select partnership_id, gen_random_uuid(), id, '2026-03-01' from directory.source where name = 'good'`,
  )
  await harvest('good')
  const all = await ctx().transaction((tx) => listHarvests(tx, 'good'))
  assert.deepEqual(all.map(({ outcome }) => outcome).toSorted(), ['complete', 'complete', 'complete', 'failed'])
})
