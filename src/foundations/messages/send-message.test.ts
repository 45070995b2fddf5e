import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { fixedClock, systemClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { startJobs, type Job, type Jobs } from '#platform/jobs.ts'
import { openLog } from '#platform/log.ts'
import { makePartnership, TEST_NOW } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import {
  cancelMessages,
  messageJobs,
  outboxAdapter,
  queueMessage,
  smtpAdapter,
  type Adapter,
  type Message,
  type Recipient,
} from './index.ts'

const refusal = (responseCode: number) => Object.assign(new Error('as told, about grace@example.org'), { responseCode })

/** A mail server that answers as told, and keeps what it took. */
async function openMailServer() {
  const taken: { to: string; from: string; text: string }[] = []
  const said = { recipient: 0, content: 0, holdMs: 0 }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => done(said.recipient ? refusal(said.recipient) : null),
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (said.content) return done(refusal(said.content))
        const from = session.envelope.mailFrom
        taken.push({
          to: session.envelope.rcptTo[0]!.address,
          from: from ? from.address : '',
          text: Buffer.concat(parts).toString(),
        })
        setTimeout(() => done(), said.holdMs)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  const close = () => new Promise<void>((closed) => server.close(closed))
  return { taken, said, url: `smtp://127.0.0.1:${port}`, close }
}

let world: TestDatabase
let anytown: Id
let mail: Awaited<ReturnType<typeof openMailServer>>
let smtp: Adapter
let queueJobs: Jobs
const clock = fixedClock(TEST_NOW)
const abandoned: Message[] = []
const FROM = 'Anytown link workers <messages@anytown.example.org>'

before(async () => {
  world = await openTestDatabase()
  anytown = await makePartnership(world)
  mail = await openMailServer()
  smtp = smtpAdapter({ url: mail.url, from: FROM })
  queueJobs = await startJobs(world.app, workFor([smtp]), false, openLog('silent'))
})
after(async () => {
  smtp.close?.()
  await queueJobs.stop()
  await mail.close()
  await world.close()
})
beforeEach(() => {
  clock.set(TEST_NOW)
  abandoned.length = 0
  mail.taken.length = 0
  Object.assign(mail.said, { recipient: 0, content: 0, holdMs: 0 })
})

const LINK = 'https://anytown.example/l/secret-token'
const workFor = (adapters: Adapter[]): Job[] =>
  messageJobs(
    {
      database: world.database,
      clock,
      get jobs() {
        return queueJobs
      },
    },
    { adapters, onAbandoned: (_tx, message) => void abandoned.push(message) },
  )
const act = (now = clock) =>
  contextOf(world.database, { kind: 'job', partnershipId: anytown, cause: 'test' }, newId(), now)

async function queue(to: Partial<Recipient> = {}, now = clock, jobs = queueJobs): Promise<Id> {
  const decision = await act(now).transaction((tx) =>
    queueMessage(
      tx,
      { jobs },
      {
        template: 'status-link',
        values: {
          name: 'Grace',
          team: 'Riverside link workers',
          telephone: '01632 960220',
          link: LINK,
          until: day('2026-06-30'),
        },
        to: {
          kind: 'person',
          name: 'Grace Okafor',
          channel: 'email',
          address: 'grace@example.org',
          neutral: false,
          ...to,
        },
        about: { kind: 'referral', id: newId() },
        sender: null,
      },
    ),
  )
  assert.ok(decision.ok)
  return decision.value
}
const send = (messageId: Id, adapters: Adapter[] = [smtp]) =>
  workFor(adapters)[0]!.run({ partnershipId: anytown, messageId })
const kept = async (id: Id) => (await world.owner.query('select * from messages.message where id = $1', [id])).rows[0]
const triesOf = async (id: Id) =>
  (
    await world.owner.query<{ try: string }>(
      `select adapter || ': ' || outcome as try from messages.attempt where message_id = $1 order by number`,
      [id],
    )
  ).rows.map((row) => row.try)
const jobsOf = async (id: Id) =>
  (
    await world.owner.query<{ at: Date }>(
      `select start_after as at from jobs.job where name = 'message.send' and data->>'messageId' = $1 order by created_on`,
      [id],
    )
  ).rows.map((row) => row.at.toISOString())
const minutes = (n: number) => n * 60_000

test('a mail server takes it, with the link in its place; then the link is forgotten', async () => {
  const id = await queue()
  await send(id)
  const { status, attempts, link, body, provider_reference, claimed_until } = await kept(id)
  assert.deepEqual(
    { status, attempts, link, claimed_until },
    { status: 'sent', attempts: 1, link: null, claimed_until: null },
  )
  assert.ok(body.includes('{link}') && !body.includes('secret-token'))
  assert.equal(provider_reference, `<${id}@anytown.example.org>`)
  assert.deepEqual(await triesOf(id), ['smtp: accepted'])
  const [letter] = mail.taken
  assert.deepEqual([letter!.to, letter!.from], ['grace@example.org', 'messages@anytown.example.org'])
  assert.match(letter!.text, /^From: Anytown link workers <messages@anytown\.example\.org>$/m)
  assert.match(letter!.text, /^To: Grace Okafor <grace@example\.org>$/m)
  assert.match(letter!.text, /^Subject: Where to see your request$/m)
  assert.match(letter!.text, new RegExp(`^Message-ID: <${id}@anytown.example.org>`, 'm'))
  assert.match(letter!.text, /^Auto-Submitted: auto-generated$/m)
  assert.ok(letter!.text.includes(LINK))
  await send(id)
  assert.equal(mail.taken.length, 1, 'a repeated job sends nothing')
})

test('a refused address is not tried again: a human being takes over', async () => {
  mail.said.recipient = 550
  const id = await queue()
  await send(id)
  const { status, error_code, link } = await kept(id)
  assert.deepEqual({ status, error_code, link }, { status: 'abandoned', error_code: 'smtp-550', link: null })
  assert.deepEqual(await triesOf(id), ['smtp: smtp-550'])
  assert.equal((await jobsOf(id)).length, 1, 'no further try')
  assert.deepEqual(
    abandoned.map((m) => [m.id, m.template, m.errorCode, m.status]),
    [[id, 'status-link', 'smtp-550', 'abandoned']],
  )
})

test('refused words are final too', async () => {
  mail.said.content = 554
  const id = await queue()
  await send(id)
  assert.equal((await kept(id)).status, 'abandoned')
})

test('a greylisted message waits for its pause, and then goes', async () => {
  mail.said.recipient = 451
  const id = await queue()
  await send(id)
  const { status, next_try_at, error_code, link } = await kept(id)
  assert.deepEqual({ status, error_code, link }, { status: 'queued', error_code: 'smtp-451', link: LINK })
  assert.equal(next_try_at.toISOString(), '2026-04-01T09:01:00.000Z')
  assert.equal((await jobsOf(id))[1], '2026-04-01T09:01:00.000Z')
  mail.said.recipient = 0
  await send(id)
  assert.deepEqual(await triesOf(id), ['smtp: smtp-451'], 'too early: not tried')
  clock.advance(minutes(1))
  await send(id)
  assert.equal((await kept(id)).status, 'sent')
  assert.deepEqual(await triesOf(id), ['smtp: smtp-451', 'smtp: accepted'])
})

test('a server that is away is tried six times over nine hours', async () => {
  const away = smtpAdapter({ url: 'smtp://127.0.0.1:9', from: FROM })
  const id = await queue()
  for (const pause of [0, 1, 5, 30, 120, 360]) {
    assert.equal((await kept(id)).status, 'queued')
    clock.advance(minutes(pause))
    await send(id, [away])
  }
  assert.equal((await kept(id)).status, 'abandoned')
  assert.equal((await triesOf(id)).length, 6)
  assert.match((await kept(id)).error_code, /^e?(socket|connection|connrefused)$/)
  assert.equal(abandoned.length, 1)
  await send(id, [away])
  assert.equal(abandoned.length, 1, 'given up once')
})

test('when the task cannot be made, the message is not given up', async () => {
  mail.said.recipient = 550
  const id = await queue()
  const [job] = messageJobs(
    { database: world.database, clock, jobs: queueJobs },
    {
      adapters: [smtp],
      onAbandoned: () => {
        throw new Error('no task')
      },
    },
  )
  await assert.rejects(job!.run({ partnershipId: anytown, messageId: id }), /no task/)
  assert.equal((await kept(id)).status, 'queued')
})

test('retries keep to the safe hours', async () => {
  mail.said.recipient = 451
  const id = await queue({ safeHours: { days: new Set([1, 2, 3, 4, 5]), from: 9 * 60, to: 10 * 60 + 1 } })
  await send(id)
  assert.equal(
    (await kept(id)).next_try_at.toISOString(),
    '2026-04-02T08:00:00.000Z',
    'the window closes in a minute: tomorrow',
  )
  clock.set('2026-04-01T12:00:00Z')
  await send(id)
  assert.equal((await triesOf(id)).length, 1)
})

test('a message whose time has not come comes again', async () => {
  const id = await queue({ notBefore: new Date('2026-04-01T18:00:00Z') })
  await send(id)
  assert.equal(mail.taken.length, 0)
  assert.deepEqual(await jobsOf(id), ['2026-04-01T18:00:00.000Z', '2026-04-01T18:00:00.000Z'])
  clock.set('2026-04-01T18:00:00Z')
  await send(id)
  assert.equal(mail.taken.length, 1)
})

test('a stopped message does not go', async () => {
  const id = await queue()
  const about = (await kept(id)).about_id
  await act().transaction((tx) => cancelMessages(tx, { aboutId: about }))
  await send(id)
  assert.deepEqual([mail.taken.length, (await kept(id)).status, (await kept(id)).link], [0, 'cancelled', null])
})

test('stopped while the mail server has it: the record says that it went', async () => {
  mail.said.holdMs = 400
  const id = await queue()
  const sending = send(id)
  while (mail.taken.length === 0) await sleep(10)
  const about = (await kept(id)).about_id
  assert.equal(
    await act().transaction((tx) => cancelMessages(tx, { aboutId: about })),
    1,
    'and nobody waits for the mail server',
  )
  await sending
  const { status, error_code } = await kept(id)
  assert.deepEqual({ status, error_code }, { status: 'cancelled', error_code: 'went-before-it-was-stopped' })
  assert.deepEqual(await triesOf(id), ['smtp: accepted'])
})

test('eight workers at once send it once', async () => {
  mail.said.holdMs = 50
  const eight = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 8 }, work))
  await eight(() => act().transaction((tx) => tx.query('select pg_sleep(0.1)'))) // all connections stand: the workers start together
  for (let n = 0; n < 10; n++) {
    const id = await queue()
    await eight(() => send(id))
    assert.deepEqual([mail.taken.length, (await kept(id)).attempts], [n + 1, 1])
  }
})

