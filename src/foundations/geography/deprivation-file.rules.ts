import type { Area } from './area.queries.ts'
import { coordinatesIn, LATITUDE, LONGITUDE } from './coordinates.rules.ts'
import { repeatedBy, type FileKind } from './file-kind.rules.ts'

/**
 * Deprivation of areas (LSOA 2021): "File 7" or "File 1" of the English Indices of Deprivation 2025 saved as CSV, or our reference file.
 * A file on the areas of 2011 (the Indices of 2019) does not fit, and must not: some of its codes now mean other places.
 */
export const deprivationFile = (): FileKind<Area> => ({
  noun: 'deprivation by LSOA 2021',
  columns: {
    code: { headings: ['lsoa21_code', 'lsoa_code_2021', 'lsoa21cd'], required: true },
    name: { headings: ['lsoa21_name', 'lsoa_name_2021', 'lsoa21nm'], required: true },
    imdDecile: { headings: ['imd_decile', /^index_of_multiple_deprivation_imd_decile/], required: true },
    imdRank: { headings: ['imd_rank', /^index_of_multiple_deprivation_imd_rank/] },
    imdScore: { headings: ['imd_score', /^index_of_multiple_deprivation_imd_score/] },
    localAuthorityCode: { headings: ['ltla24_code', /^local_authority_district_code_\d{4}$/] },
    localAuthorityName: { headings: ['ltla24_name', /^local_authority_district_name_\d{4}$/] },
    latitude: { headings: LATITUDE },
    longitude: { headings: LONGITUDE },
  },
  key: 'code',
  read: (row) => ({
    code: row.neededCode('code', /^E01\d{6}$/, 'E01000001'),
    name: row.needed('name'),
    imdDecile: row.neededNumber('imdDecile', row.whole('imdDecile', 1, 10)),
    imdRank: row.whole('imdRank', 1, 100_000),
    imdScore: row.number('imdScore', 0, 100),
    localAuthorityCode: row.code('localAuthorityCode', /^E\d{8}$/, 'E08000009'),
    localAuthorityName: row.text('localAuthorityName'),
    ...coordinatesIn(row),
  }),
  isRepeated: repeatedBy((area) => area.code),
})
