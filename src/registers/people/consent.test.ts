import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { NotFound } from '#platform/errors.ts'
import { asPublic } from '#test/support/actors.ts'
import { openPeople, place, team, type PeopleWorld } from '#test/support/people.ts'
import { listConsents, saveConsent, withdrawConsent } from './index.ts'

let world: PeopleWorld
before(async () => {
  world = await openPeople()
})
after(() => world.db.close())

test('consent is a fact that can be taken back, seen with the person only', async () => {
  const id = await world.someone('Grace')
  await world.involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const consent = await asPublic(world.db, world.here).transaction(async (tx) =>
    saveConsent(tx, id, { subject: 'sharing', answer: 'given', by: 'person', wordingVersion: 'refer-1' }),
  )
  const of = (ctx: Context) => ctx.transaction((tx) => listConsents(tx, id))
  assert.deepEqual(
    (await of(world.riverside())).map((c) => [c.subject, c.answer, c.withdrawnAt]),
    [['sharing', 'given', null]],
  )
  assert.deepEqual(await of(world.staff(place.charity)), [])
  await assert.rejects(
    world.staff(place.charity).transaction((tx) => withdrawConsent(tx, consent)),
    NotFound,
  )
  await world.riverside().transaction((tx) => withdrawConsent(tx, consent))
  assert.ok((await of(world.riverside()))[0]!.withdrawnAt)
  await assert.rejects(
    world.riverside().transaction((tx) => withdrawConsent(tx, consent)),
    NotFound,
  )
  await assert.rejects(
    asPublic(world.db, world.here).transaction(async (tx) =>
      saveConsent(tx, id, { subject: 'sharing', answer: 'best-interests', by: 'professional', wordingVersion: '1' }),
    ),
    { constraint: 'consent_best_interests_explained' },
  )
})
