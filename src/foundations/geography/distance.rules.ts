/** A point on the earth in decimal degrees (WGS 84). */
export interface Point {
  latitude: number
  longitude: number
}

/** Mean radius of the earth in kilometres (IUGG; H. Moritz, Geodetic Reference System 1980). */
const EARTH_KM = 6371.0088

/**
 * Kilometres between two points along a great circle, by the haversine formula (R. W. Sinnott, "Virtues of the Haversine", Sky and
 * Telescope 68(2), 1984, 159). On a sphere, so up to 0.5% from the true figure. `geography.distance_km` in the database gives the same.
 */
export function distanceKm(a: Point, b: Point): number {
  const north = Math.sin(radians(b.latitude - a.latitude) / 2)
  const east = Math.sin(radians(b.longitude - a.longitude) / 2)
  const h = north ** 2 + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * east ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(Math.min(1, h)))
}

const radians = (degrees: number) => (degrees * Math.PI) / 180
