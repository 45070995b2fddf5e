/** Whatever a source wrote, what leaves is whole: no blanks, and formats as the standard has them. */
import assert from 'node:assert/strict'
import test from 'node:test'
import * as fc from 'fast-check'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import { idFrom } from '#platform/ids.ts'
import type { PublishedService } from '#registers/directory/index.ts'
import { missingSchemas, openSchemas } from '#test/support/open-referral-schemas.ts'
import { email, known, uri, webAddress } from './formats.rules.ts'
import { fullServiceJson, serviceJson } from './service-json.rules.ts'

const NOW = new Date('2026-04-01T09:00:00Z')
const isFormat = (format: 'uri' | 'email', text: string): boolean => {
  const check = fullFormats[format] as RegExp | ((text: string) => boolean)
  return typeof check === 'function' ? check(text) : check.test(text)
}

const odd = fc.oneof(
  fc.string(),
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.emailAddress(),
  fc.constantFrom(
    '',
    ' ',
    'No description available',
    'http://example.com',
    'test@example.com',
    'http://a b',
    'http://é.fr/ü?|',
    'x@y',
    'tbc',
  ),
)
const maybe = fc.option(odd)
const id = fc.uuid()
const day = fc.option(fc.constantFrom('2026-03-31', '2020-01-01'))
const yesNo = fc.option(fc.boolean())
const access = {
  stepFree: fc.option(fc.constantFrom('yes' as const, 'partly' as const, 'no' as const)),
  hearingLoop: yesNo,
  toilet: yesNo,
  parking: yesNo,
  transport: maybe,
  accessNotes: maybe,
}

const location = fc.record({
  id,
  locationType: fc.constantFrom('physical' as const, 'postal' as const, 'virtual' as const),
  name: maybe,
  description: maybe,
  url: maybe,
  attention: maybe,
  address1: maybe,
  address2: maybe,
  city: maybe,
  region: maybe,
  county: maybe,
  postcode: maybe,
  country: maybe,
  authority: maybe,
  latitude: fc.option(fc.double({ min: -90, max: 90, noNaN: true })),
  longitude: fc.option(fc.double({ min: -180, max: 180, noNaN: true })),
  externalIdentifier: maybe,
  externalIdentifierType: maybe,
  ...access,
})

const parts = fc.record({
  schedules: fc.array(
    fc.record({
      id,
      atId: fc.option(id),
      validFrom: day,
      freq: fc.option(fc.constantFrom('WEEKLY' as const, 'MONTHLY' as const, 'DAILY' as const, 'YEARLY' as const)),
      interval: fc.option(fc.constantFrom(1, 2)),
      byday: fc.option(fc.constantFrom('MO', '2TU', 'MO,-1FR')),
      opensAt: fc.option(fc.constantFrom('10:00:00', '24:00:00')),
      link: maybe,
      description: maybe,
      notes: maybe,
    }),
    { maxLength: 2 },
  ),
  places: fc.array(fc.record({ id, location }), { maxLength: 2 }),
  contacts: fc.array(fc.record({ id, name: maybe, title: maybe, department: maybe, email: maybe }), { maxLength: 2 }),
  telephones: fc.array(
    fc.record({
      id,
      contactId: fc.constant(null),
      number: fc.string({ minLength: 1 }).filter((n) => n.trim() !== ''),
      extension: maybe,
      kind: maybe,
      description: maybe,
    }),
    { maxLength: 2 },
  ),
  costOptions: fc.array(
    fc.record({
      id,
      option: maybe,
      amount: fc.option(fc.nat()),
      currency: maybe,
      amountDescription: maybe,
      validFrom: day,
      validTo: day,
    }),
    { maxLength: 2 },
  ),
  areas: fc.array(fc.record({ id, name: maybe, extent: maybe, extentType: maybe, uri: maybe }), { maxLength: 2 }),
  languages: fc.array(fc.record({ id, code: maybe, name: maybe, note: maybe }), { maxLength: 2 }),
  terms: fc.array(
    fc.record({
      id,
      name: fc.constant('Walking'),
      description: maybe,
      parentId: fc.option(id),
      uri: maybe,
      code: maybe,
      taxonomyId: fc.option(id),
      taxonomyName: maybe,
      linkType: maybe,
    }),
    { maxLength: 2 },
  ),
  funding: fc.anything(),
})

