import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import type { Context } from '#platform/context.ts'
import { ROOT } from '#platform/database/connection.ts'
import { newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import * as geography from './index.ts'

const DATA = join(ROOT, '..', 'shared', 'data', 'reference')

const FILES: [file: string, importFile: typeof geography.importPractices, rows: number, notStored: number][] = [
  ['gp_practices_2026-01.csv.gz', geography.importPractices, 6_171, 0],
  ['pcns_2026-01.csv.gz', geography.importPcns, 1_346, 37], // 37 rows count the practices of no network
  ['icbs_2026-01.csv', geography.importIcbs, 42, 0],
  ['outcode_centroids.csv', geography.importDistricts, 2_973, 0],
  ['postcodes_trafford_2025-02.csv.gz', geography.importPostcodes, 11_264, 0],
  ['imd2025_lsoa21.csv.gz', geography.importDeprivation, 33_755, 0],
]

let db: TestDatabase
let ctx: Context
before(async () => {
  db = await openTestDatabase()
  ctx = asJob(db, newId())
})
after(() => db.close())

function needsData(t: TestContext): boolean {
  if (existsSync(DATA)) return true
  assert.ok(!process.env.CI, 'needs ../shared/data')
  t.skip('needs ../shared/data')
  return false
}

for (const [file, importFile, rows, notStored] of FILES)
  test(`${file}: ${rows} rows, and a second time nothing new`, async (t) => {
    if (!needsData(t)) return
    const first = await importFile(ctx, join(DATA, file))
    assert.deepEqual(first, { read: rows, added: rows - notStored, changed: 0, unchanged: notStored, refused: [] })
    const second = await importFile(ctx, join(DATA, file))
    assert.deepEqual(second, { read: rows, added: 0, changed: 0, unchanged: rows, refused: [] })
  })

test('what is stored agrees with the files', async (t) => {
  if (!needsData(t)) return
  const { rows } = await db.owner.query(`select
    (select count(*)::int from geography.practice where pcn_code is null) as unallocated,
    (select count(*)::int from geography.pcn) as pcns,
    (select count(*)::int from (select from geography.pcn_sub_icb group by pcn_code having count(*) > 1) x) as in_several,
    (select count(*)::int from geography.area where core20) as core20,
    (select count(*)::int from geography.practice p left join geography.icb i on i.code = p.icb_code where i.code is null) as without_board,
    (select count(*)::int from geography.practice p left join geography.district d using (outcode) where d.outcode is null) as without_district,
    (select count(*)::int from geography.postcode p left join geography.area a on a.code = p.area_code where a.code is null) as without_area`)
  assert.deepEqual(rows, [
    {
      unallocated: 59,
      pcns: 1_298,
      in_several: 10,
      core20: 6_751,
      without_board: 0,
      without_district: 0,
      without_area: 0,
    },
  ])
})

test('a place, a practice and its network are found', async (t) => {
  if (!needsData(t)) return
  const place = await ctx.transaction((tx) => geography.findPlace(tx, 'm33 7qx'))
  assert.ok(place.ok && place.value.precision === 'postcode' && place.value.areaCode === 'E01006163')
  const [practice] = await ctx.transaction((tx) => geography.searchPractices(tx, 'densham ts18'))
  assert.equal(practice!.code, 'A81001')
  const colleagues = await ctx.transaction((tx) => geography.listPracticesOfPcn(tx, practice!.pcnCode!))
  assert.ok(colleagues.some((colleague) => colleague.code === 'A81001') && colleagues.length > 1)
})
