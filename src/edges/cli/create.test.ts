import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { tokenHash } from '#platform/crypto.ts'
import { openCommandLine, type CommandLine } from '#test/support/command-line.ts'

let line: CommandLine
before(async () => {
  line = await openCommandLine()
})
after(async () => {
  await line?.close()
})
const trellis: CommandLine['trellis'] = (...words) => line.trellis(...words)
const rows: CommandLine['rows'] = (text, values) => line.rows(text, values)

test('a partnership, once; accounts and keys need one', { timeout: 120_000 }, async () => {
  const early = await trellis(
    'create',
    'account',
    '--email',
    'a@example.org',
    '--name',
    'A',
    '--organisation',
    'X',
    '--role',
    'referrer',
  )
  assert.deepEqual([early.code, early.out], [1, ''])
  assert.match(early.err, /No partnership yet. Make one with: npm run trellis -- create partnership/)

  const made = await trellis('create', 'partnership', 'Anytown', '--host', 'Anytown.example', '--json')
  assert.deepEqual([made.code, made.err], [0, ''])
  const { id, name, host } = JSON.parse(made.out) as Record<string, string>
  assert.deepEqual([name, host], ['Anytown', 'Anytown.example'])

  assert.deepEqual(await rows('select id, name, host from access.partnership'), [
    { id, name: 'Anytown', host: 'anytown.example' },
  ])
  assert.deepEqual(await rows('select action, actor_kind from journal.entry where subject_id = $1', [id]), [
    { action: 'partnership.created', actor_kind: 'job' },
  ])
  const again = await trellis('create', 'partnership', 'ANYTOWN')
  assert.deepEqual([again.code, again.err], [1, 'There is a partnership of this name already.\n'])
  const sameHost = await trellis('create', 'partnership', 'Elsewhere', '--host', 'anytown.example', '--json')
  assert.deepEqual(
    [sameHost.code, JSON.parse(sameHost.out)],
    [1, { error: 'Another partnership has this host name already.' }],
  )
})

test('an account with its roles; the password is told once and works', { timeout: 120_000 }, async () => {
  const [partnership] = await rows('select id from access.partnership')
  const [organisation, team] = ['01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002']
  await rows(
    `insert into access.organisation (partnership_id, id, name, kind, ods_code) values ($1, $2, 'Riverside Surgery', 'practice', 'ZZ0001')`,
    [partnership.id, organisation],
  )
  await rows(`insert into teams.team (partnership_id, id, organisation_id, name) values ($1, $2, $3, 'Riverside')`, [
    partnership.id,
    team,
    organisation,
  ])
  const priya = ['--email', 'Priya.Nair@Example.org', '--name', 'Priya Nair', '--organisation', 'zz0001']
  const made = await trellis(
    'create',
    'account',
    ...priya,
    '--role',
    'link-worker',
    'team_manager',
    '--team',
    'riverside',
    '--json',
  )
  assert.deepEqual([made.code, made.err], [0, ''])
  const { id, email, roles, password } = JSON.parse(made.out) as {
    id: string
    email: string
    roles: string[]
    password: string
  }
  assert.deepEqual([email, roles], ['priya.nair@example.org', ['link_worker', 'team_manager']])
  const [account] = await rows('select * from access.account where id = $1', [id])
  assert.equal(account.totp_secret, null)
  assert.match(password, /^[a-z0-9-]{23}$/)
  assert.match(account.password_hash, /^\$scrypt\$/)
  assert.deepEqual(await rows('select role, team_id, organisation_id from access.role_held order by role'), [
    { role: 'link_worker', team_id: team, organisation_id: organisation },
    { role: 'team_manager', team_id: team, organisation_id: organisation },
  ])
  const [entry] = await rows(`select detail from journal.entry where action = 'account.created'`)
  assert.deepEqual(entry.detail, { organisation, roles: ['link_worker', 'team_manager'], team })

  const named = (name: string) => ['--email', `${name}@example.org`, '--name', name, '--organisation', 'zz0001']
  const only = await trellis('create', 'account', ...named('tom'), '--role', 'link_worker')
  assert.equal(only.code, 0, only.err)
  const held = `select r.team_id from access.role_held r join access.account a on a.id = r.account_id where a.email = $1`
  assert.deepEqual(await rows(held, ['tom@example.org']), [{ team_id: team }], 'the only team there is')
  await rows(
    `insert into teams.team (partnership_id, id, organisation_id, name) values ($1, gen_random_uuid(), $2, 'Hillside')`,
    [partnership.id, organisation],
  )
  const which = await trellis('create', 'account', ...named('zoe'), '--role', 'link_worker')
  assert.deepEqual([which.code, which.err.split('\n')[0]], [1, 'Say with --team in which of these they work:'])

  const again = await trellis('create', 'account', ...priya, '--role', 'referrer')
  assert.deepEqual([again.code, again.err], [1, 'There is an account with this email address already.\n'])
  const byName = await trellis(
    'create',
    'account',
    '--email',
    'b@example.org',
    '--name',
    'B',
    '--organisation',
    'riverside surgery',
    '--role',
    'referrer',
  )
  assert.equal(byName.code, 0)
  assert.match(byName.out, /B can sign in with b@example\.org and this password, shown only now:\n {2}[a-z0-9-]{23}\n/)
})

