import { journal } from '#foundations/journal/index.ts'
import type { Context } from '#platform/context.ts'
import type { Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Outward } from '#platform/outward/outward.ts'
import { saveSource } from '../listing/listing.queries.ts'
import type { Source } from '../listing/listing.type.ts'
import type { Refusal } from './feed-file.rules.ts'
import { askToLook } from './feed-tasks.ts'
import { askVersion, fetchFeed, type FetchOptions, type Outcome } from './fetch-feed.ts'
import {
  beginHarvest,
  countListed,
  endHarvest,
  endMissing,
  lastOutcomes,
  markMissing,
  noteVersion,
} from './harvest.queries.ts'
import { sourceIdOf } from './import-open-referral.ts'
import { startIntake, type ImportReport } from './take-in.ts'

export interface HarvestReport extends ImportReport {
  outcome: Outcome
  /** Listings that this harvest did not find for the first time. */
  missing: number
  /** Listings that are inactive now, because harvest after harvest did not find them. */
  madeInactive: number
}

/** A listing that so many complete harvests running did not find is inactive. */
export const INACTIVE_AFTER = 3

/**
 * Reads a source's feed from its address and stores what it gives. Nothing is deleted, and what cannot be had leaves what is
 * stored. Only when the whole list was read are listings noted that are no longer in it: missing at first, inactive after
 * three complete harvests; the day the feed has one again, so have we. Each harvest is kept with its counts and faults.
 */
export async function harvestFeed(
  ctx: Context,
  source: Omit<Source, 'id' | 'kind'> & { address: string },
  outward: Outward,
  options: FetchOptions = {},
): Promise<HarvestReport> {
  const sourceId = sourceIdOf(ctx.actor.partnershipId, source.name)
  const id = newId()
  await ctx.transaction(async (tx) => {
    saveSource(tx, { ...source, kind: 'feed', id: sourceId }, { readNow: false })
    beginHarvest(tx, id, sourceId)
  })
  const intake = startIntake(ctx, sourceId)
  let outcome: Outcome = 'failed'
  try {
    const address = new URL(source.address)
    const version = await askVersion(address, outward)
    await ctx.transaction(async (tx) => noteVersion(tx, id, version))
    outcome = await fetchFeed(address, outward, intake, options)
  } finally {
    await intake.end()
    if (outcome === 'failed')
      await ctx.transaction((tx) => finish(tx, { id, sourceId, outcome, report: intake.report }))
  }
  if (outcome === 'failed') return { ...intake.report, outcome, missing: 0, madeInactive: 0 }
  return ctx.transaction((tx) => finish(tx, { id, sourceId, outcome, report: intake.report, found: intake.ids() }))
}

interface Ended {
  id: Id
  sourceId: Id
  outcome: Outcome
  report: ImportReport
  /** The ids, in the source, of what was given. */
  found?: string[]
}

async function finish(tx: Tx, { id, sourceId, outcome: reached, report, found = [] }: Ended): Promise<HarvestReport> {
  const outcome = reached === 'complete' && (await isTooFew(tx, sourceId, found, report.refused)) ? 'partial' : reached
  const missing = outcome === 'complete' ? await markMissing(tx, sourceId, found) : 0
  const ended: HarvestReport = { ...report, outcome, missing, madeInactive: 0 }
  await endHarvest(tx, id, sourceId, ended)
  if (outcome === 'complete') ended.madeInactive = await endMissing(tx, id, sourceId, INACTIVE_AFTER)
  await askToLook(tx, sourceId, await lastOutcomes(tx, sourceId))
  journal(tx, 'directory.harvested', {
    subjectId: sourceId,
    detail: { outcome, read: report.read, refused: report.refused.length, missing, inactive: ended.madeInactive },
  })
  return ended
}

/** A feed that suddenly has less than half of what it had is more likely broken than right. */
async function isTooFew(tx: Tx, sourceId: Id, found: readonly string[], refused: Refusal[]): Promise<boolean> {
  const { name, listed } = await countListed(tx, sourceId)
  if (found.length * 2 >= listed || listed < FEW) return false
  refused.push({
    file: name,
    line: null,
    field: null,
    reason: `The feed gives ${found.length} services and had ${listed}: taken for a fault, so none is noted as missing`,
  })
  return true
}

/** Of so few, half may go in a night. */
const FEW = 10
