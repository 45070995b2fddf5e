import { SIZE } from './fill/fill-database.ts'
import { ms, percent, sayFigures, type Line } from './figures.ts'
import { statementsOfOne } from './referral.bench.ts'
import type { World } from './world.ts'

/** With a place and without, for the whole page: DESIGN §7. */
const BUDGET = { near: 15, anywhere: 60 }

interface Asked {
  what: string
  words?: string
  /** Beside words and place. */
  choices?: Record<string, string>
  /** Only with a place. */
  nearOnly?: true
}

const SEARCHES: readonly Asked[] = [
  { what: 'a word that nearly every listing has', words: 'group' },
  { what: 'a common word', words: 'gardening' },
  { what: 'a rare word, in one of 5,000', words: 'accordion' },
  { what: 'a word that none has', words: 'zeppelin' },
  { what: 'two words', words: 'walking group' },
  { what: 'a story', words: 'my husband died and I can’t face the house' },
  { what: 'a worry', words: 'owe money to the council' },
  { what: 'no words', nearOnly: true },
  {
    what: 'every choice at once',
    words: 'lonely',
    choices: {
      need: 'loneliness',
      day: 'TU',
      time: 'morning',
      way: 'in-person',
      free: 'yes',
      step_free: 'yes',
      age: '70',
      space: 'yes',
    },
  },
]

/** Search among 100,000 services, as the public asks it. */
export async function searchBench(world: World): Promise<Line[]> {
  const lines: Line[] = []
  for (const { what, words, choices, nearOnly } of SEARCHES)
    for (const near of nearOnly ? [true] : [true, false]) {
      const path = `/find?${new URLSearchParams({ ...(words && { words }), ...choices, ...(near && { postcode: 'ZZ1 1AA' }) })}`
      const page = { kind: 'page' as const, paths: [path], cookie: 'none=1', connections: 1 }
      const statements = await statementsOfOne(world, () => world.ask({ ...page, warmUpSeconds: 0, seconds: 0.001 }))
      const ours = await world.ask({ ...page, warmUpSeconds: 1, seconds: 4 })
      const budget = near ? BUDGET.near : BUDGET.anywhere
      world.say(`  ${path}: ${sayFigures(ours)}; others ${percent(ours.others)}`)
      lines.push({
        what: `${what}${words ? ` (“${words}”)` : ''}, ${near ? 'near a postcode' : 'anywhere'}; ${SIZE.services.toLocaleString('en-GB')} services, ${statements} statements`,
        budget: `p99 ≤ ${ms(budget)} in the server`,
        figure: sayFigures(ours),
        raw: '',
        ratio: '',
        verdict: ours.p99 <= budget ? 'met' : 'not met',
      })
    }
  return lines
}
