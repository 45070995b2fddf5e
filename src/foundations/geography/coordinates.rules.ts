import type { RowReader } from './row-reader.rules.ts'

/** Headings of coordinates in every kind of file. */
export const LATITUDE = ['latitude', 'lat']
export const LONGITUDE = ['longitude', 'long', 'lon', 'lng']

/**
 * Both coordinates of a row in degrees, within the British Isles, or neither. The Office for National Statistics writes 99.999999 and 0 for
 * "not known". Undefined when the file has none.
 */
export function coordinatesIn(row: RowReader): {
  latitude: number | null | undefined
  longitude: number | null | undefined
} {
  if (Number(row.text('latitude')) === 99.999999) return { latitude: null, longitude: null }
  const latitude = row.number('latitude', 49, 61)
  const longitude = row.number('longitude', -9, 2)
  if (latitude === null && longitude !== null) row.refuse('latitude', 'is empty')
  if (longitude === null && latitude !== null) row.refuse('longitude', 'is empty')
  return { latitude, longitude }
}
