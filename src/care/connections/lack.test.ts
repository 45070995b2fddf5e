import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { as, asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openConnections, type ConnectionWorld } from '#test/support/connections.ts'
import { addLacks } from '#test/support/lacks.ts'
import { answerConnection, countPeopleLacking, listLacks } from './index.ts'

let world: ConnectionWorld
before(async () => {
  world = await openConnections()
})
after(() => world.town.close())

const [FROM, TO] = [day('2026-01-01'), day('2026-06-30')]
const listed = async (from = FROM, to = TO) =>
  (await asJob(world.town.test, ANYTOWN).transaction((tx) => listLacks(tx, from, to)))
    .map((lack) => [lack.quarter, lack.need, lack.area ?? '-', lack.status, lack.reason ?? '-', lack.times].join(' '))
    .toSorted()
const clear = () =>
  world.town.test.owner.query('truncate connections.answer, connections.silence, connections.withdrawal')

test('a no that the worker writes down is counted with need, district and reason', async () => {
  const { id } = await world.offered()
  const given = { answer: 'declined', reason: 'full', words: null } as const
  assert.ok((await answerConnection(world.asPriya(), world.town.services, id, { given })).ok)
  assert.deepEqual(await listed(), ['2026-04-01 loneliness ZZ1 declined full 1'])
})

test('each connection counts once, by how it stands now; found something else is no lack; days of London', async () => {
  await clear()
  await addLacks(world, [{ status: 'waitlisted', times: 1, now: 'accepted' }])
  await addLacks(world, [
    { status: 'waitlisted', times: 1 },
    { status: 'unanswered', times: 3, area: null },
    { status: 'withdrawn', times: 4, reason: 'cannot-get-there' },
    { status: 'withdrawn', times: 5, reason: 'found-other' },
    { status: 'withdrawn', times: 5, reason: 'not-right', unasked: true },
    { status: 'declined', times: 6, reason: 'needs-more', need: 'pain', at: '2026-06-30T22:59:00Z' },
    { status: 'declined', times: 7, reason: 'needs-more', need: 'pain', at: '2026-06-30T23:00:00Z' },
  ])
  assert.deepEqual(await listed(), [
    '2026-01-01 debt - unanswered - 3',
    '2026-01-01 debt ZZ1 waitlisted - 1',
    '2026-01-01 debt ZZ1 withdrawn cannot-get-there 4',
    '2026-04-01 pain ZZ1 declined needs-more 6',
  ])
  assert.deepEqual(await listed(day('2026-07-01'), day('2026-07-01')), ['2026-07-01 pain ZZ1 declined needs-more 7'])
})

test('people are counted once, however often no place was had for them', async () => {
  await clear()
  await addLacks(world, [{ status: 'unanswered', times: 3 }])
  await addLacks(world, [
    { status: 'unanswered', times: 2, need: 'pain', area: 'ZZ2' },
    { status: 'unanswered', times: 2, area: null },
  ])
  const people = (need?: string, area?: string) =>
    asJob(world.town.test, ANYTOWN).transaction((tx) => countPeopleLacking(tx, { from: FROM, to: TO, need, area }))
  assert.equal(await people(), 2)
  assert.equal(await people('debt'), 2)
  assert.equal(await people('pain'), 1)
  assert.equal(await people(undefined, 'ZZ1'), 1)
  assert.equal(await people('food'), 0)
})

test('numbers are for those who plan, in their own partnership; nobody gets at the people behind them', async () => {
  const { test: db } = world.town
  const elsewhere = await makePartnership(db, 'Elsewhere')
  const account = (role: string, partnershipId = ANYTOWN) =>
    as(db, {
      kind: 'account',
      partnershipId,
      accountId: newId(),
      organisationId: newId(),
      roles: [role],
      name: 'N',
    })
  const seen = async (ctx: ReturnType<typeof account>) =>
    ctx.transaction(async (tx) => [
      (await listLacks(tx, FROM, TO)).length > 0,
      (await countPeopleLacking(tx, { from: FROM, to: TO })) > 0,
    ])
  for (const role of ['analyst', 'commissioner', 'team_manager'])
    assert.deepEqual(await seen(account(role)), [true, true], role)
  for (const role of ['link_worker', 'referrer', 'provider', 'safeguarding_lead', 'administrator'])
    assert.deepEqual(await seen(account(role)), [false, false], role)
  assert.deepEqual(await seen(asPublic(db, ANYTOWN)), [false, false])
  assert.deepEqual(await seen(account('analyst', elsewhere)), [false, false])
  await assert.rejects(
    account('analyst').transaction((tx) => tx.query('select * from connections.lack($1, $2)', [FROM, TO])),
    /permission denied/,
  )
})
