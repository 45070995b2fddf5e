import { listPartnerships } from '#foundations/access/index.ts'
import { outsideSealsFile, readOutsideSeals, verifyJournal, verifyNewestSeals } from '#foundations/journal/index.ts'
import type { Job } from '#platform/jobs.ts'
import type { Services } from '#platform/services.ts'
import { endAlarm, isAlarmOpen, raiseAlarm } from './raise-alarm.ts'
import { jobOf, verifyStatuses, type Disagreement } from './verify-statuses.ts'

type Looking = Pick<Services, 'database' | 'clock' | 'log'>

/**
 * Each night: is the journal what was sealed, and does every status agree with its facts? What does not is somebody's task.
 * `newest`: how many seals are looked at.
 */
export const integrityJobs = (services: Looking, dataFolder: string, newest = 600): Job[] => [
  { name: 'integrity.journal', every: '20 2 * * *', run: () => lookAtJournal(services, dataFolder, newest) },
  { name: 'integrity.statuses', every: '50 2 * * *', run: () => lookAtStatuses(services) },
]

/**
 * The journal is one for the whole installation: every partnership's administrator is asked. While one is asked all seals are looked
 * at, however old: a fault must not pass for mended because newer seals lie over it.
 */
async function lookAtJournal(services: Looking, dataFolder: string, newest: number): Promise<void> {
  const { database, log } = services
  const outside = await readOutsideSeals(outsideSealsFile(dataFolder)) // first: seals may be added while we look
  const asked = (await listPartnerships(database)).map((id) => jobOf(services, id, 'journal'))
  const open = await Promise.all(asked.map((ctx) => isAlarmOpen(ctx, 'journal-not-whole')))
  const { faults } = open.includes(true)
    ? await verifyJournal(database.pool, outside)
    : await verifyNewestSeals(database.pool, outside, newest)
  if (faults.length > 0) log.error({ faults }, 'the journal is not whole: run "trellis verify journal"')
  for (const ctx of asked) {
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
