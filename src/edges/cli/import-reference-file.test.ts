import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { ROOT } from '#platform/database/connection.ts'

// The real program with the database it starts by itself. In mode "local" there is no partnership yet, and none is needed.
const folder = mkdtempSync(join(tmpdir(), 'trellis-import-'))
after(() => rmSync(folder, { recursive: true, force: true }))

function trellis(...words: string[]) {
  const { PATH, HOME } = process.env
  return spawnSync(process.execPath, ['--import', 'tsx', join('src', 'edges', 'cli', 'main.ts'), ...words], {
    cwd: ROOT,
    env: { PATH, HOME, TRELLIS_DATA: folder, TRELLIS_MODE: 'local' },
    encoding: 'utf8',
  })
}

const districts = (rows: string): string => {
  const file = join(folder, 'districts.csv')
  writeFileSync(file, `outcode,lat,lon,town\n${rows}`)
  return file
}

test('a refused row ends with 1 and is named; the good ones are stored; mended, it ends with 0', () => {
  const file = districts('ZZ1,53.1,-1.2,Anytown\nZZ2,531,-1.2,Anytown\n')
  const first = trellis('import', 'districts', file, '--json')
  assert.equal(first.status, 1, first.stderr)
  assert.deepEqual(JSON.parse(first.stdout), {
    read: 2,
    added: 1,
    changed: 0,
    unchanged: 0,
    refused: [{ file, line: 3, field: 'lat', reason: '531 is not between 49 and 61' }],
  })
  assert.match(first.stderr, /Importing districts, kilobytes read: 100%/)

  districts('ZZ1,53.1,-1.2,Anytown\nZZ2,53.1,-1.2,Anytown\n')
  const second = trellis('import', 'districts', file)
  assert.equal(second.status, 0, second.stderr)
  assert.equal(second.stdout, 'Read 2 districts: 1 added, 0 changed, 1 unchanged, 0 refused.\n')
})

test('every kind has its command; without a file it was called wrongly', () => {
  const help = trellis('import', '--help').stdout
  for (const kind of ['practices', 'pcns', 'icbs', 'districts', 'postcodes', 'deprivation'])
    assert.match(help, new RegExp(`^  ${kind} .*<file>`, 'm'))
  assert.equal(trellis('import', 'postcodes').status, 2)
})
