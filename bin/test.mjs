#!/usr/bin/env node
// npm test [-- [--no-check] [file or name ...]]
import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PlainError, ROOT, ensureInstalled, node24, run, runToEnd, typescript } from './install.mjs'

const STOP_SERVER = join('test', 'support', 'stop-server.ts')

await run(async () => {
  await ensureInstalled()
  const given = process.argv.slice(2)
  const chosen = given.filter((arg) => arg !== '--no-check')
  const { files, options } = choose(chosen)

  let failedChecks = 0
  if (!given.includes('--no-check') && chosen.length === 0) {
    process.stdout.write('Checking types, lint and format ...\n')
    failedChecks = (await runToEnd(process.execPath, [join(ROOT, 'bin', 'check.mjs')], {})) === 0 ? 0 : 1
  }

  process.stdout.write(`Testing ${files.length} ${files.length === 1 ? 'file' : 'files'} ...\n`)
  const counts = await test(files, options)
  const missing = process.env.CI ? counts.skips.filter(({ reason }) => reason.includes('../shared/data')) : []
  for (const { test: name } of missing) process.stdout.write(`failed: "${name}" was skipped, and CI is set\n`)
  if (failedChecks > 0) process.stdout.write('failed: the check of types, lint and format (see the top)\n')

  const failed = counts.failed + missing.length + failedChecks
  const skipped = counts.skipped - missing.length
  process.stdout.write(`${counts.passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`)
  return failed > 0 ? 1 : counts.code
})

/**
 * Files and folders are taken as such, other words as part of a file's path, else of a test's name; options go to Node.
 * @param {string[]} chosen
 */
function choose(chosen) {
  const all = testFiles()
  const options = chosen.filter((arg) => arg.startsWith('-'))
  const words = chosen.filter((arg) => !arg.startsWith('-'))
  const files = new Set()
  for (const word of words) {
    const path = relative(ROOT, resolve(process.env.INIT_CWD ?? process.cwd(), word))
    const found = all.filter((file) => file === path || file.startsWith(`${path}/`))
    const near = found.length > 0 ? found : all.filter((file) => file.includes(word))
    for (const file of near.length > 0 ? near : all.filter((one) => mentions(one, word))) files.add(file)
    if (near.length === 0) options.push(`--test-name-pattern=${word}`)
  }
  if (words.length > 0 && files.size === 0) throw new PlainError(`No test is called or mentions: ${words.join(', ')}`)
  return { files: files.size > 0 ? [...files] : all, options }
}

// A file without a matching test would still run its hooks, and fail in them.
/** @param {string} file @param {string} word */
function mentions(file, word) {
  return fs.readFileSync(join(ROOT, file), 'utf8').toLowerCase().includes(word.toLowerCase())
}

function testFiles() {
  const places = [
    ['bin', /\.test\.mjs$/],
    ['src', /\.test\.tsx?$/],
    ['seeds', /\.test\.ts$/],
    ['test', /\.test\.ts$/],
  ]
  return places.flatMap(([folder, pattern]) =>
    fs
      .readdirSync(join(ROOT, folder), { recursive: true })
      .filter((file) => pattern.test(file))
      .map((file) => join(folder, file))
      .toSorted(),
  )
}

/** @param {string[]} files @param {string[]} options */
async function test(files, options) {
  const id = randomBytes(4).toString('hex')
  const counted = join(tmpdir(), `trellis-tally-${id}.json`)
  const { args, env } = typescript()
  const where = { cwd: ROOT, env: { ...environment(), ...env, TRELLIS_TEST_RUN: id } }
  const reporters = [
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    `--test-reporter=${pathToFileURL(join(ROOT, 'bin', 'tally.mjs')).href}`,
    `--test-reporter-destination=${counted}`,
  ]
  const limits = ['--test-concurrency=2', '--test-timeout=600000']
  const code = await runToEnd(node24(), [...args, '--test', ...limits, ...reporters, ...options, ...files], where)
  if (fs.existsSync(join(ROOT, STOP_SERVER))) await runToEnd(node24(), [...args, STOP_SERVER], where)

  const text = fs.existsSync(counted) ? fs.readFileSync(counted, 'utf8') : ''
  fs.rmSync(counted, { force: true })
  // Without a summary the run itself broke off: that is a failure, whatever was counted.
  return { code, ...(text ? JSON.parse(text) : { passed: 0, failed: 1, skipped: 0, skips: [] }) }
}

// Tests choose their own settings, and never come near the database of an installation.
function environment() {
  const ours = /^(NODE_ENV|NODE_TEST_CONTEXT|DATABASE_URL|DATABASE_OWNER_URL|PORT|HOST|HUB_.*|LOG_LEVEL|TRELLIS_.*)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)))
}
