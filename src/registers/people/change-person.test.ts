import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { keys, openPeople, place, team, type PeopleWorld } from '#test/support/people.ts'
import { changePerson, getPerson, mayContact, viewRestrictedContact } from './index.ts'

let world: PeopleWorld
before(async () => {
  world = await openPeople()
})
after(() => world.db.close())

test('details are put right by the team, from the version they looked at', async () => {
  const id = await world.someone('Grace')
  await world.involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  await world.involve({ personId: id, organisationId: place.practice, reason: 'practice' })
  const change = (ctx: Context, version: number) =>
    ctx.transaction((tx) =>
      changePerson(tx, keys, id, version, {
        preferredName: 'Gracie',
        safeContact: { voicemail: true },
        further: { religion: 'none' },
      }),
    )
  assert.equal(await change(world.riverside(), 1), 2)
  const now = await world.riverside().transaction((tx) => getPerson(tx, id))
  assert.deepEqual(
    [now.preferredName, now.safeContact.voicemail, now.safeContact.post, now.version],
    ['Gracie', true, true, 2],
  )
  await assert.rejects(
    change(world.riverside(), 1),
    (error: Conflict) => error instanceof Conflict && (error.current as { version: number }).version === 2,
  )
  await assert.rejects(change(world.staff(place.charity), 2), NotFound)
  await assert.rejects(change(world.staff(place.practice), 2), Forbidden)
})

test('a restricted person has a name but no address, until it is opened for a reason that the journal keeps', async () => {
  const id = await world.someone('Ruth', {
    restricted: true,
    addressLines: ['1 Mill Lane'],
    postcode: 'ZZ1 1AB',
    email: 'ruth@example.org',
  })
  await world.involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const ruth = await world.riverside().transaction((tx) => getPerson(tx, id))
  assert.deepEqual(
    [ruth.givenName, ruth.telephone, ruth.email, ruth.addressLines, ruth.postcode],
    ['Ruth', null, null, [], null],
  )
  assert.deepEqual(mayContact(ruth, 'telephone', new Date()), { ok: false, reason: 'restricted' })
  const opened = await world.riverside().transaction((tx) => viewRestrictedContact(tx, id, 'call'))
  assert.equal(opened.telephone, '07700900123')
  const { rows } = await world.db.owner.query(
    `select detail from journal.entry where action = 'person.contact-opened' and person_id = $1`,
    [id],
  )
  assert.deepEqual(rows, [{ detail: { reason: 'call' } }])
  await assert.rejects(
    world.staff(place.charity).transaction((tx) => viewRestrictedContact(tx, id, 'call')),
    NotFound,
  )
})
