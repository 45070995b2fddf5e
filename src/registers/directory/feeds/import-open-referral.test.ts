import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fixedClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { OLD_SERVICE } from '#test/support/old-feed.ts'
import type { FeedFile } from './feed-file.rules.ts'
import { importOpenReferral } from './import-open-referral.ts'

let db: TestDatabase
const [here, elsewhere] = [newId(), newId()]
const clock = fixedClock('2026-04-01T09:00:00Z')
const as = (partnershipId: string) =>
  contextOf(db.database, { kind: 'job', partnershipId, cause: 'test' }, newId(), clock)
const FEED = { kind: 'file', name: 'a feed' } as const
const count = async (table: string, where = 'true') =>
  Number((await db.owner.query(`select count(*) from directory.${table} where ${where}`)).rows[0].count)

before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown'), ($2, 'Elsewhere')`, [
    here,
    elsewhere,
  ])
})
after(() => db.close())

const choir = {
  id: '0c7e5d2a-1111-4222-8333-444455556666',
  name: 'Riverside Choir',
  status: 'active',
  description: 'Singing for <b>anyone</b>.\n\n# Songs\nOld and new.',
  fees: 'Free',
  minimum_age: 18,
  email: '',
  url: null,
  organization: {
    id: 'org-1',
    name: 'Riverside Arts',
    description: 'No description available',
    organization_identifiers: [{ identifier_scheme: 'GB-CHC', identifier: '1234567' }],
  },
  service_at_locations: [
    {
      id: 'sal-1',
      location: {
        id: 'loc-1',
        location_type: 'physical',
        name: 'Riverside Hall',
        latitude: 53.03,
        longitude: -1.28,
        addresses: [{ address_1: '20 Mill Lane', city: 'Anytown', postal_code: 'ZZ1 1AG' }],
      },
    },
  ],
  schedules: [
    { freq: 'WEEKLY', byday: 'TU', opens_at: '10:00:00', closes_at: '12:00Z', service_at_location_id: 'sal-1' },
  ],
  contacts: [{ title: 'Secretary', phones: [{ number: '01632 960111' }] }],
  capacities: [{ id: 'c', available: 3, updated: '2026-03-20T10:00:00Z' }],
  local_extra: { kept: true },
}
const lunch = { id: 'lunch-club-7', name: 'Lunch club', status: 'active' }
const file = (name: string, value: unknown): FeedFile => ({ name, text: JSON.stringify(value, null, 1) })
const page = (...contents: unknown[]) => ({
  total_items: contents.length,
  total_pages: 1,
  page_number: 1,
  size: contents.length,
  first_page: true,
  last_page: true,
  empty: false,
  contents,
})

test('a feed is stored once, whole, and a second import changes nothing', async () => {
  const files = [
    file('root.json', { version: 'HSDS-UK-3.0' }),
    file('page.json', page({ id: choir.id, name: choir.name, status: 'active' }, lunch)),
    file('full.json', [choir]),
  ]
  assert.deepEqual(await importOpenReferral(as(here), FEED, files), {
    read: 2,
    added: 2,
    changed: 0,
    unchanged: 0,
    refused: [],
  })
  assert.deepEqual(await importOpenReferral(as(here), FEED, files), {
    read: 2,
    added: 0,
    changed: 0,
    unchanged: 2,
    refused: [],
  })
  const { rows } = await db.owner.query(
    `select s.id, s.source_record, s.cost_kind, s.modes, s.email, s.raw->'local_extra' as extra, o.name as provider, o.kind,
      c.byday, c.opens_at, c.closes_at, l.name as place, t.number, p.places, p.confirm_by::text
    from directory.service s join access.organisation o on o.id = s.provider_id join directory.schedule c on c.service_id = s.id
    join directory.location l on l.id = c.location_id join directory.telephone t on t.service_id = s.id
    join directory.capacity_statement p on p.service_id = s.id where s.id = $1`,
    [choir.id],
  )
  assert.deepEqual(rows, [
    {
      id: choir.id,
      source_record: choir.id,
      cost_kind: 'free',
      modes: ['in person'],
      email: null,
      extra: { kept: true },
      provider: 'Riverside Arts',
      kind: 'charity',
      byday: 'TU',
      opens_at: '10:00:00',
      closes_at: '12:00:00',
      place: 'Riverside Hall',
      number: '01632 960111',
      places: 3,
      confirm_by: '2026-04-19',
    },
  ])
})

