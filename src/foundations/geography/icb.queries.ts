import { db, type Tx } from '#platform/database/database.ts'
import { saveRows, type ReferenceTable } from './reference-table.queries.ts'

/** An integrated care board. */
export interface Icb {
  code: string
  name: string
  onsCode?: string | null
  regionCode?: string | null
  regionName?: string | null
}

const ICBS: ReferenceTable<Icb> = {
  name: 'geography.icb',
  key: ['code'],
  columns: { code: 'text', name: 'text', onsCode: 'text', regionCode: 'text', regionName: 'text' },
}

/** Adds or changes boards by their code. */
export const saveIcbs = (tx: Tx, icbs: readonly Icb[]) => saveRows(tx, ICBS, icbs)

/** The board with an ODS code such as "QOP". */
export const findIcb = (tx: Tx, code: string): Promise<Icb | undefined> =>
  tx.first(
    db
      .selectFrom('geography.icb')
      .select(['code', 'name', 'ons_code as onsCode', 'region_code as regionCode', 'region_name as regionName'])
      .where('code', '=', code),
  )
