import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDay } from '#platform/days.ts'
import { isAccessNeed } from '#registers/people/access-needs.ts'
import { readNhsNumber } from '#registers/people/nhs-number.rules.ts'
import { readSafeHours } from '#registers/people/safe-hours.rules.ts'
import { CHARACTERS } from './characters.ts'
import { anytownPeople } from './people.ts'
import { PRACTICES, getPostcode } from './places.ts'
import { createRandom } from './random.ts'
import { SERVICES } from './services.ts'

const people = anytownPeople(2_000, createRandom(2026))

const kinds = (field: 'practiceCode' | 'language' | 'ethnicity' | 'familyName') =>
  new Set(people.map((person) => person[field])).size

test('Grace Okafor comes first, as the guides promise', () => {
  const { key, nhsNumber, birthDate, practiceCode, postcode, telephone } = people[0]!
  assert.deepEqual(
    { key, nhsNumber, birthDate, practiceCode, postcode, telephone },
    {
      key: 'grace-okafor',
      nhsNumber: '9990000018',
      birthDate: '1950-01-02',
      practiceCode: 'ZZ0001',
      postcode: 'ZZ1 1AA',
      telephone: '07700900123',
    },
  )
})

test('2,000 people have real NHS numbers of the 999 range, no two alike', () => {
  for (const { nhsNumber } of people) assert.ok(nhsNumber.startsWith('999') && readNhsNumber(nhsNumber).ok, nhsNumber)
  assert.equal(new Set(people.map((person) => person.nhsNumber)).size, 2_000)
})

test('NHS numbers stay unique among 100,000', () => {
  const many = anytownPeople(100_000, createRandom(1))
  assert.equal(new Set(many.map((person) => person.nhsNumber)).size, 100_000)
})

test('telephones and e-mail addresses can reach nobody', () => {
  for (const { telephone, email } of people) {
    if (telephone) assert.match(telephone, /^(07700900\d{3}|01632960\d{3})$/)
    if (email) assert.match(email, /^[a-z.0-9]+@example\.(com|org)$/)
  }
})

test('no two of the first two thousand have one name, those of the last months have a number each, and nobody of 80 likes texts best', () => {
  assert.equal(new Set(people.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).size, people.length)
  for (const some of [people.slice(0, 100), people.slice(-400), [...people.slice(0, 100), ...people.slice(-300)]]) {
    const numbers = some.flatMap(({ telephone }) => telephone ?? [])
    assert.equal(new Set(numbers).size, numbers.length)
  }
  for (const { birthDate, preferredContact } of people)
    assert.ok(birthDate > '1946-04' || preferredContact !== 'text', birthDate)
})

test('everyone lives in the town, has a practice there and was born on a real day', () => {
  const practices = new Set(PRACTICES.map((practice) => practice.code))
  for (const person of people) {
    assert.ok(getPostcode(person.postcode))
    assert.ok(practices.has(person.practiceCode))
    assert.ok(parseDay(person.birthDate), person.birthDate)
    assert.match(person.ethnicity, /^[A-HJ-NPRSZ]$/)
    assert.ok(person.birthDate > '1927' && person.birthDate < '2008-04-02', person.birthDate)
  }
})

test('whoever likes to be rung, texted or e-mailed has the number or the address', () => {
  for (const { preferredContact, telephone, email } of people) {
    if (preferredContact === 'telephone' || preferredContact === 'text') assert.ok(telephone)
    if (preferredContact === 'email') assert.ok(email)
  }
})

test('hours and access needs are such as the register understands', () => {
  for (const { safeContact, accessNeeds } of people) {
    if (safeContact.hours) assert.ok(readSafeHours(safeContact.hours), safeContact.hours)
    for (const need of accessNeeds) assert.ok(isAccessNeed(need), need)
  }
})

test('the same seed gives the same people, and a longer list begins with the shorter', () => {
  assert.deepEqual(anytownPeople(2_000, createRandom(2026)), people)
  assert.deepEqual(anytownPeople(300, createRandom(2026)), people.slice(0, 300))
  assert.notDeepEqual(anytownPeople(300, createRandom(2027)), people.slice(0, 300))
})

test('the town is mixed: every practice, many names, languages and ethnic groups', () => {
  assert.equal(kinds('practiceCode'), 12)
  assert.ok(kinds('language') >= 10)
  assert.ok(kinds('ethnicity') >= 12)
  assert.ok(kinds('familyName') >= 100)
})

test('each character has a story, and the services thought of for them exist', () => {
  const services = new Set(SERVICES.map((service) => service.key))
  assert.ok(CHARACTERS.length >= 20)
  assert.equal(new Set(CHARACTERS.map((character) => character.key)).size, CHARACTERS.length)
  for (const { key, story } of CHARACTERS)
    for (const service of story.mightSuit) assert.ok(services.has(service), `${key}: ${service}`)
})
