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