test('each field keeps its source and time until it changes', async () => {
  const provenance = async () =>
    (await db.owner.query(`select provenance from directory.service where id = $1`, [choir.id])).rows[0].provenance
  const first = await provenance()
  assert.deepEqual(Object.keys(first), ['*'], 'all of it came at once')
  clock.set('2026-04-08T09:00:00Z')
  const report = await importOpenReferral(as(here), FEED, [file('full.json', [{ ...choir, fees: '£2' }])])
  assert.deepEqual([report.added, report.changed, report.unchanged], [0, 1, 0])
  const second = await provenance()
  assert.equal(second.fees.at, '2026-04-08T09:00:00.000Z')
  assert.deepEqual([second['*'], second.name], [first['*'], undefined])
  assert.equal(second.cost_kind, undefined, 'nobody says any more that it is free')
})

test('what a page of a list leaves out is not gone; what a whole record leaves out is', async () => {
  await importOpenReferral(as(here), FEED, [
    file('page.json', page({ id: choir.id, name: 'Riverside Singers', status: 'active' })),
  ])
  assert.equal(await count('schedule', `service_id = '${choir.id}'`), 1)
  const { schedules, ...without } = choir
  assert.equal(schedules.length, 1)
  await importOpenReferral(as(here), FEED, [file('full.json', [without])])
  assert.equal(await count('schedule', `service_id = '${choir.id}'`), 0)
  assert.equal(await count('service', `source_record = 'lunch-club-7'`), 1, 'a listing that is not in the feed stays')
})

test('a second source never touches the listings of the first, and another partnership has its own', async () => {
  const other = await importOpenReferral(as(here), { kind: 'file', name: 'another feed' }, [
    file('full.json', [{ ...choir, name: 'Not theirs' }]),
  ])
  assert.deepEqual([other.added, other.changed], [1, 0])
  const again = await importOpenReferral(as(here), { kind: 'file', name: 'another feed' }, [
    file('full.json', [{ ...choir, name: 'Not theirs' }]),
  ])
  assert.equal(again.unchanged, 1)
  const { rows } = await db.owner.query(`select name from directory.service where partnership_id = $1 and id = $2`, [
    here,
    choir.id,
  ])
  assert.deepEqual(rows, [{ name: 'Riverside Choir' }])
  assert.equal((await importOpenReferral(as(elsewhere), FEED, [file('full.json', [choir])])).added, 1)
  const seen = await as(elsewhere).transaction((tx) => tx.query<{ name: string }>('select name from directory.service'))
  assert.deepEqual(
    seen.map((s) => s.name),
    ['Riverside Choir'],
  )
})

const BAD: [what: string, text: string, refusal: { line: number | null; field: string | null; reason: RegExp }][] = [
  ['broken JSON', '{\n "contents": [\n  {"id": "a",,}\n]}', { line: 3, field: null, reason: /^This is not JSON: / }],
  ['JSON cut off', '{\n "contents": [\n', { line: 3, field: null, reason: /^This is not JSON: / }],
  ['an empty file', '  \n', { line: 1, field: null, reason: /empty/ }],
  ['no list', '{"hello": 1}', { line: 1, field: null, reason: /no list of services/ }],
  ['a list that is none', '{"contents": 4}', { line: 1, field: null, reason: /must be a list/ }],
  [
    'no id',
    JSON.stringify(page(lunch, { name: 'x', status: 'active' }), null, 1),
    { line: 15, field: 'contents[1].id', reason: /^id is missing$/ },
  ],
  [
    'no name',
    JSON.stringify([{ id: 'n', status: 'active' }], null, 1),
    { line: 2, field: '[0].name', reason: /^name is missing$/ },
  ],
  [
    'a blank name',
    '[{"id": "n", "name": " ", "status": "active"}]',
    { line: 1, field: '[0].name', reason: /^name is missing$/ },
  ],
  [
    'a name that is a number',
    '[{"id": "n", "name": 4, "status": "active"}]',
    { line: 1, field: '[0].name', reason: /^name must be text$/ },
  ],
  ['an id that is a list', '[{"id": [], "name": "x"}]', { line: 1, field: '[0].id', reason: /^id must be text$/ }],
  [
    'an unknown status',
    '[{"id": "n", "name": "x", "status": "open"}]',
    { line: 1, field: '[0].status', reason: /^status must be one of: active/ },
  ],
  [
    'words for an age',
    '[{"id": "n", "name": "x", "status": "active", "minimum_age": "eleven"}]',
    { line: 1, field: '[0].minimum_age', reason: /must be a number/ },
  ],
  [
    'ages the wrong way',
    '[{"id": "n", "name": "x", "status": "active", "minimum_age": 60, "maximum_age": 50}]',
    { line: 1, field: '[0].maximum_age', reason: /below minimum_age/ },
  ],
  [
    'a time that is none',
    '[{"id": "n", "name": "x", "status": "active", "schedules": [{"opens_at": "lunchtime"}]}]',
    { line: 1, field: '[0].schedules[0].opens_at', reason: /such as 10:00/ },
  ],
  [
    'a day that is none',
    '[{"id": "n", "name": "x", "status": "active", "assured_date": "2026-02-30"}]',
    { line: 1, field: '[0].assured_date', reason: /such as 2026-04-10/ },
  ],
  [
    'schedules that are no list',
    '[{"id": "n", "name": "x", "status": "active", "schedules": "Tuesdays"}]',
    { line: 1, field: '[0].schedules', reason: /must be a list/ },
  ],
  ['a record that is none', '["x"]', { line: 1, field: '[0]', reason: /must be an object/ }],
  [
    'a hostile depth',
    `[{"id": "n", "name": "x", "x": ${'['.repeat(5000)}${']'.repeat(5000)}}]`,
    { line: 1, field: '[0]', reason: /nested/ },
  ],
  [
    'two faults in one',
    '[{"id": "n", "name": 4, "status": 5}]',
    { line: 1, field: '[0].name', reason: /^name must be text; status must be one of/ },
  ],
]

