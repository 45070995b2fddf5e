import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { startJobs, type Jobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import { as, asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import {
  cancelMessages,
  messageJobs,
  MOVES,
  outboxAdapter,
  queueMessage,
  type MessageStatus,
  type Recipient,
} from './index.ts'

let world: TestDatabase
let jobs: Jobs
let anytown: string
let elsewhere: string
const riverside = { organisationId: idFrom('riverside'), teamId: idFrom('riverside team') }
const other = idFrom('other organisation')
const grace = idFrom('grace')

before(async () => {
  world = await openTestDatabase()
  anytown = await makePartnership(world)
  elsewhere = await makePartnership(world, 'Elsewhere')
  await world.owner.query(
    `insert into access.organisation (partnership_id, id, name, kind) values ($1, $2, 'Riverside PCN', 'pcn'), ($1, $3, 'Mill Lane Surgery', 'practice')`,
    [anytown, riverside.organisationId, other],
  )
  const services = { database: world.database, clock: () => new Date(), jobs: undefined as never }
  const work = messageJobs(services, { adapters: [outboxAdapter], onAbandoned: () => {} })
  jobs = await startJobs(world.app, work, false, openLog('silent'))
})
after(async () => {
  await jobs.stop()
  await world.close()
})

const LINK = 'https://anytown.example/l/secret-token'
const toGrace: Recipient = {
  kind: 'person',
  name: 'Grace Okafor',
  channel: 'email',
  address: 'grace@example.org',
  neutral: false,
}
const statusLink = (to: Recipient = toGrace, about = newId()) => ({
  template: 'status-link' as const,
  values: {
    name: 'Grace',
    team: 'Riverside link workers',
    telephone: '01632 960220',
    link: LINK,
    until: day('2026-06-30'),
  },
  to,
  about: { kind: 'referral', id: about },
  personId: grace,
  sender: riverside,
})
const queue = (message = statusLink(), ctx = asPublic(world, anytown)) =>
  ctx.transaction((tx) => queueMessage(tx, { jobs }, message))
const kept = async (id: string) =>
  (await world.owner.query('select * from messages.message where id = $1', [id])).rows[0]
const jobsOf = async (id: string) =>
  (
    await world.owner.query(
      `select data, start_after from jobs.job where name = 'message.send' and data->>'messageId' = $1`,
      [id],
    )
  ).rows
const count = async (table: string) =>
  (await world.owner.query(`select count(*) as n from ${table}`)).rows[0].n as number

test('a message is kept as it will be read, its link apart, with the job that sends it', async () => {
  const decision = await queue()
  assert.ok(decision.ok)
  const row = await kept(decision.value)
  assert.equal(row.status, 'queued')
  assert.equal(row.subject, 'Where to see your request')
  assert.match(row.body, /^Hello Grace,\n\nHere you can see .*\n\{link\}\n/)
  assert.equal(row.link, LINK)
  assert.equal(row.person_id, grace)
  assert.equal(row.created_at.toISOString(), '2026-04-01T09:00:00.000Z')
  const [job, ...more] = await jobsOf(decision.value)
  assert.deepEqual(job.data, { partnershipId: anytown, messageId: decision.value }, 'ids only')
  assert.equal(more.length, 0)
})

test('the words depend on the way', async () => {
  const text = await queue(statusLink({ ...toGrace, channel: 'text', address: '07700 900123' }))
  const letter = await queue(statusLink({ ...toGrace, channel: 'letter', address: '1 Mill Lane\nZZ1 1AA' }))
  assert.ok(text.ok && letter.ok)
  assert.match((await kept(text.value)).body, /^Riverside link workers: See your request: \{link\} Ring/)
  assert.match((await kept(letter.value)).body, /^Dear Grace,/)
})

test('where it must give nothing away, not even the link is kept', async () => {
  const decision = await queue(statusLink({ ...toGrace, neutral: true }))
  assert.ok(decision.ok)
  const { subject, body, link, neutral } = await kept(decision.value)
  assert.deepEqual({ subject, link, neutral }, { subject: 'Please ring', link: null, neutral: true })
  assert.doesNotMatch(body, /Riverside|link|request|Grace/)
})

test('without a way that is allowed nothing is kept, and the caller is told', async () => {
  const already = await count('messages.message')
  for (const to of [
    { ...toGrace, channel: 'none' as const },
    { ...toGrace, address: null },
    { ...toGrace, address: ' ' },
    { ...toGrace, address: 'grace@example.org, eve@example.org' },
    { ...toGrace, safeHours: { days: new Set<number>(), from: 0, to: 60 } },
  ])
    assert.deepEqual(await queue(statusLink(to)), { ok: false, reason: 'no-way' })
  assert.equal(await count('messages.message'), already)
})

test('safe hours and a wish move the job', async () => {
  const safeHours = { days: new Set([5]), from: 9 * 60, to: 12 * 60 }
  const decision = await queue(statusLink({ ...toGrace, safeHours, notBefore: new Date('2026-04-02T10:00:00Z') }))
  assert.ok(decision.ok)
  assert.equal((await kept(decision.value)).next_try_at.toISOString(), '2026-04-03T08:00:00.000Z')
  assert.equal((await jobsOf(decision.value))[0].start_after.toISOString(), '2026-04-03T08:00:00.000Z')
})

test('message, job and change stand or fall together', async () => {
  const [messages, queued] = [await count('messages.message'), await count('jobs.job')]
  let held = 0
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.integer({ min: 1, max: 3 }), async (fails, how) => {
      const work = asPublic(world, anytown).transaction(async (tx) => {
        for (let n = 0; n < how; n++) await queueMessage(tx, { jobs }, statusLink())
        if (fails) throw new Error('the use case failed')
      })
      if (fails) return assert.rejects(work, /the use case failed/)
      await work
      held += how
    }),
    { numRuns: 200 },
  )
  assert.ok(held > 50)
  assert.equal((await count('messages.message')) - messages, held)
  assert.equal((await count('jobs.job')) - queued, held)
})

