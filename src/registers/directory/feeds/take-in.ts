import { setImmediate as whenOthersHadTheirTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { journal } from '#foundations/journal/index.ts'
import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import { fingerprintOf } from '../listing/fingerprint.rules.ts'
import { prepareListing, saveListings, saveProviders } from '../listing/listing.queries.ts'
import type { Listing, Provider } from '../listing/listing.type.ts'
import { cleanRecord, refusal, withoutBlanks, type CleanRecord } from './clean-record.rules.ts'
import type { FeedRecord, Refusal } from './feed-file.rules.ts'
import { fieldsLeftOut, listingOf, ownIdOf, serviceIdOf } from './feed-listing.rules.ts'
import { inVersion3, namesInRecord } from './old-record.rules.ts'
import { readService, type Fault } from './read-service.rules.ts'

export interface ImportReport {
  /** Different services found: one id counts once, however many files hold it. */
  read: number
  added: number
  changed: number
  unchanged: number
  refused: Refusal[]
}

/** Takes in the services of one source, as they come. */
export interface Intake {
  /** The report so far; complete after `end`. */
  readonly report: ImportReport
  /** Whether a service was given, readable or not. */
  has(record: string): boolean
  /** Every service that was given, by its id in the source. */
  ids(): string[]
  take(records: readonly FeedRecord[]): Promise<void>
  refuse(refused: readonly Refusal[]): void
  /** Waits until everything is stored. */
  end(): Promise<ImportReport>
}

/**
 * Starts taking in the services of a source that is there already. What cannot be read is refused and named; everything else
 * is stored, in steps that are transactions of their own, so that pages stay quick and memory stays small. A step is stored
 * while the next two are being read. A record that cannot be read leaves the listing as it was stored before. Only the last step,
 * which may be empty, waits for the disk, and with it everything before it: after a fault of the machine an import is done again.
 */
export function startIntake(ctx: Context, sourceId: Id, onProgress: (done: number) => void = () => {}): Intake {
  const report: ImportReport = { read: 0, added: 0, changed: 0, unchanged: 0, refused: [] }
  const seen = new Map<string, { file: string; path: string }>()
  let waiting: ReadRecord[] = []
  let storing: Promise<void> = Promise.resolve()
  let storingBefore = storing
  let lookAgainAt = STEP

  const store = async ({ last }: { last: boolean }): Promise<void> => {
    const step = waiting
    waiting = []
    await storingBefore
    storingBefore = storing
    storing = storing.then(() => storeStep(step, last))
    storing.catch(() => {}) // it is looked at before the next step but one, or at the end
  }
  const storeStep = async (step: readonly ReadRecord[], last: boolean): Promise<void> => {
    const counts = await ctx.transaction((tx) => {
      if (!last) tx.save(NOT_ON_DISK_YET)
      return writeStep(tx, sourceId, step)
    })
    report.added += counts.added
    report.changed += counts.changed
    report.unchanged += counts.unchanged
    report.refused.push(...counts.refused)
    if (report.added >= lookAgainAt) {
      lookAgainAt = report.added * 5
      await ctx.transaction((tx) => tx.query('select directory.look_again()'))
    }
    onProgress(report.read)
  }
  /** What takes time is done while the step before is stored; rows only where most are written, not where most are the same. */
  const readAhead = (record: CleanRecord): Read => {
    const read = readRecord(record, record.value, sourceId)
    if (read.made && report.unchanged <= report.added + report.changed) prepareListing(read.made.listing, ctx)
    return read
  }
  const isNew = ({ id, at }: CleanRecord): boolean => {
    const before = seen.get(id)
    if (!before) seen.set(id, { file: at.file, path: at.path })
    else if (before.file === at.file)
      report.refused.push(refusal(at, '.id', `id is that of ${before.path} too: the first is kept`))
    return !before
  }
  return {
    report,
    has: (record) => seen.has(record),
    ids: () => [...seen.keys()],
    async take(records) {
      for (const at of records) {
        const { record, refused } = cleanRecord(at)
        if (!record) report.read++
        if (record && !isNew(record)) continue
        report.refused.push(...refused)
        if (!record) continue
        report.read++
        waiting.push(at.brief ? record : { ...record, read: readAhead(record) })
        if (waiting.length >= STEP) await store({ last: false })
        // Rows on their way to the database wait for nobody, nor does a page: the two work at the same time only so.
        else await whenOthersHadTheirTurn()
      }
    },
    refuse: (refused) => void report.refused.push(...refused),
    async end() {
      if (report.read > 0) await store({ last: true })
      await storing
      return report
    },
  }
}

const NOT_ON_DISK_YET = statement(sql`set local synchronous_commit = off`)

/**
 * Services in a step: with more, memory fills; with fewer, statements are begun more often. When the first is stored, and then five
 * times as many each time, the database looks again at what its tables hold.
 */
const STEP = 250

interface ReadRecord extends CleanRecord {
  /** A record from a list is read when it has been put over what is stored. */
  read?: Read
}

interface Read {
  /** What is wrong with it: with a listing, what was left out of that. */
  faults: readonly Fault[]
  /** As it is when nobody else has its id, which is nearly always. */
  made?: ReturnType<typeof listingOf>
}

function readRecord({ id, at }: CleanRecord, raw: Record<string, unknown>, sourceId: Id): Read {
  const { service, faults } = readService(inVersion3(withoutBlanks(raw) as Record<string, unknown>, at.old))
  return service
    ? {
        faults: [...faults, ...fieldsLeftOut(service)],
        made: listingOf(service, serviceIdOf(sourceId, id), sourceId, raw),
      }
    : { faults }
}

interface StoredListing {
  id: Id
  source_record: string
  fingerprint: string
  missing_since: string | Date | null
  raw: unknown
}

async function writeStep(tx: Tx, sourceId: Id, records: readonly ReadRecord[]) {
  await lockSource(tx, sourceId)
  const [stored, taken] = await Promise.all([listStored(tx, sourceId, records), listTaken(tx, sourceId, records)])
  const counts = { added: 0, changed: 0, unchanged: 0, refused: [] as Refusal[] }
  const listings: Listing[] = []
  const fresh = new Set<Listing>()
  const providers: Provider[] = []
  for (const record of records) {
    const before = stored.get(record.id)
    const raw = record.at.brief ? { ...(before?.raw as object | undefined), ...record.value } : record.value
    const { faults, made } = record.read ?? readRecord(record, raw, sourceId)
    if (!made) {
      counts.refused.push(inOne(record, faults))
      continue
    }
    counts.refused.push(...faults.map((fault) => inOne(record, [fault])))
    const { provider } = made
    const id = before?.id ?? (taken.has(made.listing.id) ? ownIdOf(sourceId, record.id) : made.listing.id)
    const listing = id === made.listing.id ? made.listing : { ...made.listing, id }
    if (before?.fingerprint === fingerprintOf(listing) && !before.missing_since) {
      counts.unchanged++
      continue
    }
    counts[before ? 'changed' : 'added']++
    listings.push(listing)
    if (!before) fresh.add(listing)
    if (provider) providers.push(provider)
  }
  saveProviders(tx, providers)
  saveListings(tx, listings, fresh)
  if (listings.length > 0)
    journal(tx, 'directory.imported', { subjectId: sourceId, detail: { added: counts.added, changed: counts.changed } })
  return counts
}

/** Two imports of one source take turns. A lock is a change: by it the last step waits for the disk even when it is empty. */
const lockSource = (tx: Tx, sourceId: Id) =>
  tx.read(db.selectFrom('directory.source').select('id').where('id', '=', sourceId).forUpdate())

async function listStored(tx: Tx, sourceId: Id, records: readonly CleanRecord[]): Promise<Map<string, StoredListing>> {
  const briefs = records.filter(({ at }) => at.brief).map(({ id }) => id)
  const rows = await tx.read(
    db
      .selectFrom('directory.service')
      .select(['id', 'source_record', 'fingerprint', 'missing_since'])
      // What a list says is put over what is stored; a whole record needs none of it.
      .select(sql<unknown>`case when source_record = any(${briefs}) then raw end`.as('raw'))
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('source_id', '=', sourceId)
      .where('source_record', '=', sql<string>`any(${records.map(({ id }) => id)})`),
  )
  return new Map(rows.map((row) => [row.source_record, row]))
}

/** Ids that listings of other sources have. */
async function listTaken(tx: Tx, sourceId: Id, records: readonly CleanRecord[]): Promise<Set<Id>> {
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

/** One refusal of a record or a field of it; it names every fault, in the record's own names. */
function inOne({ value, at }: CleanRecord, faults: readonly Fault[]): Refusal {
  const named = faults.map(({ path, message }) => ({ path: namesInRecord(value, path), message }))
  const [first, ...more] = named
  const reasons = [
    `${String(first!.path.at(-1) ?? 'The service')} ${first!.message}`,
    ...more.map(({ path, message }) => `${fieldOf(path).slice(1)} ${message}`),
  ]
  return refusal(at, fieldOf(first!.path), reasons.join('; '))
}

const fieldOf = (steps: readonly PropertyKey[]) =>
  steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')
