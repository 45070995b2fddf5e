import { coordinatesIn, LATITUDE, LONGITUDE } from './coordinates.rules.ts'
import type { District } from './district.queries.ts'
import { repeatedBy, type FileKind } from './file-kind.rules.ts'
import type { RowReader } from './row-reader.rules.ts'
import { normaliseDistrict } from './postcode.rules.ts'

/** Postcode districts and their middles. */
export const districtFile = (): FileKind<District> => ({
  noun: 'districts',
  columns: {
    outcode: { headings: ['outcode', 'postcode_district', 'district'], required: true },
    latitude: { headings: LATITUDE, required: true },
    longitude: { headings: LONGITUDE, required: true },
    town: { headings: ['town'] },
    county: { headings: ['county'] },
    region: { headings: ['region'] },
  },
  key: 'outcode',
  read(row) {
    const { latitude, longitude } = coordinatesIn(row)
    return {
      outcode: outcodeIn(row),
      latitude: row.neededNumber('latitude', latitude),
      longitude: row.neededNumber('longitude', longitude),
      town: row.text('town'),
      county: row.text('county'),
      region: row.text('region'),
    }
  },
  isRepeated: repeatedBy((district) => district.outcode),
})

function outcodeIn(row: RowReader): string {
  const text = row.needed('outcode')
  const outcode = normaliseDistrict(text)
  if (!outcode) row.refuse('outcode', `"${text.slice(0, 40)}" is not a postcode district such as M33`)
  return outcode ?? ''
}
