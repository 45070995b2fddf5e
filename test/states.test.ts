import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'node:test'
import { stateDiagram, statesPage } from '#db/state-diagrams.ts'
import { ROOT } from '#platform/database/connection.ts'

test('docs/states.md is what the tables of moves make', () => {
  assert.equal(statesPage(), readFileSync(join(ROOT, 'docs', 'states.md'), 'utf8'), 'run: npm run db')
})

test('every table of moves has its diagram', () => {
  const sources = globSync('src/**/*.rules.ts', { cwd: ROOT }).filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes('export const MOVES'),
  )
  assert.ok(sources.length >= 5)
  for (const source of sources) assert.ok(statesPage().includes(`](../${source})`), `${source}: no diagram`)
})

test('a diagram goes in at the first state and out of the last ones', () => {
  assert.equal(
    stateDiagram({ open: ['done', 'cancelled'], done: [], cancelled: [] }),
    'stateDiagram-v2\n  [*] --> open\n  open --> done\n  open --> cancelled\n  done --> [*]\n  cancelled --> [*]',
  )
})
