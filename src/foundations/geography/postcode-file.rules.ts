import { coordinatesIn, LATITUDE, LONGITUDE } from './coordinates.rules.ts'
import type { FileKind } from './file-kind.rules.ts'
import type { RowReader } from './row-reader.rules.ts'
import type { Postcode } from './postcode.queries.ts'

/** Full postcodes: the ONS Postcode Directory (ONSPD) or the National Statistics Postcode Lookup (NSPL), or a part of one of them. */
export const postcodeFile = (): FileKind<Postcode> => ({
  noun: 'postcodes',
  columns: {
    postcode: { headings: ['postcode', 'pcds', 'pcd8', 'pcd7', 'pcd2', 'pcd'], required: true },
    areaCode: { headings: ['lsoa21cd', 'lsoa21', 'lsoa21_code', 'lsoa_code'], required: true },
    latitude: { headings: LATITUDE, required: true },
    longitude: { headings: LONGITUDE, required: true },
    terminatedOn: { headings: ['doterm'] },
  },
  key: 'postcode',
  read: (row) => ({
    postcode: postcodeIn(row),
    areaCode: areaIn(row),
    ...coordinatesIn(row),
    terminatedOn: row.day('terminatedOn'),
  }),
  isRepeated: repeatedPostcodes(),
})

function postcodeIn(row: RowReader): string {
  row.needed('postcode')
  return row.postcode('postcode') ?? ''
}

/** L99999999, M99999999 and the like stand for the Channel Islands and the Isle of Man, which have no such areas. */
function areaIn(row: RowReader): string | null | undefined {
  const code = row.code('areaCode', /^[A-Z0-9]{8,10}$/, 'E01006112')
  return code && /^[A-Z]99999999$/.test(code) ? null : code
}

/** All 2.7 million postcodes as strings would take some 200 MB; one bit for each possible second half takes 845 bytes a district. */
function repeatedPostcodes(): (row: Postcode) => boolean {
  const seen = new Map<string, Uint8Array>()
  return ({ postcode }) => {
    const outward = postcode.slice(0, -4)
    const bits = seen.get(outward) ?? new Uint8Array(Math.ceil((10 * 26 * 26) / 8))
    seen.set(outward, bits)
    const [number, first, second] = [
      postcode.charCodeAt(postcode.length - 3) - 48,
      letterAt(postcode, -2),
      letterAt(postcode, -1),
    ]
    const at = (number * 26 + first) * 26 + second
    const known = (bits[at >> 3]! >> (at & 7)) & 1
    bits[at >> 3]! |= 1 << (at & 7)
    return known === 1
  }
}

const letterAt = (text: string, fromEnd: number) => text.charCodeAt(text.length + fromEnd) - 65
