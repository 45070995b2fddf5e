import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { contextOf, type Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import * as geography from './index.ts'
import type { ImportResult } from './import-csv.ts'

let db: TestDatabase
let ctx: Context
const folder = mkdtempSync(join(tmpdir(), 'trellis-geography-'))
before(async () => {
  db = await openTestDatabase()
  ctx = contextOf(db.database, { kind: 'job', partnershipId: newId(), cause: 'test' }, newId(), () => new Date())
})
after(async () => {
  rmSync(folder, { recursive: true })
  await db.close()
})

const fileOf = (name: string, content: string | Buffer): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const counts = ({ read, added, changed, unchanged }: ImportResult) => ({ read, added, changed, unchanged })
const refusals = ({ refused }: ImportResult) => refused.map(({ line, field, reason }) => [line, field, reason])
const storedIn = async (table: string) =>
  (await db.owner.query<{ n: number }>(`select count(*)::int as n from geography.${table}`)).rows[0]!.n

const PRACTICES = `"ods_code","name","postcode","outcode","pcn_code","pcn_name","sub_icb_ods","icb_ods","icb_ons","region_ods","system_supplier"
"ZZ1001","Canal Street Surgery","ZZ1 1AA","ZZ1","ZZP91","Canal PCN","ZZS","ZZI","E54999999","ZZR","Example"
"ZZ1002","The Hill Practice, Anytown","zz11ab","ZZ1","U","Unallocated","ZZS","ZZI","E54999999","ZZR","Example"
`

const practiceRow = (code: string, name: string, postcode: string, pcn = 'ZZP91', more = '') =>
  `"${code}","${name}","${postcode}","ZZ1","${pcn}","Canal PCN","ZZS","ZZI","E54999999","ZZR","Example"${more}\n`

const epraccurRow = (code: string, name: string, status: string, setting: string) =>
  `"${code}","${name}","ZZR","ZZI","1 Canal Street","","ANYTOWN","","","ZZ1 1AA","19740401","","${status}","B","ZZS","20260401","","01632960000","","","","0","","ZZS","","${setting}",""\r\n`

describe('every row is stored or refused', () => {
  test('practices: again changes nothing, a new name changes one', async () => {
    const file = fileOf('practices_2026-01.csv', PRACTICES)
    assert.deepEqual(counts(await geography.importPractices(ctx, file)), {
      read: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
    })
    assert.deepEqual(counts(await geography.importPractices(ctx, file)), {
      read: 2,
      added: 0,
      changed: 0,
      unchanged: 2,
    })
    const later = fileOf('practices_2026-02.csv', PRACTICES.replace('Canal Street Surgery', 'Canal Side Surgery'))
    assert.deepEqual(counts(await geography.importPractices(ctx, later)), {
      read: 2,
      added: 0,
      changed: 1,
      unchanged: 1,
    })
    const found = await ctx.transaction((tx) =>
      Promise.all([geography.findPractice(tx, 'zz1001'), geography.findPractice(tx, 'ZZ1002')]),
    )
    assert.deepEqual(
      found.map((p) => [p!.name, p!.postcode, p!.district, p!.pcnCode, p!.pcnName, p!.sourceDate]),
      [
        ['Canal Side Surgery', 'ZZ1 1AA', 'ZZ1', 'ZZP91', 'Canal PCN', '2026-02-01'],
        ['The Hill Practice, Anytown', 'ZZ1 1AB', 'ZZ1', null, null, '2026-01-01'],
      ],
    )
  })

  test('practices: each fault is refused with its line and field', async () => {
    const file = fileOf(
      'faults.csv',
      PRACTICES.split('\n')[0] +
        '\n' +
        practiceRow('ZZ2001', 'Good', 'ZZ1 1AA') + //          2
        practiceRow('ZZ2002', 'Long', 'ZZ1 1AA', 'U', ',9') + // 3
        'ZZ2003,Short,ZZ1 1AA\n' + //                    4
        practiceRow('', 'No code', 'ZZ1 1AA') + //               5
        practiceRow('ZZ 2005!', 'Bad code', 'ZZ1 1AA') + //      6
        practiceRow('ZZ2006', '', 'ZZ1 1AA') + //                7
        practiceRow('ZZ2007', 'Bad postcode', 'ZZ1 1A0') + //    8
        practiceRow('zz2001', 'Twice', 'ZZ1 1AA') + //           9
        practiceRow('ZZ2009', 'Bell \u0007', 'ZZ1 1AA') + //    10
        `"ZZ2010","Not closed,ZZ1 1AA\n` + //           11
        practiceRow('ZZ2011', 'Good too', '') + //              12
        practiceRow('ZZ2012', 'Bad PCN', 'ZZ1 1AA', 'U 1') + // 13
        practiceRow('ZZ2013', 'x'.repeat(301), 'ZZ1 1AA'), //   14
    )
    const result = await geography.importPractices(ctx, file)
    assert.deepEqual(counts(result), { read: 13, added: 2, changed: 0, unchanged: 0 })
    assert.deepEqual(refusals(result), [
      [3, null, 'row has 12 columns, expected 11'],
      [4, null, 'row has 3 columns, expected 11'],
      [5, 'ods_code', 'is empty'],
      [6, 'ods_code', '"ZZ 2005!" is not a code such as A81001'],
      [7, 'name', 'is empty'],
      [8, 'postcode', '"ZZ1 1A0" is not a postcode'],
      [9, 'ods_code', 'is in this file already'],
      [10, 'name', 'has characters that are not text'],
      [11, null, 'a quotation mark is not closed'],
      [13, 'pcn_code', '"U 1" is not a code such as U89141'],
      [14, 'name', 'has 301 characters, at most 300 are expected'],
    ])
    assert.ok(result.refused.every((refused) => refused.file === file))
  })

  test('postcodes, districts, areas: coordinates and figures must be possible', async () => {
    const postcodes = fileOf(
      'postcodes.csv',
      `postcode,lsoa_code,lat,lon
ZZ1 3AA,ZZ01000001,53.1,-1.2
ZZ1 3AB,ZZ01000001,531,-1.2
ZZ1 3AC,ZZ01000001,53.1,west
ZZ1 3AD,ZZ01000001,,-1.2
ZZ1 3AE,one,53.1,-1.2
ZZ1 3A,ZZ01000001,53.1,-1.2
,ZZ01000001,53.1,-1.2
zz13aa,ZZ01000001,53.1,-1.2
`,
    )
    assert.deepEqual(refusals(await geography.importPostcodes(ctx, postcodes)), [
      [3, 'lat', '531 is not between 49 and 61'],
      [4, 'lon', '"west" is not a number'],
      [5, 'lat', 'is empty'],
      [6, 'lsoa_code', '"ONE" is not a code such as E01006112'],
      [7, 'postcode', '"ZZ1 3A" is not a postcode'],
      [8, 'postcode', 'is empty'],
      [9, 'postcode', 'is in this file already'],
    ])
    const districts = fileOf(
      'districts.csv',
      'outcode,lat,lon,town\nZZ7,53.1,-1e-05,Anytown\nZZ8,,,\nZZ 1 1AA,53,-1,\nZZ7,53,-1,\n',
    )
    assert.deepEqual(refusals(await geography.importDistricts(ctx, districts)), [
      [3, 'lat', 'is empty'],
      [4, 'outcode', '"ZZ 1 1AA" is not a postcode district such as M33'],
      [5, 'outcode', 'is in this file already'],
    ])
    const areas = fileOf(
      'areas.csv',
      'lsoa21_code,lsoa21_name,imd_decile,imd_rank\nE01900001,Here,1,5\nE01900002,There,11,5\nE01900003,There,2.5,5\nE01900004,There,,5\nW01900001,Wales,1,5\nE01900001,Here,1,5\n',
    )
    assert.deepEqual(refusals(await geography.importDeprivation(ctx, areas)), [
      [3, 'imd_decile', '11 is not between 1 and 10'],
      [4, 'imd_decile', '2.5 is not a whole number'],
      [5, 'imd_decile', 'is empty'],
      [6, 'lsoa21_code', '"W01900001" is not a code such as E01000001'],
      [7, 'lsoa21_code', 'is in this file already'],
    ])
  })

  test('a network in two sub-ICB locations has two rows; "U" is no network', async () => {
    const text =
      'pcn_code,pcn_name,icb_ods,sub_icb_ods,practices\nU,Unallocated,ZZI,ZZS,2\nZZP01,Canal PCN,ZZI,ZZS,3\nZZP01,Canal PCN,ZZJ,ZZT,1\nZZP02,Hill PCN,ZZI,ZZS,4\n'
    const file = fileOf('pcns.csv', text)
    assert.deepEqual(counts(await geography.importPcns(ctx, file)), { read: 4, added: 3, changed: 0, unchanged: 1 })
    assert.deepEqual(counts(await geography.importPcns(ctx, file)), { read: 4, added: 0, changed: 0, unchanged: 4 })
    const renamed = fileOf('pcns-2.csv', text.replaceAll('Canal PCN', 'Canal Side PCN'))
    assert.deepEqual(counts(await geography.importPcns(ctx, renamed)), { read: 4, added: 0, changed: 2, unchanged: 2 })
    const found = await ctx.transaction((tx) => geography.findPcn(tx, 'ZZP01'))
    const subIcbs = [
      { code: 'ZZS', icbCode: 'ZZI' },
      { code: 'ZZT', icbCode: 'ZZJ' },
    ]
    assert.deepEqual(found, { code: 'ZZP01', name: 'Canal Side PCN', open: true, subIcbs })
    const faulty = fileOf('pcns-3.csv', `${text}ZZP02,Dale PCN,ZZI,ZZT,1\nZZP02,Hill PCN,ZZI,ZZS,1\nZZP03,,ZZI,ZZS,1\n`)
    assert.deepEqual(refusals(await geography.importPcns(ctx, faulty)), [
      [6, 'pcn_name', '"Dale PCN" is called "Hill PCN" further up'],
      [7, 'pcn_code', 'is in this file already'],
      [8, 'pcn_name', 'is empty'],
    ])
  })
})

describe('the official headings', () => {
  test('epraccur: 27 columns without a header; other prescribers and closed practices are kept apart', async () => {
    const text =
      epraccurRow('ZZ3001', 'WENLOW SURGERY', 'A', '4') +
      epraccurRow('ZZ3002', 'WENLOW DENTAL', 'A', '9') +
      epraccurRow('ZZ3003', 'WENLOW OLD SURGERY', 'C', '4')
    const faulty = epraccurRow('ZZ3004', 'WENLOW', 'X', '4')
    const result = await geography.importPractices(ctx, fileOf('epraccur.csv', text + faulty))
    assert.deepEqual(counts(result), { read: 4, added: 3, changed: 0, unchanged: 0 })
    assert.deepEqual(refusals(result), [[4, 'status', '"X" is not one of A, C, D, P']])
    const found = await ctx.transaction((tx) => geography.searchPractices(tx, 'wenlow anytown', 9))
    assert.deepEqual(
      found.map((p) => [p.code, p.address, p.icbCode, p.subIcbCode]),
      [['ZZ3001', '1 Canal Street, ANYTOWN', 'ZZI', 'ZZS']],
    )
    const closed = await ctx.transaction((tx) => geography.findPractice(tx, 'ZZ3003'))
    assert.equal(closed!.open, false)
  })

  test('the practice mapping gives networks and leaves addresses as they stand', async () => {
    const text = `PUBLICATION,EXTRACT_DATE,PRACTICE_CODE,PRACTICE_NAME,PRACTICE_POSTCODE,PCN_CODE,PCN_NAME,ONS_SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_CODE,SUB_ICB_LOCATION_NAME,ONS_ICB_CODE,ICB_CODE,ICB_NAME,ONS_COMM_REGION_CODE,COMM_REGION_CODE,COMM_REGION_NAME,SUPPLIER_NAME
GP_PRAC_PAT_LIST,01Feb2026,ZZ3001,WENLOW SURGERY,ZZ1 1AA,ZZP77,WENLOW PCN,E38999999,ZZS,Anytown,E54999999,ZZI,Anytown ICB,E40999999,ZZR,Anyregion,Example
`
    assert.deepEqual(counts(await geography.importPractices(ctx, fileOf('mapping.csv', text))), {
      read: 1,
      added: 0,
      changed: 1,
      unchanged: 0,
    })
    const found = (await ctx.transaction((tx) => geography.findPractice(tx, 'ZZ3001')))!
    assert.deepEqual(
      [found.address, found.pcnName, found.sourceDate],
      ['1 Canal Street, ANYTOWN', 'WENLOW PCN', '2026-02-01'],
    )
  })

  test('ONSPD, old and new: ended postcodes, those without coordinates or area', async () => {
    const now =
      'pcd7,pcd8,pcds,dointr,doterm,lsoa21cd,lat,long\n"ZZ5 1AA","ZZ5  1AA","ZZ5 1AA","198001","201506","E01999999",53.1,-1.2\n"ZZ5 1AB","ZZ5  1AB","ZZ5 1AB","198001","","L99999999",99.999999,0.000000\n'
    assert.deepEqual(counts(await geography.importPostcodes(ctx, fileOf('onspd.csv', now))), {
      read: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
    })
    const { rows } = await db.owner.query(`select * from geography.postcode where key like 'ZZ51A_' order by key`)
    assert.deepEqual(rows, [
      { key: 'ZZ51AA', area_code: 'E01999999', latitude: 53.1, longitude: -1.2, terminated_on: '2015-06-01' },
      { key: 'ZZ51AB', area_code: null, latitude: null, longitude: null, terminated_on: null },
    ])
    const old =
      'pcd,pcd2,dointr,doterm,lsoa11,lsoa21,lat,long\nZZ5 1AA,ZZ5  1AA,198001,201506,E01000001,E01999999,53.1,-1.2\nZZ5 1AB,ZZ5  1AB,198001,201513,,,53.1,-1.2\n'
    const result = await geography.importPostcodes(ctx, fileOf('onspd-old.csv', old))
    assert.deepEqual(counts(result), { read: 2, added: 0, changed: 0, unchanged: 1 })
    assert.deepEqual(refusals(result), [[3, 'doterm', '"201513" is not a date']])
  })

  test('English Indices of Deprivation 2025', async () => {
    const text = `LSOA code (2021),LSOA name (2021),Local Authority District code (2024),Local Authority District name (2024),Index of Multiple Deprivation (IMD) Score,Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)
E01999998,Anytown 001A,E07999999,Anytown,61.5,120,1
`
    assert.deepEqual(counts(await geography.importDeprivation(ctx, fileOf('iod2025.csv', text))), {
      read: 1,
      added: 1,
      changed: 0,
      unchanged: 0,
    })
    const { rows } = await db.owner.query(
      `select imd_score, imd_rank, imd_decile, core20, local_authority_name as council from geography.area where code = 'E01999998'`,
    )
    assert.deepEqual(rows, [{ imd_score: 61.5, imd_rank: 120, imd_decile: 1, core20: true, council: 'Anytown' }])
  })

  test('ePCN and the names of boards', async () => {
    const pcns =
      'PCN Code,PCN Name,Current sub ICB Loc Code,Sub ICB Location,Open Date,Close Date\nZZP81,Open PCN,ZZS,Anytown,20190701,\nZZP82,Ended PCN,ZZS,Anytown,20190701,20240331\n'
    assert.equal((await geography.importPcns(ctx, fileOf('epcn.csv', pcns))).added, 2)
    const found = await ctx.transaction((tx) => geography.searchPcns(tx, 'zzp8'))
    assert.deepEqual(
      found.map((pcn) => pcn.code),
      ['ZZP81'],
    )
    const icbs = 'ICB25CD,ICB25CDH,ICB25NM\nE54999999,ZZI,Anytown Integrated Care Board\n'
    assert.equal((await geography.importIcbs(ctx, fileOf('icb.csv', icbs))).added, 1)
    assert.equal((await ctx.transaction((tx) => geography.findIcb(tx, 'ZZI')))!.onsCode, 'E54999999')
  })
})

describe('the file as a whole', () => {
  test('byte order mark, line endings of Windows, gzip under any name', async () => {
    const text = `\ufeff${PRACTICES.replaceAll('\n', '\r\n').replaceAll('ZZ100', 'ZZ400')}`
    const file = fileOf('plain-name.csv', gzipSync(text))
    assert.deepEqual(counts(await geography.importPractices(ctx, file)), {
      read: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
    })
    const marked = fileOf('also-plain.csv.gz', text)
    assert.deepEqual(counts(await geography.importPractices(ctx, marked)), {
      read: 2,
      added: 0,
      changed: 0,
      unchanged: 2,
    })
  })

  test('a text that is not UTF-8 is refused row by row, the rest is stored', async () => {
    const text = PRACTICES.replaceAll('ZZ100', 'ZZ500').replace('Canal Street Surgery', 'Café Surgery')
    const result = await geography.importPractices(ctx, fileOf('latin1.csv', Buffer.from(text, 'latin1')))
    assert.deepEqual(refusals(result), [[2, 'name', 'is not UTF-8 text: save the file as CSV (UTF-8)']])
    assert.equal(result.added, 1)
  })

  test('a header that fits nothing stores nothing and says what was expected', async () => {
    const stored = await storedIn('practice')
    const result = await geography.importPractices(
      ctx,
      fileOf('other.csv', 'code,title\nZZ6001,Canal Street Surgery\n'),
    )
    assert.deepEqual(counts(result), { read: 0, added: 0, changed: 0, unchanged: 0 })
    assert.deepEqual(refusals(result), [
      [
        1,
        null,
        'this is no file of practices that Trellis knows: expected the columns ods_code (or practice_code); name (or practice_name); postcode (or practice_postcode), or the 27 columns of epraccur without a header; found code, title',
      ],
    ])
    assert.equal(await storedIn('practice'), stored)
    const old = await geography.importDeprivation(
      ctx,
      fileOf(
        'imd2019.csv',
        'LSOA code (2011),LSOA name (2011),Index of Multiple Deprivation (IMD) Decile\nE01000001,x,1\n',
      ),
    )
    assert.match(old.refused[0]!.reason, /no file of deprivation by LSOA 2021/)
    const icbs = await geography.importIcbs(ctx, fileOf('no-icb.csv', 'a,b\n1,2\n'))
    assert.match(icbs.refused[0]!.reason, /icb_ods \(or icbyycdh\)/)
  })

  test('what is no CSV is named', async () => {
    const reasonFor = async (name: string, content: string | Buffer) => {
      const { refused } = await geography.importPostcodes(ctx, fileOf(name, content))
      assert.equal(refused.length, 1)
      return refused[0]!.reason
    }
    assert.equal(await reasonFor('empty.csv', ''), 'the file is empty')
    assert.match(await reasonFor('book.xlsx', Buffer.from('PK\u0003\u0004')), /zip archive or a spreadsheet/)
    assert.match(await reasonFor('utf16.csv', Buffer.from('\ufeffpostcode', 'utf16le')), /UTF-16/)
    assert.match(
      await reasonFor('no-lines.csv', Buffer.alloc(2_000_000, 'x')),
      /a line has more than 1 million characters/,
    )
    assert.match(
      await reasonFor('header.csv', '"postcode,lat'),
      /the header cannot be read: a quotation mark is not closed/,
    )
    const missing = await geography.importPostcodes(ctx, join(folder, 'nowhere.csv'))
    assert.deepEqual(refusals(missing), [[null, null, 'there is no such file']])
    assert.deepEqual(refusals(await geography.importPostcodes(ctx, folder)), [[null, null, 'this is not a file']])
  })

  test('a gzip file that breaks off gives what was in it, and says so', async () => {
    const rows = Array.from(
      { length: 6_000 },
      (_, n) =>
        `ZZ6 ${Math.floor(n / 676)}${String.fromCharCode(65 + (Math.floor(n / 26) % 26), 65 + (n % 26))},E01999999,5${n % 8}.${n},-1.${n * 7}`,
    )
    const whole = gzipSync(`postcode,lsoa_code,lat,lon\n${rows.join('\n')}\n`)
    const result = await geography.importPostcodes(ctx, fileOf('broken.csv.gz', whole.subarray(0, whole.length * 0.8)))
    assert.match(result.refused.at(-1)!.reason, /the file is damaged or breaks off/)
    assert.ok(result.added > 100 && result.added < 6_000, `${result.added}`)
  })

  test('more rows than a batch: counts add up', async () => {
    const rows = Array.from({ length: 9_100 }, (_, n) => `E018${String(n).padStart(5, '0')},Area ${n},${(n % 10) + 1}`)
    const file = fileOf('many.csv', `lsoa21_code,lsoa21_name,imd_decile\n${rows.join('\n')}\n`)
    const seen: number[] = []
    const first = await geography.importDeprivation(ctx, file, (done, of) => void seen.push(done / of))
    assert.deepEqual(counts(first), { read: 9_100, added: 9_100, changed: 0, unchanged: 0 })
    assert.equal(seen.at(-1), 1)
    const next = fileOf(
      'many-2.csv',
      `lsoa21_code,lsoa21_name,imd_decile\n${rows.map((row, n) => (n % 100 ? row : `${row.slice(0, -1)}9`)).join('\n')}\nE01899999,New,1\n`,
    )
    const changed = rows.filter((row, n) => n % 100 === 0 && !row.endsWith(',9')).length
    assert.deepEqual(counts(await geography.importDeprivation(ctx, next)), {
      read: 9_101,
      added: 1,
      changed,
      unchanged: 9_100 - changed,
    })
  })
})
