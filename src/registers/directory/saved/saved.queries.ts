import { type RawBuilder, sql } from 'kysely'
import type { Point } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { statement } from '../listing/bulk-rows.queries.ts'
import { listServices, type ServiceDetails } from '../service-page/service.queries.ts'
import type { Saved } from './saved.rules.ts'

/** A service of a list as one compares it. */
export interface SavedService extends ServiceDetails {
  /** In a straight line to the nearest of its places; undefined where nobody asked, or none is known. */
  kilometres?: number
  /** That place is known only by its postcode district. */
  rough: boolean
}

/** The services of a list in its order; ids that lead nowhere any more are left out. Two statements, one where nothing is measured. */
export async function listSaved(tx: Tx, saved: Saved, from: Point | undefined): Promise<SavedService[]> {
  if (saved.length === 0) return []
  const [services, distances] = await Promise.all([
    listServices(tx, saved),
    from ? tx.read(statement(selectDistances(tx.actor.partnershipId, saved, from))) : [],
  ])
  const at = new Map(distances.map((d) => [d.id, d]))
  return services
    .map((service) => ({
      ...service,
      kilometres: at.get(service.id)?.kilometres ?? undefined,
      rough: at.get(service.id)?.rough ?? false,
    }))
    .toSorted((a, b) => saved.indexOf(a.id) - saved.indexOf(b.id))
}

interface Distance {
  id: Id
  kilometres: number | null
  rough: boolean | null
}

const selectDistances = (partnershipId: Id, saved: Saved, from: Point): RawBuilder<Distance> => sql<Distance>`
  select service.id, near.kilometres, near.rough
  from directory.service
  join lateral (
    select geography.distance_km(${from.latitude}::double precision, ${from.longitude}::double precision, place.at[1], place.at[0]) as kilometres, place.rough
    from unnest(service.place_points, service.place_rough) as place(at, rough) where place.at is not null order by 1 limit 1) as near on true
  where service.partnership_id = ${partnershipId}::uuid and service.id = any(${saved}::uuid[])`