test('withdrawing stops what has not gone, whoever withdraws, and forgets the link', async () => {
  const referral = newId()
  const ids = [
    await queue(statusLink(toGrace, referral)),
    await queue(statusLink(toGrace, referral)),
    await queue(),
  ].map((d) => d.ok && d.value) as string[]
  await world.owner.query(`update messages.message set status = 'sent' where id = $1`, [ids[1]])
  assert.equal(
    await asPublic(world, elsewhere).transaction((tx) => cancelMessages(tx, { aboutId: referral })),
    0,
    'not from another partnership',
  )
  assert.equal(await asPublic(world, anytown).transaction((tx) => cancelMessages(tx, { aboutId: referral })), 1)
  const states = await Promise.all(ids.map(async (id) => (await kept(id)).status))
  assert.deepEqual(states, ['cancelled', 'sent', 'queued'])
  assert.equal((await kept(ids[0]!)).link, null)
  assert.ok((await asPublic(world, anytown).transaction((tx) => cancelMessages(tx, { personId: grace }))) > 1)
  assert.equal((await kept(ids[2]!)).status, 'cancelled')
  assert.equal(await asPublic(world, anytown).transaction((tx) => cancelMessages(tx, { personId: newId() })), 0)
})

test('the database allows the moves of the table, and no other', async () => {
  const states = Object.keys(MOVES) as MessageStatus[]
  const decision = await queue()
  assert.ok(decision.ok)
  const moves = []
  for (const from of states)
    for (const to of states) {
      if (from === to) continue
      const client = await world.owner.connect()
      await client.query('begin; alter table messages.message disable trigger move_allowed')
      await client.query('update messages.message set status = $1 where id = $2', [from, decision.value])
      await client.query('alter table messages.message enable trigger move_allowed')
      const refused: { constraint?: string } | undefined = await client
        .query('update messages.message set status = $1 where id = $2', [to, decision.value])
        .then(
          () => undefined,
          (error: { constraint?: string }) => error,
        )
      if (refused) assert.equal(refused.constraint, 'message_move_allowed')
      else moves.push(`${from} → ${to}`)
      await client.query('rollback')
      client.release()
    }
  assert.deepEqual(moves.toSorted(), states.flatMap((from) => MOVES[from].map((to) => `${from} → ${to}`)).toSorted())
})

