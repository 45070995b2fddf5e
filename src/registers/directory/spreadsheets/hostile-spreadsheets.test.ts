import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import { asJob } from '#test/support/actors.ts'
import { openTestDatabase, type TestDatabase } from '#test/support/database.ts'
import { importSpreadsheet } from './import-spreadsheet.ts'
import { type Mapping, readMapping } from './mapping.rules.ts'

let db: TestDatabase
let ctx: Context
const folder = mkdtempSync(join(tmpdir(), 'trellis-hostile-'))

before(async () => {
  db = await openTestDatabase()
  const here = newId()
  await db.owner.query(`insert into access.partnership (id, name) values ($1, 'Anytown')`, [here])
  ctx = asJob(db, here)
})
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await db.close()
})

/** Every field that a mapping knows, each from a column of its own. */
const words = (text: string) => text.trim().split(/\s+/)
const FIELDS = {
  service:
    words(`name nameWhenRepeated alternateName summary description status url email telephone contact whoFor eligibility
    ages minimumAge maximumAge joinWay joinText fees costKind costAmount times alert accreditations checkedOn languages`),
  provider: words('id name description url email telephone charityNumber companyNumber'),
  location:
    words(`name address address1 address2 city county postcode latitude longitude stepFree hearingLoop toilet parking
    transport accessNotes`),
}
const headings = Object.entries(FIELDS).flatMap(([block, names]) => names.map((name) => `${block} ${name}`))

function everything(): Mapping {
  const block = (name: keyof typeof FIELDS) =>
    Object.fromEntries(FIELDS[name].map((field) => [field, `${name} ${field}`]))
  const read = readMapping(
    JSON.stringify({
      id: { join: ['service name', 'service fees'] },
      service: { ...block('service'), modes: ['service summary'], categories: ['service alert', 'service fees'] },
      provider: block('provider'),
      location: block('location'),
      needs: { in: 'service name', byWords: [{ words: ['a*', '(.*', '[x'], needs: ['food'] }] },
    }),
  )
  assert.ok(read.ok, read.ok ? '' : read.reason)
  return read.value
}

const odd = fc.constantFrom(
  '',
  ' ',
  '0',
  '-1',
  '1e999',
  'NaN',
  '99999999999999999999',
  '=1+1',
  '@SUM(A1)',
  '2026-02-30',
  '31/02/2026',
  '10ish',
  '11+',
  '12 - 5',
  'free',
  '£3',
  'active',
  'yes',
  'javascript:alert(1)',
  '<script>alert(1)</script>',
  'a@b',
  'M33 7QX',
  '\u0000',
  '\u202e',
  '\ud800',
  '\u200b',
  '💩'.repeat(400),
  'x'.repeat(120_000),
  '__proto__',
  'constructor',
  '"',
  'Mon 9-5',
)
const cell = fc.oneof(odd, fc.string({ unit: 'binary', maxLength: 30 }), fc.string({ maxLength: 10 }))
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`

test('whatever stands in the cells, the import ends, counts add up, and a second one changes nothing', async () => {
  const mapping = everything()
  let run = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: headings.length, maxLength: headings.length }), {
        minLength: 1,
        maxLength: 8,
      }),
      async (rows) => {
        const file = join(folder, 'a.csv')
        writeFileSync(file, [headings, ...rows].map((row) => row.map(quoted).join(',')).join('\n'))
        const source = { kind: 'file', name: `run ${++run}` } as const
        const first = await importSpreadsheet(ctx, source, file, mapping)
        assert.equal(first.changed + first.unchanged, 0)
        assert.ok(first.added <= first.read)
        if (first.added < first.read) assert.ok(first.refused.length > 0)
        const second = await importSpreadsheet(ctx, source, file, mapping)
        assert.deepEqual([second.added, second.changed, second.unchanged], [0, 0, first.added])
      },
    ),
    { numRuns: 25 },
  )
  const { rows } = await db.owner.query(
    `select count(*)::int as stored, count(*) filter (where url !~ '^https?://' or cost_amount < 0 or minimum_age > maximum_age)::int as wrong
     from directory.service`,
  )
  assert.ok(rows[0].stored > 50)
  assert.equal(rows[0].wrong, 0)
})

test('whatever bytes a file holds, the import ends in words', async () => {
  const mapping = everything()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), fc.boolean(), async (bytes, headed) => {
      const file = join(folder, 'b.csv')
      writeFileSync(file, headed ? Buffer.concat([Buffer.from(`${headings.join(';')}\n`), bytes]) : bytes)
      const { refused } = await importSpreadsheet(ctx, { kind: 'file', name: 'bytes' }, file, mapping)
      for (const { file: name, reason } of refused) assert.ok(name && reason)
      if (!headed) assert.ok(refused.length > 0)
    }),
    { numRuns: 100 },
  )
})
