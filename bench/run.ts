import { loadavg } from 'node:os'
import { findBench } from './find.bench.ts'
import type { Line } from './figures.ts'
import { pagesBench } from './pages.bench.ts'
import { referralBench } from './referral.bench.ts'
import { writeReport, type Section } from './report.ts'
import { startBench } from './start.bench.ts'
import { openWorld, type World } from './world.ts'

// npm run bench [-- pages referral find start]: all of them, which writes docs/performance.md, or only those named.

interface Bench {
  title: string
  notes: string
  run(world: World): Promise<Line[]>
}

const BENCHES: Record<string, Bench> = {
  pages: {
    title: 'A link worker’s pages',
    notes:
      'Over HTTP, signed in. Raw: the statements that the page sent, asked again in one flush each, without the program.',
    run: pagesBench,
  },
  referral: {
    title: 'Creating a referral',
    notes:
      'All of it in one durable transaction: person, involvements, referral, risk, consents, task, messages with their links and jobs, idempotency key, journal. Raw: the same rows, read back from a referral that the program made, written by hand-made statements in one flush, under the same role and row-level security; the better of two ways counts (a statement for each table, or one for everything). The middle of five rounds, turn about.',
    run: referralBench,
  },
  find: {
    title: 'Find support',
    notes:
      'Plain search as it stands. Its budgets belong to the work on finding support; the figures are where that starts from.',
    run: findBench,
  },
  start: {
    title: 'Starting, and what pages weigh',
    notes: 'With `bin/start.mjs`, as `npm start` does it.',
    run: ({ say }) => startBench(say),
  },
}

const chosen = process.argv.slice(2).filter((word) => word !== '--')
const unknown = chosen.filter((word) => !(word in BENCHES))
if (unknown.length > 0) {
  process.stderr.write(
    `There is no bench called ${unknown.join(', ')}. There are: ${Object.keys(BENCHES).join(', ')}\n`,
  )
  process.exit(2)
}
const say = (line: string) => void process.stderr.write(`${line}\n`)
const loadBefore = loadavg()[0]!
const world = await openWorld(say)
const sections: Section[] = []
try {
  for (const [name, { title, notes, run }] of Object.entries(BENCHES)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue
    say(`${title} ...`)
    const lines = await run(world)
    for (const line of lines)
      process.stdout.write(
        `${line.what}: ${[line.figure, line.raw && `raw ${line.raw}`, line.ratio, line.budget, line.verdict].filter(Boolean).join(' | ')}\n`,
      )
    sections.push({ title, notes, lines })
  }
} finally {
  await world.close()
}
if (chosen.length === 0)
  say(`Written: ${writeReport(sections, { postgres: world.database.version, loadBefore, loadAfter: loadavg()[0]! })}`)
