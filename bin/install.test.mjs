import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { test } from 'node:test'
import { isInstalled, ROOT } from './install.mjs'

const LOCK = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/always': { version: '1.0.0' },
    'node_modules/for-tests': { version: '2.0.0', dev: true },
    'node_modules/elsewhere': { version: '3.0.0', optional: true, os: ['plan9'] },
    'node_modules/for-here': { version: '4.0.0', optional: true, os: [process.platform], cpu: [process.arch] },
  },
}

test('every npm script runs a file that is there', () => {
  /** @type {{ scripts: Record<string, string> }} */
  const { scripts } = JSON.parse(fs.readFileSync(join(ROOT, 'package.json'), 'utf8'))
  const missing = Object.values(scripts).filter((script) => !fs.existsSync(join(ROOT, script.split(' ').at(-1) ?? '')))
  assert.deepEqual(missing, [])
})

test('npm’s own record of what it installed is believed', (t) => {
  const all = { always: '1.0.0', 'for-tests': '2.0.0', 'for-here': '4.0.0' }
  /** @type {[string, Record<string, string> | undefined, boolean, boolean][]} */
  const cases = [
    ['everything', all, true, true],
    ['an older version', { ...all, always: '0.9.0' }, false, false],
    ['without what tests need', { always: '1.0.0', 'for-here': '4.0.0' }, false, true],
    ['copied from another kind of machine', { always: '1.0.0', 'for-tests': '2.0.0' }, false, false],
    ['nothing', undefined, false, false],
  ]
  for (const [name, versions, development, production] of cases) {
    const root = newRoot(t, versions)
    assert.equal(isInstalled(root, true), development, `${name}, for tests`)
    assert.equal(isInstalled(root, false), production, `${name}, to serve`)
  }
})

test('two that start at once install once, and a later start not at all', async (t) => {
  const root = newRoot(t)
  const outcomes = await Promise.all([installIn(root, 'sleep 1'), installIn(root, 'sleep 1')])
  assert.deepEqual(
    outcomes.map(({ code }) => code),
    [0, 0],
  )
  assert.deepEqual(callsOf(root), ['ci --include=dev'])
  assert.match(outcomes.map(({ text }) => text).join(''), /about 30 seconds, once/)
  assert.match(outcomes.map(({ text }) => text).join(''), /waiting for it/)
  assert.equal(fs.existsSync(join(root, '.trellis')), false, 'nothing is left of the lock')
  assert.equal((await installIn(root, 'exit 1')).text, '')
  fs.writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: {} }))
  await installIn(root, '')
  assert.equal(callsOf(root).length, 2, 'another lock file: installed anew')
})

test('what tests need is left out only on request, and added when asked for', async (t) => {
  const root = newRoot(t)
  await installIn(root, '', { development: false })
  await installIn(root, '', { development: true })
  await installIn(root, '', { development: false })
  assert.deepEqual(callsOf(root), ['ci --omit=dev', 'ci --include=dev'])
})

test('when npm ci fails, npm install is tried, and then it is said plainly', async (t) => {
  const root = newRoot(t)
  assert.equal((await installIn(root, 'test "$1" != ci')).code, 0)
  const broken = newRoot(t)
  const { code, text } = await installIn(broken, 'exit 1')
  assert.equal(code, 1)
  assert.match(text, /could not be installed/)
  assert.doesNotMatch(text, /\n\s+at /)
})

test('a lock left by a killed start is not waited for', async (t) => {
  const root = newRoot(t)
  const killed = installIn(root, 'sleep 3')
  const lock = join(root, '.trellis', 'installing')
  while (!fs.existsSync(join(root, 'calls'))) await new Promise((resolve) => setTimeout(resolve, 20))
  process.kill(Number(fs.readlinkSync(lock)), 'SIGKILL')
  await killed
  const { code, text } = await installIn(root, '')
  assert.equal(code, 0)
  assert.doesNotMatch(text, /waiting/)
})

test('a folder that cannot be written gets a plain answer', async (t) => {
  const root = newRoot(t)
  fs.writeFileSync(join(root, '.trellis'), '') // in the way of everybody, root too
  const { code, text } = await installIn(root, '')
  assert.equal(code, 1)
  assert.match(text, /cannot write in .*\nRun `npm ci`/)
  assert.doesNotMatch(text, /\n\s+at /)
})

function newRoot(t, versions) {
  const root = fs.mkdtempSync(join(tmpdir(), 'trellis-install-'))
  t.after(() => fs.rmSync(root, { recursive: true, force: true }))
  fs.writeFileSync(join(root, 'package-lock.json'), JSON.stringify(LOCK))
  if (!versions) return root
  const packages = Object.fromEntries(
    Object.entries(versions).map(([name, version]) => [`node_modules/${name}`, { version }]),
  )
  fs.mkdirSync(join(root, 'node_modules'))
  fs.writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }))
  return root
}

// Runs ensureInstalled() in a process of its own, with a stand-in for npm that notes how it was called.
async function installIn(root, npmDoes, options = {}) {
  const bin = fs.mkdtempSync(join(root, 'path-'))
  const calls = `echo "$1 $(echo "$*" | grep -o -e '--include=dev' -e '--omit=dev')" >> '${root}/calls'`
  fs.writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${calls}\n${npmDoes}\n`, { mode: 0o755 })
  const program = `
    import { ensureInstalled, run } from ${JSON.stringify(join(import.meta.dirname, 'install.mjs'))}
    await run(async () => { await ensureInstalled(${JSON.stringify({ root, ...options })}); return 0 })`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (part) => (text += part))
  const [code] = await once(child, 'exit')
  return { code, text }
}

const callsOf = (root) => fs.readFileSync(join(root, 'calls'), 'utf8').trim().split('\n')
