import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Context } from '#platform/context.ts'
import type { Progress } from '#platform/csv/csv-file.ts'
import { newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { importSpreadsheet } from './import-spreadsheet.ts'
import { readMapping } from './mapping.rules.ts'

let db: TestDatabase
let ctx: Context
const here = newId()
const folder = mkdtempSync(join(tmpdir(), 'trellis-sheets-'))

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  ctx = asJob(db, here)
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await db.close()
})

const MAPPING = {
  licence: 'Open Government Licence v3.0',
  attribution: 'Anytown Council',
  empty: ['NA', 'no description'],
  id: 'Id',
  service: {
    name: 'Name',
    description: 'About',
    times: 'Times',
    ages: 'Ages',
    url: 'Website',
    contact: 'Contact',
    fees: 'Fees',
    costKind: { column: 'Free', values: { Yes: 'free', No: 'paid' } },
  },
  location: { address: 'Address', postcode: 'Postcode', latitude: 'Lat', longitude: 'Lon' },
  needs: { always: ['loneliness'], in: 'About', byWords: [{ words: ['sing*'], needs: ['arts-and-making'] }] },
}
const HEADER = 'Id,Name,About,Times,Ages,Website,Contact,Fees,Free,Address,Postcode,Lat,Lon'
const CHOIR =
  'c1,Riverside Choir,Singing for all,Tuesday 10am - 12pm,18+,www.choir.example,01632 960111,,Yes,"The Hall, Mill Lane, Anytown",zz11ag,53.03,-1.28'
const LUNCH = 'c2,Lunch club,NA,By appointment,,,,,,,,,'

let files = 0
const sheet = (text: string | Buffer, name = `sheet-${++files}.csv`) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function take(file: string, source: string, mapping: object = MAPPING, onProgress?: Progress) {
  const read = readMapping(JSON.stringify(mapping))
  assert.ok(read.ok, read.ok ? '' : read.reason)
  return importSpreadsheet(ctx, { kind: 'file', name: source }, file, read.value, onProgress)
}

const stored = async (source: string, columns: string) =>
  (
    await db.owner.query(
      `select ${columns} from directory.service join directory.source on source.id = service.source_id
       where source.name = $1 order by source_record`,
      [source],
    )
  ).rows

test('a sheet is stored once, whole, and a second import changes nothing', async () => {
  const file = sheet([HEADER, CHOIR, '', ',,,,,,,,,,,,', LUNCH].join('\r\n'))
  const none = { changed: 0, refused: [], notes: [] }
  assert.deepEqual(await take(file, 'whole'), { read: 2, added: 2, unchanged: 0, ...none })
  assert.deepEqual(await take(file, 'whole'), { read: 2, added: 0, unchanged: 2, ...none })
  const { rows } = await db.owner.query(
    `select s.name, s.description, s.minimum_age, s.url, s.cost_kind, s.needs, s.raw->'rows'->0->>'Postcode' as raw, source.licence,
      c.byday, c.opens_at, l.address_1, l.address_2, l.city, l.postal_code, l.latitude, t.number
    from directory.service s join directory.source on source.id = s.source_id join directory.schedule c on c.service_id = s.id
    join directory.service_location at on at.service_id = s.id join directory.location l on l.id = at.location_id
    join directory.telephone t on t.service_id = s.id where source.name = 'whole'`,
  )
  assert.deepEqual(rows, [
    {
      name: 'Riverside Choir',
      description: 'Singing for all',
      minimum_age: 18,
      url: 'https://www.choir.example/',
      cost_kind: 'free',
      needs: ['loneliness', 'arts-and-making'],
      raw: 'zz11ag',
      licence: 'Open Government Licence v3.0, Anytown Council',
      byday: 'TU',
      opens_at: '10:00:00',
      address_1: 'The Hall',
      address_2: 'Mill Lane',
      city: 'Anytown',
      postal_code: 'ZZ1 1AG',
      latitude: 53.03,
      number: '01632 960111',
    },
  ])
  const journal = await db.owner.query(`select detail from journal.entry where action = 'directory.imported'`)
  assert.deepEqual(
    journal.rows.map(({ detail }) => detail),
    [{ added: 2, changed: 0 }],
  )
})