test('a worker that was killed between the server’s yes and the commit: sent again under the same id', async () => {
  const id = await queue()
  await world.owner.query(`update messages.message set attempts = 1, claimed_until = $2 where id = $1`, [
    id,
    new Date('2026-04-01T09:10:00Z'),
  ])
  await send(id)
  assert.equal(mail.taken.length, 0, 'it may still be at work')
  assert.equal((await jobsOf(id))[1], '2026-04-01T09:10:00.000Z')
  clock.set('2026-04-01T09:10:00Z')
  await send(id)
  assert.deepEqual(await triesOf(id), ['smtp: interrupted', 'smtp: accepted'])
  assert.match(mail.taken[0]!.text, new RegExp(`^Message-ID: <${id}@`, 'm'))
})

test('a neutral message has a neutral sender, or does not go', async () => {
  const refused = await queue({ neutral: true })
  await send(refused)
  assert.deepEqual([(await kept(refused)).error_code, mail.taken.length], ['no-neutral-sender', 0])
  const neutral = smtpAdapter({ url: mail.url, from: FROM, neutralFrom: 'A message for you <hello@post.example.com>' })
  const id = await queue({ neutral: true })
  await send(id, [neutral])
  neutral.close?.()
  assert.equal((await kept(id)).status, 'sent')
  assert.doesNotMatch(mail.taken[0]!.text, /Anytown|link worker|Riverside|request/i)
})

