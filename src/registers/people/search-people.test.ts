import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { asJob, asPublic } from '#test/support/actors.ts'
import { keys, openPeople, place, team, type PeopleWorld } from '#test/support/people.ts'
import { readNhsNumber, searchPeople } from './index.ts'

let world: PeopleWorld
before(async () => {
  world = await openPeople()
})
after(() => world.db.close())

const past = new Date('2020-01-01T00:00:00Z')

test('search finds one’s own people by name, misspelled name, birth date and NHS number, and nobody else’s', async () => {
  const number = readNhsNumber('9990000050')
  assert.ok(number.ok)
  const id = await world.someone('Zinnia', {
    familyName: 'Thistlewood',
    birthDate: day('1961-03-04'),
    nhsNumber: number.value,
  })
  await world.involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  await world.involve({ personId: id, organisationId: place.charity, reason: 'referrer' })
  await world.involve({ personId: id, organisationId: place.practice, reason: 'practice', until: past })
  const found = (ctx: Context, words: string) =>
    ctx.transaction(async (tx) => (await searchPeople(tx, keys, words)).map((p) => p.id))
  for (const words of [
    'thistlewood',
    'Zinia Thistlewod',
    'thistlewood ZINNIA',
    '4/3/1961',
    'zinnia 4 March 1961',
    '999 000 0050',
  ])
    assert.deepEqual(await found(world.riverside(), words), [id], words)
  for (const words of ['okafor 4/3/1961', 'zinnia 5/3/1961', '9990000018', '', '  ', '%', "'; drop table"])
    assert.deepEqual(await found(world.riverside(), words), [], words)
  const strangers = {
    'another team of the organisation': world.staff(place.pcn, team.hillside),
    'the referrer': world.staff(place.charity, team.connectors),
    'a practice that is no longer told': world.staff(place.practice),
    'the public': asPublic(world.db, world.here),
    'a job': asJob(world.db, world.here),
    'the same organisation and team ids in another partnership': world.staff(place.pcn, team.riverside, world.there),
  }
  for (const [who, ctx] of Object.entries(strangers))
    assert.deepEqual(await found(ctx, 'Zinnia Thistlewood 4/3/1961'), [], who)
  const { rows } = await world.db.owner.query(
    `select distinct detail from journal.entry where action = 'person.searched' and partnership_id = $1`,
    [world.here],
  )
  assert.deepEqual(
    rows
      .map((r) => Object.keys(r.detail))
      .flat()
      .filter((k) => k !== 'found'),
    [],
    'what was searched for is not kept',
  )
})