test('a row that changes changes its service; one that is gone stays; another source has its own', async () => {
  await take(sheet([HEADER, CHOIR, LUNCH].join('\n')), 'changing')
  const changed = await take(sheet([HEADER, CHOIR.replace('Riverside', 'Hilltop')].join('\n')), 'changing')
  assert.deepEqual([changed.added, changed.changed, changed.unchanged], [0, 1, 0])
  assert.equal((await take(sheet([HEADER, CHOIR].join('\n')), 'another')).added, 1)
  assert.deepEqual(await stored('changing', 'service.name as name'), [
    { name: 'Hilltop Choir' },
    { name: 'Lunch club' },
  ])
})

const long = 'x'.repeat(2_000_000)
const BAD: [what: string, row: string, field: string | null, reason: RegExp, kept: object | null][] = [
  ['no id', ',Club,,,,,,,,,,,', 'Id', /^is empty/, null],
  ['no name', 'b,NA,,,,,,,,,,,', 'Name', /^is empty/, null],
  ['too few columns', 'b,Club', null, /^the row has 2 columns, the header has 13$/, null],
  ['too many columns', 'b,Club,,,,,,,,,,,,x', null, /^the row has 14 columns/, null],
  ['a quotation mark that is not closed', 'b,"Club,,,,,,,,,,,', null, /^a quotation mark is not closed$/, null],
  [
    'a script',
    'b,Club,<script>alert(1)</script>,,,,,,,,,,',
    'About',
    /HTML/,
    { description: '<script>alert(1)</script>' },
  ],
  [
    'a link that is none',
    'b,Club,,,,javascript:alert(1),,,,,,,',
    'Website',
    /^"javascript:alert\(1\)" is no web address/,
    { url: null },
  ],
  ['a time that is none', 'b,Club,,Wed 10ish - 4pm,,,,,,,,,', 'Times', /^"10ish" is no time/, { name: 'Club' }],
  [
    'ages that are none',
    'b,Club,,,11 or so,,,,,,,,',
    'Ages',
    /^"11 or so" cannot be read as ages/,
    { who_for: '11 or so', minimum_age: null },
  ],
  [
    'a telephone number that is none',
    'b,Club,,,,,O1632960111,,,,,,',
    'Contact',
    /no telephone number/,
    { name: 'Club' },
  ],
  ['an unknown word', 'b,Club,,,,,,,Perhaps,,,,', 'Free', /^"perhaps" is none of: free/, { cost_kind: null }],
  [
    'a price of something free',
    'b,Club,,,,,,£3 a week,Yes,,,,',
    'Fees',
    /^"£3 a week" names a price/,
    { fees: '£3 a week', cost_kind: null },
  ],
  [
    'no postcode',
    'b,Club,,,,,,,,Mill Lane,WA154 1HF,,',
    'Postcode',
    /^"WA154 1HF" is not a postcode/,
    { name: 'Club' },
  ],
  ['a place nowhere on earth', 'b,Club,,,,,,,,,,530,1', 'Lat', /not a number from -90 to 90/, { name: 'Club' }],
  ['words for a number', 'b,Club,,,,,,,,,,north,1', 'Lat', /not a number/, { name: 'Club' }],
  [
    'a formula',
    `b,"=HYPERLINK(""http://x.example"")",,,,,,,,,,,`,
    'Name',
    /formula/,
    { name: '=HYPERLINK("http://x.example")' },
  ],
  [
    'a hidden formula',
    `b,Club,+cmd|' /C calc'!A0,,,,,,,,,,`,
    'About',
    /formula/,
    { description: "+cmd|' /C calc'!A0" },
  ],
  [
    'two megabytes',
    `b,Club,${long},,,,,,,,,,`,
    'About',
    /^has 2,000,000 characters: only the first 100,000/,
    { length: 100_000 },
  ],
  ['the same id again', 'c1,Another,,,,,,,,,,,', 'Id', /^"c1" is that of line 2 already/, null],
  ['the same row again', CHOIR, null, /^the row is the same as that of line 2: it counts once$/, null],
]

for (const [what, row, field, reason, kept] of BAD)
  test(`${what}: named by file, line and column, and the good rows get in`, async () => {
    const file = sheet([HEADER, CHOIR, row, LUNCH].join('\n'))
    const report = await take(file, what)
    const [refused, ...more] = report.refused
    assert.deepEqual(more, [])
    assert.deepEqual([refused?.file, refused?.line, refused?.field], [file.split('/').at(-1), 3, field])
    assert.match(refused!.reason, reason)
    assert.equal(report.added, kept ? 3 : 2)
    if (!kept) return
    const [first] = await stored(
      what,
      'service.name as name, description, service.url as url, who_for, minimum_age, cost_kind, fees, length(description)',
    )
    for (const [column, value] of Object.entries(kept)) assert.deepEqual(first[column], value, column)
  })

