import { sql } from 'kysely'
import { journal } from '#foundations/journal/index.ts'
import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { type Id, idFrom } from '#platform/ids.ts'
import { type FeedFile, type FeedRecord, readFeedFile, type Refusal } from './feed-file.rules.ts'
import { fieldsLeftOut, listingOf, ownIdOf, serviceIdOf } from './feed-listing.rules.ts'
import { feedService } from './feed-record.rules.ts'
import { gatherRecords, withoutBlanks, type GatheredRecord } from './feed-gathering.rules.ts'
import { fingerprintOf, saveListings, saveProviders, saveSource } from '../listing/listing.queries.ts'
import type { Listing, Provider, Source } from '../listing/listing.type.ts'

export interface ImportReport {
  /** Different services found: one id counts once, however many files hold it. */
  read: number
  added: number
  changed: number
  unchanged: number
  refused: Refusal[]
}

/** The id of a source by its name: the same name is the same source, wherever its files lie. */
export const sourceIdOf = (partnershipId: Id, name: string): Id =>
  idFrom(partnershipId, 'source', name.trim().toLowerCase())

/**
 * Stores the services of an Open Referral UK 3.0 feed (HSDS 3.0 and 3.1 too). What cannot be read is refused and named;
 * everything else is stored. A second import of the same changes nothing. A listing that is no longer in the feed stays:
 * a feed that failed half-way looks the same. A source never touches another source's listings, even under the same id.
 * Stored in steps of 200 services, each a transaction of its own, so that pages stay quick; killed in between, run it again.
 */
export async function importOpenReferral(
  ctx: Context,
  source: Omit<Source, 'id'>,
  files: readonly FeedFile[],
  onProgress: (done: number, total: number) => void = () => {},
): Promise<ImportReport> {
  const read = files.map(readFeedFile)
  const { gathered, refused } = gatherRecords(read.flatMap((file) => file.records))
  const report = {
    read: gathered.length + refused.length,
    added: 0,
    changed: 0,
    unchanged: 0,
    refused: [...read.flatMap((f) => f.refused), ...refused],
  }
  const sourceId = sourceIdOf(ctx.actor.partnershipId, source.name)
  await ctx.transaction(async (tx) => saveSource(tx, { ...source, id: sourceId }))
  for (let from = 0; from < gathered.length; from += STEP) {
    const counts = await ctx.transaction((tx) => importStep(tx, sourceId, gathered.slice(from, from + STEP)))
    report.added += counts.added
    report.changed += counts.changed
    report.unchanged += counts.unchanged
    report.refused.push(...counts.refused)
    onProgress(Math.min(from + STEP, gathered.length), gathered.length)
  }
  return report
}

const STEP = 200

interface StoredListing {
  id: Id
  source_record: string
  fingerprint: string
  raw: unknown
}

async function importStep(tx: Tx, sourceId: Id, records: readonly GatheredRecord[]) {
  await lockSource(tx, sourceId)
  const [stored, taken] = await Promise.all([listStored(tx, sourceId, records), listTaken(tx, sourceId, records)])
  const counts = { added: 0, changed: 0, unchanged: 0, refused: [] as Refusal[] }
  const listings: Listing[] = []
  const providers: Provider[] = []
  for (const record of records) {
    const before = stored.get(record.id)
    const raw = { ...(record.brief ? (before?.raw as object | undefined) : undefined), ...record.value }
    const read = feedService.safeParse(withoutBlanks(raw))
    if (!read.success) {
      counts.refused.push(refusalOf(record.at, read.error.issues))
      continue
    }
    const leftOut = fieldsLeftOut(read.data)
    if (leftOut.length > 0) counts.refused.push(refusalOf(record.at, leftOut))
    const wanted = serviceIdOf(sourceId, record.id)
    const id = before?.id ?? (taken.has(wanted) ? ownIdOf(sourceId, record.id) : wanted)
    const { listing, provider } = listingOf(read.data, id, sourceId, raw)
    if (before?.fingerprint === fingerprintOf(listing)) {
      counts.unchanged++
      continue
    }
    counts[before ? 'changed' : 'added']++
    listings.push(listing)
    if (provider) providers.push(provider)
  }
  saveProviders(tx, providers)
  saveListings(tx, listings)
  if (listings.length > 0)
    journal(tx, 'directory.imported', { subjectId: sourceId, detail: { added: counts.added, changed: counts.changed } })
  return counts
}

/** Two imports of one source take turns. */
const lockSource = (tx: Tx, sourceId: Id) =>
  tx.read(db.selectFrom('directory.source').select('id').where('id', '=', sourceId).forUpdate())

async function listStored(
  tx: Tx,
  sourceId: Id,
  records: readonly GatheredRecord[],
): Promise<Map<string, StoredListing>> {
  const rows = await tx.read(
    db
      .selectFrom('directory.service')
      .select(['id', 'source_record', 'fingerprint', 'raw'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('source_id', '=', sourceId)
      .where('source_record', '=', sql<string>`any(${records.map(({ id }) => id)})`),
  )
  return new Map(rows.map((row) => [row.source_record, row]))
}

/** Ids that listings of other sources have. */
async function listTaken(tx: Tx, sourceId: Id, records: readonly GatheredRecord[]): Promise<Set<Id>> {
  const rows = await tx.read(
    db
      .selectFrom('directory.service')
      .select('id')
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('source_id', '<>', sourceId)
      .where('id', '=', sql<string>`any(${records.map(({ id }) => serviceIdOf(sourceId, id))}::uuid[])`),
  )
  return new Set(rows.map(({ id }) => id))
}

/** One refusal a service, so that the counts add up; it names every fault. */
function refusalOf(
  { file, line, path }: FeedRecord,
  issues: readonly { path: PropertyKey[]; message: string }[],
): Refusal {
  const [first, ...more] = issues
  const reasons = [
    `${String(first!.path.at(-1) ?? 'The service')} ${first!.message}`,
    ...more.map((issue) => `${fieldOf(issue.path).slice(1)} ${issue.message}`),
  ]
  return { file, line, field: `${path}${fieldOf(first!.path)}`.replace(/^\./, '') || null, reason: reasons.join('; ') }
}

const fieldOf = (steps: PropertyKey[]) =>
  steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
