import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ORGANISATIONS } from './organisations.ts'
import { AREAS, ICB, PCNS, PLACES, POSTCODES, PRACTICES } from './places.ts'
import { PROVIDERS } from './providers.ts'
import { REFERRERS } from './referrers.ts'
import { TEAMS } from './teams.ts'

const DRAMA = /^01632 960\d{3}$/
const organisations = new Set([...PRACTICES, ...ORGANISATIONS].map(({ code }) => code))

const spread = (values: number[]) => Math.max(...values) - Math.min(...values)

test('the map fits together', () => {
  assert.equal(POSTCODES.length, 60)
  assert.equal(new Set(POSTCODES.map(({ postcode }) => postcode)).size, 60)
  for (const { postcode, area } of POSTCODES) {
    assert.match(postcode, /^ZZ[123] [12][ABD-HJLNP-UW-Z]{2}$/)
    const district = AREAS.find(({ code }) => code === area)?.district
    assert.equal(district, postcode.slice(0, 3))
    assert.ok(PLACES.some((place) => place.district === district))
  }
  for (const { pcn, postcode, telephone } of PRACTICES) {
    assert.equal(PCNS.find(({ code }) => code === pcn)?.icb, ICB.code)
    assert.ok(POSTCODES.some((row) => row.postcode === postcode))
    assert.match(telephone, DRAMA)
  }
})

test('the town is at most eight kilometres wide, and its areas differ', () => {
  assert.ok(spread(POSTCODES.map(({ latitude }) => latitude)) * 111.3 < 8)
  assert.ok(spread(POSTCODES.map(({ longitude }) => longitude)) * 66.9 < 8)
  assert.ok(new Set(AREAS.map(({ decile }) => decile)).size >= 7)
})

test('between them the teams cover every practice and district, and one practice twice', () => {
  const covered = TEAMS.flatMap((team) => team.covers.practices)
  assert.deepEqual([...new Set(covered)].toSorted(), PRACTICES.map(({ code }) => code).toSorted())
  assert.equal(covered.length, PRACTICES.length + 1)
  assert.deepEqual(TEAMS.flatMap((team) => team.covers.districts).toSorted(), ['ZZ1', 'ZZ2', 'ZZ3'])
})

test('a practice whose one team is paused is told what to do meanwhile', () => {
  const paused = TEAMS.filter((team) => team.intake.state === 'paused')
  assert.equal(paused.length, 1)
  for (const { intake } of paused)
    assert.ok(intake.state === 'paused' && intake.untilInDays > 0 && intake.meanwhile && intake.reason)
})

test('eight link workers and three managers, each with an address of their own', () => {
  const members = TEAMS.flatMap((team) => team.members)
  assert.equal(members.filter(({ roles }) => roles.includes('link_worker')).length, 8)
  assert.equal(members.filter(({ roles }) => roles.includes('team_manager')).length, 3)
  assert.equal(members[0]?.name, 'Priya Nair')
  assert.equal(new Set(TEAMS.map((team) => team.localTitle.one)).size, 3)
})

test('staff, referrers and providers can be told apart, and nobody real can be reached', () => {
  const staff = [...TEAMS, ...TEAMS.flatMap((team) => team.members), ...REFERRERS]
  for (const { telephone, email } of staff) {
    assert.match(telephone, DRAMA)
    assert.match(email, /@example\.org$/)
  }
  for (const list of [staff, PROVIDERS]) {
    assert.equal(new Set(list.map(({ key }) => key)).size, list.length)
    const emails = list.flatMap(({ email }) => email ?? [])
    assert.equal(new Set(emails).size, emails.length)
  }
})

test('every team and referrer belongs to an organisation of the town', () => {
  for (const { organisation } of [...TEAMS, ...REFERRERS]) assert.ok(organisations.has(organisation), organisation)
  for (const { provider } of ORGANISATIONS) if (provider) assert.ok(PROVIDERS.some(({ key }) => key === provider))
  assert.deepEqual([REFERRERS[0]?.name, REFERRERS[0]?.organisation], ['Dr Asha Patel', 'ZZ0001'])
})
