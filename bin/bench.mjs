#!/usr/bin/env node
// npm run bench [-- pages referral find start]
import { join } from 'node:path'
import { ROOT, ensureInstalled, node24, run, runToEnd, typescript } from './install.mjs'

await run(async () => {
  await ensureInstalled()
  const { args, env } = typescript()
  return runToEnd(node24(), [...args, join(ROOT, 'bench', 'run.ts'), ...process.argv.slice(2)], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  })
})
