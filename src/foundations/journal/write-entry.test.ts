import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { contextOf, type Actor } from '#platform/context.ts'
import { idFrom, newId } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { journal, makeMonths } from './index.ts'

const riverside = idFrom('riverside')
const hilltop = idFrom('hilltop')
const grace = idFrom('grace okafor')
const job = (partnershipId: string): Actor => ({ kind: 'job', partnershipId, cause: 'test' })
const priya: Extract<Actor, { kind: 'account' }> = {
  kind: 'account',
  partnershipId: riverside,
  accountId: idFrom('priya'),
  organisationId: idFrom('riverside charity'),
  roles: ['link_worker'],
  name: 'Priya',
}
let db: TestDatabase

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Riverside'), ($2, 'Hilltop')`, [
    riverside,
    hilltop,
  ])
})
after(() => db.close())

const as = (actor: Actor) => contextOf(db.database, actor, newId(), fixedClock('2026-04-01T09:00:00Z'))
const count = async (actor: Actor) =>
  as(actor).transaction(async (tx) => (await tx.query<{ n: number }>('select count(*) as n from journal.entry'))[0]!.n)
const tried = (actor: Actor, text: string) => as(actor).transaction((tx) => tx.query(text))

test('an entry says who did what, for whom, to which record', async () => {
  const ctx = as(priya)
  await ctx.transaction(async (tx) =>
    journal(tx, 'person.viewed', { personId: grace, subjectId: grace, subjectVersion: 3, detail: { tab: 'plan' } }),
  )
  const { rows } = await db.owner
    .query(`select partnership_id, actor_kind, actor_id, organisation_id, role, action, subject_id, subject_version,
    person_id, request_id, detail, xid::text::bigint > 0 as in_order, now() - happened_at < interval '1 minute' as just_now from journal.entry`)
  assert.deepEqual(rows, [
    {
      partnership_id: riverside,
      actor_kind: 'account',
      actor_id: idFrom('priya'),
      organisation_id: idFrom('riverside charity'),
      role: 'link_worker',
      action: 'person.viewed',
      subject_id: grace,
      subject_version: 3,
      person_id: grace,
      request_id: ctx.requestId,
      detail: { tab: 'plan' },
      in_order: true,
      just_now: true,
    },
  ])
})

test('an entry falls with the transaction that wrote it', async () => {
  const written = await count(job(riverside))
  await assert.rejects(
    as(priya).transaction(async (tx) => {
      journal(tx, 'referral.accepted')
      await tx.query('select 1')
      throw new Error('the rest failed')
    }),
    /the rest failed/,
  )
  assert.equal(await count(job(riverside)), written)
})

test('the serving role adds to the journal and can change or remove nothing', async () => {
  for (const text of [
    `update journal.entry set action = 'person.praised'`,
    'delete from journal.entry',
    'truncate journal.entry',
    'update journal.seal set entries = 0',
    'delete from journal.seal',
    `insert into journal.seal (number, from_id, to_id, entries, head) values (1, 0, 1, 1, '')`,
    `select * from journal.entry_other`,
    `insert into journal.entry_other (partnership_id, actor_kind, action) values ('${riverside}', 'job', 'a.b')`,
    `insert into journal.entry (xid, partnership_id, actor_kind, action) values ('3', '${riverside}', 'job', 'a.b')`,
    `insert into journal.entry (happened_at, partnership_id, actor_kind, action) values ('2020-01-01', '${riverside}', 'job', 'a.b')`,
    `insert into journal.entry (id, partnership_id, actor_kind, action) overriding system value values (1, '${riverside}', 'job', 'a.b')`,
  ])
    await assert.rejects(tried(job(riverside), text), { code: '42501' }, text)
})

const insert = (partnership: string, kind: string, actor: string | null, organisation: string | null) =>
  as(priya).transaction((tx) =>
    tx.query(
      `insert into journal.entry (partnership_id, actor_kind, actor_id, organisation_id, action) values ($1, $2, $3, $4, 'person.viewed')`,
      [partnership, kind, actor, organisation],
    ),
  )

test('nobody writes in the name of another actor, organisation or partnership', async () => {
  const own = [riverside, 'account', idFrom('priya'), idFrom('riverside charity')] as const
  await insert(...own)
  await assert.rejects(insert(hilltop, own[1], own[2], own[3]), { code: '42501' })
  await assert.rejects(insert(own[0], 'job', own[2], own[3]), { code: '42501' })
  await assert.rejects(insert(own[0], own[1], idFrom('sam'), own[3]), { code: '42501' })
  await assert.rejects(insert(own[0], own[1], null, own[3]), { code: '42501' })
  await assert.rejects(insert(own[0], own[1], own[2], idFrom('another charity')), { code: '42501' })
})

test('free text and unnamed actions are refused', async () => {
  await assert.rejects(
    as(priya).transaction(async (tx) => journal(tx, 'person.viewed', { detail: { note: 'x'.repeat(1_000) } })),
    { constraint: 'entry_detail_small' },
  )
  await assert.rejects(
    as(priya).transaction(async (tx) => journal(tx, 'Looked at.Grace')),
    { constraint: 'entry_action_named' },
  )
})

test('each actor sees what is theirs: a partnership, one’s own doings, what concerns oneself', async () => {
  await as(job(hilltop)).transaction(async (tx) => journal(tx, 'referral.received', { personId: grace }))
  const sam: Actor = { ...priya, accountId: idFrom('sam') }
  await as(sam).transaction(async (tx) => journal(tx, 'person.viewed', { personId: idFrom('somebody else') }))
  const all = await db.owner.query<{ partnership_id: string; n: number }>(
    'select partnership_id, count(*) as n from journal.entry group by 1',
  )
  const written = (id: string) => all.rows.find((r) => r.partnership_id === id)!.n
  assert.equal(await count(job(hilltop)), 1)
  assert.equal(await count(job(riverside)), written(riverside))
  assert.equal(await count({ ...priya, roles: ['administrator'] }), written(riverside))
  assert.equal(await count(priya), written(riverside) - 1)
  assert.equal(await count(sam), 1)
  assert.equal(await count({ kind: 'person', partnershipId: riverside, personId: grace }), 1)
  assert.equal(await count({ kind: 'public', partnershipId: riverside }), 0)
  assert.equal(
    (await db.database.pool.query('select from journal.entry')).rowCount,
    0,
    'without a context there is nothing',
  )
})

test('months are made ahead, once, and the catch-all partition takes the rest', async () => {
  const months = async () =>
    (
      await db.owner.query<{ name: string }>(
        `select relname as name from pg_class where relname ~ '^entry_\\d{4}_\\d\\d$' order by 1`,
      )
    ).rows.length
  // This month's entries lie in the catch-all already, so it stays there; the next two are made.
  assert.equal(await makeMonths(db.database), 2)
  assert.equal(await makeMonths(db.database), 0)
  assert.equal(await months(), 2)
  const where = async (at: string) => {
    const { rows } = await db.owner.query<{ name: string }>(
      `insert into journal.entry (happened_at, partnership_id, actor_kind, action) values (${at}, $1, 'job', 'test.made') returning tableoid::regclass::text as name`,
      [riverside],
    )
    return rows[0]!.name
  }
  assert.match(
    await where(`date_trunc('month', now() at time zone 'UTC') at time zone 'UTC' + interval '32 days'`),
    /^journal\.entry_\d{4}_\d\d$/,
  )
  assert.equal(await where(`now() + interval '4 years'`), 'journal.entry_other')
  assert.equal(await where('now()'), 'journal.entry_other')
})
