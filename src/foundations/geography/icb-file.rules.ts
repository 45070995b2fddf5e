import { repeatedBy, type FileKind } from './file-kind.rules.ts'
import type { Icb } from './icb.queries.ts'

/** Integrated care boards: our reference file, or "Integrated Care Boards, Names and Codes" of the Office for National Statistics (its headings carry a year). */
export const icbFile = (): FileKind<Icb> => ({
  noun: 'ICBs',
  columns: {
    code: { headings: ['icb_ods', /^icb\d\dcdh$/], required: true },
    name: { headings: ['icb_name', /^icb\d\dnm$/], required: true },
    onsCode: { headings: ['icb_ons', /^icb\d\dcd$/] },
    regionCode: { headings: ['region_ods', /^nhser\d\dcdh$/] },
    regionName: { headings: ['region_name', /^nhser\d\dnm$/] },
  },
  key: 'code',
  read: (row) => ({
    code: row.neededCode('code', /^[A-Z0-9]{3,5}$/, 'QHM'),
    name: row.needed('name'),
    onsCode: row.code('onsCode', /^E\d{8}$/, 'E54000050'),
    regionCode: row.code('regionCode', /^[A-Z0-9]{3}$/, 'Y63'),
    regionName: row.text('regionName'),
  }),
  isRepeated: repeatedBy((icb) => icb.code),
})
