import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newId } from '#platform/ids.ts'
import { asPublic } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'

let db: TestDatabase
before(async () => void (db = await openTestDatabase()))
after(() => db.close())

const REFUSED: [constraint: string, statement: string][] = [
  ['icb_pkey', `icb (code, name) values ('ZZI', 'a'), ('ZZI', 'b')`],
  ['icb_code_plain', `icb (code, name) values ('zzi', 'a')`],
  ['icb_name_given', `icb (code, name) values ('ZZI', ' ')`],
  ['pcn_pkey', `pcn (code, name) values ('ZZP', 'a'), ('ZZP', 'b')`],
  ['pcn_code_plain', `pcn (code, name) values ('U', 'Unallocated')`],
  ['pcn_name_given', `pcn (code, name) values ('ZZP', '')`],
  ['pcn_sub_icb_of_pcn', `pcn_sub_icb (pcn_code, sub_icb_code) values ('ZZX', 'ZZS')`],
  ['pcn_sub_icb_code_plain', `pcn_sub_icb (pcn_code, sub_icb_code) values ('ZZX', 'z')`],
  ['pcn_sub_icb_icb_plain', `pcn_sub_icb (pcn_code, sub_icb_code, icb_code) values ('ZZX', 'ZZS', 'z')`],
  ['practice_pkey', `practice (code, name) values ('ZZ1', 'a'), ('ZZ1', 'b')`],
  ['practice_code_plain', `practice (code, name) values ('zz-1', 'a')`],
  ['practice_name_given', `practice (code, name) values ('ZZ1', '')`],
  ['practice_postcode_spaced', `practice (code, name, postcode) values ('ZZ1', 'a', 'ZZ11AA')`],
  ['practice_pcn_plain', `practice (code, name, pcn_code) values ('ZZ1', 'a', 'U')`],
  ['area_pkey', `area (code, name, imd_decile) values ('ZZ01000001', 'a', 1), ('ZZ01000001', 'b', 2)`],
  ['area_code_plain', `area (code, name, imd_decile) values ('x', 'a', 1)`],
  ['area_decile_known', `area (code, name, imd_decile) values ('ZZ01000001', 'a', 11)`],
  ['area_rank_known', `area (code, name, imd_decile, imd_rank) values ('ZZ01000001', 'a', 1, 0)`],
  ['area_point_whole', `area (code, name, imd_decile, latitude) values ('ZZ01000001', 'a', 1, 53)`],
  ['postcode_pkey', `postcode (key) values ('ZZ11AA'), ('ZZ11AA')`],
  ['postcode_key_compact', `postcode (key) values ('ZZ1 1AA')`],
  ['postcode_point_whole', `postcode (key, longitude) values ('ZZ11AA', 1)`],
  ['district_pkey', `district (outcode, latitude, longitude) values ('ZZ1', 53, 1), ('ZZ1', 53, 1)`],
  ['district_outcode_plain', `district (outcode, latitude, longitude) values ('zz1', 53, 1)`],
]

for (const [constraint, statement] of REFUSED)
  test(`${constraint} holds`, () =>
    assert.rejects(db.owner.query(`insert into geography.${statement}`), { constraint }))

test('every constraint of the module is tried', async () => {
  const { rows } = await db.owner.query<{ name: string }>(
    `select conname as name from pg_constraint where connamespace = 'geography'::regnamespace and contype <> 'n' order by 1`,
  )
  const untried = rows.map((row) => row.name).filter((name) => !REFUSED.some(([constraint]) => constraint === name))
  assert.deepEqual(untried, ['pcn_sub_icb_pkey']) // each network and location once: the upsert of savePcns rests on it
})

test('the program may not delete', async () => {
  const ctx = asPublic(db, newId())
  for (const table of ['icb', 'pcn', 'pcn_sub_icb', 'practice', 'area', 'postcode', 'district'])
    await assert.rejects(
      ctx.transaction((tx) => tx.query(`delete from geography.${table}`)),
      { code: '42501' },
    )
})
