import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { CapacityStatement, ServiceStatus } from '#registers/directory/index.ts'

/** A service as somebody is offered to it: who answers, and how they are reached. */
export interface Offered {
  serviceId: Id
  service: string
  status: ServiceStatus
  providerId: Id | null
  provider: string | null
  email: string | null
  telephone: string | null
  capacity: CapacityStatement | null
  /** How many said yes to people since that statement. */
  taken: number
}

/** The service's own ways to reach it first, then those of its contacts, then the provider's. Undefined when there is none such. */
export const findOffered = async (tx: Tx, serviceId: Id): Promise<Offered | undefined> => {
  const row = await tx.first(
    db
      .selectFrom('directory.service as s')
      .leftJoin('directory.provider as p', (on) =>
        on.onRef('p.partnership_id', '=', 's.partnership_id').onRef('p.id', '=', 's.provider_id'),
      )
      .leftJoin('access.organisation as o', (on) =>
        on.onRef('o.partnership_id', '=', 's.partnership_id').onRef('o.id', '=', 's.provider_id'),
      )
      .select([
        's.id as serviceId',
        's.name as service',
        's.status',
        's.provider_id as providerId',
        'o.name as provider',
      ])
      .select([
        sql<
          string | null
        >`coalesce(nullif(s.email, ''), (select c.email from directory.contact c where c.partnership_id = s.partnership_id
          and c.service_id = s.id and c.email <> '' order by c.position limit 1), nullif(p.email, ''))`.as('email'),
        sql<
          string | null
        >`coalesce((select t.number from directory.telephone t where t.partnership_id = s.partnership_id
          and t.service_id = s.id order by t.position limit 1), p.telephone)`.as('telephone'),
        sql<CapacityStatement | null>`(select jsonb_build_object('state', state, 'places', places, 'confirmedOn', confirmed_on, 'confirmBy', confirm_by)
          from directory.capacity_statement said where said.partnership_id = s.partnership_id and said.service_id = s.id
          order by confirmed_on desc limit 1)`.as('capacity'),
        sql<number>`coalesce((select taken from connections.places_taken(array[s.id])), 0)`.as('taken'),
      ])
      .where('s.id', '=', serviceId),
  )
  return row && { ...row, status: row.status as ServiceStatus }
}
