import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ROOT } from '#platform/database/connection.ts'

let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trellis-licence-'))
})
after(() => rm(folder, { recursive: true, force: true }))

function trellis(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, TRELLIS_DATA: join(folder, 'data'), TRELLIS_MODE: 'local' }
  const program = ['--import', 'tsx', join('src', 'edges', 'cli', 'main.ts'), ...words]
  return new Promise((done) => {
    execFile(process.execPath, program, { cwd: ROOT, env }, (error, out, err) =>
      done({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

test('a licence is recorded with all its words, or refused with the reason', { timeout: 120_000 }, async () => {
  const definition = await readFile(join(ROOT, 'measures', 'swemwbs.json'), 'utf8')
  const swemwbs = JSON.parse(definition) as { version: string; items: { id: string }[] }
  const file = join(folder, 'words.json')
  const items = Object.fromEntries(swemwbs.items.map(({ id }) => [id, `Invented words on ${id}`]))
  const options = { 1: 'one', 2: 'two', 3: 'three', 4: 'four', 5: 'five' }
  await writeFile(file, JSON.stringify({ measure: 'swemwbs', version: swemwbs.version, items }))
  const words = [
    '--holder',
    'Anytown Together',
    '--reference',
    'ANY-1',
    '--from',
    '2026-01-01',
    '--until',
    '2026-12-31',
  ]
  await trellis('create', 'partnership', 'Anytown')

  const half = await trellis('record', 'measure-licence', 'swemwbs', file, ...words)
  assert.deepEqual(
    [half.code, half.err.trim()],
    [1, 'swemwbs: The file leaves out the words of a question or of an answer.'],
  )
  await writeFile(file, JSON.stringify({ measure: 'swemwbs', version: swemwbs.version, items, options }))
  const whole = await trellis('record', 'measure-licence', 'swemwbs', file, ...words, '--json')
  assert.deepEqual([whole.code, whole.err], [0, ''])
  assert.equal((JSON.parse(whole.out) as { ends_on: string }).ends_on, '2026-12-31')
  const missing = await trellis('record', 'measure-licence', 'swemwbs', join(folder, 'nothing.json'), ...words)
  assert.equal(missing.code, 1)
  const day = await trellis('record', 'measure-licence', 'swemwbs', file, ...words.slice(0, 7), 'soon')
  assert.deepEqual([day.code, day.err.trim()], [2, '--until: give a day like 2027-01-01'])
})
