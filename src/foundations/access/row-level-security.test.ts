import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { contextOf, type Actor } from '#platform/context.ts'
import { newId, type Id } from '#platform/ids.ts'
import { openAccessApp, type AccessApp } from '#test/support/access-app.ts'
import { createAccount, createApiKey, hasDemoAccounts, listStaffNames, saveOrganisation } from './index.ts'

let world: AccessApp
let anytown: { id: Id; organisationId: Id }
let elsewhere: { id: Id; organisationId: Id }
const councilId = newId()
const ids: Record<'priya' | 'sam' | 'dot' | 'stranger', Id> = { priya: '', sam: '', dot: '', stranger: '' }

before(async () => {
  world = await openAccessApp()
  anytown = await world.makePartnership('Anytown')
  elsewhere = await world.makePartnership('Elsewhere')
  await world
    .job(anytown.id)
    .transaction(async (tx) => saveOrganisation(tx, { id: councilId, name: 'Anytown Council', kind: 'council' }))
  ids.priya = (await world.makeAccount(anytown, 'priya@example.org', ['link_worker'])).id
  ids.sam = (await world.makeAccount(anytown, 'sam@example.org', ['team_manager'])).id
  ids.dot = (await world.makeAccount({ id: anytown.id, organisationId: councilId }, 'dot@example.org', ['analyst'])).id
  ids.stranger = (await world.makeAccount(elsewhere, 'priya@example.org', ['administrator'])).id
})
after(() => world.close())

const as = (actor: Actor) => contextOf(world.test.database, actor, newId(), world.clock)
const account = (accountId: Id, organisationId: Id, roles: string[]) =>
  as({ kind: 'account', partnershipId: anytown.id, accountId, organisationId, roles, name: '' })
const publicOf = (partnershipId: Id) => as({ kind: 'public', partnershipId })

const emails = (ctx: ReturnType<typeof as>) =>
  ctx.transaction(async (tx) =>
    (await tx.query<{ email: string }>('select email from access.account order by email')).map(({ email }) => email),
  )

const refusal = (ctx: ReturnType<typeof as>, text: string, values: unknown[] = []) =>
  ctx
    .transaction((tx) => tx.query(text, values))
    .then(
      () => assert.fail(`went through: ${text}`),
      (error: Error & { code?: string }) => error.code,
    )

test('accounts: colleagues see colleagues, administrators and jobs their partnership, the public nobody', async () => {
  assert.deepEqual(await emails(account(ids.priya, anytown.organisationId, ['link_worker'])), [
    'priya@example.org',
    'sam@example.org',
  ])
  assert.deepEqual(await emails(account(ids.dot, councilId, ['analyst'])), ['dot@example.org'])
  const all = ['dot@example.org', 'priya@example.org', 'sam@example.org']
  assert.deepEqual(await emails(account(ids.dot, councilId, ['administrator'])), all)
  assert.deepEqual(await emails(world.job(anytown.id)), all)
  assert.deepEqual(await emails(publicOf(anytown.id)), [])
  const key = as({
    kind: 'key',
    partnershipId: anytown.id,
    keyId: newId(),
    organisationId: anytown.organisationId,
    scopes: ['teams:read'],
  })
  assert.deepEqual(await emails(key), [])
  assert.deepEqual(await emails(world.job(elsewhere.id)), ['priya@example.org'])
})

test('a colleague from another organisation who holds a role here is a colleague', async () => {
  await world.test.owner.query(
    `insert into access.role_held (partnership_id, id, account_id, organisation_id, role, created_at) values ($1, $2, $3, $4, 'referrer', now())`,
    [anytown.id, newId(), ids.dot, anytown.organisationId],
  )
  assert.ok((await emails(account(ids.priya, anytown.organisationId, ['link_worker']))).includes('dot@example.org'))
  await world.test.owner.query('delete from access.role_held where account_id = $1 and organisation_id = $2', [
    ids.dot,
    anytown.organisationId,
  ])
})

test('without a context there is nobody at all', async () => {
  const { pool } = world.test.database
  for (const table of ['account', 'role_held', 'sign_in', 'api_key', 'organisation'])
    assert.equal((await pool.query(`select count(*) as n from access.${table}`)).rows[0].n, 0, table)
})

test("hashes, secrets and tries are in nobody's reach", async () => {
  const administrator = account(ids.priya, anytown.organisationId, ['administrator'])
  for (const text of [
    'select password_hash from access.account',
    'select totp_secret from access.account',
    'select token_hash from access.sign_in',
    'select key_hash from access.api_key',
    'select * from access.sign_in_try',
    'update access.account set totp_secret = null',
    'update access.account set demo = true',
    'update access.sign_in set account_id = account_id',
    'delete from access.account',
  ])
    for (const ctx of [administrator, world.job(anytown.id)]) assert.equal(await refusal(ctx, text), '42501', text)
})