test('semicolons, tabs, a byte order mark and Windows-1252 are read for what they are', async () => {
  const rows = [HEADER, 'c1,Café,Tea & cake,,,,,,,,,,'].join('\n')
  for (const [what, text] of [
    ['semicolons', rows.replaceAll(',', ';')],
    ['tabs', rows.replaceAll(',', '\t')],
    ['a mark', `\uFEFF${rows}`],
    ['windows', Buffer.from(rows, 'latin1')],
  ] as const) {
    const { added, refused, notes } = await take(sheet(text), what)
    assert.deepEqual([added, refused], [1, []], what)
    assert.deepEqual(await stored(what, 'service.name as name'), [{ name: 'Café' }])
    assert.equal(notes.length, what === 'windows' ? 1 : 0)
  }
})

test('one broken byte is named, and costs the letters of nobody else', async () => {
  const file = sheet(
    Buffer.concat([
      Buffer.from(`${HEADER}\nc1,Café – tea,,,,,,,,,,,\nc2,Cr`),
      Buffer.from([0xff]),
      Buffer.from(',,,,,,,,,,,\n'),
    ]),
  )
  const { added, refused } = await take(file, 'one byte')
  assert.equal(added, 2)
  assert.deepEqual(
    refused.map(({ line, field }) => [line, field]),
    [[3, 'Name']],
  )
  assert.match(refused[0]!.reason, /cannot be read/)
  assert.deepEqual((await stored('one byte', 'service.name as name'))[0], { name: 'Café – tea' })
})

test('a cell may hold line breaks, more than any file of codes does', async () => {
  const about = Array.from({ length: 300 }, (_, n) => `Line ${n}, "said"`).join('\n')
  const file = sheet([HEADER, `c1,Club,"${about.replaceAll('"', '""')}",,,,,,,,,,`, LUNCH].join('\n'))
  assert.deepEqual((await take(file, 'breaks')).refused, [])
  assert.equal((await stored('breaks', 'description'))[0].description, about)
})

test('a file of another kind, or without the columns of the mapping, stores nothing and says why', async () => {
  const zip = await take(sheet(Buffer.from('PK\u0003\u0004 a workbook')), 'none')
  assert.match(zip.refused[0]!.reason, /save it as CSV/)
  const none = await take(join(folder, 'nowhere.csv'), 'none')
  assert.match(none.refused[0]!.reason, /no such file/)
  const empty = await take(sheet(''), 'none')
  assert.match(empty.refused[0]!.reason, /is in the mapping, and not in this file/)
  const other = await take(sheet('Id,Title\n1,Club'), 'none')
  assert.deepEqual(other.refused.map(({ line, field }) => [line, field]).slice(0, 2), [
    [1, 'Name'],
    [1, 'About'],
  ])
  assert.match(other.refused[0]!.reason, /which has: Id, Title$/)
  assert.deepEqual(await stored('none', 'service.name'), [])
})

const GROUPED = {
  id: 'Site',
  severalRows: true,
  leaveOut: [{ where: 'Access', is: ['private'] }],
  service: {
    name: 'Name',
    nameWhenRepeated: { join: ['Name', 'Town'] },
    summary: { text: 'A place for sport' },
    description: { every: { join: ['Kind', 'Access'], with: ': ' }, with: '\n' },
    categories: ['Kind'],
  },
  needs: { byCategory: { golf: ['nature'] } },
}

test('several rows make one service, wherever they stand, and a repeated name is told apart', async () => {
  const file = sheet(
    [
      'Site,Name,Town,Kind,Access',
      '1,Park,Anytown,Golf,open',
      '2,Park,Elsewhere,Pool,open',
      '1,Park,Anytown,Pool,members',
      '3,School,Anytown,Pool,Private',
    ].join('\n'),
  )
  const report = await take(file, 'grouped', GROUPED)
  assert.deepEqual([report.read, report.added, report.refused], [2, 2, []])
  assert.deepEqual(await stored('grouped', 'service.name as name, description, needs'), [
    { name: 'Park, Anytown', description: 'Golf: open\nPool: members', needs: ['nature'] },
    { name: 'Park, Elsewhere', description: 'Pool: open', needs: [] },
  ])
})

