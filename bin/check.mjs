#!/usr/bin/env node
// npm run check: types, lint, format. One line each, and what is wrong below it.
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { ROOT, ensureInstalled, node24, run } from './install.mjs'

const CHECKS = [
  ['types', 'tsc', '--noEmit'],
  ['lint', 'oxlint', '--type-aware', '--deny-warnings'],
  ['format', 'oxfmt', '--check'],
]

await run(async () => {
  await ensureInstalled()
  let failed = 0
  for (const [name, program, ...args] of CHECKS) {
    const started = Date.now()
    const { ok, text } = await outcomeOf(program, args)
    process.stdout.write(`${ok ? 'ok    ' : 'failed'}  ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`)
    if (ok) continue
    failed += 1
    process.stdout.write(`${text}\n`)
  }
  return failed === 0 ? 0 : 1
})

/** @param {string} program @param {string[]} args @returns {Promise<{ ok: boolean, text: string }>} */
function outcomeOf(program, args) {
  const path = [dirname(node24()), process.env.PATH ?? ''].join(delimiter)
  const child = spawn(join(ROOT, 'node_modules', '.bin', program), args, {
    cwd: ROOT,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part))
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ ok: false, text: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, text: text.trim() }))
  })
}
