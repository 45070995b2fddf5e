import { outsideSealsFile, readOutsideSeals, verifyNewestSeals } from '#foundations/journal/index.ts'
import type { Job } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'
import { endAlarm, raiseAlarm } from './raise-alarm.ts'
import { jobOf, listPartnerships, verifyStatuses, type Disagreement } from './verify-statuses.ts'

type Looking = Pick<Services, 'database' | 'clock' | 'log'>

/** Each night: is the journal what was sealed, and does every status agree with its facts? What does not is somebody's task. */
export const integrityJobs = (services: Looking, dataFolder: string): Job[] => [
  { name: 'integrity.journal', every: '20 2 * * *', run: () => lookAtJournal(services, dataFolder) },
  { name: 'integrity.statuses', every: '50 2 * * *', run: () => lookAtStatuses(services) },
]

/** The journal is one for the whole installation: every partnership's administrator is asked. */
async function lookAtJournal(services: Looking, dataFolder: string): Promise<void> {
  const { database, log } = services
  const outside = await readOutsideSeals(outsideSealsFile(dataFolder)) // first: seals may be added while we look
  const { faults } = await verifyNewestSeals(database.pool, outside)
  if (faults.length > 0) log.error({ faults }, 'the journal is not whole: run "trellis verify journal"')
  for (const id of await listPartnerships(database)) {
    const ctx = jobOf(services, id, 'journal')
    if (faults.length > 0) await raiseAlarm(ctx, 'journal-not-whole', { faults: faults.length })
    else await endAlarm(ctx, 'journal-not-whole')
  }
}

const MOST_LOGGED = 100

async function lookAtStatuses(services: Looking): Promise<void> {
  const { disagreements } = await verifyStatuses(services)
  for (const { partnershipId, machine, id, status, facts } of disagreements.slice(0, MOST_LOGGED))
    services.log.error({ partnership: partnershipId, machine, id, status, facts }, 'a status disagrees with its facts')
  const byPartnership = Map.groupBy(disagreements, (one) => one.partnershipId)
  for (const id of await listPartnerships(services.database)) {
    const ctx = jobOf(services, id, 'statuses')
    const own = byPartnership.get(id)
    if (own) await raiseAlarm(ctx, 'statuses-disagree', countsOf(own))
    else await endAlarm(ctx, 'statuses-disagree')
  }
}

const countsOf = (own: Disagreement[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(own, ({ machine }) => machine)].map(([machine, some]) => [machine, some.length]))
