import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { keysFrom } from '#platform/crypto.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { asJob, asPublic, makePartnership } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { listPossibleDuplicates, readNhsNumber, readStoredNhsNumber, registerPeople, registerPerson } from './index.ts'
import type { PersonDetails } from './person-details.queries.ts'

const keys = keysFrom('a secret for tests that is long enough')
const numberOf = (digits: string) => {
  const read = readNhsNumber(digits)
  assert.ok(read.ok)
  return read.value
}

const grace: PersonDetails = {
  givenName: 'Grace',
  familyName: 'Okafor',
  birthDate: day('1950-01-02'),
  nhsNumber: numberOf('9990000018'),
  practiceCode: 'ZZ0001',
  telephone: '07700900123',
}

let db: TestDatabase
before(async () => {
  db = await openTestDatabase()
})
after(() => db.close())

const register = (partnership: Id, details: PersonDetails) =>
  asPublic(db, partnership).transaction((tx) => registerPerson(tx, keys, details))

test('a person who comes again is the same person, however often, and keeps what was known', async () => {
  const here = await makePartnership(db)
  const first = await register(here, grace)
  assert.equal(first.isNew, true)
  const again = await register(here, { ...grace, givenName: 'Gracie', telephone: '07700900999' })
  assert.deepEqual(again, { personId: first.personId, isNew: false, possibleDuplicates: 0 })
  const { rows } = await db.owner.query('select given_name, telephone from people.person where partnership_id = $1', [
    here,
  ])
  assert.deepEqual(rows, [{ given_name: 'Grace', telephone: '07700900123' }])
  const journal = await db.owner.query(`select action, person_id from journal.entry where partnership_id = $1`, [here])
  assert.deepEqual(journal.rows, [{ action: 'person.registered', person_id: first.personId }])
})

test('a number alone does not make somebody the same', async () => {
  const here = await makePartnership(db)
  const { personId } = await register(here, grace)
  const other = await register(here, {
    ...grace,
    givenName: 'Samuel',
    familyName: 'Price',
    birthDate: day('1972-05-20'),
    telephone: null,
  })
  assert.equal(other.isNew, true)
  assert.equal(other.possibleDuplicates, 1)
  const pairs = await asJob(db, here).transaction((tx) => listPossibleDuplicates(tx, other.personId))
  assert.deepEqual(
    pairs.map((p) => [p.id, p.why]),
    [[personId, ['nhs-number']]],
  )
})

const LIKE_GRACE: [string, Partial<PersonDetails>, string[] | undefined][] = [
  ['the same name without a number', { nhsNumber: null, telephone: null }, ['name']],
  ['a name spelled a little differently', { nhsNumber: null, telephone: null, familyName: 'Okafour' }, ['name']],
  ['a short form of the name', { nhsNumber: null, telephone: null, givenName: 'Gracie-Mae' }, ['name']],
  ['a twin', { nhsNumber: null, telephone: null, givenName: 'Ngozi' }, undefined],
  ['accents', { nhsNumber: null, telephone: null, givenName: 'Gráce' }, ['name']],
  ['another name and the same telephone', { nhsNumber: null, givenName: 'Mary', familyName: 'Bell' }, ['telephone']],
  ['the same name and telephone', { nhsNumber: null }, ['name', 'telephone']],
  [
    'another name on the same day',
    { nhsNumber: null, telephone: null, givenName: 'Mary', familyName: 'Bell' },
    undefined,
  ],
  ['the same telephone on another day', { nhsNumber: null, birthDate: day('1952-02-02') }, undefined],
]

for (const [why, changes, expected] of LIKE_GRACE) {
  test(`a possible duplicate: ${why}: ${expected?.join(' and ') ?? 'none'}`, async () => {
    const here = await makePartnership(db)
    await register(here, grace)
    const other = await register(here, { ...grace, ...changes })
    assert.equal(other.isNew, true)
    const [pair] = await asJob(db, here).transaction((tx) => listPossibleDuplicates(tx, other.personId))
    assert.deepEqual(pair?.why, expected)
    assert.equal(other.possibleDuplicates, expected ? 1 : 0)
  })
}

test('partnerships know nothing of each other', async () => {
  const [here, there] = [await makePartnership(db), await makePartnership(db)]
  const first = await register(here, grace)
  const second = await register(there, grace)
  assert.equal(second.isNew, true)
  assert.equal(second.possibleDuplicates, 0)
  assert.notEqual(second.personId, first.personId)
})

test('two who register the same number at once get one person', async () => {
  const here = await makePartnership(db)
  const both = await Promise.all(Array.from({ length: 6 }, () => register(here, grace)))
  assert.equal(new Set(both.map((r) => r.personId)).size, 1)
  assert.equal(both.filter((r) => r.isNew).length, 1)
})

test('many at once come back in their order, and one may be one that came before it', async () => {
  const here = await makePartnership(db)
  const list = [grace, { ...grace, nhsNumber: null, givenName: 'Tom', familyName: 'Bradshaw', telephone: null }, grace]
  const sent = db.database.statements.count
  const registered = await asJob(db, here).transaction((tx) => registerPeople(tx, keys, list))
  assert.equal(db.database.statements.count - sent, 2, 'one statement for them, and one for the journal')
  assert.deepEqual(
    registered.map((r) => r.isNew),
    [true, true, false],
  )
  assert.equal(registered[2]!.personId, registered[0]!.personId)
})

test('the NHS number is stored encrypted and comes back whole', async () => {
  const here = await makePartnership(db)
  const { personId } = await register(here, { ...grace, nhsNumberTraced: true })
  const { rows } = await db.owner.query(
    'select nhs_number, nhs_number_index, nhs_number_status from people.person where id = $1',
    [personId],
  )
  assert.equal(rows[0].nhs_number_status, 'traced')
  assert.ok(!rows[0].nhs_number.includes(Buffer.from('9990000018')))
  assert.ok(!rows[0].nhs_number_index.includes(Buffer.from('9990000018')))
  assert.equal(await asJob(db, here).transaction((tx) => readStoredNhsNumber(tx, keys, personId)), '9990000018')
})

test('without a partnership nobody is registered', async () => {
  await assert.rejects(db.database.pool.query(`select people.register('{}')`), { code: '42501' })
})

const REFUSED: [string, string, Partial<PersonDetails>][] = [
  ['an empty name', 'person_named', { familyName: ' ' }],
  ['born before anybody alive', 'person_birth_date_plain', { birthDate: day('1799-01-01') }],
  ['a practice code that is none', 'person_practice_code_plain', { practiceCode: 'the surgery' }],
  ['died before being born', 'person_died_after_birth', { deceasedOn: day('1949-01-01') }],
  ['six address lines', 'person_address_short', { addressLines: ['1', '2', '3', '4', '5', '6'] }],
  ['an ethnicity that is no code', 'person_ethnicity_code_plain', { ethnicity: 'White' }],
]
for (const [why, constraint, changes] of REFUSED) {
  test(`the database refuses ${why}`, async () => {
    const here = await makePartnership(db)
    await assert.rejects(register(here, { ...grace, ...changes }), { constraint })
  })
}

test('an id that is given is kept', async () => {
  const here = await makePartnership(db)
  const id = newId()
  assert.equal((await register(here, { ...grace, id })).personId, id)
})
