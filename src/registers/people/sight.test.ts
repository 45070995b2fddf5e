import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { keysFrom } from '#platform/crypto.ts'
import { day } from '#platform/days.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { as, asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import {
  changePerson,
  decidePossibleDuplicate,
  endInvolvement,
  findPerson,
  getPerson,
  listConsents,
  listInvolvements,
  listPeople,
  listPossibleDuplicates,
  mayContact,
  readNhsNumber,
  registerPerson,
  saveConsent,
  saveInvolvement,
  searchPeople,
  viewRestrictedContact,
  withdrawConsent,
  type Involvement,
} from './index.ts'

const keys = keysFrom('a secret for tests that is long enough')

let db: TestDatabase
let here: Id
let there: Id
const place = { pcn: newId(), charity: newId(), practice: newId(), elsewhere: newId() }
const team = { riverside: newId(), hillside: newId(), connectors: newId() }

before(async () => {
  db = await openTestDatabase()
  here = await makePartnership(db)
  there = await makePartnership(db, 'Otherplace')
  const organisations = [[here, place.pcn], [here, place.charity], [here, place.practice], [there, place.elsewhere]]
  for (const [partnership, id] of organisations)
    await db.owner.query(`insert into access.organisation (partnership_id, id, name, kind) values ($1, $2, 'An organisation', 'other')`, [partnership, id])
  const teams = [[place.pcn, team.riverside, 'Riverside'], [place.pcn, team.hillside, 'Hillside'], [place.charity, team.connectors, 'Connectors']]
  for (const [organisation, id, name] of teams)
    await db.owner.query('insert into teams.team (partnership_id, organisation_id, id, name) values ($1, $2, $3, $4)', [here, organisation, id, name])
})
after(() => db.close())

const staff = (organisationId: Id, teamId?: Id, partnershipId = here): Context =>
  as(db, { kind: 'account', partnershipId, accountId: newId(), organisationId, teamId, roles: ['link_worker'], name: 'Priya Nair' })
const riverside = () => staff(place.pcn, team.riverside)

