import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { keepSealsOutside, outsideSealsFile, sealJournal } from '#foundations/journal/index.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { startEpisode } from '#test/support/active-episode.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { sendReferral } from '#test/support/referrals.ts'
import { integrityJobs, verifyStatuses } from './index.ts'

let world: ConnectionWorld
let folder: string
let referral: Id
let episode: Id
let connection: Id
let message: Id
const logged: Record<string, unknown>[] = []

before(async () => {
  world = await openConnections()
  folder = await mkdtemp(join(tmpdir(), 'trellis-integrity-'))
  referral = (await sendReferral(world.town)).id
  episode = (await startEpisode(world.town)).id
  connection = (await world.offered()).id
  const [row] = await world.rows('select id from messages.message where about_id = $1 limit 1', connection)
  message = row!.id as Id
})
after(async () => {
  await rm(folder, { recursive: true, force: true })
  await world.town.close()
})

const found = async () =>
  (await verifyStatuses(world.town.services)).disagreements
    .map(({ machine, id, status, facts }) => [machine, id, status, facts.join()])
    .toSorted()

/** Runs one of the nightly jobs as the program does. */
async function night(name: 'integrity.journal' | 'integrity.statuses', newest?: number): Promise<void> {
  const log = { error: (what: Record<string, unknown>) => void logged.push(what) } as unknown as Services['log']
  await integrityJobs({ ...world.town.services, log }, folder, newest)
    .find((job) => job.name === name)!
    .run({})
}

const alarms = (kind: string) =>
  world.rows(`select role, status, organisation_id, about_id, detail from tasks.task where kind = $1`, kind)

test('what the program itself wrote agrees', async () => {
  const { checked, disagreements } = await verifyStatuses(world.town.services)
  assert.deepEqual(disagreements, [])
  assert.ok(checked.referral! >= 3 && checked.episode! >= 2 && checked.connection === 1 && checked.message! >= 1)
  await night('integrity.statuses')
  assert.deepEqual([logged, await alarms('statuses-disagree')], [[], []])
})

test('a status that somebody bent is found, in each machine; the task is made once', async () => {
  await world.rows(`update referrals.referral set status = 'accepted' where id = $1`, referral)
  await world.rows(`update support.episode set status = 'paused' where id = $1`, episode)
  await world.rows(`update connections.connection set status = 'accepted' where id = $1`, connection)
  await world.rows(`update messages.message set status = 'sent' where id = $1`, message)
  assert.deepEqual(
    await found(),
    [
      ['connection', connection, 'accepted', 'offered'],
      ['episode', episode, 'paused', 'active'],
      ['message', message, 'sent', 'queued,cancelled'],
      ['referral', referral, 'accepted', 'received'],
    ].toSorted(),
  )
  await night('integrity.statuses')
  await night('integrity.statuses')
  const [administering] = await world.rows(`select organisation_id from access.role_held where role = 'administrator'`)
  const [made, ...more] = await alarms('statuses-disagree')
  assert.deepEqual(more, [])
  assert.deepEqual(made, {
    role: 'administrator',
    status: 'open',
    organisation_id: administering!.organisation_id,
    about_id: ANYTOWN,
    detail: { referral: 1, episode: 1, connection: 1, message: 1 },
  })
  assert.deepEqual(new Set(logged.map(({ id }) => id)), new Set([referral, episode, connection, message]))
  assert.doesNotMatch(JSON.stringify(logged), /Grace|Okafor/)
  const noted = await world.rows(`select detail from journal.entry where action = 'integrity.statuses-disagree'`)
  assert.equal(noted.length, 2)
})

test('facts that contradict each other agree with no status', async () => {
  await world.rows(
    `insert into referrals.withdrawal (partnership_id, referral_id, by_kind, withdrawn_at)
     select partnership_id, referral_id, 'team', accepted_at from referrals.acceptance limit 1`,
  )
  assert.ok(
    (await found()).some(
      ([machine, , status, facts]) => machine === 'referral' && status === 'accepted' && facts === '',
    ),
  )
})

test('a journal that was changed is found by night, and every administrator is asked', async () => {
  const { database } = world.town.services
  await sealJournal(database, 60_000)
  await keepSealsOutside(database, outsideSealsFile(folder))
  await night('integrity.journal')
  assert.deepEqual(await alarms('journal-not-whole'), [])
  logged.length = 0
  await world.rows(`update journal.entry set action = 'test.changed' where id = (select min(id) from journal.entry)`)
  await night('integrity.journal')
  assert.match(String(logged[0]!.faults), /^seal 1: an entry was changed/)
  const [made] = await alarms('journal-not-whole')
  assert.deepEqual([made!.role, made!.about_id, made!.detail], ['administrator', ANYTOWN, { faults: 1 }])
})

test('a fault does not pass for mended because newer seals lie over it', async () => {
  await sendReferral(world.town)
  await sealJournal(world.town.services.database, 60_000)
  await keepSealsOutside(world.town.services.database, outsideSealsFile(folder))
  await night('integrity.journal', 1)
  assert.deepEqual(
    (await alarms('journal-not-whole')).map(({ status }) => status),
    ['open'],
  )
})

test('the administrator finds both on their page, and they go when all agrees again', async () => {
  const moira = world.town.browser()
  await moira.signIn('m.lennox@example.org')
  const page = await moira.get('/administration')
  assert.match(page.text, /The journal is not as it was sealed.*They run trellis verify journal/)
  assert.match(page.text, /Some records do not stand where their facts say.*They run trellis verify statuses/)
  assert.match(page.text, /Nothing else has come up to you/)

  await world.rows(
    `with old as (delete from referrals.withdrawal where by_kind = 'team')
     update messages.message set status = 'delivered', provider_reference = 'x' where id = $1`,
    message,
  )
  await world.rows('alter table referrals.referral disable trigger move_allowed')
  await world.rows(`update referrals.referral set status = 'received' where id = $1`, referral)
  await world.rows(`update support.episode set status = 'active' where id = $1`, episode)
  await world.rows('alter table connections.connection disable trigger move_allowed')
  await world.rows(`update connections.connection set status = 'offered' where id = $1`, connection)
  await night('integrity.statuses')
  assert.deepEqual(
    (await alarms('statuses-disagree')).map(({ status }) => status),
    ['done'],
  )
  assert.doesNotMatch((await moira.get('/administration')).text, /verify statuses/)
})
