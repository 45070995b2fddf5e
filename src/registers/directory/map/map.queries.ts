import { listDistrictsWithin, type District, type Place } from '#foundations/geography/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { boxAround, hasPlace, type Mapped } from './map.rules.ts'

/** The districts around results, for a map without streets; none where there is nothing to map. One statement at most. */
export function listDistrictsAround(tx: Tx, services: readonly Mapped[], here: Place | undefined): Promise<District[]> {
  const placed = services.filter(hasPlace)
  const box = placed.length > 0 ? boxAround(here ? [...placed, here] : placed) : undefined
  return box ? listDistrictsWithin(tx, box) : Promise.resolve([])
}
