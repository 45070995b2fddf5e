import { setImmediate } from 'node:timers/promises'
import pg from 'pg'
import { addDays, dayOf } from '#platform/days.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import type { Life } from '../life/life.type.ts'
import { backdateAccounts } from './backdate-accounts.ts'
import { openBook, type Book } from './book.ts'
import { historyLives } from './history-lives.ts'
import { insertBook } from './insert-book.ts'
import { writeLife } from './write-life.ts'
import { personId } from './written.ts'

/**
 * Writes two years of Anytown's past in one transaction, unless it is there: a start that was cut off leaves nothing of it, and
 * the next one writes it whole. Needs the sign-in of the owner, because nobody else may say when a journal entry was.
 */
export async function loadHistory(
  services: Services,
  partnershipId: Id,
  owner: pg.ClientConfig,
  lives: readonly Life[] = historyLives(partnershipId, services.clock()),
): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const [first] = lives
    if (!first || (await isThere(client, first))) return
    await client.query('begin')
    const today = dayOf(services.clock())
    await client.query('select journal.make_months($1, $2)', [addDays(dayOf(first.cameAt), -1), today])
    const [few, ...batches] = batchesOf(lives)
    const begun = await bookOf(services, partnershipId, few!)
    await insertBook(client, begun)
    // Checks of foreign keys were planned for tables that were still empty: a thousand times too slow from now on.
    await client.query(`analyze ${[...begun.rows.keys()].join(', ')}`)
    let inserting = Promise.resolve()
    for (const batch of batches) {
      const book = await bookOf(services, partnershipId, batch) // while the server is busy with the one before
      await inserting
      inserting = insertBook(client, book)
      inserting.catch(() => {}) // it is awaited above, or below
    }
    await inserting
    await backdateAccounts(client, partnershipId, today)
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** So many people are held in memory at once: some 6,000 rows. The first batch is small. */
const AT_ONCE = 60
const AT_FIRST = 30

const batchesOf = (lives: readonly Life[]): (readonly Life[])[] => [
  lives.slice(0, AT_FIRST),
  ...Array.from({ length: Math.ceil((lives.length - AT_FIRST) / AT_ONCE) }, (_, n) =>
    lives.slice(AT_FIRST + n * AT_ONCE, AT_FIRST + (n + 1) * AT_ONCE),
  ),
]

async function bookOf(services: Services, partnershipId: Id, lives: readonly Life[]): Promise<Book> {
  const book = openBook()
  for (const [n, life] of lives.entries()) {
    await writeLife(book, { ...services, jobs: NO_JOBS }, partnershipId, life)
    if (n % 10 === 0) await setImmediate()
  }
  return book
}

const isThere = async (client: pg.Client, { number }: Life): Promise<boolean> =>
  (await client.query('select from people.person where id = $1', [personId(number)])).rowCount === 1

/** What was to be sent then was sent then. */
const NO_JOBS: Services['jobs'] = { send: async () => {}, stop: async () => {} }
