import { sql } from 'kysely'
import { saveOrganisations } from '#foundations/access/index.ts'
import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { SAID_ELSEWHERE } from '../search/choices.rules.ts'
import { replacing, saveRows, saveWritten, takingNew, written, type Written } from './bulk-rows.queries.ts'
import { fingerprintOf } from './fingerprint.rules.ts'
import {
  areasOf,
  capacityOf,
  contactsOf,
  costOptionsOf,
  FACTS,
  languagesOf,
  lastById,
  locationRow,
  locationsOf,
  providerRow,
  schedulesOf,
  serviceRow,
  serviceTermsOf,
  taxonomiesOf,
  telephonesOf,
  termsOf,
} from './listing-rows.rules.ts'
import type { Listing, Provider, Source } from './listing.type.ts'

/**
 * Writes where listings come from, or changes the one with that id; what is not given stays. It was read now, unless it is only
 * going to be.
 */
export function saveSource(
  tx: Tx,
  { id, kind, name, address, licence, republish }: Source,
  { readNow = true }: { readNow?: boolean } = {},
): void {
  const given = {
    kind,
    name,
    ...(readNow && { fetched_at: tx.now() }),
    ...(address && { address }),
    ...(licence && { licence }),
    ...(republish !== undefined && { republish }),
  }
  tx.save(
    db
      .insertInto('directory.source')
      .values({ partnership_id: tx.actor.partnershipId, id, fetched_at: tx.now(), ...given })
      .onConflict((on) => on.columns(['partnership_id', 'id']).doUpdateSet(given)),
  )
}

/** A source of listings, if this partnership has it. */
export const findSource = (tx: Tx, id: Id) =>
  tx.first(
    db
      .selectFrom('directory.source')
      .select(['id', 'name', 'fetched_at as fetchedAt'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', id),
  )

/** Writes providers and the organisations that they are, or changes those with the same ids: two statements for any number. */
export function saveProviders(tx: Tx, providers: readonly Provider[]): void {
  const once = lastById(providers)
  saveOrganisations(tx, once)
  saveRows(tx, 'directory.provider', once.map(providerRow), replacing)
}

/**
 * Writes listings whole: the service and all that hangs on it, one statement a table for any number of them. Their source
 * and providers must be there. A listing with the same id is replaced, except that older statements about its space stay
 * and that a field which did not change keeps the source and time it came with. `fresh`: those known to be new, for which there is
 * nothing to take away.
 */
export function saveListings(tx: Tx, listings: readonly Listing[], fresh: ReadonlySet<Listing> = new Set()): void {
  if (listings.length === 0) return
  const rows = listings.map((listing) => rowsOf(listing, tx.now()))
  const shared = (of: 'locations' | 'taxonomies' | 'terms') => lastById(rows.flatMap((row) => row[of]))
  saveWritten(tx, 'directory.location', shared('locations'), replacing)
  saveWritten(
    tx,
    'directory.service',
    rows.map(({ service }) => service),
    (columns) => sql`(partnership_id, id) do update set ${takingNew(columns.filter((name) => !KEPT.includes(name)))},
    provenance = directory.merge_provenance(to_jsonb(service), to_jsonb(excluded), ${FACTS}::text[]),
    choices = excluded.choices | (service.choices & ${SAID_ELSEWHERE.toString()}::bigint)`,
  )
  const replaced = listings.filter((l) => !fresh.has(l)).map(({ id }) => id)
  if (replaced.length > 0)
    for (const table of PARTS)
      tx.save(
        db
          .deleteFrom(table)
          .where('partnership_id', '=', tx.actor.partnershipId)
          .where('service_id', '=', sql<string>`any(${replaced})`),
      )
  // What a source says of terms changes its own only: those that a file or another source brought stay as they are.
  saveWritten(
    tx,
    'directory.taxonomy',
    shared('taxonomies'),
    (columns) => sql`${replacing(columns)} where taxonomy.source_id = excluded.source_id`,
  )
  saveWritten(
    tx,
    'directory.taxonomy_term',
    shared('terms'),
    (columns) => sql`${replacing(columns)} where taxonomy_term.source_id = excluded.source_id`,
  )
  for (const table of PARTS.toReversed())
    saveWritten(
      tx,
      table,
      rows.map(({ parts }) => parts[table]),
    )
  saveWritten(
    tx,
    'directory.capacity_statement',
    rows.map(({ capacity }) => capacity),
    () => sql`(partnership_id, service_id, confirmed_on)
    do update set ${takingNew(['state', 'places', 'confirm_by', 'source_id'])}`,
  )
}

const KEPT: readonly string[] = ['id', 'provenance', 'choices']

/** Makes the rows of a listing before the transaction that writes them: while it is open, nothing should be waited for. */
export const prepareListing = (listing: Listing, { now }: Pick<Context, 'now'>): void =>
  void prepared.set(listing, writeRows(listing, now()))

const prepared = new WeakMap<Listing, ReturnType<typeof writeRows>>()

const rowsOf = (listing: Listing, now: Date) => prepared.get(listing) ?? writeRows(listing, now)

function writeRows(l: Listing, now: Date) {
  const each = (rows: readonly { id: Id }[]): (Written & { id: Id })[] =>
    rows.map((row) => ({ id: row.id, ...written([row]) }))
  return {
    service: written([{ ...serviceRow(l, now), fingerprint: fingerprintOf(l) }]),
    locations: each((l.locations ?? []).map((location) => locationRow(location, l.sourceId))),
    taxonomies: each(taxonomiesOf(l, now)),
    terms: each(termsOf(l)),
    capacity: written(capacityOf(l)),
    parts: {
      'directory.service_term': written(serviceTermsOf(l)),
      'directory.service_location': written(locationsOf(l)),
      'directory.schedule': written(schedulesOf(l)),
      'directory.contact': written(contactsOf(l)),
      'directory.telephone': written(telephonesOf(l)),
      'directory.cost_option': written(costOptionsOf(l)),
      'directory.service_area': written(areasOf(l)),
      'directory.language': written(languagesOf(l)),
    },
  }
}

// Telephones first: they hang on contacts. What is taken away in this order is written in the other.
const PARTS = [
  'directory.telephone',
  'directory.contact',
  'directory.schedule',
  'directory.service_location',
  'directory.cost_option',
  'directory.service_area',
  'directory.language',
  'directory.service_term',
] as const
