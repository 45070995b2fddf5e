#!/usr/bin/env node
// npm start [-- web|worker|hub]
import { ROOT, ensureInstalled, node24, run, runToEnd, typescript } from './install.mjs'

await run(async () => {
  await ensureInstalled({ development: process.env.NODE_ENV !== 'production' })
  const { args, env } = typescript()
  return runToEnd(
    node24(),
    ['--max-old-space-size=256', '--max-semi-space-size=8', ...args, 'src/main.ts', ...process.argv.slice(2)],
    {
      cwd: ROOT,
      env: { NODE_ENV: 'production', ...process.env, ...env }, // here and not earlier: npm would leave packages out
    },
  )
})