for (const [what, text, { line, field, reason }] of BAD)
  test(`${what} is refused with its place, and the good ones are stored`, async () => {
    const source = { kind: 'file', name: what } as const
    const report = await importOpenReferral(as(here), source, [
      { name: 'bad.json', text },
      file('good.json', [{ ...lunch, id: `good beside ${what}` }]),
    ])
    assert.equal(report.refused.length, 1)
    const [refused] = report.refused
    assert.deepEqual([refused?.file, refused?.line, refused?.field], ['bad.json', line, field])
    assert.match(refused!.reason, reason)
    assert.ok(report.added >= 1)
    assert.equal(await count('service', `source_record = 'good beside ${what}'`), 1)
  })

const LEFT_OUT: [what: string, odd: object, fields: Record<string, RegExp>, stored: Record<string, unknown>][] = [
  [
    'a time such as 10ish',
    { schedules: [{ byday: 'TU', opens_at: '10ish', closes_at: '12:00', description: 'Term time' }] },
    {
      'schedules[0].opens_at': /^opens_at must be a time such as 10:00, not "10ish": the service is stored without it$/,
    },
    { byday: 'TU', opens_at: null, closes_at: '12:00:00', schedule: 'Term time (TU, 10ish to 12:00)' },
  ],
  [
    'days in words that are none',
    { schedules: [{ byday: 'most days', opens_at: 'lunchtime' }] },
    { 'schedules[0].byday': /days such as TU,TH/, 'schedules[0].opens_at': /such as 10:00/ },
    { byday: null, opens_at: null, schedule: 'most days, lunchtime' },
  ],
  ['an age such as 11+', { minimum_age: '11+' }, {}, { minimum_age: 11, maximum_age: null }],
  ['ages such as 6 years - 14 years', { minimum_age: '6 years - 14 years' }, {}, { minimum_age: 6, maximum_age: 14 }],
  ['an age in words', { minimum_age: 'eleven' }, { minimum_age: /must be a number/ }, { minimum_age: null }],
  ['an age of the wrong kind', { maximum_age: { to: 4 } }, { maximum_age: /must be a number/ }, { maximum_age: null }],
  [
    'HTML',
    { name: 'Tea &amp; <i>talk</i>', description: '<p>One.</p><p>Two.</p>' },
    {},
    { name: 'Tea & talk', description: 'One.\n\nTwo.' },
  ],
  [
    'a script',
    { description: 'Hello<script>alert(1)</script> there' },
    { description: /^description holds a script or a frame/ },
    { description: 'Hello there' },
  ],
  [
    'a link that is none of the web',
    { url: 'javascript:alert(1)' },
    { url: /must be an address that begins with https/ },
    { url: null },
  ],
  ['a link without its beginning', { url: 'www.example.org:8080/x' }, {}, { url: 'www.example.org:8080/x' }],
  [
    'a description of two megabytes',
    { description: 'tea '.repeat(500_000) },
    { description: /^description is 2,000,000 characters long: it is cut after 20,000$/ },
    { length: 20_000, raw: 20_000 },
  ],
  [
    'ids that lead nowhere',
    {
      schedules: [{ byday: 'TU', service_at_location_id: 'gone' }],
      service_at_locations: [{ id: 'a', location_id: 'gone too' }],
      organization_id: 'and gone',
    },
    {
      'service_at_locations[0].location_id': /names a place that is not in the service/,
      'schedules[0].service_at_location_id': /its times are kept for the whole service/,
    },
    { byday: 'TU' },
  ],
  [
    'things of the wrong kind',
    { schedules: 'Tuesdays', fees: 4, contacts: [7, { name: 'Ann', phones: {} }], languages: [{ code: 'en' }, 'fr'] },
    {
      schedules: /must be a list/,
      fees: /must be text/,
      'contacts[0]': /must be an object/,
      'contacts[1].phones': /must be a list/,
      'languages[1]': /must be an object/,
    },
    { fees: null, contact: 'Ann' },
  ],
  [
    'a formula',
    { fees: '=HYPERLINK("https://x.example","free")' },
    {},
    { fees: '=HYPERLINK("https://x.example","free")' },
  ],
]
for (const [what, odd, fields, stored] of LEFT_OUT)
  test(`${what}: what cannot be taken is named, the service is stored`, async () => {
    const service = { ...lunch, id: `odd: ${what}`, ...odd }
    const source = { kind: 'file', name: `odd: ${what}` } as const
    const report = await importOpenReferral(as(here), source, [file('odd.json', [service])])
    assert.deepEqual([report.read, report.added], [1, 1])
    assert.deepEqual(
      report.refused.map(({ field }) => field).toSorted(),
      Object.keys(fields)
        .map((f) => `[0].${f}`)
        .toSorted(),
    )
    for (const [field, reason] of Object.entries(fields))
      assert.match(report.refused.find((r) => r.field === `[0].${field}`)!.reason, reason)
    const { rows } = await db.owner.query(
      `select s.*, length(s.description) as length, length(s.raw->>'description') as raw, c.byday, c.opens_at, c.closes_at, c.description as schedule,
          p.name as contact
        from directory.service s left join directory.schedule c on c.service_id = s.id left join directory.contact p on p.service_id = s.id
        where s.source_record = $1`,
      [`odd: ${what}`.trim()],
    )
    const found = {
      ...rows[0],
      description: stored.length ? undefined : rows[0].description,
      ...(stored.schedule ? {} : { schedule: undefined }),
    }
    for (const [column, value] of Object.entries(stored))
      assert.deepEqual(
        typeof found[column] === 'string' && /^\d+$/.test(found[column]) ? Number(found[column]) : found[column],
        value,
        column,
      )
    assert.equal((await importOpenReferral(as(here), source, [file('odd.json', [service])])).unchanged, 1)
  })

