import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { as, asJob, asPublic } from '#test/support/actors.ts'
import { openPeople, place, team, type PeopleWorld } from '#test/support/people.ts'
import { endInvolvement, findPerson, getPerson, listInvolvements, listPeople, type Involvement } from './index.ts'

let world: PeopleWorld
before(async () => {
  world = await openPeople()
})
after(() => world.db.close())

const sees = (ctx: Context, id: Id) => ctx.transaction(async (tx) => (await findPerson(tx, id)) !== undefined)

interface Case {
  why: string
  involvement?: Omit<Involvement, 'personId'>
  who: () => Context
  sees: boolean
}
const past = new Date('2020-01-01T00:00:00Z')
const future = new Date('2999-01-01T00:00:00Z')
const CASES: Case[] = [
  {
    why: 'its own team',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' },
    who: () => world.riverside(),
    sees: true,
  },
  {
    why: 'its own team, until later',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team', until: future },
    who: () => world.riverside(),
    sees: true,
  },
  {
    why: 'an involvement that has ended',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team', until: past },
    who: () => world.riverside(),
    sees: false,
  },
  {
    why: 'another team of the same organisation',
    involvement: { organisationId: place.pcn, teamId: team.hillside, reason: 'team' },
    who: () => world.riverside(),
    sees: false,
  },
  {
    why: 'no team chosen',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' },
    who: () => world.staff(place.pcn),
    sees: false,
  },
  {
    why: 'a stranger organisation',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' },
    who: () => world.staff(place.charity, team.connectors),
    sees: false,
  },
  {
    why: 'a stranger who borrows the team',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' },
    who: () => world.staff(place.charity, team.riverside),
    sees: false,
  },
  {
    why: 'the GP practice',
    involvement: { organisationId: place.practice, reason: 'practice' },
    who: () => world.staff(place.practice),
    sees: true,
  },
  {
    why: 'a practice that is no longer told',
    involvement: { organisationId: place.practice, reason: 'practice', until: past },
    who: () => world.staff(place.practice),
    sees: false,
  },
  {
    why: 'a referrer',
    involvement: { organisationId: place.practice, reason: 'referrer' },
    who: () => world.staff(place.practice),
    sees: false,
  },
  {
    why: 'a provider',
    involvement: { organisationId: place.charity, reason: 'provider' },
    who: () => world.staff(place.charity),
    sees: false,
  },
  { why: 'nobody’s reason', who: () => world.riverside(), sees: false },
  { why: 'the public', who: () => asPublic(world.db, world.here), sees: false },
  { why: 'the system’s own work', who: () => asJob(world.db, world.here), sees: true },
  { why: 'the system’s work in another partnership', who: () => asJob(world.db, world.there), sees: false },
  {
    why: 'an API key of the team’s organisation',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' },
    who: () =>
      as(world.db, {
        kind: 'key',
        partnershipId: world.here,
        keyId: newId(),
        organisationId: place.pcn,
        scopes: ['referrals:read'],
      }),
    sees: false,
  },
]

for (const { why, involvement, who, sees: expected } of CASES) {
  test(`${expected ? 'sees' : 'does not see'} a person: ${why}`, async () => {
    const id = await world.someone('Grace')
    if (involvement) await world.involve({ personId: id, ...involvement })
    assert.equal(await sees(who(), id), expected)
    if (!expected)
      await assert.rejects(
        who().transaction((tx) => getPerson(tx, id)),
        NotFound,
      )
  })
}

test('a person sees themselves, and a link opens its own record only', async () => {
  const [grace, mary] = [await world.someone('Grace'), await world.someone('Mary')]
  const self = as(world.db, { kind: 'person', partnershipId: world.here, personId: grace })
  const link = as(world.db, {
    kind: 'link',
    partnershipId: world.here,
    linkId: newId(),
    purpose: 'own-record',
    recordId: grace,
  })
  for (const ctx of [self, link]) assert.deepEqual([await sees(ctx, grace), await sees(ctx, mary)], [true, false])
})

test('why an organisation may see somebody is its own secret', async () => {
  const id = await world.someone('Grace')
  await world.involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  await world.involve({ personId: id, organisationId: place.practice, reason: 'referrer' })
  const of = (ctx: Context) => ctx.transaction(async (tx) => (await listInvolvements(tx, id)).map((i) => i.reason))
  assert.deepEqual(await of(world.riverside()), ['team'])
  assert.deepEqual(await of(world.staff(place.practice)), ['referrer'])
  assert.deepEqual(await of(world.staff(place.charity)), [])
  assert.deepEqual(await of(asJob(world.db, world.here)), [])
})

test('an involvement that ended begins again, and one that runs is not made shorter', async () => {
  const id = await world.someone('Grace')
  const because = { personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' } as const
  await world.involve({ ...because, until: past })
  assert.equal(await sees(world.riverside(), id), false)
  await world.involve(because)
  await world.involve({ ...because, until: past })
  assert.equal(await sees(world.riverside(), id), true)
  await asJob(world.db, world.here).transaction(async (tx) => endInvolvement(tx, because, past))
  assert.equal(await sees(world.riverside(), id), false)
})

test('the database refuses a team reason without a team, and a team of another partnership', async () => {
  const id = await world.someone('Grace')
  await assert.rejects(world.involve({ personId: id, organisationId: place.pcn, reason: 'team' }), {
    constraint: 'involvement_team_named',
  })
  await assert.rejects(world.involve({ personId: id, organisationId: place.elsewhere, reason: 'practice' }), {
    constraint: 'involvement_of_organisation',
  })
})

test('people in a list are narrowed by the same rule', async () => {
  const [grace, mary] = [await world.someone('Grace'), await world.someone('Mary')]
  await world.involve({ personId: grace, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const listed = await world.riverside().transaction((tx) => listPeople(tx, [grace, mary]))
  assert.deepEqual(
    listed.map((p) => p.id),
    [grace],
  )
  assert.deepEqual(await world.riverside().transaction((tx) => listPeople(tx, [])), [])
})

test('the serving role makes nobody by itself and deletes nobody', async () => {
  const id = await world.someone('Grace')
  const tried = (text: string) => world.riverside().transaction((tx) => tx.query(text))
  for (const text of [
    `insert into people.person (partnership_id, id, given_name, family_name, birth_date, practice_code) values ('${world.here}', '${newId()}', 'A', 'B', '1950-01-01', 'ZZ0001')`,
    `delete from people.person where id = '${id}'`,
    `update people.person set id = '${newId()}' where id = '${id}'`,
    `update people.involvement set until = null where person_id = '${id}'`,
    `delete from people.involvement where person_id = '${id}'`,
  ])
    await assert.rejects(tried(text), { code: '42501' }, text)
})
