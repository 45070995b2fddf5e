/**
 * The house of docs/architecture.md, held up by a test: who may use whom. An import goes down, or along one of the few
 * arrows on its own floor, and through the other module's index.ts. No cycle anywhere.
 */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import test from 'node:test'
import { ROOT } from '#platform/database/connection.ts'

const FLOORS = ['ground', 'foundations', 'registers', 'care', 'sight', 'edges', 'roof'] as const
const SIDEWAYS = new Set(['support → referrals', 'connections → support', 'teams → directory'])
/** Ground rooms and which of them may use which: platform stands on nothing, pages and engines on platform's plain parts. */
const GROUND: Record<string, string[]> = { platform: [], ui: ['platform'], engines: [] }

interface Room {
  floor: (typeof FLOORS)[number]
  module: string
}

/** Which room a file stands in; undefined for what is no part of the house (tests, seeds, db types). */
function roomOf(file: string): Room | undefined {
  const parts = file.split('/')
  if (parts[0] !== 'src') return undefined
  if (parts.length === 2) return { floor: 'roof', module: parts[1]! } // src/app.ts, src/main.ts: they put the house together
  const [, top, module] = parts as [string, string, string]
  if (top in GROUND) return { floor: 'ground', module: top }
  if (top === 'hub') return { floor: 'sight', module: 'hub' }
  assert.ok((FLOORS as readonly string[]).includes(top), `src/${top}: no such floor`)
  return { floor: top as Room['floor'], module }
}

/** What is wrong with one import, if anything. */
function fault(from: string, to: string): string | undefined {
  const [a, b] = [roomOf(from), roomOf(to)]
  if (!a || !b || (a.floor === b.floor && a.module === b.module)) return undefined
  const [up, down] = [FLOORS.indexOf(a.floor), FLOORS.indexOf(b.floor)]
  if (down > up) return `${from} reaches up to ${to}`
  if (a.floor === 'ground') return GROUND[a.module]!.includes(b.module) ? undefined : `${from} may not use ${b.module}`
  if (b.floor === 'ground') return undefined
  if (a.floor === b.floor && a.floor !== 'roof' && !(a.floor === 'edges') && !SIDEWAYS.has(`${a.module} → ${b.module}`))
    return `${from} reaches sideways to ${to}`
  if (a.floor !== b.floor && !to.endsWith(`/${b.module}/index.ts`))
    return `${from} does not go through the door of ${b.module}: ${to}`
  if (a.floor === b.floor && a.floor !== 'roof' && a.floor !== 'edges' && !to.endsWith('/index.ts'))
    return `${from} does not go through the door of ${b.module}: ${to}`
  return undefined
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^'"]*?from\s*'([^']+)'|(?:^|[^\w])import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g

/** The files of this repository that a file imports, as paths from the root. Types count too: they are knowledge. */
function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap((m) => {
    const name = m[1] ?? m[2] ?? m[3]!
    if (name.startsWith('.')) return [normalize(join(dirname(file), name))]
    if (!name.startsWith('#')) return []
    return [name.replace(/^#(db|seeds|test)\//, '$1/').replace(/^#/, 'src/')]
  })
}

const files = globSync('src/**/*.{ts,tsx}', { cwd: ROOT }).filter((f) => !/\.test\.tsx?$/.test(f))
const graph = new Map(files.map((f) => [f, importsOf(f, readFileSync(join(ROOT, f), 'utf8'))]))

test('every import goes down, or along an allowed arrow, and through the door', () => {
  assert.ok(files.length > 30)
  assert.deepEqual(
    [...graph].flatMap(([from, to]) => to.map((t) => fault(from, t)).filter(Boolean)),
    [],
  )
})

test('no cycle between modules', () => {
  const modules = new Map<string, Set<string>>()
  for (const [from, targets] of graph) {
    const a = roomOf(from)
    for (const to of targets) {
      const b = roomOf(to)
      if (!a || !b || a.module === b.module) continue
      if (!modules.has(a.module)) modules.set(a.module, new Set())
      modules.get(a.module)!.add(b.module)
    }
  }
  const walk = (module: string, path: string[]): void => {
    assert.ok(!path.includes(module), `a cycle: ${[...path, module].join(' → ')}`)
    for (const next of modules.get(module) ?? []) walk(next, [...path, module])
  }
  for (const module of modules.keys()) walk(module, [])
})

test('the test itself bites', () => {
  assert.match(fault('src/registers/people/index.ts', 'src/care/referrals/index.ts')!, /up/)
  assert.match(fault('src/care/support/x.ts', 'src/care/connections/index.ts')!, /sideways/)
  assert.match(fault('src/foundations/journal/x.ts', 'src/foundations/access/index.ts')!, /sideways/)
  assert.match(fault('src/care/referrals/x.ts', 'src/registers/people/person.queries.ts')!, /door/)
  assert.match(fault('src/platform/http/x.ts', 'src/ui/shell.tsx')!, /may not use/)
  assert.match(fault('src/platform/x.ts', 'src/foundations/access/index.ts')!, /up/)
  assert.equal(fault('src/care/support/x.ts', 'src/care/referrals/index.ts'), undefined)
  assert.equal(fault('src/edges/cli/x.ts', 'src/registers/directory/index.ts'), undefined)
  assert.deepEqual(
    importsOf('src/a/b.ts', "import type { X } from '../c.ts'\nawait import('#ui/web.ts')\nexport * from '#db/t.ts'"),
    ['src/c.ts', 'src/ui/web.ts', 'db/t.ts'],
  )
})

test('settings are read in one place', () => {
  // main.ts and the command line hand the environment to config.ts; a child process needs the PATH of its parent.
  const mayRead = /^src\/(main\.ts|edges\/cli\/|platform\/embedded-postgres\/)/
  const readers = files.filter((f) => /process\.env\b(?!`)/.test(readFileSync(join(ROOT, f), 'utf8')))
  assert.deepEqual(
    readers.filter((f) => !mayRead.test(f)),
    [],
  )
})
