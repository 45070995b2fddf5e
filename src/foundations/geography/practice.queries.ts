import { sql } from 'kysely'
import type { Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { prepared } from '#platform/database/prepared.ts'
import { ensurePcns } from './pcn.queries.ts'
import { normalisePostcode } from './postcode.rules.ts'
import { saveRows, type ReferenceTable, type Saved } from './reference-table.queries.ts'
import { exactFirst, wantedIn } from './search.queries.ts'

/** A GP practice as a file or a seed gives it. What is left out in all of them stays as it stands; null empties it. */
export interface PracticeRow {
  code: string
  name: string
  /** As `normalisePostcode` writes it. */
  postcode: string | null
  address?: string | null
  /** Null when the practice belongs to no network. */
  pcnCode?: string | null
  /** Makes the network known when it is not yet. */
  pcnName?: string | null
  subIcbCode?: string | null
  icbCode?: string | null
  regionCode?: string | null
  open?: boolean
  /** False for other places that prescribe (walk-in centre, prison, clinic). */
  gpPractice?: boolean
  sourceDate?: Day | null
}

export interface Practice {
  code: string
  name: string
  address: string | null
  postcode: string | null
  district: string | null
  pcnCode: string | null
  pcnName: string | null
  subIcbCode: string | null
  icbCode: string | null
  regionCode: string | null
  open: boolean
  gpPractice: boolean
  sourceDate: Day | null
}

const PRACTICES: ReferenceTable<PracticeRow> = {
  name: 'geography.practice',
  key: ['code'],
  columns: {
    code: 'text',
    name: 'text',
    address: 'text',
    postcode: 'text',
    pcnCode: 'text',
    subIcbCode: 'text',
    icbCode: 'text',
    regionCode: 'text',
    open: 'boolean',
    gpPractice: 'boolean',
    sourceDate: 'date',
  },
  following: ['sourceDate'],
}

/** Adds or changes practices by their code, and adds the networks they name. */
export async function savePractices(tx: Tx, practices: readonly PracticeRow[]): Promise<Saved> {
  const pcns = practices.flatMap(({ pcnCode, pcnName }) =>
    pcnCode && pcnName ? [{ code: pcnCode, name: pcnName }] : [],
  )
  const [saved] = await Promise.all([saveRows(tx, PRACTICES, practices), ensurePcns(tx, pcns)])
  return saved
}

/** The practice with an ODS code such as "A81001", open or closed. */
export const findPractice = (tx: Tx, code: string): Promise<Practice | undefined> =>
  tx.first(onePractice(code.trim().toUpperCase()))

const onePractice = prepared((code: string) => practices().where('practice.code', '=', code))

/**
 * Open GP practices by words of their name or address, by code or by postcode (whole or its beginning), the likest first; that
 * code and those at just that postcode stand before all others. Typing errors in the name are forgiven when nothing else is found.
 */
export async function searchPractices(tx: Tx, words: string, limit = 20): Promise<Practice[]> {
  const wanted = wantedIn(normalisePostcode(words) ?? words)
  if (!wanted) return []
  const text = sql.ref<string>('practice.search_text')
  return exactFirst((way) =>
    tx.read(
      openPractices()
        .where(wanted[way](text))
        .orderBy(sql`practice.code = ${words.trim().toUpperCase()}`, 'desc')
        .orderBy(wanted.likeness(text), 'desc')
        .orderBy('practice.name')
        .orderBy('practice.code')
        .limit(limit),
    ),
  )
}

/** The open GP practices of a network, by name. */
export const listPracticesOfPcn = (tx: Tx, pcnCode: string): Promise<Practice[]> =>
  tx.read(
    openPractices()
      .where('practice.pcn_code', '=', pcnCode.trim().toUpperCase())
      .orderBy('practice.name')
      .orderBy('practice.code'),
  )

const openPractices = () => practices().where('practice.open', '=', true).where('practice.gp_practice', '=', true)

const practices = () =>
  db
    .selectFrom('geography.practice as practice')
    .leftJoin('geography.pcn as pcn', 'pcn.code', 'practice.pcn_code')
    .select([
      'practice.code',
      'practice.name',
      'practice.address',
      'practice.postcode',
      'practice.outcode as district',
      'practice.pcn_code as pcnCode',
      'pcn.name as pcnName',
      'practice.sub_icb_code as subIcbCode',
      'practice.icb_code as icbCode',
      'practice.region_code as regionCode',
      'practice.open',
      'practice.gp_practice as gpPractice',
      sql<Day | null>`practice.source_date`.as('sourceDate'),
    ])