async function someone(given: string, changes: Partial<Parameters<typeof registerPerson>[2]> = {}, partnership = here): Promise<Id> {
  const details = { givenName: given, familyName: 'Okafor', birthDate: day('1950-01-02'), practiceCode: 'ZZ0001', telephone: '07700900123', ...changes }
  return (await asPublic(db, partnership).transaction((tx) => registerPerson(tx, keys, details))).personId
}
const involve = (involvement: Involvement) => asJob(db, here).transaction(async (tx) => saveInvolvement(tx, involvement))
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
  { why: 'its own team', involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' }, who: riverside, sees: true },
  { why: 'its own team, until later', involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team', until: future }, who: riverside, sees: true },
  { why: 'an involvement that has ended', involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team', until: past }, who: riverside, sees: false },
  { why: 'another team of the same organisation', involvement: { organisationId: place.pcn, teamId: team.hillside, reason: 'team' }, who: riverside, sees: false },
  { why: 'no team chosen', involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' }, who: () => staff(place.pcn), sees: false },
  { why: 'a stranger organisation', involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' }, who: () => staff(place.charity, team.connectors), sees: false },
  { why: 'a stranger who borrows the team', involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' }, who: () => staff(place.charity, team.riverside), sees: false },
  { why: 'the GP practice', involvement: { organisationId: place.practice, reason: 'practice' }, who: () => staff(place.practice), sees: true },
  { why: 'a practice that is no longer told', involvement: { organisationId: place.practice, reason: 'practice', until: past }, who: () => staff(place.practice), sees: false },
  { why: 'a referrer', involvement: { organisationId: place.practice, reason: 'referrer' }, who: () => staff(place.practice), sees: false },
  { why: 'a provider', involvement: { organisationId: place.charity, reason: 'provider' }, who: () => staff(place.charity), sees: false },
  { why: 'nobody’s reason', who: riverside, sees: false },
  { why: 'the public', who: () => asPublic(db, here), sees: false },
  { why: 'the system’s own work', who: () => asJob(db, here), sees: true },
  { why: 'the system’s work in another partnership', who: () => asJob(db, there), sees: false },
  {
    why: 'an API key of the team’s organisation',
    involvement: { organisationId: place.pcn, teamId: team.riverside, reason: 'team' },
    who: () => as(db, { kind: 'key', partnershipId: here, keyId: newId(), organisationId: place.pcn, scopes: ['referrals:read'] }),
    sees: false,
  },
]

for (const { why, involvement, who, sees: expected } of CASES) {
  test(`${expected ? 'sees' : 'does not see'} a person: ${why}`, async () => {
    const id = await someone('Grace')
    if (involvement) await involve({ personId: id, ...involvement })
    assert.equal(await sees(who(), id), expected)
    if (!expected) await assert.rejects(who().transaction((tx) => getPerson(tx, id)), NotFound)
  })
}

test('a person sees themselves, and a link opens its own record only', async () => {
  const [grace, mary] = [await someone('Grace'), await someone('Mary')]
  const self = as(db, { kind: 'person', partnershipId: here, personId: grace })
  const link = as(db, { kind: 'link', partnershipId: here, linkId: newId(), purpose: 'own-record', recordId: grace })
  for (const ctx of [self, link]) assert.deepEqual([await sees(ctx, grace), await sees(ctx, mary)], [true, false])
})

test('why an organisation may see somebody is its own secret', async () => {
  const id = await someone('Grace')
  await involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  await involve({ personId: id, organisationId: place.practice, reason: 'referrer' })
  const of = (ctx: Context) => ctx.transaction(async (tx) => (await listInvolvements(tx, id)).map((i) => i.reason))
  assert.deepEqual(await of(riverside()), ['team'])
  assert.deepEqual(await of(staff(place.practice)), ['referrer'])
  assert.deepEqual(await of(staff(place.charity)), [])
  assert.deepEqual(await of(asJob(db, here)), [])
})

test('an involvement that ended begins again, and one that runs is not made shorter', async () => {
  const id = await someone('Grace')
  const because = { personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' } as const
  await involve({ ...because, until: past })
  assert.equal(await sees(riverside(), id), false)
  await involve(because)
  await involve({ ...because, until: past })
  assert.equal(await sees(riverside(), id), true)
  await asJob(db, here).transaction(async (tx) => endInvolvement(tx, because, past))
  assert.equal(await sees(riverside(), id), false)
})

test('the database refuses a team reason without a team, and a team of another partnership', async () => {
  const id = await someone('Grace')
  await assert.rejects(involve({ personId: id, organisationId: place.pcn, reason: 'team' }), { constraint: 'involvement_team_named' })
  await assert.rejects(involve({ personId: id, organisationId: place.elsewhere, reason: 'practice' }), { constraint: 'involvement_of_organisation' })
})

test('a restricted person has a name but no address, until it is opened for a reason that the journal keeps', async () => {
  const id = await someone('Ruth', { restricted: true, addressLines: ['1 Mill Lane'], postcode: 'ZZ1 1AB', email: 'ruth@example.org' })
  await involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const ruth = await riverside().transaction((tx) => getPerson(tx, id))
  assert.deepEqual([ruth.givenName, ruth.telephone, ruth.email, ruth.addressLines, ruth.postcode], ['Ruth', null, null, [], null])
  assert.deepEqual(mayContact(ruth, 'telephone', new Date()), { ok: false, reason: 'restricted' })
  const opened = await riverside().transaction((tx) => viewRestrictedContact(tx, id, 'call'))
  assert.equal(opened.telephone, '07700900123')
  const { rows } = await db.owner.query(`select detail from journal.entry where action = 'person.contact-opened' and person_id = $1`, [id])
  assert.deepEqual(rows, [{ detail: { reason: 'call' } }])
  await assert.rejects(staff(place.charity).transaction((tx) => viewRestrictedContact(tx, id, 'call')), NotFound)
})

test('search finds one’s own people by name, misspelled name, birth date and NHS number, and nobody else’s', async () => {
  const number = readNhsNumber('9990000050')
  assert.ok(number.ok)
  const id = await someone('Zinnia', { familyName: 'Thistlewood', birthDate: day('1961-03-04'), nhsNumber: number.value })
  await involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  await involve({ personId: id, organisationId: place.charity, reason: 'referrer' })
  await involve({ personId: id, organisationId: place.practice, reason: 'practice', until: past })
  const found = (ctx: Context, words: string) => ctx.transaction(async (tx) => (await searchPeople(tx, keys, words)).map((p) => p.id))
  for (const words of ['thistlewood', 'Zinia Thistlewod', 'thistlewood ZINNIA', '4/3/1961', 'zinnia 4 March 1961', '999 000 0050'])
    assert.deepEqual(await found(riverside(), words), [id], words)
  for (const words of ['okafor 4/3/1961', 'zinnia 5/3/1961', '9990000018', '', '  ', '%', "'; drop table"])
    assert.deepEqual(await found(riverside(), words), [], words)
  const strangers = {
    'another team of the organisation': staff(place.pcn, team.hillside),
    'the referrer': staff(place.charity, team.connectors),
    'a practice that is no longer told': staff(place.practice),
    'the public': asPublic(db, here),
    'a job': asJob(db, here),
    'the same organisation and team ids in another partnership': staff(place.pcn, team.riverside, there),
  }
  for (const [who, ctx] of Object.entries(strangers)) assert.deepEqual(await found(ctx, 'Zinnia Thistlewood 4/3/1961'), [], who)
  const { rows } = await db.owner.query(`select distinct detail from journal.entry where action = 'person.searched' and partnership_id = $1`, [here])
  assert.deepEqual(rows.map((r) => Object.keys(r.detail)).flat().filter((k) => k !== 'found'), [], 'what was searched for is not kept')
})

test('people in a list are narrowed by the same rule', async () => {
  const [grace, mary] = [await someone('Grace'), await someone('Mary')]
  await involve({ personId: grace, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const listed = await riverside().transaction((tx) => listPeople(tx, [grace, mary]))
  assert.deepEqual(listed.map((p) => p.id), [grace])
  assert.deepEqual(await riverside().transaction((tx) => listPeople(tx, [])), [])
})

test('details are put right by the team, from the version they looked at', async () => {
  const id = await someone('Grace')
  await involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  await involve({ personId: id, organisationId: place.practice, reason: 'practice' })
  const change = (ctx: Context, version: number) =>
    ctx.transaction((tx) => changePerson(tx, keys, id, version, { preferredName: 'Gracie', safeContact: { voicemail: true }, further: { religion: 'none' } }))
  assert.equal(await change(riverside(), 1), 2)
  const now = await riverside().transaction((tx) => getPerson(tx, id))
  assert.deepEqual([now.preferredName, now.safeContact.voicemail, now.safeContact.post, now.version], ['Gracie', true, true, 2])
  await assert.rejects(change(riverside(), 1), (error: Conflict) => error instanceof Conflict && (error.current as { version: number }).version === 2)
  await assert.rejects(change(staff(place.charity), 2), NotFound)
  await assert.rejects(change(staff(place.practice), 2), Forbidden)
})

test('consent is a fact that can be taken back, seen with the person only', async () => {
  const id = await someone('Grace')
  await involve({ personId: id, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const consent = await asPublic(db, here).transaction(async (tx) =>
    saveConsent(tx, id, { subject: 'sharing', answer: 'given', by: 'person', wordingVersion: 'refer-1' }),
  )
  const of = (ctx: Context) => ctx.transaction((tx) => listConsents(tx, id))
  assert.deepEqual((await of(riverside())).map((c) => [c.subject, c.answer, c.withdrawnAt]), [['sharing', 'given', null]])
  assert.deepEqual(await of(staff(place.charity)), [])
  await assert.rejects(staff(place.charity).transaction((tx) => withdrawConsent(tx, consent)), NotFound)
  await riverside().transaction((tx) => withdrawConsent(tx, consent))
  assert.ok((await of(riverside()))[0]!.withdrawnAt)
  await assert.rejects(riverside().transaction((tx) => withdrawConsent(tx, consent)), NotFound)
  await assert.rejects(
    asPublic(db, here).transaction(async (tx) => saveConsent(tx, id, { subject: 'sharing', answer: 'best-interests', by: 'professional', wordingVersion: '1' })),
    { constraint: 'consent_best_interests_explained' },
  )
})

test('a pair is shown to, and decided by, who may see both', async () => {
  const birthDate = day('1933-07-08')
  const [one, other] = [await someone('Ivy', { birthDate }), await someone('Ivy', { birthDate })]
  await involve({ personId: one, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  const pairs = () => riverside().transaction((tx) => listPossibleDuplicates(tx, one))
  assert.deepEqual(await pairs(), [])
  await assert.rejects(riverside().transaction((tx) => decidePossibleDuplicate(tx, one, other, 'different')), NotFound)
  await involve({ personId: other, organisationId: place.pcn, teamId: team.riverside, reason: 'team' })
  assert.deepEqual((await pairs()).map((p) => p.id), [other])
  await riverside().transaction((tx) => decidePossibleDuplicate(tx, one, other, 'different'))
  assert.deepEqual(await pairs(), [])
})

test('the serving role makes nobody by itself and deletes nobody', async () => {
  const id = await someone('Grace')
  const tried = (text: string) => riverside().transaction((tx) => tx.query(text))
  for (const text of [
    `insert into people.person (partnership_id, id, given_name, family_name, birth_date, practice_code) values ('${here}', '${newId()}', 'A', 'B', '1950-01-01', 'ZZ0001')`,
    `delete from people.person where id = '${id}'`,
    `update people.person set id = '${newId()}' where id = '${id}'`,
    `update people.involvement set until = null where person_id = '${id}'`,
    `delete from people.involvement where person_id = '${id}'`,
  ])
    await assert.rejects(tried(text), { code: '42501' }, text)
})