const service: fc.Arbitrary<PublishedService> = fc.record({
  id,
  sourceRecord: fc.constant('1'),
  name: fc.constant('Choir'),
  alternateName: maybe,
  summary: maybe,
  description: maybe,
  status: fc.constantFrom('active' as const, 'temporarily closed' as const),
  url: maybe,
  email: maybe,
  fees: maybe,
  accreditations: maybe,
  minimumAge: fc.option(fc.nat(150)),
  maximumAge: fc.option(fc.nat(150)),
  assuredOn: day as fc.Arbitrary<PublishedService['assuredOn']>,
  assurerEmail: maybe,
  checkedOn: day as fc.Arbitrary<PublishedService['checkedOn']>,
  alert: maybe,
  changedAt: fc.constant('2026-03-01T10:00:00.5+00:00'),
  lastModified: fc.option(fc.constant('2026-02-01T10:00:00+00:00')),
  eligibility: maybe,
  whoFor: maybe,
  onlyFor: fc.option(fc.constantFrom('women' as const, 'men' as const)),
  welcome: fc.array(odd, { maxLength: 2 }),
  notFor: fc.array(odd, { maxLength: 2 }),
  joinWay: fc.option(fc.constantFrom('drop in' as const, 'self' as const)),
  joinText: maybe,
  waitTime: maybe,
  costKind: fc.option(fc.constantFrom('free' as const, 'donation' as const, 'paid' as const)),
  costAmount: fc.option(fc.nat(100)),
  modes: fc.constant(['online' as const]),
  needs: fc.constantFrom([], ['loneliness' as const, 'debt' as const]),
  meets: maybe,
  door: maybe,
  happens: maybe,
  buddy: maybe,
  interpretation: maybe,
  ...access,
  capacity: fc.option(
    fc.record({
      id,
      state: fc.constantFrom('open' as const, 'limited' as const, 'waiting list' as const, 'full' as const),
      places: fc.option(fc.nat(9)),
      confirmedOn: fc.constantFrom('2026-03-31', '2025-01-01'),
    }),
  ) as fc.Arbitrary<PublishedService['capacity']>,
  source: fc.record({
    id,
    name: fc.constant('Ours'),
    licence: maybe,
    fetchedAt: fc.constant('2026-03-01T10:00:00+00:00'),
  }),
  organisation: fc.option(
    fc.record({
      id,
      name: fc.constant('Song Society'),
      description: maybe,
      email: maybe,
      website: maybe,
      telephone: maybe,
      charityNumber: maybe,
      companyNumber: maybe,
      odsCode: maybe,
    }),
  ),
  parts: parts as fc.Arbitrary<NonNullable<PublishedService['parts']>>,
})

test('no null, no empty text, no empty list leaves, whatever came in', () => {
  fc.assert(fc.property(service, (s) => assertNoBlanks([known(serviceJson(s, NOW)), known(fullServiceJson(s, NOW))])))
})

test('whatever came in, the official schemas take it', (t) => {
  if (missingSchemas()) return t.skip(missingSchemas())
  const schemas = openSchemas()
  fc.assert(
    fc.property(service, (s) => {
      const sent: unknown = JSON.parse(JSON.stringify(known(fullServiceJson(s, NOW))))
      assert.deepEqual(schemas.faults('service.json', sent), [])
    }),
  )
  return undefined
})

test('a web address or an e-mail address leaves as the standard has it, or not at all', () => {
  fc.assert(
    fc.property(odd, (text) => {
      for (const address of [webAddress(text), uri(text)])
        assert.ok(address === undefined || isFormat('uri', address), address)
      const mail = email(text)
      assert.ok(mail === undefined || isFormat('email', mail), mail)
    }),
    { numRuns: 2_000 },
  )
  assert.equal(webAddress('www.example.org/a b'), undefined)
  assert.equal(webAddress('www.example.org'), 'https://www.example.org/')
  assert.equal(webAddress('https://a.org/?q=a|b%zz#c#d'), 'https://a.org/?q=a%7Cb%25zz%23c#d')
  assert.equal(uri('urn:isbn:1'), 'urn:isbn:1')
  assert.equal(email('test@example.com'), undefined)
})

test('space is said while it is believed, then it is unknown', () => {
  const [one] = fc.sample(service, 1)
  const spaceOf = (confirmedOn: string, state: 'open' | 'full' | 'waiting list', places: number | null) => {
    const said = fullServiceJson(
      {
        ...one!,
        waitTime: null,
        capacity: { id: idFrom('x'), state, places, confirmedOn } as PublishedService['capacity'],
      },
      NOW,
    )
    return [said.trellis_space.state, said.capacities.map(({ available }) => available), said.wait_time]
  }
  assert.deepEqual(spaceOf('2026-03-31', 'open', 3), ['open', [3], undefined])
  assert.deepEqual(spaceOf('2026-03-31', 'open', null), ['open', [], undefined])
  assert.deepEqual(spaceOf('2026-03-31', 'full', null), ['full', [0], undefined])
  assert.deepEqual(spaceOf('2026-03-31', 'waiting list', null), ['waiting list', [0], 'There is a waiting list'])
  assert.deepEqual(spaceOf('2026-01-31', 'open', 3), ['unknown', [], undefined])
})

function assertNoBlanks(value: unknown, at = ''): void {
  assert.ok(value !== null && value !== undefined && !(typeof value === 'string' && value.trim() === ''), at)
  if (typeof value !== 'object') return
  assert.ok(Object.keys(value).length > 0, at)
  for (const [key, inner] of Object.entries(value)) assertNoBlanks(inner, `${at}/${key}`)
}
