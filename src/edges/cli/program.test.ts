import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerOfImport, sumOfImports, type ImportResult } from './import-result.ts'
import { PARTNERSHIP, runProgram, type AddCommand, type Options } from './program.ts'
import { startProgress } from './progress.ts'

const result = (more: Partial<ImportResult>): ImportResult => ({
  read: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  refused: [],
  ...more,
})

const plain: AddCommand = (add) => add('backup', 'Keep a copy', async () => ({ lines: [], json: {}, ok: true }))

test('a command gets its arguments and options', async () => {
  const calls: [string[], Options][] = []
  const command: AddCommand = (add) =>
    add('import places <file> [more...]', 'Take in places', async (args, options) => {
      calls.push([args, options])
      return { lines: [], json: {}, ok: args[0] !== 'bad.csv' }
    })
      .option(...PARTNERSHIP)
      .option('--dry-run', 'look only')
  const run = (words: string) => runProgram([command, plain], words.split(' '), '1.2.3')
  assert.equal(await run('import places a.csv'), 0)
  assert.equal(await run('import places bad.csv b.csv --partnership Riverside --dry-run'), 1)
  assert.equal(await run('backup'), 0)
  assert.deepEqual(calls, [
    [['a.csv'], {}],
    [['bad.csv', 'b.csv'], { partnership: 'Riverside', dryRun: true }],
  ])
})

test('an import says its counts, then each refused row', () => {
  const good = result({ read: 6171, added: 6000, unchanged: 171 })
  assert.deepEqual(answerOfImport(good, 'practices'), {
    lines: ['Read 6,171 practices: 6,000 added, 0 changed, 171 unchanged, 0 refused.'],
    json: good,
    ok: true,
  })
  const bad = result({
    read: 2,
    refused: [
      { file: 'p.csv', line: 12, field: 'postcode', reason: 'there is no such postcode' },
      { file: 'p.csv', line: 13, field: null, reason: 'has 9 columns, not 8' },
      { file: 'feed.json', line: null, field: 'id', reason: 'is missing' },
    ],
  })
  const both = answerOfImport(sumOfImports([good, bad]), 'practices')
  assert.equal(both.ok, false)
  assert.deepEqual(both.lines, [
    'Read 6,173 practices: 6,000 added, 0 changed, 171 unchanged, 3 refused.',
    'Everything else is stored. Mend these and run it again:',
    '  p.csv line 12: postcode: there is no such postcode',
    '  p.csv line 13: has 9 columns, not 8',
    '  feed.json: id: is missing',
  ])
  assert.deepEqual(both.json, { ...good, read: 6173, refused: bad.refused })
})

test('in a log, progress is one line for each tenth', () => {
  const written: string[] = []
  const progress = startProgress('Importing places', 2_000, { write: (text) => written.push(text) })
  for (let i = 1; i <= 2_000; i++) progress.reached(i)
  progress.end()
  assert.equal(written.length, 11)
  assert.deepEqual(
    [written[0], written[4], written[10]],
    [
      'Importing places: 0% (1 of 2,000)\n',
      'Importing places: 40% (800 of 2,000)\n',
      'Importing places: 100% (2,000 of 2,000)\n',
    ],
  )
})

test('with no total, a line for each 10,000 and one at the end', () => {
  const written: string[] = []
  const progress = startProgress('Reading', undefined, { write: (text) => written.push(text) })
  for (let i = 1; i <= 25_000; i++) progress.reached(i)
  progress.end()
  assert.deepEqual(written, ['Reading: 1\n', 'Reading: 10,000\n', 'Reading: 20,000\n', 'Reading: 25,000\n'])
})

test('on a terminal, the line is redrawn in place, at most ten times a second', () => {
  const written: string[] = []
  let now = 0
  const progress = startProgress('Importing', 1_000, { isTTY: true, write: (text) => written.push(text) }, () => now)
  for (let i = 1; i <= 1_000; i++) {
    now += 1
    progress.reached(i)
  }
  progress.end()
  assert.equal(written.length, 11)
  assert.ok(written.every((text) => text.startsWith('\rImporting: ')))
  assert.equal(written.at(-1), '\rImporting: 100% (1,000 of 1,000)\u001b[K\n')
})
