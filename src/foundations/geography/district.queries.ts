import type { Tx } from '#platform/database/database.ts'
import { saveRows, type ReferenceTable } from './reference-table.queries.ts'

/** A postcode district ("M33") and its middle, in degrees. */
export interface District {
  outcode: string
  latitude: number
  longitude: number
  town?: string | null
  county?: string | null
  region?: string | null
}

const DISTRICTS: ReferenceTable<District> = {
  name: 'geography.district',
  key: ['outcode'],
  columns: {
    outcode: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
    town: 'text',
    county: 'text',
    region: 'text',
  },
}

/** Adds or changes districts by their outcode. */
export const saveDistricts = (tx: Tx, districts: readonly District[]) => saveRows(tx, DISTRICTS, districts)

/** The districts whose middle lies between these corners, in degrees; at most forty, those nearest to the middle of it first. One statement. */
export const listDistrictsWithin = (
  tx: Tx,
  { south, west, north, east }: { south: number; west: number; north: number; east: number },
): Promise<District[]> => tx.query<District>(WITHIN, [south, west, north, east])

const WITHIN = `
  select outcode, latitude, longitude, town from geography.district
  where latitude between $1::float8 and $3::float8 and longitude between $2::float8 and $4::float8
  order by geography.distance_km(latitude, longitude, ($1::float8 + $3::float8) / 2, ($2::float8 + $4::float8) / 2), outcode
  limit 40`
