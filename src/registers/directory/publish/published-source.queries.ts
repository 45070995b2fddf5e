import { sql } from 'kysely'
import type { Tx } from '#platform/database/database.ts'
import { records } from './published-service.queries.ts'
import type { PublishedSource } from './published.type.ts'
import { isPublished, LISTED } from './wanted.queries.ts'

/** The sources of what may leave, each with how many services it gives. */
export const listPublishedSources = (tx: Tx): Promise<(PublishedSource & { services: number })[]> =>
  records(
    tx,
    sql`select jsonb_build_object('id', source.id, 'name', source.name, 'licence', source.licence, 'fetchedAt', source.fetched_at,
        'services', count(*)) as record
      from ${LISTED}
      where ${isPublished(tx.actor.partnershipId)}
      group by source.partnership_id, source.id order by source.name`,
  )