const RELATED = {
  file: 'services.csv',
  related: {
    organisation: { file: 'organisations.csv', id: 'Id', from: 'Org' },
    place: { file: 'places.csv', id: 'Id', through: { file: 'pairs.csv', service: 'Service', to: 'Place' } },
  },
  id: 'Id',
  service: { name: 'Name' },
  provider: { of: 'organisation', name: 'Name', url: 'Website' },
  location: { of: 'place', address1: 'Street', postcode: 'Postcode' },
}

test('related files are looked up; what points nowhere is named, and the service is kept without it', async () => {
  sheet('Id,Name,Website\no1,Riverside Arts,ftp://arts.example\no1,Twice,\n', 'organisations.csv')
  sheet('Id,Street,Postcode\np1,Mill Lane,ZZ1 1AG\np2,High Street,nowhere\n', 'places.csv')
  sheet('Service,Place\ns1,p1\ns1,p2\ns1,p9\ns2,\ns9,p1\ns1,p1\n', 'pairs.csv')
  const file = sheet('Id,Name,Org\ns1,Choir,o1\ns2,Lunch club,o9\ns3,Walk,\n', 'services.csv')
  const report = await take(file, 'related', RELATED)
  assert.equal(report.added, 3)
  assert.deepEqual(report.refused.map((r) => `${r.file} ${r.line} ${r.field}: ${r.reason.slice(0, 40)}`).toSorted(), [
    'organisations.csv 2 Website: "ftp://arts.example" is no web address t',
    'organisations.csv 3 Id: "o1" is that of line 2 already: the row ',
    'pairs.csv 4 Place: "p9" is not in places.csv: left out',
    'pairs.csv 5 Place: is empty: left out',
    'pairs.csv 6 Service: "s9" is not in services.csv: left out',
    'pairs.csv 7 null: is in this file already: counts once',
    'places.csv 3 Postcode: "nowhere" is not a postcode: left out',
    'services.csv 3 Org: "o9" is not in organisations.csv: left o',
  ])
  const { rows } = await db.owner.query(
    `select s.name, o.name as provider, array_agg(l.address_1 order by at.position) as places from directory.service s
     join directory.source on source.id = s.source_id left join access.organisation o on o.id = s.provider_id
     left join directory.service_location at on at.service_id = s.id left join directory.location l on l.id = at.location_id
     where source.name = 'related' group by s.name, o.name order by s.name`,
  )
  assert.deepEqual(rows, [
    { name: 'Choir', provider: 'Riverside Arts', places: ['Mill Lane', 'High Street'] },
    { name: 'Lunch club', provider: null, places: [null] },
    { name: 'Walk', provider: null, places: [null] },
  ])
  assert.equal((await take(file, 'related', RELATED)).unchanged, 3)
})

test('however long the cells and however many the rows, little of it is in memory at once', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const used = () => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const rows = [
    ...Array.from({ length: 30 }, (_, n) => `l${n},Long,"${'a line, and <b>more</b>\n'.repeat(60_000)}",,,,,,,,,,`),
    ...Array.from({ length: 5_000 }, (_, n) => `a rather long id ${n},Club ${n},${'words '.repeat(100)},,,,,,,,,,`),
  ]
  const file = sheet([HEADER, ...rows].join('\n'))
  rows.length = 0
  const before = used()
  let [most, looked] = [0, 0]
  const report = await take(file, 'large', MAPPING, (done) => {
    if (done - looked < 2_000_000) return
    looked = done
    most = Math.max(most, used() - before)
  })
  assert.deepEqual([report.added, report.refused.length], [5_030, 60])
  assert.ok(looked > 40_000_000)
  assert.ok(most < 60_000_000, `${most} bytes of a file of ${looked}`)
})

test('a file with nothing right in it does not fill the memory with its faults', async () => {
  const report = await take(sheet(`${HEADER}\n${'x\n'.repeat(12_000)}`), 'all wrong')
  assert.deepEqual([report.read, report.added, report.refused.length], [12_000, 0, 10_001])
  assert.equal(report.refused.at(-1)?.reason, '2,000 more faults are not listed')
})
