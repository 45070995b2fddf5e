import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Services } from '#platform/services.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { feedOf, json, openFeeds, someServices, type Feed } from '#test/support/feed-stand-in.ts'
import type { StandIn } from '#test/support/stand-in.ts'
import { directoryJobs } from './directory.jobs.ts'
import { sourceIdOf } from './feeds/import-open-referral.ts'

let town: TestApp
let server: StandIn
let feed: Feed
const sent: [string, object][] = []
const logged: object[] = []

before(async () => {
  town = await openApp()
  server = await openFeeds({ council: (asked, path) => feed(asked, path) })
  await town.test.owner.query(
    `insert into directory.source (partnership_id, id, kind, name, address, fetched_at)
      values ($1, $3, 'feed', 'Council', $2, '2026-01-01'), ($1, gen_random_uuid(), 'file', 'A file', null, '2026-01-01')`,
    [ANYTOWN, `${server.base}/council`, sourceIdOf(ANYTOWN, 'Council')],
  )
})
after(async () => {
  await server.close()
  await town.close()
})

/** One night, as the program does it: what the first job queues, the second does. */
async function night(): Promise<void> {
  town.clock.advance(86_400_000)
  const services = {
    ...town.services,
    jobs: { send: async (_: unknown, name: string, data: object) => void sent.push([name, data]) },
    log: { info: (what: object) => void logged.push(what), error: (what: object) => void logged.push(what) },
  } as unknown as Services
  const jobs = directoryJobs(services, [])
  const run = (name: string, data: object) => jobs.find((job) => job.name === name)!.run(data)
  sent.length = 0
  await run('directory.night', {})
  for (const [name, data] of sent) await run(name, data)
}

const tasks = async () =>
  (await town.test.owner.query(`select status, role from tasks.task where kind = 'look-at-feed'`)).rows

test('by night each feed is read again, and nothing else', async () => {
  feed = feedOf({ services: someServices(3) })
  await night()
  assert.deepEqual(sent, [['directory.harvest', { partnershipId: ANYTOWN, name: 'Council' }]])
  assert.deepEqual(logged.at(-1), { outcome: 'complete', read: 3, refused: 0, missing: 0 })
  const job = directoryJobs(town.services, []).find(({ name }) => name === 'directory.harvest')!
  assert.ok(job.longestSeconds! >= 3600, 'a large feed takes longer than jobs usually may')
})

test('a feed that fails three times running is the administrator’s task, once, until it is whole again', async () => {
  feed = (asked) => json(asked, {}, 404)
  await night()
  await night()
  assert.deepEqual(await tasks(), [])
  await night()
  await night()
  assert.deepEqual(await tasks(), [{ status: 'open', role: 'administrator' }])
  const moira = town.browser()
  await moira.signIn('m.lennox@example.org')
  const page = await moira.get('/administration')
  assert.match(page.text, /A list of services cannot be read.*They run trellis list harvests/)
  feed = feedOf({ services: someServices(3) })
  await night()
  assert.deepEqual(await tasks(), [{ status: 'done', role: 'administrator' }])
  assert.doesNotMatch((await moira.get('/administration')).text, /cannot be read/)
})
