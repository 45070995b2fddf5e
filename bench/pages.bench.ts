import { ms, percent, sayFigures, verdictOf, type Line } from './figures.ts'
import { signIn } from './sign-in.ts'
import { statementsOfOne } from './referral.bench.ts'
import type { Statement } from './programs/server.ts'
import type { World } from './world.ts'

const BUDGET_MS = 30
const BUDGET_STATEMENTS = 8

/** The pages of a link worker's day, for a team of 7,500 people among 100,000. */
export async function pagesBench(world: World): Promise<Line[]> {
  const email = 'p.nair@example.org'
  const cookie = await signIn(world.port, email)
  const people = await caseload(world, email)
  const pages = [
    { what: 'The team’s inbox, `/referrals`', paths: ['/referrals'] },
    { what: 'A link worker’s day, `/today`', paths: ['/today'] },
    { what: 'A link worker’s people, `/people`', paths: ['/people'] },
    { what: 'A person’s record, `/people/{id}`', paths: people.map((id) => `/people/${id}`) },
  ]
  const lines: Line[] = []
  for (const { what, paths } of pages) lines.push(...(await measurePage(world, cookie, what, paths)))
  return lines
}

async function measurePage(world: World, cookie: string, what: string, paths: string[]): Promise<Line[]> {
  const page = { kind: 'page', paths, cookie } as const
  const one = { ...page, connections: 1, warmUpSeconds: 0, seconds: 0.001 }
  await world.ask({ ...page, connections: 8, warmUpSeconds: 0, seconds: 3 })
  const statements = await statementsOfOne(world, () => world.ask(one))
  const transactions = await recordedTransactions(world, () => world.ask({ ...one, seconds: 0.5 }))
  const lines: Line[] = []
  for (const connections of [1, 8]) {
    const ours = await world.ask({ ...page, connections, warmUpSeconds: 2, seconds: 6 })
    const engine = await world.askRaw({ kind: 'replay', transactions, connections, warmUpSeconds: 1, seconds: 4 })
    world.say(
      `  ${what}, ${connections}: ${sayFigures(ours)}; raw ${sayFigures(engine)}; others ${percent(ours.others)}`,
    )
    const budgeted = connections === 1
    lines.push({
      what: `${what}; ${statements} statements, ${connections === 1 ? 'one asks at a time' : '8 ask at once'}`,
      budget: budgeted ? `p99 ≤ ${ms(BUDGET_MS)} in the server, ≤ ${BUDGET_STATEMENTS} statements` : '',
      figure: sayFigures(ours),
      raw: sayFigures(engine),
      ratio: percent(ours.perSecond / engine.perSecond),
      verdict: budgeted ? verdictOf(ours.p99 <= BUDGET_MS && statements <= BUDGET_STATEMENTS) : '',
    })
  }
  return lines
}

/** What the pages asked of the database, transaction by transaction, to be asked again without the program around it. */
async function recordedTransactions(world: World, ask: () => Promise<unknown>): Promise<Statement[][]> {
  await world.server.tell('record')
  await ask()
  const { statements } = await world.server.tell('recorded')
  const transactions: Statement[][] = []
  let current: Statement[] = []
  for (const statement of statements) {
    current.push(statement)
    if (statement.text !== 'commit') continue
    transactions.push(current)
    current = []
  }
  return transactions
}

/** People whom the link worker has under way. */
async function caseload(world: World, email: string): Promise<string[]> {
  const rows = await world.query<{ person_id: string }>(
    `select distinct e.person_id from support.episode e join access.account a on a.partnership_id = e.partnership_id and a.id = e.worker_account_id
      where a.email = $1 and e.status = 'active' order by 1 limit 50`,
    [email],
  )
  return rows.map((row) => row.person_id)
}
