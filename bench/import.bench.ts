import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { MIGRATIONS, ROOT } from '#platform/database/connection.ts'
import { migrate } from '#platform/database/migrate.ts'
import { startEmbedded } from '#platform/embedded-postgres.ts'
import { newId } from '#platform/ids.ts'
import { parentOf } from './bench-database.ts'
import { ms, percent, rate, verdictOf, type Line } from './figures.ts'
import { shareOfOthers, workSoFar } from './machine.ts'
import { writeFeed } from './open-referral-feed.ts'
import { startProgram } from './programs/command.ts'
import type { Imported, ImportCommand } from './programs/import.ts'

const SERVICES = 100_000
const BUDGET = { perSecond: 2_000, memory: 256 }
const NAME = 'trellis_bench_import'
const REAL = join(ROOT, '..', 'shared', 'data', 'oruk', 'feeds', 'hounslow')

/** A feed of 100,000 services, and a real one where it is there, into an empty directory; and the same once more. */
export async function importBench(say: (line: string) => void): Promise<Line[]> {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-feed-'))
  const server = await startEmbedded(join(ROOT, '.trellis', 'bench'))
  const as = (user: string, database = NAME): pg.PoolConfig => ({ host: server.host, user, database })
  const admin = new pg.Client(as(server.superuser, 'postgres'))
  await admin.connect()
  try {
    await admin.query(readFileSync(join(ROOT, 'db', 'roles.sql'), 'utf8'))
    await admin.query(`drop database if exists ${NAME} with (force)`)
    await admin.query(`create database ${NAME} owner trellis_owner`)
    await migrate(as('trellis_owner'), MIGRATIONS)
    const partnershipId = await makePartnership(as(server.superuser))
    const folders = [writeFeed(join(folder, 'feed'), SERVICES), ...(existsSync(REAL) ? [REAL] : [])]
    // As `bin/trellis.mjs` starts it.
    const file = new URL('./programs/import.ts', import.meta.url).pathname
    const env = { BENCH_DATABASE: JSON.stringify(as('trellis_app')) }
    const program = await startProgram<ImportCommand, Imported>(file, env, [
      '--max-old-space-size=512',
      '--max-semi-space-size=16',
      '--initial-old-space-size=150',
    ])
    const { rows } = await admin.query<{ pid: number }>('select pg_backend_pid() as pid')
    const serverPid = parentOf(rows[0]!.pid)
    const lines: Line[] = []
    for (const what of ['Import', 'The same once more, when nothing has changed']) {
      const before = workSoFar(serverPid)
      const done = await program.tell({ partnershipId, source: 'bench', folders })
      const after = workSoFar(serverPid)
      const database = after.database - before.database
      lines.push(lineOf(what, done, database, shareOfOthers(before, after, done.cpu + database)))
      say(`  ${what}: ${JSON.stringify(done)}`)
    }
    await program.stop()
    return lines
  } finally {
    await admin.query(`drop database if exists ${NAME} with (force)`)
    await admin.end()
    await server.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

function lineOf(
  what: string,
  { read, added, unchanged, refused, seconds, cpu, idle, peak }: Imported,
  database: number,
  others: number,
): Line {
  const perSecond = read / seconds
  return {
    what: `${what}: ${read.toLocaleString('en-GB')} services (${added.toLocaleString('en-GB')} added, ${unchanged.toLocaleString('en-GB')} unchanged, ${refused} faults)`,
    budget: `≥ ${rate(BUDGET.perSecond)}, ≤ ${BUDGET.memory} MB above idle`,
    figure: `${rate(perSecond)}, ${Math.round(peak - idle)} MB above ${Math.round(idle)}; CPU ${ms(cpu / read)} + ${ms(database / read)}; others took ${percent(others)} of the machine`,
    raw: '',
    ratio: '',
    verdict: verdictOf(perSecond >= BUDGET.perSecond && peak - idle <= BUDGET.memory),
  }
}

async function makePartnership(admin: pg.PoolConfig): Promise<string> {
  const client = new pg.Client(admin)
  await client.connect()
  const id = newId()
  await client.query(`insert into access.partnership (id, name) values ($1, 'Bench')`, [id])
  await client.end()
  return id
}
