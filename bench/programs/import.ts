// The importer of the command line in a process of its own. Told: which files, for which partnership. Answers how long, and how much memory.
import { createReadStream, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { contextOf } from '#platform/context.ts'
import { openDatabase } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import { importOpenReferral } from '#registers/directory/index.ts'
import { obey } from './command.ts'

export interface ImportCommand {
  partnershipId: Id
  source: string
  /** Folders of JSON files. */
  folders: string[]
}

export interface Imported {
  read: number
  added: number
  unchanged: number
  refused: number
  seconds: number
  /** Milliseconds of work of this program. */
  cpu: number
  /** Megabytes: before, and the most at any time. */
  idle: number
  peak: number
}

const database = openDatabase(JSON.parse(process.env.BENCH_DATABASE!), (error) => console.error(error))
await database.pool.query('select 1')
const megabytes = () => process.memoryUsage.rss() / 1e6

obey<ImportCommand, Imported>(
  async ({ partnershipId, source, folders }) => {
    const ctx = contextOf(database, { kind: 'job', partnershipId, cause: 'bench' }, newId(), systemClock)
    const files = folders.flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .map((name) => ({ name, text: () => createReadStream(join(folder, name), 'utf8') as AsyncIterable<string> })),
    )
    const idle = megabytes()
    let peak = idle
    const watching = setInterval(() => (peak = Math.max(peak, megabytes())), 50)
    const [started, cpu] = [performance.now(), process.cpuUsage()]
    const { read, added, unchanged, refused } = await importOpenReferral(ctx, { kind: 'file', name: source }, files)
    const seconds = (performance.now() - started) / 1000
    const used = process.cpuUsage(cpu)
    clearInterval(watching)
    return {
      read,
      added,
      unchanged,
      refused: refused.length,
      seconds,
      cpu: (used.user + used.system) / 1000,
      idle,
      peak,
    }
  },
  () => database.close(),
)