test('a letter that nothing can send becomes a task at once; the outbox takes every way and keeps the link', async () => {
  const letter = { channel: 'letter', address: '1 Mill Lane\nZZ1 1AA' } as const
  const id = await queue(letter)
  await send(id)
  assert.deepEqual([(await kept(id)).status, (await kept(id)).error_code], ['abandoned', 'no-adapter'])
  assert.deepEqual(await triesOf(id), ['none: no-adapter'])
  const read = await queue(letter)
  await send(read, [outboxAdapter])
  const { status, link } = await kept(read)
  assert.deepEqual({ status, link }, { status: 'delivered', link: LINK })
})

test('a mail server elsewhere that offers no TLS gets nothing', async () => {
  const named = smtpAdapter({ url: mail.url.replace('127.0.0.1', '0.0.0.0'), from: FROM })
  const id = await queue()
  await send(id, [named])
  named.close?.()
  assert.deepEqual([mail.taken.length, (await kept(id)).status], [0, 'queued'])
})

test('a message whose job was lost is found', async () => {
  const id = await queue()
  await world.owner.query(`delete from jobs.job where name = 'message.send'`)
  const overdue = workFor([smtp])[1]!
  clock.advance(minutes(29))
  await overdue.run({})
  assert.deepEqual(await jobsOf(id), [])
  clock.advance(minutes(2))
  await overdue.run({})
  assert.equal((await jobsOf(id)).length, 1)
})

test('in the running program a queued message goes by itself', async () => {
  const services = { database: world.database, clock: systemClock, jobs: undefined as unknown as Jobs }
  services.jobs = await startJobs(
    world.app,
    messageJobs(services, { adapters: [smtp], onAbandoned: () => {} }),
    true,
    openLog('silent'),
  )
  const id = await queue({}, systemClock as typeof clock, services.jobs)
  for (const until = Date.now() + 15_000; (await kept(id)).status !== 'sent' && Date.now() < until;) await sleep(100)
  await services.jobs.stop()
  assert.equal((await kept(id)).status, 'sent')
  assert.ok(mail.taken.some(({ text }) => text.includes(id)))
})
