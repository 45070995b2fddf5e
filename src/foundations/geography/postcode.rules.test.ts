import assert from 'node:assert/strict'
import { test } from 'node:test'
import { districtOf, normaliseDistrict, normalisePostcode, postcodeKey } from './postcode.rules.ts'

const POSTCODES: [typed: string, written: string | undefined][] = [
  ['M33 7QX', 'M33 7QX'], // each of the six forms
  ['M1 1AE', 'M1 1AE'],
  ['W1A 0AX', 'W1A 0AX'],
  ['CR2 6XH', 'CR2 6XH'],
  ['DN55 1PT', 'DN55 1PT'],
  ['EC1A 1BB', 'EC1A 1BB'],
  ['m337qx', 'M33 7QX'], // as people type it
  ['  m33   7qx ', 'M33 7QX'],
  ['M33\u00a07QX', 'M33 7QX'],
  ['M33 7 QX', 'M33 7QX'],
  ['M3 37QX', 'M33 7QX'],
  ['M33-7QX.', 'M33 7QX'],
  ['gir0aa', 'GIR 0AA'], // special cases
  ['GIR 0AB', undefined],
  ['ZE1 0AA', 'ZE1 0AA'],
  ['W1M 5AA', 'W1M 5AA'],
  ['BF1 4AA', 'BF1 4AA'],
  ['JE2 3AB', 'JE2 3AB'],
  ['ZZ1 1AA', 'ZZ1 1AA'],
  ['zz32aj', 'ZZ3 2AJ'],
  ['ZZ99 3VZ', 'ZZ99 3VZ'],
  ['', undefined], // no postcodes
  ['M33', undefined],
  ['7QX', undefined],
  ['M33 7QO', undefined],
  ['M33 7CX', undefined],
  ['M33 QX', undefined],
  ['M337 7QX', undefined],
  ['MI3 7QX', undefined],
  ['MO1 lAA', undefined],
  ['Q1 1AA', undefined],
  ['Z1 1AAA', undefined],
  ['ZA1 1AA', undefined],
  ['M1I 1AA', undefined],
  ['M33 7QX M33 7QX', undefined],
  ["M33 7QX'; drop table", undefined],
]

for (const [typed, written] of POSTCODES)
  test(`"${typed}" is ${written ?? 'not a postcode'}`, () => assert.equal(normalisePostcode(typed), written))

test('a written postcode stays as it is', () => {
  for (const [, written] of POSTCODES) if (written) assert.equal(normalisePostcode(written), written)
})

test('a district is the first half', () => {
  assert.deepEqual([' m33 ', 'ec1a', 'ZZ1', 'M337', 'GIR', 'M', ''].map(normaliseDistrict), [
    'M33',
    'EC1A',
    'ZZ1',
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  assert.equal(districtOf('M33 7QX'), 'M33')
  assert.equal(districtOf('GIR 0AA'), 'GIR')
  assert.equal(postcodeKey('EC1A 1BB'), 'EC1A1BB')
})
