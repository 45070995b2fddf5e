import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import {
  findPcn,
  findPractice,
  listPracticesOfPcn,
  savePcns,
  savePractices,
  searchPcns,
  searchPractices,
} from './index.ts'

let db: TestDatabase
let ctx: Context
before(async () => {
  db = await openTestDatabase()
  ctx = asJob(db, newId())
  await ctx.transaction((tx) =>
    savePractices(tx, [
      {
        code: 'ZZ0001',
        name: 'RIVERSIDE SURGERY',
        postcode: 'ZZ1 1AA',
        address: '2 Wharf Street',
        pcnCode: 'ZZP01',
        pcnName: 'Riverside PCN',
      },
      { code: 'ZZ0002', name: "ST. JOHN'S MEDICAL CENTRE", postcode: 'ZZ1 1AA', pcnCode: 'ZZP01' },
      { code: 'ZZ0003', name: 'Hillside Practice', postcode: 'ZZ2 1AH', pcnCode: null },
      { code: 'ZZ0004', name: '100% Health', postcode: null, pcnCode: 'ZZP01' },
    ]),
  )
  await ctx.transaction((tx) =>
    savePractices(tx, [
      {
        code: 'ZZ0008',
        name: 'RIVERSIDE CLOSED SURGERY',
        postcode: 'ZZ1 1AA',
        pcnCode: 'ZZP01',
        open: false,
        gpPractice: true,
      },
      {
        code: 'ZZ0009',
        name: 'RIVERSIDE PRISON',
        postcode: 'ZZ1 1AA',
        pcnCode: 'ZZP01',
        open: true,
        gpPractice: false,
      },
    ]),
  )
  await ctx.transaction((tx) =>
    savePcns(tx, [
      { code: 'ZZP01', name: 'Riverside Primary Care Network', subIcbCode: 'ZZS', icbCode: 'ZZI' },
      { code: 'ZZP02', name: 'Hillside Primary Care Network', subIcbCode: 'ZZS', icbCode: 'ZZI' },
      { code: 'ZZP03', name: 'Riverside Old Network', subIcbCode: 'ZZS', icbCode: 'ZZI' },
    ]),
  )
})
after(() => db.close())

const SEARCHES: [words: string, codes: string[]][] = [
  ['riverside', ['ZZ0001']],
  ['surgery RIVER', ['ZZ0001']],
  ['riversde surgry', ['ZZ0001']], // mistyped
  ['st johns', ['ZZ0002']],
  ["St John's medical", ['ZZ0002']],
  ['zz0003', ['ZZ0003']],
  ['ZZ11AA', ['ZZ0001', 'ZZ0002']],
  ['zz1 1aa', ['ZZ0001', 'ZZ0002']],
  ['zz2', ['ZZ0003']],
  ['wharf', ['ZZ0001']],
  ['hillside zz2', ['ZZ0003']],
  ['100%', ['ZZ0004']],
  ['%', []], // a sign is no word
  ['_', []],
  ['', []],
  ['aardvark', []],
]

for (const [words, codes] of SEARCHES)
  test(`practices for "${words}"`, async () => {
    const found = await ctx.transaction((tx) => searchPractices(tx, words))
    assert.deepEqual(found.map((practice) => practice.code).toSorted(), codes)
  })

test('at most as many as asked for', async () => {
  assert.equal((await ctx.transaction((tx) => searchPractices(tx, 'ZZ1 1AA', 1))).length, 1)
})

test('a practice with its network, by code', async () => {
  assert.deepEqual(await ctx.transaction((tx) => findPractice(tx, ' zz0001 ')), {
    code: 'ZZ0001',
    name: 'RIVERSIDE SURGERY',
    address: '2 Wharf Street',
    postcode: 'ZZ1 1AA',
    district: 'ZZ1',
    pcnCode: 'ZZP01',
    pcnName: 'Riverside Primary Care Network',
    subIcbCode: null,
    icbCode: null,
    regionCode: null,
    open: true,
    gpPractice: true,
    sourceDate: null,
  })
  assert.equal(await ctx.transaction((tx) => findPractice(tx, 'ZZ9999')), undefined)
})

test('the practices of a network: open ones, by name', async () => {
  const found = await ctx.transaction((tx) => listPracticesOfPcn(tx, 'zzp01'))
  assert.deepEqual(
    found.map((practice) => practice.code),
    ['ZZ0004', 'ZZ0001', 'ZZ0002'],
  )
})

test('networks by name and code', async () => {
  const codes = async (words: string) => (await ctx.transaction((tx) => searchPcns(tx, words))).map((pcn) => pcn.code)
  assert.deepEqual(await codes('hillside'), ['ZZP02'])
  assert.deepEqual(await codes('hilside netwrk'), ['ZZP02'])
  assert.deepEqual((await codes('riverside')).toSorted(), ['ZZP01', 'ZZP03'])
  assert.deepEqual(await codes('zzp03'), ['ZZP03'])
  assert.deepEqual(await codes('!'), [])
  assert.equal(await ctx.transaction((tx) => findPcn(tx, 'ZZP99')), undefined)
})

test('what no row names stays as it stands', async () => {
  await ctx.transaction((tx) =>
    savePractices(tx, [{ code: 'ZZ0008', name: 'RIVERSIDE CLOSED SURGERY', postcode: null }]),
  )
  const kept = (await ctx.transaction((tx) => findPractice(tx, 'ZZ0008')))!
  assert.deepEqual([kept.open, kept.pcnCode, kept.postcode], [false, 'ZZP01', null])
})
