import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { saveOrganisations } from '#foundations/access/index.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { replacing, saveRows, takingNew } from './bulk-rows.queries.ts'
import {
  areasOf,
  capacityOf,
  contactsOf,
  costOptionsOf,
  languagesOf,
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
  const rows = once.map((p) => ({ partnership_id: tx.actor.partnershipId, ...providerRow(p) }))
  saveRows(tx, 'directory.provider', rows, replacing(rows[0]))
}

/**
 * Writes listings whole: the service and all that hangs on it, one statement a table for any number of them. Their source
 * and providers must be there. A listing with the same id is replaced, except that older statements about its space stay
 * and that a field which did not change keeps the source and time it came with.
 */
export function saveListings(tx: Tx, listings: readonly Listing[]): void {
  if (listings.length === 0) return
  const of = <Row>(parts: (listing: Listing) => Row[]) =>
    listings.flatMap((listing) => parts(listing).map((row) => ({ partnership_id: tx.actor.partnershipId, ...row })))
  const places = lastById(of((l) => (l.locations ?? []).map((location) => locationRow(location, l.sourceId))))
  saveRows(tx, 'directory.location', places, replacing(places[0]))
  const services = of((l) => [{ ...serviceRow(l, tx.now()), fingerprint: fingerprintOf(l) }])
  const changing = Object.keys(services[0]!).filter(
    (column) => !['partnership_id', 'id', 'provenance'].includes(column),
  )
  saveRows(
    tx,
    'directory.service',
    services,
    sql`(partnership_id, id) do update set ${takingNew(changing)},
    provenance = directory.merge_provenance(to_jsonb(service), to_jsonb(excluded))`,
  )
  for (const table of PARTS)
    tx.save(db.deleteFrom(table).where('service_id', '=', sql<string>`any(${listings.map((l) => l.id)})`))
  saveTerms(
    tx,
    of((l) => taxonomiesOf(l, tx.now())),
    of(termsOf),
  )
  saveRows(tx, 'directory.service_term', of(serviceTermsOf))
  saveRows(tx, 'directory.service_location', of(locationsOf))
  saveRows(tx, 'directory.schedule', of(schedulesOf))
  saveRows(tx, 'directory.contact', of(contactsOf))
  saveRows(tx, 'directory.telephone', of(telephonesOf))
  saveRows(tx, 'directory.cost_option', of(costOptionsOf))
  saveRows(tx, 'directory.service_area', of(areasOf))
  saveRows(tx, 'directory.language', of(languagesOf))
  saveRows(
    tx,
    'directory.capacity_statement',
    of(capacityOf),
    sql`(partnership_id, service_id, confirmed_on)
    do update set ${takingNew(['state', 'places', 'confirm_by', 'source_id'])}`,
  )
}

/** What a source says of terms changes its own only: those that a file or another source brought stay as they are. */
function saveTerms(
  tx: Tx,
  taxonomies: readonly (ReturnType<typeof taxonomiesOf>[number] & { partnership_id: Id })[],
  terms: readonly (ReturnType<typeof termsOf>[number] & { partnership_id: Id })[],
): void {
  const [lists, all] = [lastById(taxonomies), lastById(terms)]
  saveRows(tx, 'directory.taxonomy', lists, sql`${replacing(lists[0])} where taxonomy.source_id = excluded.source_id`)
  saveRows(
    tx,
    'directory.taxonomy_term',
    all,
    sql`${replacing(all[0])} where taxonomy_term.source_id = excluded.source_id`,
  )
}

/** Tells whether a listing differs from the stored one, in whatever order its source writes the fields. */
export const fingerprintOf = (listing: Listing): string =>
  createHash('sha256')
    .update(JSON.stringify(inOrder(listing)))
    .digest('base64url')

// Telephones first: they hang on contacts.
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

const lastById = <T extends { id: string }>(rows: readonly T[]): T[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, inOrder(inner)]),
  )
}
