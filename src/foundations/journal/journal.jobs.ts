import type { Database } from '#platform/database/database.ts'
import type { Job } from '#platform/jobs.ts'
import { keepSealsOutside, outsideSealsFile } from './outside-seals.ts'
import { sealJournal } from './seal-journal.ts'

/** The journal's background work: sealing, and keeping the months ahead ready. `dataFolder` holds the outside copy of the seals. */
export const journalJobs = (database: Database, dataFolder: string): Job[] => [
  sealJob(database, dataFolder),
  monthsJob(database),
]

/** Seals what is final every five minutes and keeps the new seals outside the database too. */
export const sealJob = (database: Database, dataFolder: string): Job => ({
  name: 'journal-seal',
  every: '*/5 * * * *',
  async run() {
    await sealJournal(database)
    await keepSealsOutside(database, outsideSealsFile(dataFolder))
  },
})

const monthsJob = (database: Database): Job => ({
  name: 'journal-months',
  every: '10 1 * * *',
  run: async () => void (await makeMonths(database)),
})

/**
 * Makes the partitions of this month and the next two where they are missing, and answers how many it made. To be called after
 * migrating too: entries written before their month exists go to a partition that catches all, and keep that month there.
 */
export async function makeMonths(database: Database): Promise<number> {
  const { rows } = await database.pool.query<{ made: number }>(
    `select journal.make_months(today, (today + interval '2 months')::date) as made from (select (now() at time zone 'UTC')::date as today) t`,
  )
  return rows[0]!.made
}