test('an account changes its own row and no other', async () => {
  const rename = (ctx: ReturnType<typeof as>, id: Id) =>
    ctx.transaction((tx) =>
      tx.query('with done as (update access.account set name = $1 where id = $2 returning 1) select * from done', [
        'Priya Nair',
        id,
      ]),
    )
  const priya = account(ids.priya, anytown.organisationId, ['link_worker'])
  assert.equal((await rename(priya, ids.priya)).length, 1)
  assert.equal((await rename(priya, ids.sam)).length, 0)
  assert.equal((await rename(priya, ids.stranger)).length, 0)
  assert.equal((await rename(world.job(anytown.id), ids.stranger)).length, 0)
})

test('only a job or an administrator makes accounts, gives roles and makes keys', async () => {
  const worker = account(ids.priya, anytown.organisationId, ['link_worker'])
  const fresh = {
    email: 'new@example.org',
    name: 'New',
    organisationId: anytown.organisationId,
    roles: ['referrer'] as const,
  }
  const scopes = ['teams:read'] as const
  await assert.rejects(
    worker.transaction((tx) => createAccount(tx, { ...fresh, roles: [...fresh.roles] })),
    { code: '42501' },
  )
  await assert.rejects(
    worker.transaction(async (tx) =>
      createApiKey(tx, { organisationId: anytown.organisationId, name: 'x', scopes: [...scopes] }),
    ),
    { code: '42501' },
  )
  const give = `insert into access.role_held (partnership_id, id, account_id, organisation_id, role, created_at) values ($1, $2, $3, $4, 'administrator', now())`
  assert.equal(await refusal(worker, give, [anytown.id, newId(), ids.priya, anytown.organisationId]), '42501')
  const administrator = account(ids.priya, anytown.organisationId, ['administrator'])
  assert.ok((await administrator.transaction((tx) => createAccount(tx, { ...fresh, roles: [...fresh.roles] }))).ok)
  assert.equal(
    await refusal(administrator, give, [elsewhere.id, newId(), ids.stranger, elsewhere.organisationId]),
    '42501',
    'not in another partnership',
  )
})

test('sign-ins are seen by their own account only', async () => {
  await world.test.owner.query(
    `insert into access.sign_in (partnership_id, id, token_hash, account_id, created_at, last_seen_at) values ($1, $2, 'x', $3, now(), now())`,
    [anytown.id, newId(), ids.priya],
  )
  const count = async (ctx: ReturnType<typeof as>) =>
    (await ctx.transaction((tx) => tx.query('select id from access.sign_in'))).length
  assert.equal(await count(account(ids.priya, anytown.organisationId, ['link_worker'])), 1)
  assert.equal(await count(account(ids.sam, anytown.organisationId, ['administrator'])), 0)
  assert.equal(await count(world.job(anytown.id)), 0)
})

test('a partnership is made only by a job that acts for it', async () => {
  const insert = `insert into access.partnership (id, name) values ($1, 'Third')`
  const id = newId()
  assert.equal(await refusal(publicOf(id), insert, [id]), '42501')
  assert.equal(await refusal(world.job(anytown.id), insert, [id]), '42501')
  assert.equal(
    await refusal(account(ids.priya, anytown.organisationId, ['administrator']), insert, [anytown.id]),
    '42501',
  )
})

test('an e-mail address is used once in a partnership, in any case', async () => {
  const again = await world.job(anytown.id).transaction((tx) =>
    createAccount(tx, {
      email: ' PRIYA@example.org',
      name: 'Other',
      organisationId: anytown.organisationId,
      roles: [],
    }),
  )
  assert.deepEqual(again, { ok: false, reason: 'email-taken' })
  const insert = (email: string) =>
    world.test.owner.query(
      `insert into access.account (partnership_id, id, organisation_id, email, name, password_hash, password_changed_at, created_at)
       values ($1, $2, $3, $4, 'Other', 'x', now(), now())`,
      [anytown.id, newId(), anytown.organisationId, email],
    )
  await assert.rejects(insert('priya@example.org'), { constraint: 'account_email_once' })
  await assert.rejects(insert('Priya@example.org'), { constraint: 'account_email_small' })
})

test('who sees an id in a record has the name to it; the public and other partnerships do not', async () => {
  const all = Object.values(ids)
  const names = async (ctx: ReturnType<typeof as>) =>
    [...(await ctx.transaction((tx) => listStaffNames(tx, all))).keys()].toSorted()
  const ours = [ids.priya, ids.sam, ids.dot].toSorted()
  assert.deepEqual(await names(account(ids.dot, councilId, ['referrer'])), ours)
  assert.deepEqual(await names(as({ kind: 'person', partnershipId: anytown.id, personId: newId() })), ours)
  assert.deepEqual(await names(publicOf(anytown.id)), [])
})

test('production can tell that there are public sign-ins, before anybody has signed in', async () => {
  const { pool } = world.test.database
  assert.equal(await hasDemoAccounts(pool), false)
  const id = await world.makeDemoAccount(elsewhere, 'demo@example.org', ['link_worker'])
  assert.equal(
    await world.makeDemoAccount(elsewhere, 'Demo@example.org', ['link_worker', 'referrer']),
    id,
    'the same one again',
  )
  assert.equal(await hasDemoAccounts(pool), true)
  const { rows } = await world.test.owner.query(
    'select role from access.role_held where account_id = $1 order by role',
    [id],
  )
  assert.deepEqual(
    rows.map(({ role }) => role),
    ['link_worker', 'referrer'],
  )
})
