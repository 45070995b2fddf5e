import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Database } from '#platform/database/database.ts'
import { Invalid } from '#platform/errors.ts'

/** A seal as it is known outside the database, where whoever can change the database cannot reach. `head` is hexadecimal. */
export interface OutsideSeal {
  number: number
  head: string
}

/** Where the outside copy lies: one JSON object a line, only ever added to. */
export const outsideSealsFile = (dataFolder: string): string => join(dataFolder, 'journal-seals.jsonl')

/** Adds the seals that the outside copy does not know yet. A copy that missed some (a crash, another server's turn) catches up. */
export async function keepSealsOutside(database: Database, file: string): Promise<void> {
  const known = Math.max(0, ...(await readOutsideSeals(file)).map((s) => s.number))
  const { rows } = await database.pool.query<{ number: number; head: Buffer; sealed_at: Date }>(
    'select number, head, sealed_at from journal.seal where number > $1 order by number',
    [known],
  )
  if (rows.length === 0) return
  const lines = rows.map((s) =>
    JSON.stringify({ number: s.number, head: s.head.toString('hex'), sealedAt: s.sealed_at }),
  )
  await mkdir(dirname(file), { recursive: true })
  await appendFile(file, `${lines.join('\n')}\n`, { mode: 0o600, flush: true })
}

/** The outside copy; empty when there is none. Throws `Invalid` that names a line that cannot be read. */
export async function readOutsideSeals(file: string): Promise<OutsideSeal[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return text.split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [readLine(line, `${file} line ${i + 1}`)]))
}

const OUTSIDE_SEAL = z.object({ number: z.int().min(1), head: z.string().regex(/^[0-9a-f]{64}$/) })

function readLine(line: string, where: string): OutsideSeal {
  try {
    const { number, head } = OUTSIDE_SEAL.parse(JSON.parse(line))
    return { number, head }
  } catch {
    throw new Invalid([{ field: where, message: 'this is not a seal' }])
  }
}
