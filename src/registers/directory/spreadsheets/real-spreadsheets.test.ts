import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import type { Context } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { importSpreadsheet } from './import-spreadsheet.ts'
import { readMapping } from './mapping.rules.ts'

const DATA = join(ROOT, '..', 'shared', 'data', 'oruk', 'datasets')

/** Services, and the lines and columns that the files' keepers would want to mend. */
const SHEETS: [file: string, mapping: string, services: number, refused: string[]][] = [
  [
    'greater-manchester/gm_food_banks.csv',
    'greater-manchester/food-banks.json',
    171,
    ['13 Contact', '48 Contact', '102 Website', '127 Contact', '169 Contact'],
  ],
  ['greater-manchester/gm_libraries.csv', 'greater-manchester/libraries.json', 141, []],
  ['greater-manchester/sports_clubs.csv', 'greater-manchester/sports-clubs.json', 140, []],
  // 314 rows, of which 82 are for pupils and staff only.
  ['greater-manchester/sports_facilities.csv', 'greater-manchester/sports-facilities.json', 127, ['191 telephone']],
  [
    'greater-manchester/trafford_mental_health_services.csv',
    'greater-manchester/mental-health.json',
    60,
    ['50 postcode'],
  ],
  [
    'hounslow-connect/services.csv',
    'hounslow-connect.json',
    313,
    [
      '551 Contact Email',
      '973 Fees Text',
      '989 Contact Phone',
      '1062 Fees Text',
      '193 Location ID*',
      '1527 Contact Email',
      '1727 Fees Text',
    ],
  ],
]

let db: TestDatabase
let ctx: Context
const here = newId()
before(async () => {
  db = await openTestDatabase()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  ctx = asJob(db, here)
})
after(() => db.close())

function needsData(t: TestContext): boolean {
  if (existsSync(DATA)) return true
  assert.ok(!process.env.CI, 'needs ../shared/data')
  t.skip('needs ../shared/data')
  return false
}

function take(file: string, mapping: string) {
  const read = readMapping(readFileSync(join(ROOT, 'mappings', mapping), 'utf8'))
  assert.ok(read.ok, read.ok ? '' : read.reason)
  return importSpreadsheet(ctx, { kind: 'file', name: file }, join(DATA, file), read.value)
}

for (const [file, mapping, services, refused] of SHEETS)
  test(`${file}: ${services} services, and a second time nothing new`, async (t) => {
    if (!needsData(t)) return
    const first = await take(file, mapping)
    assert.deepEqual([first.read, first.added, first.changed, first.unchanged], [services, services, 0, 0])
    assert.deepEqual(
      first.refused.map(({ line, field }) => `${line} ${field}`),
      refused,
    )
    const second = await take(file, mapping)
    assert.deepEqual([second.added, second.changed, second.unchanged], [0, 0, services])
    assert.deepEqual(second.refused, first.refused)
  })

test('what is stored agrees with the files', async (t) => {
  if (!needsData(t)) return
  const { rows } = await db.owner.query(`select
    (select count(*)::int from directory.service s where not exists
      (select from directory.service_location at where at.service_id = s.id) and s.raw->'related' ? 'place') as hounslow_nowhere,
    (select count(*)::int from directory.service_location at join directory.service s on s.id = at.service_id
      where s.raw->'related' ? 'place') as hounslow_places,
    (select count(*)::int from directory.service where minimum_age is not null) as with_ages,
    (select count(*)::int from directory.service where url ilike '%example.com%' or email ilike '%@example.%') as placeholders,
    (select count(*)::int from directory.location where latitude is not null) as with_coordinates,
    (select count(*)::int from (select name from directory.service group by source_id, name having count(*) > 1) twice) as same_names`)
  assert.deepEqual(rows[0], {
    hounslow_nowhere: 44,
    hounslow_places: 269,
    with_ages: 13,
    placeholders: 0,
    with_coordinates: 268,
    same_names: 0,
  })
  const schedules = await db.owner.query(
    `select count(*) filter (where byday is not null or freq = 'DAILY')::int as read, count(*) filter (where byday is null and freq is null)::int as words
     from directory.schedule`,
  )
  assert.deepEqual(schedules.rows[0], { read: 144, words: 35 })
})