test('what is wrong is said, and nothing is made', { timeout: 120_000 }, async () => {
  const account = (...words: string[]) =>
    trellis('create', 'account', '--email', 'c@example.org', '--name', 'C', '--organisation', 'ZZ0001', ...words)
  const cases: [Awaited<ReturnType<typeof trellis>>, number, RegExp][] = [
    [await account(), 2, /required option '--role/],
    [await account('--role', 'king'), 2, /there is no role "king". There are: link_worker/],
    [await account('--role', 'constructor'), 2, /there is no role "constructor"/],
    [
      await account('--role', 'referrer', '--team', 'Hilltop'),
      1,
      /The organisation has no team "Hilltop". There are:\n {2}Hillside\n {2}Riverside/,
    ],
    [
      await trellis(
        'create',
        'account',
        '--email',
        'no address',
        '--name',
        'C',
        '--organisation',
        'ZZ0001',
        '--role',
        'referrer',
      ),
      2,
      /--email/,
    ],
    [
      await account('--role', 'referrer', '--organisation', 'ZZ9999'),
      1,
      /no organisation with the code or name "ZZ9999"/,
    ],
    [
      await trellis('create', 'api-key', '--organisation', 'ZZ0001', '--scope', 'everything'),
      2,
      /no scope "everything". There are: services:read/,
    ],
    [
      await trellis(
        'create',
        'api-key',
        '--organisation',
        'ZZ0001',
        '--scope',
        'teams:read',
        '--expires',
        '2020-01-01',
      ),
      2,
      /this day is past/,
    ],
  ]
  for (const [{ code, err }, expected, said] of cases) {
    assert.equal(code, expected, err)
    assert.match(err, said)
  }
  assert.deepEqual(await rows(`select id from access.account where email = 'c@example.org'`), [])
})

test('a key is told once; only its hash is kept', { timeout: 120_000 }, async () => {
  const words = [
    'create',
    'api-key',
    '--organisation',
    'ZZ0001',
    '--scope',
    'referrals:write',
    'teams:read',
    '--expires',
    '2099-12-31',
    '--json',
  ]
  const made = await trellis(...words)
  assert.deepEqual([made.code, made.err], [0, ''])
  const { id, key, scopes, expires_at } = JSON.parse(made.out) as {
    id: string
    key: string
    scopes: string[]
    expires_at: string
  }
  assert.match(key, /^trellis_[\w-]{43}$/)
  assert.deepEqual([scopes, expires_at], [['referrals:write', 'teams:read'], '2099-12-31T23:59:59.000Z'])
  assert.deepEqual(
    await rows('select scopes, revoked_at from access.api_key where id = $1 and key_hash = $2', [id, tokenHash(key)]),
    [{ scopes: ['referrals:write', 'teams:read'], revoked_at: null }],
  )
})
