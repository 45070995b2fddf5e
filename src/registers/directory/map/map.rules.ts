import type { Point } from '#foundations/geography/index.ts'
import type { Id } from '#platform/ids.ts'

/** What a map needs to know of a result. */
export interface Mapped {
  id: Id
  name: string
  /** Degrees; null where no place of it is known. */
  latitude: number | null
  longitude: number | null
}

/** The corners of an area, in degrees. */
export interface Box {
  south: number
  west: number
  north: number
  east: number
}

export const hasPlace = (service: Mapped): service is Mapped & Point =>
  service.latitude !== null && service.longitude !== null

/** The area that holds all of these, and half as much again around it, so that names at its edge are known. Undefined for none. */
export function boxAround(points: readonly Point[]): Box | undefined {
  if (points.length === 0) return undefined
  const [latitudes, longitudes] = [points.map((p) => p.latitude), points.map((p) => p.longitude)]
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)]
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)]
  const [up, across] = [Math.max((north - south) / 4, LEAST), Math.max((east - west) / 4, LEAST)]
  return { south: south - up, west: west - across, north: north + up, east: east + across }
}

/** About two miles: where all stand together, their district's middle should be in it. */
const LEAST = 0.03
