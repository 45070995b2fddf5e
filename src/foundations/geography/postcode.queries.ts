import type { Day } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { postcodeKey } from './postcode.rules.ts'
import { saveRows, type ReferenceTable } from './reference-table.queries.ts'

/** A full postcode, written as `normalisePostcode` does. Latitude and longitude in degrees, both or neither. */
export interface Postcode {
  postcode: string
  areaCode?: string | null
  latitude?: number | null
  longitude?: number | null
  terminatedOn?: Day | null
}

type PostcodeRow = Omit<Postcode, 'postcode'> & { key: string }

const POSTCODES: ReferenceTable<PostcodeRow> = {
  name: 'geography.postcode',
  key: ['key'],
  columns: {
    key: 'text',
    areaCode: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
    terminatedOn: 'date',
  },
}

/** Adds or changes postcodes. */
export const savePostcodes = (tx: Tx, postcodes: readonly Postcode[]) =>
  saveRows(
    tx,
    POSTCODES,
    postcodes.map(({ postcode, ...rest }) => ({ key: postcodeKey(postcode), ...rest })),
  )
