import { teamId } from '#seeds/anytown/load-organisations.ts'
import { PRACTICES } from '#seeds/anytown/places.ts'
import { middle, ms, percent, rate, sayFigures, verdictOf, type Figures, type Line } from './figures.ts'
import { rowsOfNewestReferral, type RawWay } from './raw-referral.ts'
import type { World } from './world.ts'

const ROUNDS = 5
const LOOP = { connections: 8, warmUpSeconds: 2, seconds: 6 }
const WAYS: RawWay[] = ['a statement a table', 'one statement']

/** NHS numbers that one round may use: none is used twice. */
const A_ROUND = 40_000

/** Creating a referral through the API beside the raw statements that write the same rows, turn about. */
export async function referralBench(world: World): Promise<Line[]> {
  let first = 120_000
  const referrals = {
    kind: 'referrals',
    key: world.apiKey,
    teamId: teamId('riverside'),
    practices: PRACTICES.map(({ code }) => code),
  } as const
  const next = () => (first += A_ROUND)
  await world.ask({ ...referrals, ...LOOP, seconds: 10, first: next() })
  const statements = await statementsOfOne(world, () =>
    world.ask({ ...referrals, connections: 1, warmUpSeconds: 0, seconds: 0.001, first: next() }),
  )
  const captured = await rowsOfNewestReferral(world.database.admin)
  const rows = captured.reduce((sum, table) => sum + table.rows.length, 0)

  const raw = new Map<RawWay, Figures[]>(WAYS.map((way) => [way, []]))
  const program: Figures[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    for (const way of WAYS) {
      const figures = await world.askRaw({
        kind: 'referrals',
        captured,
        way,
        actor: world.actor,
        ...LOOP,
        first: first + round * 1_000_000 + WAYS.indexOf(way) * 100_000,
      })
      raw.get(way)!.push(figures)
      world.say(`  raw, ${way}: ${sayFigures(figures)}; others ${percent(figures.others)}`)
    }
    const figures = await world.ask({ ...referrals, ...LOOP, first: next() })
    program.push(figures)
    world.say(`  through the API: ${sayFigures(figures)}; others ${percent(figures.others)}`)
  }
  const ours = middle(program)
  const engine = WAYS.map((way) => middle(raw.get(way)!)).toSorted((a, b) => b.perSecond - a.perSecond)[0]!
  const ratio = ours.perSecond / engine.perSecond
  const others = Math.max(...[...program, ...[...raw.values()].flat()].map((figures) => figures.others))
  const { memory } = await world.server.tell('usage')
  return [
    {
      what: `Create a referral through the API: ${rows} rows in ${captured.length} tables, ${statements} statements, 8 connections`,
      budget: '≥ 60% of raw',
      figure: sayFigures(ours),
      raw: sayFigures(engine),
      ratio: percent(ratio),
      verdict: verdictOf(ratio >= 0.6),
    },
    {
      what: `The same, on this machine as it was (others took up to ${percent(others)} of it)`,
      budget: '≥ 1,200/s, p99 ≤ 20 ms on a quiet machine of 2 cores',
      figure: `${rate(ours.perSecond)}, p99 ${ms(ours.p99)}`,
      raw: `${rate(engine.perSecond)}, p99 ${ms(engine.p99)}`,
      ratio: percent(ratio),
      verdict: verdictOf(ours.perSecond >= 1_200 && ours.p99 <= 20),
    },
    {
      what: 'Memory of the web process after all of that',
      budget: '≤ 300 MB',
      figure: `${Math.round(memory)} MB`,
      raw: '',
      ratio: '',
      verdict: verdictOf(memory <= 300),
    },
  ]
}

/** Statements of one answer: everything but begin and commit. */
export async function statementsOfOne(world: World, one: () => Promise<unknown>): Promise<number> {
  await world.server.tell('record')
  await one()
  const { statements } = await world.server.tell('recorded')
  const answers = statements.filter(({ text }) => text === 'commit').length
  return Math.round(
    statements.filter(({ text }) => text !== 'commit' && !text.startsWith('begin')).length / Math.max(1, answers),
  )
}