test('the same id twice in one file is named, and the first counts', async () => {
  const twice = [
    { ...lunch, id: 'twice' },
    { ...lunch, id: 'twice', name: 'Another' },
    { ...lunch, id: 'once' },
  ]
  const report = await importOpenReferral(as(here), { kind: 'file', name: 'twice' }, [file('twice.json', twice)])
  assert.deepEqual([report.read, report.added], [2, 2])
  assert.deepEqual(
    report.refused.map(({ line, field, reason }) => [line, field, reason]),
    [[7, '[1].id', 'id is that of [0] too: the first is kept']],
  )
  assert.equal(await count('service', `source_record = 'twice' and name = 'Lunch club'`), 1)
})

test('a record that cannot be read any more leaves the listing as it was', async () => {
  const source = { kind: 'file', name: 'last good' } as const
  await importOpenReferral(as(here), source, [file('a.json', [{ ...lunch, id: 'good once', fees: 'Free' }])])
  const report = await importOpenReferral(as(here), source, [
    file('a.json', [{ id: 'good once', name: ['x'], status: 'active' }]),
  ])
  assert.deepEqual([report.changed, report.refused.length], [0, 1])
  assert.equal(await count('service', `source_record = 'good once' and fees = 'Free'`), 1)
})

test('a file that comes piece by piece reads the same, wherever it is cut', async () => {
  const text = JSON.stringify(
    {
      total_items: 2,
      services: [
        { ...choir, id: 'piece "1"]' },
        { ...lunch, id: 'piece\\' },
      ],
      more: ['x'],
    },
    null,
    1,
  )
  for (const size of [1, 7, 64, 100_000]) {
    const name = `pieces of ${size}`
    async function* pieces() {
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size)
    }
    const report = await importOpenReferral(as(here), { kind: 'file', name }, [{ name, text: pieces }])
    assert.deepEqual([report.read, report.added, report.refused], [2, 2, []], name)
  }
})

