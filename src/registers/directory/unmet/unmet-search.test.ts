import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { day } from '#platform/days.ts'
import { newId } from '#platform/ids.ts'
import { as, asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { countUnmetSearch, saveUnmetSearches, type UnmetSearches } from '../index.ts'

let world: TestDatabase
let [here, elsewhere] = ['', '']
before(async () => {
  world = await openTestDatabase()
  here = await makePartnership(world)
  elsewhere = await makePartnership(world, 'Elsewhere')
})
after(() => world.close())

const search = (needs: Parameters<typeof countUnmetSearch>[1]['needs'], district?: string) =>
  asPublic(world, here).transaction(async (tx) => countUnmetSearch(tx, { needs, district }))
const counted = async () =>
  (
    await world.owner.query<{ line: string }>(
      `select concat_ws(' ', searched_on, need, coalesce(area, '-'), times) as line from directory.unmet_search
       where partnership_id = $1 order by need, area`,
      [here],
    )
  ).rows.map(({ line }) => line)

test('the public’s searches are added up by day, need and district', async () => {
  await search(['debt', 'loneliness'], 'M33')
  await search(['debt'], 'm33')
  await search(['debt'])
  await search(['debt'])
  await search([], 'M33')
  assert.deepEqual(await counted(), [
    '2026-04-01 debt M33 2',
    '2026-04-01 debt - 2',
    '2026-04-01 loneliness M33 1',
    '2026-04-01 other M33 1',
  ])
})

test('nothing but a district is kept of a place', async () => {
  await world.owner.query('delete from directory.unmet_search')
  for (const place of ['M33 7QX', '12 Mill Lane', '', 'Grace Okafor', 'M3']) await search(['pain'], place)
  assert.deepEqual(await counted(), ['2026-04-01 pain M3 1', '2026-04-01 pain - 4'])
})

test('a need named twice in one search counts once, and a search costs one statement', async () => {
  await world.owner.query('delete from directory.unmet_search')
  const before = world.database.statements.count
  await search(['food', 'money', 'food'], 'ZZ1')
  assert.equal(world.database.statements.count - before, 1)
  assert.deepEqual(await counted(), ['2026-04-01 food ZZ1 1', '2026-04-01 money ZZ1 1'])
})

test('forty at once, in either order of needs: each is counted', async () => {
  await world.owner.query('delete from directory.unmet_search')
  await Promise.all(Array.from({ length: 40 }, (_, n) => search(n % 2 ? ['food', 'money'] : ['money', 'food'], 'ZZ1')))
  assert.deepEqual(await counted(), ['2026-04-01 food ZZ1 40', '2026-04-01 money ZZ1 40'])
})

test('the day is London’s', async () => {
  await world.owner.query('delete from directory.unmet_search')
  const late = as(world, { kind: 'public', partnershipId: here }, fixedClock('2026-06-30T23:30:00Z'))
  await late.transaction(async (tx) => countUnmetSearch(tx, { needs: ['work'] }))
  assert.deepEqual(await counted(), ['2026-07-01 work - 1'])
})

test('numbers are read by those who plan, of their own partnership; by nobody else', async () => {
  await world.owner.query('delete from directory.unmet_search')
  await search(['debt'])
  const seen = async (roles?: string[], partnershipId = here) => {
    const ctx = roles
      ? as(world, { kind: 'account', partnershipId, accountId: newId(), organisationId: newId(), roles, name: 'N' })
      : asPublic(world, partnershipId)
    return (await ctx.transaction((tx) => tx.query('select from directory.unmet_search'))).length
  }
  for (const role of ['analyst', 'commissioner', 'team_manager']) assert.equal(await seen([role]), 1, role)
  for (const role of ['link_worker', 'referrer', 'provider', 'safeguarding_lead', 'administrator'])
    assert.equal(await seen([role]), 0, role)
  assert.equal(await seen(), 0)
  assert.equal(await seen(['analyst'], elsewhere), 0)
})

test('many days are written at once by a job, and by nobody else', async () => {
  await world.owner.query('delete from directory.unmet_search')
  const counts: UnmetSearches[] = [
    { day: day('2026-03-02'), need: 'debt', area: 'ZZ1', times: 3 },
    { day: day('2026-03-02'), need: 'other', area: null, times: 3 },
  ]
  await asJob(world, here).transaction(async (tx) => saveUnmetSearches(tx, counts))
  assert.deepEqual(await counted(), ['2026-03-02 debt ZZ1 3', '2026-03-02 other - 3'])
  await assert.rejects(
    asPublic(world, here).transaction(async (tx) => saveUnmetSearches(tx, [{ ...counts[0]!, need: 'food' }])),
    /row-level security/,
  )
})
