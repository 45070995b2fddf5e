import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { fixedClock } from '#platform/clock.ts'
import { day } from '#platform/days.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { findPlace } from '#foundations/geography/index.ts'
import { as, asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { asStaff, buildTown, type Town } from '#test/support/town.ts'
import {
  findNearestTeam,
  findTeamsCovering,
  getTeam,
  listMembers,
  listTeams,
  pauseIntake,
  resumeIntake,
  saveMembers,
  saveTeams,
  type Where,
} from './index.ts'

let db: TestDatabase
let town: Town
before(async () => {
  db = await openTestDatabase()
  town = await buildTown(db)
})
after(() => db.close())

const anybody = () => asPublic(db, town.partnershipId)
const staff = (organisationId: Id, teamId: Id, role: string) => asStaff(db, town, organisationId, teamId, role)

const COVERED: [string, Where, string[]][] = [
  ['a practice by its network', { practiceCode: 'ZZ0001' }, ['Riverside link workers']],
  [
    'a practice by its network and its code',
    { practiceCode: 'zz0002' },
    ['Hillside community connectors', 'Riverside link workers'],
  ],
  ['a practice by its code', { practiceCode: 'ZZ0005' }, ['Hillside community connectors']],
  ['a practice by the district it lies in', { practiceCode: 'ZZ0009' }, ['Old Town village agents']],
  ['a practice that nobody covers', { practiceCode: 'ZZ0006' }, []],
  ['a practice that nobody knows', { practiceCode: 'A81001' }, []],
  [
    'a network, itself and by its practices',
    { pcnCode: 'ZZP01' },
    ['Hillside community connectors', 'Riverside link workers'],
  ],
  ['a district', { place: { district: 'ZZ3' } }, ['Old Town village agents']],
  ['a small area', { place: { district: 'ZZ2', areaCode: 'Z01000002' } }, ['Hillside community connectors']],
  ['the area beside it', { place: { district: 'ZZ2', areaCode: 'Z01000003' } }, []],
]
for (const [why, where, names] of COVERED) {
  test(`who covers ${why}`, async () => {
    const teams = await anybody().transaction((tx) => findTeamsCovering(tx, where))
    assert.deepEqual(
      teams.map((team) => team.name),
      names,
    )
  })
}

test('the nearest team is found by what it covers', async () => {
  const nearest = await anybody().transaction(async (tx) => {
    const place = await findPlace(tx, 'ZZ4 1AA')
    assert.ok(place.ok)
    return findNearestTeam(tx, place.value)
  })
  assert.equal(nearest?.team.name, 'Old Town village agents')
  assert.ok(Math.abs(nearest.kilometres - 10) < 0.1, `${nearest.kilometres}`)
})

test('a team comes back as it was given, and another partnership has none of it', async () => {
  const team = await anybody().transaction((tx) => getTeam(tx, town.riverside))
  assert.deepEqual(team, {
    id: town.riverside,
    organisationId: town.network,
    organisationName: 'Riverside Primary Care Network',
    name: 'Riverside link workers',
    localTitle: { one: 'link worker', many: 'link workers' },
    summary: 'Three link workers who sit in the Riverside practices.',
    canHelp: ['Adults who feel lonely, low or stuck'],
    cannotHelp: [{ who: 'Someone in danger today', instead: 'Ring 999 or 111.' }],
    howToRefer: ['Ring us and we fill in the form with you.'],
    wait: { workingDays: 6, statedOn: '2026-03-28' },
    pause: null,
    openNowLimit: null,
    peoplePerYear: 250,
    telephone: '01632 960220',
    email: 'riverside-link-workers@example.org',
    languages: ['en', 'hi'],
    minimumAge: 18,
    maximumAge: null,
    version: 1,
  })
  const there = asPublic(db, await makePartnership(db, 'Otherplace'))
  assert.deepEqual(await there.transaction((tx) => listTeams(tx)), [])
  assert.deepEqual(await there.transaction((tx) => findTeamsCovering(tx, { practiceCode: 'ZZ0001' })), [])
  await assert.rejects(
    there.transaction((tx) => getTeam(tx, town.riverside)),
    NotFound,
  )
})

test('saving again changes a team and replaces what it covers', async () => {
  const id = newId()
  const save = (name: string, code: string) =>
    asJob(db, town.partnershipId).transaction(async (tx) =>
      saveTeams(tx, [
        {
          id,
          organisationId: town.charity,
          name,
          coverage: [
            { kind: 'district', code },
            { kind: 'district', code },
          ],
        },
      ]),
    )
  await save('Wanderers', 'ZZ8')
  await save('Walkers', 'ZZ9')
  const covering = (district: string) =>
    anybody().transaction(async (tx) => (await findTeamsCovering(tx, { place: { district } })).map((team) => team.name))
  assert.deepEqual([await covering('ZZ8'), await covering('ZZ9')], [[], ['Walkers']])
  await db.owner.query('delete from teams.coverage where team_id = $1', [id])
  await db.owner.query('delete from teams.team where id = $1', [id])
})

test('a pause tells why, moves the team behind the others, and ends by its day or by hand', async () => {
  const pause = { reason: 'Two do the work of three.', meanwhile: 'Ring us for a word.', until: day('2026-04-25') }
  const manager = staff(town.charity, town.connectors, 'team_manager')
  await manager.transaction((tx) => pauseIntake(tx, town.connectors, { ...pause, until: null }))
  await manager.transaction((tx) => pauseIntake(tx, town.connectors, pause))
  const names = async () =>
    (await anybody().transaction((tx) => findTeamsCovering(tx, { practiceCode: 'ZZ0002' }))).map((t) => t.name)
  assert.deepEqual((await anybody().transaction((tx) => getTeam(tx, town.connectors))).pause, pause)
  assert.deepEqual(await names(), ['Riverside link workers', 'Hillside community connectors'])
  const onTheDay = as(
    db,
    { kind: 'public', partnershipId: town.partnershipId },
    fixedClock('2026-04-25T00:30:00+01:00'),
  )
  assert.equal((await onTheDay.transaction((tx) => getTeam(tx, town.connectors))).pause, null)
  await manager.transaction((tx) => resumeIntake(tx, town.connectors))
  assert.deepEqual(await names(), ['Hillside community connectors', 'Riverside link workers'])
  const facts = await db.owner.query(
    'select ended_at is not null as ended, paused_by is not null as known from teams.intake_pause where team_id = $1',
    [town.connectors],
  )
  assert.deepEqual(facts.rows, [
    { ended: true, known: true },
    { ended: true, known: true },
  ])
  const journal = await db.owner.query(
    `select action from journal.entry where subject_id = $1 and action like 'team.intake%' order by id`,
    [town.connectors],
  )
  assert.deepEqual(
    journal.rows.map((r) => r.action),
    ['team.intake-paused', 'team.intake-paused', 'team.intake-resumed'],
  )
})

test('nobody else pauses a team, in the program or in the database', async () => {
  const others = [
    staff(town.charity, town.connectors, 'team_manager'),
    staff(town.network, town.riverside, 'link_worker'),
    anybody(),
  ]
  for (const ctx of others) {
    await assert.rejects(
      ctx.transaction((tx) => pauseIntake(tx, town.riverside, { reason: 'x', meanwhile: null, until: null })),
      Forbidden,
    )
    await assert.rejects(
      ctx.transaction((tx) =>
        tx.query(
          `insert into teams.intake_pause (partnership_id, id, team_id, reason, paused_at) values ($1, $2, $3, 'x', now())`,
          [town.partnershipId, newId(), town.riverside],
        ),
      ),
      { code: '42501' },
    )
    assert.equal(
      (
        await ctx.transaction((tx) =>
          tx.query(`update teams.team set name = 'x' where id = $1 returning id`, [town.riverside]),
        )
      ).length,
      0,
    )
  }
})

test('who works in a team is seen by its organisation only', async () => {
  const accountId = newId()
  await db.owner.query(
    `insert into access.account (partnership_id, id, organisation_id, email, name, password_hash, password_changed_at, created_at)
      values ($1, $2, $3, 'p.nair@example.org', 'Priya Nair', 'x', now(), now())`,
    [town.partnershipId, accountId, town.network],
  )
  await asJob(db, town.partnershipId).transaction(async (tx) =>
    saveMembers(tx, [
      {
        teamId: town.riverside,
        accountId,
        startsOn: day('2026-01-05'),
        endsOn: day('2026-06-30'),
        languages: ['en', 'hi'],
      },
    ]),
  )
  const on = (ctx: Context, date: string) =>
    ctx.transaction(async (tx) =>
      (await listMembers(tx, town.riverside, day(date))).map((m) => [m.name, m.languages, m.workingDays]),
    )
  const priya = [['Priya Nair', ['en', 'hi'], [1, 2, 3, 4, 5]]]
  assert.deepEqual(await on(staff(town.network, town.riverside, 'link_worker'), '2026-04-01'), priya)
  assert.deepEqual(await on(asJob(db, town.partnershipId), '2026-06-30'), priya)
  assert.deepEqual(await on(staff(town.network, town.riverside, 'link_worker'), '2026-07-01'), [])
  assert.deepEqual(await on(staff(town.charity, town.connectors, 'link_worker'), '2026-04-01'), [])
  assert.deepEqual(await on(anybody(), '2026-04-01'), [])
})

test('a role may not be held for a team that is not there', async () => {
  const account = await db.owner.query('select id from access.account where partnership_id = $1', [town.partnershipId])
  await assert.rejects(
    db.owner.query(
      `insert into access.role_held (partnership_id, id, account_id, organisation_id, team_id, role, created_at) values ($1, $2, $3, $4, $5, 'link_worker', now())`,
      [town.partnershipId, newId(), account.rows[0].id, town.network, newId()],
    ),
    { constraint: 'role_held_of_team' },
  )
})
