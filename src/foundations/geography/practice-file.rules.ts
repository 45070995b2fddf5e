import { basename } from 'node:path'
import { parseDay, type Day } from '#platform/days.ts'
import { repeatedBy, type FileKind } from './file-kind.rules.ts'
import type { RowReader } from './row-reader.rules.ts'
import type { PracticeRow } from './practice.queries.ts'

const ADDRESS = ['address1', 'address2', 'address3', 'address4', 'address5']

/**
 * GP practices: "Patients Registered at a GP Practice, practice mapping" of NHS England (its headings, or the shorter ones of our reference
 * files), or `epraccur` of the Organisation Data Service, which has 27 columns and no header and also lists other prescribers.
 */
export const practiceFile = (file: string): FileKind<PracticeRow> => ({
  noun: 'practices',
  columns: {
    code: { headings: ['ods_code', 'practice_code'], required: true },
    name: { headings: ['name', 'practice_name'], required: true },
    postcode: { headings: ['postcode', 'practice_postcode'], required: true },
    address1: { headings: ['address'] },
    pcnCode: { headings: ['pcn_code'] },
    pcnName: { headings: ['pcn_name'] },
    subIcbCode: { headings: ['sub_icb_ods', 'sub_icb_location_code'] },
    icbCode: { headings: ['icb_ods', 'icb_code'] },
    regionCode: { headings: ['region_ods', 'comm_region_code'] },
    sourceDate: { headings: ['extract_date'] },
  },
  headless: {
    name: 'the 27 columns of epraccur without a header',
    columns: EPRACCUR,
    fits: (first) => first.length === EPRACCUR.length && CODE.test(first[0]!),
  },
  key: 'code',
  read: (row) => ({
    code: row.neededCode('code', CODE, 'A81001'),
    name: row.needed('name'),
    postcode: row.postcode('postcode') ?? null,
    address: addressIn(row),
    ...pcnIn(row),
    subIcbCode: row.code('subIcbCode', CODE, '16C'),
    icbCode: row.code('icbCode', CODE, 'QHM'),
    regionCode: row.code('regionCode', CODE, 'Y63'),
    open: statusIn(row),
    gpPractice: row.has('setting') ? row.text('setting') === GP_PRACTICE : undefined,
    sourceDate: row.has('sourceDate') ? row.day('sourceDate') : dateInName(file),
  }),
  isRepeated: repeatedBy((practice) => practice.code),
})

const CODE = /^[A-Z0-9]{3,10}$/

/** The columns of epraccur as its specification orders them. */
const EPRACCUR = [
  'code',
  'name',
  'regionCode',
  'icbCode',
  ...ADDRESS,
  'postcode',
  '',
  '',
  'status',
  '',
  'subIcbCode',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  'setting',
  '',
]

/** Prescribing setting of epraccur. */
const GP_PRACTICE = '4'

function addressIn(row: RowReader): string | null | undefined {
  if (!row.has('address1')) return undefined
  return (
    ADDRESS.map((line) => row.text(line))
      .filter(Boolean)
      .join(', ') || null
  )
}

/** "U" is the code, and "Unallocated" the name, of belonging to no network. */
function pcnIn(row: RowReader): Pick<PracticeRow, 'pcnCode' | 'pcnName'> {
  if (row.text('pcnCode')?.toUpperCase() === 'U') return { pcnCode: null, pcnName: null }
  return { pcnCode: row.code('pcnCode', CODE, 'U89141'), pcnName: row.text('pcnName') }
}

/** A(ctive), C(losed), D(ormant), P(roposed). */
function statusIn(row: RowReader): boolean | undefined {
  if (!row.has('status')) return undefined
  const status = row.needed('status')
  if (!/^[ACDP]$/.test(status)) row.refuse('status', `"${status}" is not one of A, C, D, P`)
  return status === 'A'
}

/** "gp_practices_2026-01.csv.gz" is of 1 January 2026. */
function dateInName(file: string): Day | undefined {
  const [, year, month, ofMonth] = /(\d{4})-(\d\d)(?:-(\d\d))?/.exec(basename(file)) ?? []
  return year ? parseDay(`${year}-${month}-${ofMonth ?? '01'}`) : undefined
}
