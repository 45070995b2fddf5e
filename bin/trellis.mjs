#!/usr/bin/env node
// The command line: npm run trellis -- <command>, npx trellis <command>, or this file from any folder.
import { join, resolve } from 'node:path'
import { ROOT, ensureInstalled, node24, run, runToEnd, typescript } from './install.mjs'

await run(async () => {
  await ensureInstalled({ development: process.env.NODE_ENV !== 'production' })
  const { args, env } = typescript()
  // npm moves to the folder of package.json first; files are named from where the person stands.
  const cwd = (process.env.npm_lifecycle_event === 'trellis' && process.env.INIT_CWD) || process.cwd()
  // Otherwise waste grows first: an import took 300 MB more than it needs. (--optimize-for-size would keep it as small, at twice the work.)
  // Up to 150 MB waste is not gone after for good: that was a fifth of the work of an import.
  return runToEnd(
    node24(),
    [
      '--max-old-space-size=512',
      '--max-semi-space-size=16',
      '--initial-old-space-size=150',
      ...args,
      join(ROOT, 'src', 'edges', 'cli', 'main.ts'),
      ...process.argv.slice(2),
    ],
    {
      cwd,
      // The data folder stays the one that `npm start` uses.
      env: { ...process.env, ...env, TRELLIS_DATA: resolve(ROOT, process.env.TRELLIS_DATA ?? '.trellis') },
    },
  )
})
