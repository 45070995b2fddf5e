import { SIZE } from './fill/fill-database.ts'
import { ms, percent, sayFigures, type Line } from './figures.ts'
import { statementsOfOne } from './referral.bench.ts'
import type { World } from './world.ts'

/** With a place and without: DESIGN's budgets for the search that "Find support" brings. */
const BUDGET = { near: 15, anywhere: 60 }

const SEARCHES = [
  { what: 'a word in a third of them', words: 'group' },
  { what: 'a word in one of 40', words: 'gardening' },
  { what: 'a word in one of 5,000', words: 'accordion' },
  { what: 'two words', words: 'walking group' },
  { what: 'a word in none', words: 'zeppelin' },
]

/** Search among 100,000 services, as the public asks it. */
export async function findBench(world: World): Promise<Line[]> {
  const lines: Line[] = []
  for (const { what, words } of SEARCHES)
    for (const near of [true, false]) {
      const path = `/find?${new URLSearchParams({ words, ...(near && { postcode: 'ZZ1 1AA' }) })}`
      const page = { kind: 'page' as const, paths: [path], cookie: 'none=1', connections: 1 }
      const statements = await statementsOfOne(world, () => world.ask({ ...page, warmUpSeconds: 0, seconds: 0.001 }))
      const ours = await world.ask({ ...page, warmUpSeconds: 1, seconds: 4 })
      const budget = near ? BUDGET.near : BUDGET.anywhere
      world.say(`  ${path}: ${sayFigures(ours)}; others ${percent(ours.others)}`)
      lines.push({
        what: `Find, ${what} (“${words}”), ${near ? 'near a postcode' : 'anywhere'}; ${SIZE.services.toLocaleString('en-GB')} services, ${statements} statements`,
        budget: `p99 ≤ ${ms(budget)} in the server`,
        figure: sayFigures(ours),
        raw: '',
        ratio: '',
        verdict: ours.p99 <= budget ? 'met' : 'budget of Find support, not yet met',
      })
    }
  return lines
}
