import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { ROOT } from '#platform/database/connection.ts'
import { valueOf, type Cell, type Row } from './cell.rules.ts'
import { columnsExpected, readMapping } from './mapping.rules.ts'

const least = { id: 'Id', service: { name: 'Name' } }

const FAULTS: [what: string, json: string, reason: RegExp][] = [
  ['no JSON', '{', /^it is not JSON: /],
  ['no name', '{"id": "Id", "service": {}}', /^"service\.name" /],
  ['a slip of the pen', JSON.stringify({ ...least, sevrice: 1 }), /unknown entry: "sevrice"/],
  [
    'an unknown field',
    JSON.stringify({ ...least, service: { name: 'N', tel: 'T' } }),
    /"service" has an unknown entry: "tel"/,
  ],
  [
    'an unknown need',
    JSON.stringify({ ...least, needs: { always: ['cake'] } }),
    /^"needs\.always\.0" must be one of: loneliness/,
  ],
  [
    'a folder in a file name',
    JSON.stringify({ ...least, file: '../../etc/passwd' }),
    /^"file" must be the name of a file/,
  ],
  [
    'a related file that is not named',
    JSON.stringify({ ...least, location: { of: 'place', city: 'City' } }),
    /"of" names "place"/,
  ],
  [
    'a related file with no way to it',
    JSON.stringify({ ...least, related: { place: { file: 'p.csv', id: 'Id' } } }),
    /^"related\.place" must have either/,
  ],
  [
    'a value that is none',
    JSON.stringify({ ...least, service: { name: { colunm: 'Name' } } }),
    /^"service\.name" must be the name of a column/,
  ],
]

for (const [what, json, reason] of FAULTS)
  test(`a mapping with ${what} is refused in words`, () => {
    const read = readMapping(json)
    assert.ok(!read.ok)
    assert.match(read.reason, reason)
  })

test('it knows which columns it needs in which file', () => {
  const read = readMapping(
    JSON.stringify({
      ...least,
      related: { place: { file: 'places.csv', id: 'Place', from: 'At' } },
      service: {
        name: { text: '{First} of {Second}' },
        categories: [{ join: ['Kind', { column: 'Town', of: 'place' }] }],
      },
      location: { of: 'place', city: 'Town' },
    }),
  )
  assert.ok(read.ok)
  assert.deepEqual(
    columnsExpected(read.value).map(({ of, column }) => `${of}:${column}`),
    [':Id', ':First', ':Second', ':Kind', 'place:Town', 'place:Town', 'place:Place', ':At'],
  )
})

const rows = (...own: Row[]) => ({ own, related: { place: { Town: 'Anytown' } } })
const choir = { Name: 'Choir', Kind: 'Singing', Cost: 'Yes', Address: 'The Hall, Mill Lane, Anytown', Blank: '' }
const VALUES: [from: Cell, value: string, of?: Row[]][] = [
  ['Name', 'Choir'],
  ['Nothing of the kind', ''],
  ['constructor', ''],
  [{ column: 'Cost', values: { yes: 'free' } }, 'free'],
  [{ column: 'Cost', values: { No: 'paid' } }, 'Yes'],
  [{ column: 'Cost', values: { No: 'paid' }, otherwise: '' }, ''],
  [{ column: 'Blank', values: {}, otherwise: 'x' }, ''],
  [{ column: 'Address', before: ',' }, 'The Hall'],
  [{ column: 'Address', after: ',', before: ',' }, 'Mill Lane'],
  [{ column: 'Town', of: 'place' }, 'Anytown'],
  [{ join: ['Name', 'Blank', 'Kind'], with: ': ' }, 'Choir: Singing'],
  [{ first: ['Blank', 'Kind'] }, 'Singing'],
  [{ text: 'Always' }, 'Always'],
  [{ text: '{Name} ({Kind})' }, 'Choir (Singing)'],
  [{ text: '{Name} {Blank}' }, ''],
  [{ every: 'Kind' }, 'Singing, Sewing and Tea', [choir, { Kind: 'Sewing' }, { Kind: 'Sewing' }, { Kind: 'Tea' }]],
  [{ every: 'Kind', with: '/', values: { 'Singing/Tea': 'both' } }, 'both', [choir, { Kind: 'Tea' }]],
  ['Kind', 'Tea', [{ Kind: '' }, { Kind: 'Tea' }]],
]

for (const [from, value, of] of VALUES)
  test(`${JSON.stringify(from)} is "${value}"`, () => assert.equal(valueOf(from, rows(...(of ?? [choir]))), value))

test('every mapping that ships with Trellis can be read', () => {
  const files = globSync('mappings/**/*.json', { cwd: ROOT })
  assert.ok(files.length >= 6)
  for (const file of files) {
    const read = readMapping(readFileSync(join(ROOT, file), 'utf8'))
    assert.ok(read.ok, `${file}: ${read.ok ? '' : read.reason}`)
  }
})

test('the first mapping of docs/spreadsheets.md fits the sheet above it', () => {
  const page = readFileSync(join(ROOT, 'docs', 'spreadsheets.md'), 'utf8')
  const headings = /\| (Ref .*) \|\n/.exec(page)?.[1]?.split(' | ') ?? []
  const read = readMapping(/```json\n(\{.*?\n\})\n```/s.exec(page)?.[1] ?? '')
  assert.ok(read.ok, read.ok ? '' : read.reason)
  const columns = columnsExpected(read.value).map(({ column }) => column)
  assert.deepEqual(columns.toSorted(), headings.toSorted())
})
