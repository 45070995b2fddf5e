import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import { locationRecord, ORGANISATION, PARTS, SERVICE } from './published-columns.queries.ts'
import type { ChangedService, PublishedPlace, PublishedService, Shape, Wanted, Window } from './published.type.ts'
import { inWindow, isPublished, LISTED, SERVICES, wanted } from './wanted.queries.ts'

type Placed = PublishedPlace & { service: PublishedService }

/** How many services there are of those wanted. */
export const countPublishedServices = (tx: Tx, w: Wanted): Promise<number> =>
  count(tx, sql`${LISTED} where ${isPublished(tx.actor.partnershipId)} ${wanted(w)}`)

/** Services that may leave, in the order of their ids; one statement. First which, then all of each: a far page costs little more than the first. */
export const listPublishedServices = (
  tx: Tx,
  w: Wanted,
  window: Window,
  shape: Exclude<Shape, 'minimal'>,
): Promise<PublishedService[]> =>
  records(
    tx,
    sql`with page as materialized (select service.id from ${LISTED}
        where ${isPublished(tx.actor.partnershipId)} ${wanted(w)} ${inWindow(sql`service.id`, window)})
      select ${serviceRecord(shape)} as record from ${SERVICES} join page on page.id = service.id
      where service.partnership_id = ${tx.actor.partnershipId}::uuid order by service.id`,
  )

/** The same by id and change alone. */
export const listChangedServices = (tx: Tx, w: Wanted, window: Window): Promise<ChangedService[]> =>
  tx.read(
    statement(sql<ChangedService>`select service.id, service.name, service.status, service.changed_at as "changedAt" from ${LISTED}
      where ${isPublished(tx.actor.partnershipId)} ${wanted(w)} ${inWindow(sql`service.id`, window)}`),
  )

/** One service with all that hangs on it; undefined when there is none, or it may not leave. */
export const findPublishedService = async (tx: Tx, id: Id): Promise<PublishedService | undefined> =>
  (
    await records<PublishedService>(
      tx,
      sql`select ${serviceRecord('full')} as record from ${SERVICES}
        where ${isPublished(tx.actor.partnershipId)} and service.id = ${id}::uuid`,
    )
  )[0]

const AT = sql`join directory.service_location as at on at.partnership_id = service.partnership_id and at.service_id = service.id
  join directory.location on location.partnership_id = at.partnership_id and location.id = at.location_id`

const placeRecord = (shape: Exclude<Shape, 'minimal'>) =>
  sql`jsonb_build_object('id', at.id, 'location', ${locationRecord}, 'service', ${serviceRecord(shape)})`

/** How many services at a location there are of those wanted. */
export const countPublishedPlaces = (tx: Tx, w: Wanted): Promise<number> =>
  count(tx, sql`${LISTED} ${AT} where ${isPublished(tx.actor.partnershipId)} ${wanted(w, true)}`)

/** Services at their locations, one for each place, in the order of their own ids; one statement. */
export const listPublishedPlaces = (
  tx: Tx,
  w: Wanted,
  window: Window,
  shape: Exclude<Shape, 'minimal'>,
): Promise<Placed[]> =>
  records(
    tx,
    sql`with page as materialized (select at.id, at.service_id, at.location_id from ${LISTED} ${AT}
        where ${isPublished(tx.actor.partnershipId)} ${wanted(w, true)} ${inWindow(sql`at.id`, window)})
      select ${placeRecord(shape)} as record from ${SERVICES} ${AT}
        join page on page.service_id = at.service_id and page.location_id = at.location_id
      where service.partnership_id = ${tx.actor.partnershipId}::uuid order by at.id`,
  )

/** One service at one location, with all that hangs on it. */
export const findPublishedPlace = async (tx: Tx, id: Id): Promise<Placed | undefined> =>
  (
    await records<Placed>(
      tx,
      sql`select ${placeRecord('full')} as record from ${SERVICES} ${AT}
        where ${isPublished(tx.actor.partnershipId)} and at.id = ${id}::uuid`,
    )
  )[0]

/** A service as one value: its own columns, its source, whoever offers it, and with `full` its lists. */
export const serviceRecord = (shape: Exclude<Shape, 'minimal'>): RawBuilder<unknown> =>
  sql`(select to_jsonb(record) from (select ${SERVICE}, ${ORGANISATION} as organisation
    ${shape === 'full' ? sql`, ${PARTS} as parts` : sql``}) as record)`

export async function records<Row>(tx: Tx, query: RawBuilder<unknown>): Promise<Row[]> {
  const rows = await tx.read(statement(query as RawBuilder<{ record: Row }>))
  return rows.map(({ record }) => record)
}

export const count = async (tx: Tx, from: RawBuilder<unknown>): Promise<number> =>
  (await tx.first(statement(sql<{ total: number }>`select count(*)::int as total from ${from}`)))!.total
