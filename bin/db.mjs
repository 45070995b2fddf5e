#!/usr/bin/env node
// npm run db
import { join } from 'node:path'
import { ROOT, ensureInstalled, node24, run, runToEnd, typescript } from './install.mjs'

await run(async () => {
  await ensureInstalled()
  const { args, env } = typescript()
  return runToEnd(node24(), [...args, join(ROOT, 'db', 'regenerate.ts')], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
})
