import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { openPeople, place, team, type PeopleWorld } from '#test/support/people.ts'
import { decidePossibleDuplicate, listPossibleDuplicates } from './index.ts'

let world: PeopleWorld
before(async () => {
  world = await openPeople()
})
after(() => world.db.close())

test('a pair is shown to, and decided by, who may see both', async () => {
  const birthDate = day('1933-07-08')
  const [one, other] = [await world.someone('Ivy', { birthDate }), await world.someone('Ivy', { birthDate })]
  await world.involve({ personId: one, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const pairs = () => world.riverside().transaction((tx) => listPossibleDuplicates(tx, one))
  assert.deepEqual(await pairs(), [])
  await assert.rejects(
    world.riverside().transaction((tx) => decidePossibleDuplicate(tx, one, other, 'different')),
    NotFound,
  )
  await world.involve({ personId: other, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  assert.deepEqual(
    (await pairs()).map((p) => p.id),
    [other],
  )
  await world.riverside().transaction((tx) => decidePossibleDuplicate(tx, one, other, 'different'))
  assert.deepEqual(await pairs(), [])
})
