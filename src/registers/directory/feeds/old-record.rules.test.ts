import assert from 'node:assert/strict'
import { test } from 'node:test'
import { OLD_SERVICE } from '#test/support/old-feed.ts'
import { withoutBlanks } from './clean-record.rules.ts'
import { listingOf } from './feed-listing.rules.ts'
import { inVersion3, namesInRecord } from './old-record.rules.ts'
import { readService } from './read-service.rules.ts'

const bare = withoutBlanks(OLD_SERVICE) as Record<string, unknown>

test('a service of 1.0 becomes a whole listing', () => {
  const { service, faults } = readService(inVersion3(bare, true))
  assert.deepEqual(faults, [])
  const { listing, provider } = listingOf(service!, '0c7e5d2a-1111-4222-8333-444455556666', 's', OLD_SERVICE)
  const [place] = listing.locations!
  assert.deepEqual(
    [
      listing.status,
      listing.minimumAge,
      listing.maximumAge,
      listing.eligibility,
      listing.joinWay,
      listing.modes,
      listing.costAmount,
    ],
    ['active', 11, 18, 'Lives in Anytown\nOr goes to school here', 'drop in', ['in person'], 1],
  )
  assert.equal(listing.description, 'Games and music.\n\n* pool\n* tea')
  assert.deepEqual(listing.categories, ['Youth clubs', 'Indoor games', 'Young people'])
  assert.deepEqual(
    [place!.name, place!.address1, place!.postcode, place!.accessNotes],
    ['Mill Hall', '20 Mill Lane', 'ZZ1 1AG', 'Ramp at the side'],
  )
  assert.deepEqual(
    listing.schedules!.map(({ byday, opensAt, closesAt, locationId }) => [byday, opensAt, closesAt, locationId]),
    [
      ['FR', '18:00', '20:30', undefined],
      ['MO', '19:00', '21:30', place!.id],
    ],
  )
  assert.deepEqual(listing.contacts![0]!.telephones, [
    { number: '01632 960222', extension: undefined, kind: undefined, description: undefined },
  ])
  assert.deepEqual(
    [listing.languages, listing.areas![0]!.name, provider!.website],
    [[{ code: undefined, name: 'ur', note: undefined }], 'Anytown', 'https://example.org'],
  )
})

test('a service of 3.0 stays as it is, and 1.0 is known by its fields too', () => {
  const service = { id: 'a', name: 'b', language: 'x', taxonomy: 'y' }
  assert.equal(inVersion3(service, false), service)
  assert.equal(inVersion3({ id: 'a', regular_schedules: [] }, false).status, 'active')
  assert.equal(inVersion3({ id: 'a', status: 'defunct' }, true).status, 'defunct')
})

test('faults are named as the record names its fields', () => {
  for (const [path, named] of [
    [
      ['schedules', 0, 'opens_at'],
      ['regular_schedules', 0, 'opens_at'],
    ],
    [
      ['service_at_locations', 0, 'location', 'addresses', 0, 'city'],
      ['service_at_locations', 0, 'location', 'physical_addresses', 0, 'city'],
    ],
    [
      ['service_at_locations', 0, 'schedules', 0, 'byday'],
      ['service_at_locations', 0, 'regular_schedule', 0, 'byday'],
    ],
    [['name'], ['name']],
    [
      ['not', 'there'],
      ['not', 'there'],
    ],
  ])
    assert.deepEqual(namesInRecord(OLD_SERVICE, path!), named)
})
