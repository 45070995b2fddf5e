import { loadavg } from 'node:os'
import { importBench } from './import.bench.ts'
import type { Line } from './figures.ts'
import { pagesBench } from './pages.bench.ts'
import { referralBench } from './referral.bench.ts'
import { changeReport, writeReport, type Section } from './report.ts'
import { searchBench } from './search.bench.ts'
import { startBench } from './start.bench.ts'
import { openWorld, type World } from './world.ts'

// npm run bench [-- pages referral search import start]: all of them, which writes docs/performance.md, or only those named, which
// changes their sections there.

interface Bench {
  title: string
  notes: string
  /** Most need the world: it is opened when the first of them asks for it. */
  run(world: () => Promise<World>): Promise<Line[]>
}

const say = (line: string) => void process.stderr.write(`${line}\n`)

const BENCHES: Record<string, Bench> = {
  pages: {
    title: 'A link worker’s pages',
    notes:
      'Over HTTP, signed in. Raw: the statements that the page sent, asked again in one flush each, without the program.',
    run: async (world) => pagesBench(await world()),
  },
  referral: {
    title: 'Creating a referral',
    notes:
      'All of it in one durable transaction: person, involvements, referral, risk, consents, task, messages with their links and jobs, idempotency key, journal. Raw: the same rows, read back from a referral that the program made, written by hand-made statements in one flush, under the same role and row-level security; the better of two ways counts (a statement for each table, or one for everything). The middle of five rounds, turn about.',
    run: async (world) => referralBench(await world()),
  },
  search: {
    title: 'Find support',
    notes:
      'The whole page of `/find`, as the public asks it: reading the words, one statement that finds and ranks, the page.',
    run: async (world) => searchBench(await world()),
  },
  import: {
    title: 'Importing a feed',
    notes:
      'Files of an Open Referral UK feed into an empty directory, as the command line does it; then the same again. Generated services, with the real ones of Hounslow where they are there.',
    run: () => importBench(say),
  },
  start: {
    title: 'Starting, and what pages weigh',
    notes: 'With `bin/start.mjs`, as `npm start` does it.',
    run: () => startBench(say),
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
const loadBefore = loadavg()[0]!
let opened: Promise<World> | undefined
const world = () => (opened ??= openWorld(say))
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
  await (await opened)?.close()
}
const load = { loadBefore, loadAfter: loadavg()[0]! }
say(
  `Written: ${chosen.length === 0 ? writeReport(sections, { postgres: (await world()).database.version, ...load }) : changeReport(sections, load)}`,
)
