import type { Context } from '#platform/context.ts'
import { day } from '#platform/days.ts'
import { newId, type Id } from '#platform/ids.ts'
import { saveOrganisation } from '#foundations/access/index.ts'
import { saveDistricts, savePcns, savePostcodes, savePractices } from '#foundations/geography/index.ts'
import { saveTeams } from '#registers/teams/index.ts'
import { as, asJob, makePartnership } from './actors.ts'
import type { TestDatabase } from './database.ts'

export interface Town {
  partnershipId: Id
  riverside: Id
  connectors: Id
  agents: Id
  /** The organisations of the three teams. */
  network: Id
  charity: Id
  council: Id
}

/** Somebody who works there, as a link worker unless said otherwise. */
export const asStaff = (
  test: TestDatabase,
  town: Town,
  organisationId: Id,
  teamId?: Id,
  role = 'link_worker',
): Context =>
  as(test, {
    kind: 'account',
    partnershipId: town.partnershipId,
    accountId: newId(),
    organisationId,
    teamId,
    roles: [role],
    name: 'Priya Nair',
  })

/**
 * A small town: three teams with different ways of covering. Riverside covers its network and ZZ1, the connectors two
 * practices by code and one small area, the agents ZZ3 and so a practice there. Upper Anning Surgery (ZZ0012) and ZZ4 are nobody's.
 */
export async function buildTown(test: TestDatabase): Promise<Town> {
  const town: Town = {
    partnershipId: await makePartnership(test),
    riverside: newId(),
    connectors: newId(),
    agents: newId(),
    network: newId(),
    charity: newId(),
    council: newId(),
  }
  await asJob(test, town.partnershipId).transaction(async (tx) => {
    await savePcns(tx, [{ code: 'ZZP01', name: 'Riverside Primary Care Network', subIcbCode: 'ZZS1' }])
    await savePractices(tx, PRACTICES)
    await saveDistricts(tx, DISTRICTS)
    await savePostcodes(tx, POSTCODES)
    saveOrganisation(tx, { id: town.network, name: 'Riverside Primary Care Network', kind: 'pcn', odsCode: 'ZZP01' })
    saveOrganisation(tx, { id: town.charity, name: 'The Beacon Trust', kind: 'charity', odsCode: 'ZZC01' })
    saveOrganisation(tx, { id: town.council, name: 'Anytown Borough Council', kind: 'council', odsCode: 'ZZL01' })
    saveTeams(tx, teamsOf(town))
  })
  return town
}

const PRACTICES = [
  { code: 'ZZ0001', name: 'Riverside Surgery', address: '2 Wharf Street', postcode: 'ZZ1 1AA', pcnCode: 'ZZP01' },
  {
    code: 'ZZ0002',
    name: 'Basin Road Medical Centre',
    address: '40 Basin Road',
    postcode: 'ZZ1 1AB',
    pcnCode: 'ZZP01',
  },
  { code: 'ZZ0005', name: 'Beacon Health Centre', address: '1 Beacon Square', postcode: 'ZZ2 1AH', pcnCode: null },
  { code: 'ZZ0006', name: 'Hillside Surgery', address: '7 Long Hill', postcode: 'ZZ2 1AJ', pcnCode: null },
  { code: 'ZZ0009', name: 'Market Place Surgery', address: '1 Market Place', postcode: 'ZZ3 1AA', pcnCode: null },
  { code: 'ZZ0012', name: 'Upper Anning Surgery', address: 'The Green', postcode: 'ZZ4 1AA', pcnCode: null },
]

const DISTRICTS = [
  { outcode: 'ZZ1', latitude: 53.03, longitude: -1.28 },
  { outcode: 'ZZ2', latitude: 53.05, longitude: -1.33 },
  { outcode: 'ZZ3', latitude: 53.06, longitude: -1.29 },
  { outcode: 'ZZ4', latitude: 53.15, longitude: -1.29 },
]

const POSTCODES = [
  { postcode: 'ZZ1 1AA', areaCode: 'Z01000001', latitude: 53.031, longitude: -1.281 },
  { postcode: 'ZZ2 1AH', areaCode: 'Z01000002', latitude: 53.051, longitude: -1.331 },
  { postcode: 'ZZ2 1AJ', areaCode: 'Z01000003', latitude: 53.052, longitude: -1.332 },
]

const teamsOf = (town: Town): Parameters<typeof saveTeams>[1] => [
  {
    id: town.riverside,
    organisationId: town.network,
    name: 'Riverside link workers',
    summary: 'Three link workers who sit in the Riverside practices.',
    canHelp: ['Adults who feel lonely, low or stuck'],
    cannotHelp: [{ who: 'Someone in danger today', instead: 'Ring 999 or 111.' }],
    howToRefer: ['Ring us and we fill in the form with you.'],
    wait: { workingDays: 6, statedOn: day('2026-03-28') },
    telephone: '01632 960220',
    email: 'riverside-link-workers@example.org',
    languages: ['en', 'hi'],
    minimumAge: 18,
    coverage: [
      { kind: 'pcn', code: 'ZZP01' },
      { kind: 'district', code: 'ZZ1' },
    ],
  },
  {
    id: town.connectors,
    organisationId: town.charity,
    name: 'Hillside community connectors',
    localTitle: { one: 'community connector', many: 'community connectors' },
    canHelp: ['Anyone of 16 and over'],
    telephone: '01632 960230',
    coverage: [
      { kind: 'practice', code: 'ZZ0005' },
      { kind: 'practice', code: 'ZZ0002' },
      { kind: 'area', code: 'Z01000002' },
    ],
  },
  {
    id: town.agents,
    organisationId: town.council,
    name: 'Old Town village agents',
    localTitle: { one: 'village agent', many: 'village agents' },
    telephone: '01632 960240',
    coverage: [{ kind: 'district', code: 'ZZ3' }],
  },
]
