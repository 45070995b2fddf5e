import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { idFrom } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { Refused, WrongUsage } from './answer.ts'
import { findOrMakePartnership } from './find-or-make-partnership.ts'

const anytown = { id: idFrom('anytown'), name: 'Anytown' }
const riverside = { id: idFrom('riverside'), name: 'Riverside' }
const hilltop = { id: idFrom('hilltop'), name: 'Hilltop' }
let world: TestDatabase
before(async () => {
  world = await openTestDatabase()
})
beforeEach(() => world.owner.query('delete from access.partnership'))
after(() => world.close())

const make = async (...all: { id: string; name: string }[]) => {
  for (const { id, name } of all)
    await world.owner.query('insert into access.partnership (id, name) values ($1, $2)', [id, name])
}
const find = (mode: 'demo' | 'local' | 'production', wanted?: string) =>
  findOrMakePartnership(world.database, world.ownerConfig, mode, wanted)

test('the only partnership is the one', async () => {
  await make(riverside)
  assert.deepEqual(await find('production'), riverside)
})

test('of several, one must be chosen, by name in any case or by id', async () => {
  await make(riverside, hilltop)
  await assert.rejects(
    find('production'),
    (e) => e instanceof WrongUsage && /--partnership:\n {2}Hilltop \(.+\)\n {2}Riverside \(/.test(e.message),
  )
  assert.deepEqual(await find('production', 'hilltop'), hilltop)
  assert.deepEqual(await find('production', riverside.id), riverside)
  await assert.rejects(
    find('production', 'Lowtown'),
    (e) => e instanceof Refused && /no partnership "Lowtown". There are:\n {2}Hilltop/.test(e.message),
  )
})

test('two of one name need the id', async () => {
  await make(riverside, { id: idFrom('another'), name: 'Riverside' })
  await assert.rejects(find('production', 'Riverside'), WrongUsage)
})

test('none yet: the demo gets Anytown, anybody else is told what to do', async () => {
  for (const mode of ['local', 'production'] as const)
    await assert.rejects(find(mode), {
      name: 'Refused',
      message: 'No partnership yet. Make one with: npm run trellis -- create partnership "<name>"',
    })
  await assert.rejects(find('demo', 'Riverside'), Refused)
  await assert.rejects(findOrMakePartnership(world.database, undefined, 'demo'), Refused)
  assert.deepEqual(await find('demo'), anytown)
  assert.deepEqual(await find('demo'), anytown)
  const { rows } = await world.owner.query('select id, name from access.partnership')
  assert.deepEqual(rows, [anytown])
})