test('a page of 1.0 is read, and needs no status', async () => {
  const pageOf1 = { totalElements: 2, totalPages: 1, number: 1, size: 2, first: true, last: true, empty: false }
  const feed = [
    file('content.json', {
      ...pageOf1,
      content: [OLD_SERVICE, { id: '1002', name: 'Quiet hour', organization: { id: 'o', name: 'x' } }],
    }),
    file('locations.json', { ...pageOf1, content: [OLD_SERVICE.service_at_locations[0]!.location] }),
    file('taxonomies.json', { ...pageOf1, content: [OLD_SERVICE.service_taxonomys[0]!.taxonomy] }),
    file('organizations.json', { ...pageOf1, content: [OLD_SERVICE.organization] }),
  ]
  const report = await importOpenReferral(as(here), { kind: 'file', name: 'old' }, feed)
  assert.deepEqual([report.read, report.added, report.refused], [2, 2, []])
  assert.equal(await count('service', `source_record = '1001' and status = 'active' and minimum_age = 11`), 1)
})

test('a place that lies nowhere on earth is refused; its service is stored', async () => {
  const service = {
    ...lunch,
    id: 'nowhere',
    service_at_locations: [{ location: { id: 'l', latitude: 530, longitude: 1 } }],
  }
  for (const counts of [
    [1, 0],
    [0, 1],
  ]) {
    const { added, unchanged, refused } = await importOpenReferral(as(here), FEED, [file('a.json', [service])])
    assert.deepEqual([added, unchanged], counts)
    assert.deepEqual(
      refused.map(({ field }) => field),
      ['[0].service_at_locations[0].location.latitude'],
    )
    assert.match(refused[0]!.reason, /^latitude and longitude lie nowhere on earth/)
  }
})

test('files of other things in the same folder are passed over', async () => {
  const files = [
    file('taxonomies.json', page({ id: 't', name: 'Types', description: 'x', uri: 'https://a.example', version: '1' })),
    file('organization.json', { id: 'o', name: 'Org', description: 'x', website: 'https://a.example' }),
    file('at.json', page({ id: 'sal', location: {}, service: { id: 's' } })),
    file('full.json', [
      {
        ...lunch,
        id: 'beside them',
        attributes: [{ taxonomy_term: { name: 'Dining' } }],
        service_areas: [{ name: 'Anytown' }],
      },
    ]),
  ]
  const report = await importOpenReferral(as(here), { kind: 'file', name: 'mixed' }, files)
  assert.deepEqual([report.read, report.added, report.refused], [1, 1, []])
})

test('text the database cannot hold loses only what it must', async () => {
  const odd = {
    id: 'odd',
    name: 'Odd\u0000\u202e club',
    status: 'Temporarily_Closed',
    description: 'half \ud800 a pair',
    maximum_age: 999,
  }
  const report = await importOpenReferral(as(here), { kind: 'file', name: 'odd' }, [file('odd.json', [odd])])
  assert.deepEqual([report.added, report.refused], [1, []])
  const { rows } = await db.owner.query(
    `select name, status, description, maximum_age from directory.service where source_record = 'odd'`,
  )
  assert.deepEqual(rows, [
    { name: 'Odd club', status: 'temporarily closed', description: 'half \ufffd a pair', maximum_age: null },
  ])
})

test('the Hounslow feed gives 313 services', async (t) => {
  const folder = join(ROOT, '..', 'shared', 'data', 'oruk', 'feeds', 'hounslow')
  if (!existsSync(folder)) {
    assert.ok(!process.env.CI, 'needs ../shared/data')
    return t.skip('needs ../shared/data')
  }
  const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }))
  const source = { kind: 'file', name: 'hounslow' } as const
  assert.deepEqual(await importOpenReferral(as(here), source, files), {
    read: 313,
    added: 313,
    changed: 0,
    unchanged: 0,
    refused: [],
  })
  assert.deepEqual(await importOpenReferral(as(here), source, files), {
    read: 313,
    added: 0,
    changed: 0,
    unchanged: 313,
    refused: [],
  })
  const [first] = files.filter(({ name }) => name === 'services-page-1.json')
  assert.equal(
    (await importOpenReferral(as(here), source, [first!])).unchanged,
    100,
    'pages alone change nothing either',
  )
  const { rows } = await db.owner.query(`select id from directory.source where name = 'hounslow'`)
  assert.equal(await count('service', `source_id = '${rows[0].id}'`), 313)
  assert.equal(
    await count(
      'service_location',
      `location_id in (select id from directory.location where source_id = '${rows[0].id}')`,
    ),
    269,
  )
})
