import type { Tx } from '#platform/database/database.ts'
import { saveRows, type ReferenceTable } from './reference-table.queries.ts'

/** A lower layer super output area (2021) and its deprivation: decile 1 is the most deprived tenth of England. */
export interface Area {
  code: string
  name: string
  imdDecile: number
  imdRank?: number | null
  imdScore?: number | null
  localAuthorityCode?: string | null
  localAuthorityName?: string | null
  latitude?: number | null
  longitude?: number | null
}

const AREAS: ReferenceTable<Area> = {
  name: 'geography.area',
  key: ['code'],
  columns: {
    code: 'text',
    name: 'text',
    imdDecile: 'smallint',
    imdRank: 'integer',
    imdScore: 'numeric',
    localAuthorityCode: 'text',
    localAuthorityName: 'text',
    latitude: 'double precision',
    longitude: 'double precision',
  },
}

/** Adds or changes areas by their code. */
export const saveAreas = (tx: Tx, areas: readonly Area[]) => saveRows(tx, AREAS, areas)
