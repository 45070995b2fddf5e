#!/usr/bin/env node
// node bin/run.mjs <file.ts> [arguments]: installs what is missing and runs one TypeScript file on the right Node.
import { join } from 'node:path'
import { ROOT, ensureInstalled, node24, run, runToEnd, typescript } from './install.mjs'

await run(async () => {
  await ensureInstalled()
  const { args, env } = typescript()
  const [file, ...given] = process.argv.slice(2)
  return runToEnd(node24(), [...args, join(ROOT, file), ...given], { cwd: ROOT, env: { ...process.env, ...env } })
})
