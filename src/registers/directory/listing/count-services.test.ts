import assert from 'node:assert/strict'
import test, { after, before } from 'node:test'
import { day } from '#platform/days.ts'
import { ANYTOWN } from '#seeds/anytown/load.ts'
import { SERVICES } from '#seeds/anytown/services.ts'
import { asPublic } from '#test/support/actors.ts'
import { openApp, type TestApp } from '#test/support/app.ts'
import { countServicesFor } from '../index.ts'

let town: TestApp
before(async () => {
  town = await openApp()
})
after(() => town.close())

const counted = (need: Parameters<typeof countServicesFor>[1], area?: string, today = '2026-04-01') =>
  asPublic(town.test, ANYTOWN).transaction((tx) => countServicesFor(tx, need, area, day(today)))

test('what is on for a need, where, and what was said about space', async () => {
  const debt = SERVICES.filter(({ needs, status }) => needs.includes('debt') && status === 'active')
  assert.ok(debt.length > 2)
  const believed = debt.filter(({ spaces }) => spaces.confirmedDaysAgo !== null && spaces.confirmedDaysAgo <= 30)
  const said = (...states: string[]) => believed.filter(({ spaces }) => states.includes(spaces.state)).length
  assert.deepEqual(await counted('debt', 'ZZ2'), {
    services: debt.length,
    groups: new Set(debt.map(({ provider }) => provider)).size,
    here: debt.filter(({ locations }) => locations.some(({ postcode }) => postcode.startsWith('ZZ2 '))).length,
    atHome: debt.filter(({ mode }) => mode.some((way) => way !== 'in person')).length,
    open: said('open', 'limited'),
    full: said('full', 'waiting list'),
  })
})

test('without a district nothing is here; what was said about space is forgotten; what is closed is not counted', async () => {
  const now = await counted('loneliness')
  assert.equal(now.here, 0)
  assert.ok(now.open + now.full > 0)
  const later = await counted('loneliness', undefined, '2026-06-01')
  assert.deepEqual([later.open, later.full, later.services], [0, 0, now.services])
  await town.test.owner.query(
    `update directory.service set status = 'temporarily closed' where needs @> '{loneliness}'`,
  )
  assert.equal((await counted('loneliness')).services, 0)
})