const account = (organisationId: string, teamId: string | undefined, ...roles: string[]): Actor => ({
  kind: 'account',
  partnershipId: anytown,
  accountId: newId(),
  organisationId,
  teamId,
  roles,
  name: 'Somebody',
})

test('a message is read by the team it speaks for, and by no one else', async () => {
  const decision = await queue()
  const system = await asPublic(world, anytown).transaction((tx) =>
    queueMessage(tx, { jobs }, { ...statusLink(), personId: undefined, sender: null }),
  )
  const house = await asPublic(world, anytown).transaction((tx) =>
    queueMessage(
      tx,
      { jobs },
      { ...statusLink(), personId: undefined, sender: { organisationId: riverside.organisationId } },
    ),
  )
  assert.ok(decision.ok && system.ok && house.ok)
  const ids = [decision.value, house.value, system.value]
  const sees = async (actor: Actor) => {
    const rows = await as(world, actor).transaction((tx) =>
      tx.query<{ id: string }>('select id from messages.message where id = any ($1)', [ids]),
    )
    return ids.map((id) => rows.some((row) => row.id === id))
  }
  const { organisationId, teamId } = riverside
  assert.deepEqual(await sees(account(organisationId, teamId, 'link_worker')), [true, true, false])
  assert.deepEqual(await sees(account(organisationId, newId(), 'link_worker')), [false, true, false], 'the next team')
  assert.deepEqual(await sees(account(organisationId, undefined, 'referrer')), [false, true, false])
  assert.deepEqual(await sees(account(other, teamId, 'link_worker')), [false, false, false])
  assert.deepEqual(
    await sees(account(organisationId, undefined, 'administrator')),
    [false, true, true],
    'nothing about people',
  )
  assert.deepEqual(await sees(account(other, undefined, 'administrator')), [false, false, true])
  assert.deepEqual(await sees({ kind: 'public', partnershipId: anytown }), [false, false, false])
  assert.deepEqual(await sees({ kind: 'person', partnershipId: anytown, personId: grace }), [false, false, false])
  assert.deepEqual(await sees({ kind: 'job', partnershipId: anytown, cause: 'test' }), [true, true, true])
  assert.deepEqual(await sees({ kind: 'job', partnershipId: elsewhere, cause: 'test' }), [false, false, false])
})

test('nobody rewrites what was said, or says that it went', async () => {
  const decision = await queue()
  assert.ok(decision.ok)
  const tried = (text: string, ctx = asJob(world, anytown)) => ctx.transaction((tx) => tx.query(text))
  for (const text of [
    `update messages.message set body = 'Something else'`,
    `update messages.message set address = 'eve@example.org'`,
    'delete from messages.message',
    `update messages.attempt set outcome = 'accepted'`,
    'delete from messages.attempt',
    `insert into messages.message (partnership_id, id, status) values ('${anytown}', '${newId()}', 'delivered')`,
  ])
    await assert.rejects(tried(text), { code: '42501' }, text)
  const attempt = `insert into messages.attempt values ('${anytown}', '${decision.value}', 1, now(), 'smtp', 'accepted')`
  await assert.rejects(tried(attempt, asPublic(world, anytown)), { code: '42501' })
  const touched = await as(world, account(riverside.organisationId, riverside.teamId, 'link_worker')).transaction(
    (tx) => tx.query('update messages.message set attempts = 9 where id = $1 returning id', [decision.value]),
  )
  assert.deepEqual(touched, [])
  await assert.rejects(queue(statusLink(), asPublic(world, elsewhere)), { constraint: 'message_of_organisation' })
  await assert.rejects(
    asPublic(world, anytown).transaction((tx) =>
      queueMessage(tx, { jobs }, { ...statusLink(), sender: { organisationId: other } }),
    ),
    { constraint: 'message_of_person_has_team' },
  )
})
