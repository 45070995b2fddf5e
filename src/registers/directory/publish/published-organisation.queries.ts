import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { ORGANISATION } from './published-columns.queries.ts'
import { count, records, serviceRecord } from './published-service.queries.ts'
import type { PublishedOrganisation, Window } from './published.type.ts'
import { inWindow, isPublished, LISTED, SERVICES } from './wanted.queries.ts'

/** What of its services comes with an organisation: nothing, which they are, or all of each. */
export type OfServices = 'none' | 'named' | 'full'

const ORGANISATIONS = sql`directory.provider
  join access.organisation on organisation.partnership_id = provider.partnership_id and organisation.id = provider.id`

/** How many organisations offer something that may leave, of those whose name or description holds the words. */
export const countPublishedOrganisations = (tx: Tx, words: string | undefined): Promise<number> =>
  count(tx, sql`${ORGANISATIONS} where ${offersSomething(tx)} ${saying(words)}`)

/** They, in the order of their ids; one statement. */
export const listPublishedOrganisations = (
  tx: Tx,
  words: string | undefined,
  window: Window,
  services: OfServices,
): Promise<PublishedOrganisation[]> =>
  records(
    tx,
    sql`with page as materialized (select provider.id from ${ORGANISATIONS}
        where ${offersSomething(tx)} ${saying(words)} ${inWindow(sql`provider.id`, window)})
      select ${organisationRecord(tx, services)} as record from ${ORGANISATIONS} join page on page.id = provider.id
      where provider.partnership_id = ${tx.actor.partnershipId}::uuid order by provider.id`,
  )

/** One of them. */
export const findPublishedOrganisation = async (
  tx: Tx,
  id: Id,
  services: OfServices,
): Promise<PublishedOrganisation | undefined> =>
  (
    await records<PublishedOrganisation>(
      tx,
      sql`select ${organisationRecord(tx, services)} as record from ${ORGANISATIONS}
        where ${offersSomething(tx)} and provider.id = ${id}::uuid`,
    )
  )[0]

const published = (tx: Tx) => sql`(select service.* from ${LISTED}
  where ${isPublished(tx.actor.partnershipId)} and service.provider_id = provider.id)`

const offersSomething = (tx: Tx): RawBuilder<unknown> =>
  sql`provider.partnership_id = ${tx.actor.partnershipId}::uuid and exists ${published(tx)}`

const saying = (words: string | undefined): RawBuilder<unknown> =>
  words
    ? sql`and to_tsvector('directory.words', organisation.name || ' ' || coalesce(provider.description, ''))
        @@ websearch_to_tsquery('directory.words', ${words})`
    : sql``

function organisationRecord(tx: Tx, services: OfServices): RawBuilder<unknown> {
  if (services === 'none') return ORGANISATION
  const its =
    services === 'named'
      ? sql`(select jsonb_agg(jsonb_build_object('id', its.id, 'name', its.name, 'status', its.status) order by its.id)
          from ${published(tx)} as its)`
      : sql`(select jsonb_agg(${serviceRecord('full')} order by service.id) from ${SERVICES}
          where ${isPublished(tx.actor.partnershipId)} and service.provider_id = mine.id)`
  const mine = sql`(select provider.id) as mine`
  return sql`${ORGANISATION} || jsonb_build_object('services', (select ${its} from ${mine}))`
}
