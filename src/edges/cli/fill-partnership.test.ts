/** The door of a new place: local mode, nothing invented, and only the command line until somebody can be referred. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { systemClock } from '#platform/clock.ts'
import { contextOf, type Actor } from '#platform/context.ts'
import { openDatabase, type Database } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { findTeamsCovering, listMembers } from '#registers/teams/index.ts'
import { openCommandLine, type CommandLine } from '#test/support/command-line.ts'

const PRACTICES = `ods_code,name,postcode,pcn_code,pcn_name,sub_icb_ods,icb_ods
ZZ1001,Canal Street Surgery,ZZ1 1AA,ZZP91,Canal PCN,ZZS,ZZI
ZZ1002,Lock Lane Practice,ZZ1 1AB,ZZP91,Canal PCN,ZZS,ZZI
ZZ1003,Hilltop Surgery,ZZ2 1AA,ZZP92,Hill PCN,ZZS,ZZI
`

let line: CommandLine
let database: Database
let partnershipId: Id
before(
  async () => {
    line = await openCommandLine()
    const file = join(line.folder, 'practices.csv')
    await writeFile(file, PRACTICES)
    assert.equal((await line.trellis('import', 'practices', file)).code, 0)
    partnershipId = (await made('create', 'partnership', 'Canal Side')).id as Id
    database = openDatabase({ host: line.host, user: 'trellis_app', database: 'trellis' }, () => {})
  },
  { timeout: 120_000 },
)
after(async () => {
  await database?.close()
  await line?.close()
})

async function made(...words: string[]): Promise<Record<string, unknown>> {
  const { code, out, err } = await line.trellis(...words, '--json')
  assert.deepEqual([code, err], [0, ''])
  return JSON.parse(out) as Record<string, unknown>
}

const as = (actor: Actor) => contextOf(database, actor, newId(), systemClock)
const entries = (subject: unknown) =>
  line.rows('select action, detail from journal.entry where subject_id = $1', [subject])
const count = async (table: string) => Number((await line.rows(`select count(*) as n from ${table}`))[0].n)

const TEAM = ['create', 'team', '--organisation', 'canal neighbours', '--name', 'Canal connectors']
const WORKER = ['--email', 'n.adeyemi@example.org', '--name', 'Ngozi Adeyemi', '--organisation', 'Canal Neighbours']

test('an organisation: named, or by its code from the register; once', { timeout: 120_000 }, async () => {
  const charity = await made('create', 'organisation', '--name', 'Canal Neighbours', '--kind', 'charity')
  assert.deepEqual(await entries(charity.id), [{ action: 'organisation.created', detail: { kind: 'charity' } }])
  const pcn = await made('create', 'organisation', '--code', 'zzp92')
  assert.deepEqual({ ...pcn, id: 0 }, { id: 0, name: 'Hill PCN', kind: 'pcn', code: 'ZZP92' })

  const before = await count('access.organisation')
  const cases: [string[], number, RegExp][] = [
    [['--code', 'ZZP92'], 1, /^There is an organisation with the code ZZP92 already: Hill PCN\.\n$/],
    [['--name', 'canal neighbours', '--kind', 'charity'], 1, /called Canal Neighbours already/],
    [['--code', 'ZZ9999'], 1, /No imported practice, PCN or ICB has the code ZZ9999/],
    [['--name', 'Somebody'], 2, /Give --name and --kind, or the --code/],
    [['--name', 'A king', '--kind', 'kingdom'], 2, /there is no kind "kingdom". There are: practice, pcn/],
    [['--code', 'ZZ 1'], 2, /--code: give an ODS code/],
  ]
  for (const [words, code, said] of cases) {
    const refused = await line.trellis('create', 'organisation', ...words)
    assert.equal(refused.code, code, words.join(' '))
    assert.match(refused.err, said)
  }
  assert.equal(await count('access.organisation'), before)
})

test('nobody works in a team before there is one, and no half of a team is kept', { timeout: 120_000 }, async () => {
  const early = await line.trellis('create', 'account', ...WORKER, '--role', 'link_worker')
  assert.deepEqual([early.code, early.out], [1, ''])
  assert.match(early.err, /has no team to work in. Make one with: npm run trellis -- create team/)

  const unknown = await line.trellis(...TEAM, '--covers', 'ZZ1001', 'ZZ9999', 'ZZP99', 'ZZ1')
  assert.deepEqual([unknown.code, unknown.out], [1, ''])
  assert.match(unknown.err, /no postcode district like M33:\n {2}ZZ9999\n {2}ZZP99\nNothing is stored/)
  // The practice is not there yet: it would be made with the team, so it must go with it too.
  const withNew = ['create', 'team', '--organisation', 'ZZ1003', '--name', 'Hill', '--covers', 'NOWHERE']
  assert.equal((await line.trellis(...withNew)).code, 1)
  const telephone = await line.trellis(...TEAM, '--covers', 'ZZ1', '--telephone', '12')
  assert.equal(telephone.code, 2)
  assert.match(telephone.err, /--telephone: Enter a telephone number/)
  assert.deepEqual(await line.rows(`select id from access.organisation where ods_code = 'ZZ1003'`), [])
  assert.deepEqual([await count('teams.team'), await count('teams.coverage'), await count('access.account')], [0, 0, 0])
})

test('a team is found by the practices it covers, and its worker can be given work', { timeout: 120_000 }, async () => {
  const facts = ['--worker-title', 'social prescriber', '--telephone', '020 7946 0100', '--email', 'team@example.org']
  const team = await made(...TEAM, '--covers', 'zzp91', 'ZZ1003', 'zz3', ...facts, '--summary', 'We walk with you.')
  assert.deepEqual(team.coverage, [
    { kind: 'pcn', code: 'ZZP91' },
    { kind: 'practice', code: 'ZZ1003' },
    { kind: 'district', code: 'ZZ3' },
  ])
  assert.deepEqual(
    (await entries(team.id)).map(({ action }) => action),
    ['team.saved'],
  )
  const again = await line.trellis(...TEAM, '--covers', 'ZZ1')
  assert.deepEqual([again.code, again.err], [1, 'Canal Neighbours has a team called Canal connectors already.\n'])

  const worker = await line.trellis(
    'create',
    'account',
    ...WORKER,
    '--role',
    'link_worker',
    '--team',
    'Canal connectors',
  )
  assert.equal(worker.code, 0, worker.err)
  assert.match(worker.out, /^Ngozi Adeyemi works in Canal connectors: whole time, Monday to Friday\.\n/)

  const [found] = await as({ kind: 'public', partnershipId }).transaction((tx) =>
    findTeamsCovering(tx, { practiceCode: 'ZZ1002' }),
  )
  assert.deepEqual(
    [found?.id, found?.localTitle, found?.telephone, found?.email, found?.summary],
    [
      team.id,
      { one: 'social prescriber', many: 'social prescribers' },
      '02079460100',
      'team@example.org',
      'We walk with you.',
    ],
  )
  const [account] = await line.rows(`select id, organisation_id from access.account`)
  const colleague: Actor = {
    kind: 'account',
    partnershipId,
    accountId: account.id,
    organisationId: account.organisation_id,
    teamId: team.id as Id,
    roles: ['link_worker'],
    name: 'Ngozi Adeyemi',
  }
  const members = await as(colleague).transaction((tx) => listMembers(tx, team.id as Id, dayOf(tx.now())))
  assert.deepEqual(
    members.map(({ accountId, name, hoursPerWeek, workingDays }) => [accountId, name, hoursPerWeek, workingDays]),
    [[account.id, 'Ngozi Adeyemi', 37.5, [1, 2, 3, 4, 5]]],
  )
})

test('a practice of the register is one command away', { timeout: 120_000 }, async () => {
  const key = ['create', 'api-key', '--organisation', 'zz1001', '--scope', 'referrals:write']
  const first = await line.trellis(...key)
  assert.equal(first.code, 0, first.err)
  assert.match(
    first.out,
    /^Canal Street Surgery \(ZZ1001\) was not here yet: it is made from the imported register\.\nA key for Canal Street/,
  )
  assert.match((await line.trellis(...key)).out, /^A key for Canal Street Surgery/)
  const referrer = ['--email', 'dr@example.org', '--name', 'Dr A', '--organisation', 'ZZ1002', '--role', 'referrer']
  assert.match(
    (await line.trellis('create', 'account', ...referrer)).out,
    /^Lock Lane Practice \(ZZ1002\) was not here yet/,
  )
  assert.deepEqual(
    await line.rows(
      `select o.ods_code, o.kind, (select count(*)::int from journal.entry e where e.subject_id = o.id) as entries,
         (select count(*)::int from teams.member m join access.account a on a.id = m.account_id where a.organisation_id = o.id) as members
       from access.organisation o where o.kind = 'practice' order by 1`,
    ),
    [
      { ods_code: 'ZZ1001', kind: 'practice', entries: 1, members: 0 },
      { ods_code: 'ZZ1002', kind: 'practice', entries: 1, members: 0 },
    ],
  )
})
