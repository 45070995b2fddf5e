export { saveAreas, type Area } from './area.queries.ts'
export { distanceKm, type Point } from './distance.rules.ts'
export { listDistrictsWithin, saveDistricts, type District } from './district.queries.ts'
export { findPlace, type NoPlace, type Place } from './find-place.ts'
export { findIcb, saveIcbs, type Icb } from './icb.queries.ts'
export type { ImportResult, RefusedRow } from './import-csv.ts'
export {
  importDeprivation,
  importDistricts,
  importIcbs,
  importPcns,
  importPostcodes,
  importPractices,
} from './import-reference-files.ts'
export { findPcn, savePcns, searchPcns, type Pcn, type PcnRow } from './pcn.queries.ts'
export { savePostcodes, type Postcode } from './postcode.queries.ts'
export { districtOf, normaliseDistrict, normalisePostcode } from './postcode.rules.ts'
export {
  findPractice,
  listPracticesOfPcn,
  savePractices,
  searchPractices,
  type Practice,
  type PracticeRow,
} from './practice.queries.ts'
export type { Saved } from './reference-table.queries.ts'
