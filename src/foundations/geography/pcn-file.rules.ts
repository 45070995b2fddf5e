import { repeatedBy, type FileKind } from './file-kind.rules.ts'
import type { RowReader } from './row-reader.rules.ts'
import type { PcnRow } from './pcn.queries.ts'

/**
 * Primary care networks, one row for each sub-ICB location in which they lie; also the sheet "PCNDetails" of the Organisation Data
 * Service's ePCN, saved as CSV. Rows of "U" (unallocated) count the practices of no network and are no network: nothing is stored for them.
 */
export function pcnFile(): FileKind<PcnRow> {
  const names = new Map<string, string>()
  return {
    noun: 'PCNs',
    columns: {
      code: { headings: ['pcn_code'], required: true },
      name: { headings: ['pcn_name'], required: true },
      subIcbCode: { headings: ['sub_icb_ods', 'current_sub_icb_loc_code', 'sub_icb_location_code'], required: true },
      icbCode: { headings: ['icb_ods', 'icb_code'] },
      closedOn: { headings: ['close_date'] },
    },
    key: 'code',
    read(row) {
      if (row.text('code')?.toUpperCase() === 'U') return 'nothing'
      const pcn: PcnRow = {
        code: row.neededCode('code', /^[A-Z0-9]{3,10}$/, 'U89141'),
        name: row.needed('name'),
        subIcbCode: row.neededCode('subIcbCode', /^[A-Z0-9]{3,5}$/, '16C'),
        icbCode: row.code('icbCode', /^[A-Z0-9]{3,5}$/, 'QHM'),
        open: row.has('closedOn') ? row.day('closedOn') === null : undefined,
      }
      if (!row.fault) refuseOtherName(row, pcn)
      return pcn
    },
    isRepeated: repeatedBy((pcn) => `${pcn.code} ${pcn.subIcbCode}`),
  }

  /** Two names for one code would change places at every import. */
  function refuseOtherName(row: RowReader, pcn: PcnRow): void {
    const first = names.get(pcn.code)
    if (first === undefined) names.set(pcn.code, pcn.name)
    else if (first !== pcn.name) row.refuse('name', `"${pcn.name}" is called "${first}" further up`)
  }
}
