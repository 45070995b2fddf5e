import { listPartnerships } from '#foundations/access/index.ts'
import { contextOf } from '#platform/context.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Job } from '#platform/jobs.ts'
import { plainError } from '#platform/log.ts'
import { openOutward, ownHost } from '#platform/outward/outward.ts'
import type { Services } from '#platform/services.ts'
import { sortAgain } from './needs/sort-again.ts'
import { harvestFeed } from './feeds/harvest-feed.ts'
import { listFeeds } from './feeds/harvest.queries.ts'

const HARVEST = 'directory.harvest'

interface Due {
  partnershipId: Id
  name: string
}

/**
 * Each night every feed is read again, one after the other; every ten minutes what other needs files sorted is sorted again. `privateHosts`: hosts that may be read although they are not on the
 * public internet. `services` is read when a job runs.
 */
export const directoryJobs = (services: Services, privateHosts: readonly string[]): Job[] => [
  { name: 'directory.night', every: '10 3 * * *', run: () => queueAll(services) },
  { name: 'directory.sort', every: '*/10 * * * *', longestSeconds: 3600, run: () => sortAll(services) },
  { name: HARVEST, longestSeconds: 6 * 3600, run: (due) => harvestOne(services, privateHosts, due as Due) },
]

const jobOf = ({ database, clock }: Services, partnershipId: Id, cause: string) =>
  contextOf(database, { kind: 'job', partnershipId, cause }, newId(), clock)

async function queueAll(services: Services): Promise<void> {
  for (const partnershipId of await listPartnerships(services.database))
    await jobOf(services, partnershipId, 'directory.night').transaction(async (tx) => {
      for (const { name } of await listFeeds(tx))
        await services.jobs.send(tx, HARVEST, { partnershipId, name } satisfies Due)
    })
}

async function sortAll(services: Services): Promise<void> {
  for (const partnershipId of await listPartnerships(services.database))
    await sortAgain(jobOf(services, partnershipId, 'directory.sort'))
}

async function harvestOne(
  services: Services,
  privateHosts: readonly string[],
  { partnershipId, name }: Due,
): Promise<void> {
  const ctx = jobOf(services, partnershipId, HARVEST)
  const feed = (await ctx.transaction(listFeeds)).find((one) => one.name === name)
  if (!feed) return
  const outward = openOutward({ privateHosts: [...privateHosts, ...ownHost(new URL(feed.address), services.mode)] })
  try {
    const { outcome, read, refused, missing } = await harvestFeed(ctx, feed, outward)
    services.log.info({ outcome, read, refused: refused.length, missing }, 'a feed was harvested')
  } catch (error) {
    services.log.error({ err: plainError(error as Error) }, 'a feed was not harvested')
    throw error
  } finally {
    await outward.close()
  }
}
