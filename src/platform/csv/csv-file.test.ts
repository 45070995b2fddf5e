import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { encodingOf, FileFault, readCsv } from './csv-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'trellis-csv-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const file = (bytes: Buffer | string) => {
  writeFileSync(join(folder, 'a.csv'), bytes)
  return join(folder, 'a.csv')
}

test('text that cannot be UTF-8 is taken for Windows-1252, and read as that', async () => {
  const text = 'name\nCafé – £5'
  assert.equal(await encodingOf(file(text)), 'utf-8')
  assert.equal(await encodingOf(file(`\uFEFF${text}`)), 'utf-8')
  assert.equal(await encodingOf(file(gzipSync(text))), 'utf-8')
  const windows = file(Buffer.from('name\nCaf\xe9 \x96 \xa35', 'latin1'))
  const encoding = await encodingOf(windows)
  assert.equal(encoding, 'windows-1252')
  const rows = await Array.fromAsync(readCsv(windows, { encoding }))
  assert.deepEqual(rows[1]?.cells, ['Café – £5'])
  const oneSlip = Buffer.concat([Buffer.from('name\nCafé – £5'), Buffer.from([0xff])])
  assert.equal(await encodingOf(file(oneSlip)), 'utf-8', 'one broken byte does not change the others')
  assert.equal(await encodingOf(file('name\nCaf\uFFFD')), 'utf-8', 'mangled before, and good UTF-8 now')
  await assert.rejects(encodingOf(join(folder, 'none.csv')), FileFault)
})

test('a line longer than the caller expects is a file of another kind', async () => {
  const long = file(`a\n${'x'.repeat(200_000)}\n`)
  assert.equal((await Array.fromAsync(readCsv(long))).length, 2)
  await assert.rejects(Array.fromAsync(readCsv(long, { longestLine: 60_000 })), /more than 60 thousand characters/)
})
