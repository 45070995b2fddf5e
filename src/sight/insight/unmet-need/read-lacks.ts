import { listLacks } from '#care/connections/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { listUnmetSearches } from '#registers/directory/index.ts'
import { lacksFrom, type Lack } from './lack.rules.ts'
import { firstDayOf } from './period.rules.ts'

/** Every counted lack of the last eight full quarters and the one that runs. Two statements. */
export async function readLacks(tx: Tx): Promise<Lack[]> {
  const today = dayOf(tx.now())
  const from = firstDayOf(today)
  const [searches, connections] = await Promise.all([listUnmetSearches(tx, from, today), listLacks(tx, from, today)])
  return lacksFrom(searches, connections)
}
