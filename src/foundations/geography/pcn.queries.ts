import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Saved } from './reference-table.queries.ts'
import { exactFirst, wantedIn } from './search.queries.ts'

/** A primary care network in one sub-ICB location. A network that lies in two of them is two such rows. */
export interface PcnRow {
  code: string
  name: string
  subIcbCode: string
  icbCode?: string | null
  /** When no row says it, it stays as it stands; a new network is open. */
  open?: boolean
}

/** A network with all the sub-ICB locations it lies in; none when only the practices have been imported. */
export interface Pcn {
  code: string
  name: string
  open: boolean
  subIcbs: { code: string; icbCode: string | null }[]
}

/**
 * Adds or changes networks and where they lie, counting given rows: one is added when the network was not known in that
 * location, changed when its name, its board or whether it is open differs. Each network and location may come only once.
 */
export async function savePcns(tx: Tx, rows: readonly PcnRow[]): Promise<Saved> {
  const [{ added, changed }] = (await tx.query(SAVE, [
    JSON.stringify(rows),
    rows.some((row) => row.open !== undefined),
  ])) as [Saved]
  return { added, changed, unchanged: rows.length - added - changed }
}

const SAVE = `with given as (
    select * from jsonb_to_recordset($1::jsonb) as g (code text, name text, "subIcbCode" text, "icbCode" text, open boolean)),
  named as (
    insert into geography.pcn as stands (code, name, open) select distinct on (code) code, name, coalesce(open, true) from given order by code
    on conflict (code) do update set name = excluded.name, open = case when $2 then excluded.open else stands.open end
    where stands.name <> excluded.name or ($2 and stands.open <> excluded.open)
    returning code),
  placed as (
    insert into geography.pcn_sub_icb as stands (pcn_code, sub_icb_code, icb_code) select code, "subIcbCode", "icbCode" from given
    on conflict (pcn_code, sub_icb_code) do update set icb_code = excluded.icb_code
    where excluded.icb_code is not null and stands.icb_code is distinct from excluded.icb_code
    returning pcn_code, sub_icb_code, xmax = 0 as is_new)
  select count(*) filter (where placed.is_new)::int as added,
    count(*) filter (where placed.is_new is not true and (placed.pcn_code is not null or named.code is not null))::int as changed
  from given left join named on named.code = given.code
    left join placed on placed.pcn_code = given.code and placed.sub_icb_code = given."subIcbCode"`

/** Makes sure that networks named in another file exist; what is known of them stays as it is. */
export const ensurePcns = (tx: Tx, pcns: readonly { code: string; name: string }[]) =>
  tx.query(
    `insert into geography.pcn (code, name)
    select distinct on (code) code, name from jsonb_to_recordset($1::jsonb) as given (code text, name text)
    order by code, name on conflict (code) do nothing`,
    [JSON.stringify(pcns)],
  )

/** The network with an ODS code such as "U89141", open or closed. */
export const findPcn = (tx: Tx, code: string): Promise<Pcn | undefined> =>
  tx.first(pcns().where('pcn.code', '=', code.trim().toUpperCase()))

/** Open networks by words of their name or by code, the likest first. Typing errors in the name are forgiven when nothing else is found. */
export async function searchPcns(tx: Tx, words: string, limit = 20): Promise<Pcn[]> {
  const wanted = wantedIn(words)
  if (!wanted) return []
  const text = sql.ref<string>('pcn.search_text')
  return exactFirst((way) =>
    tx.read(
      pcns()
        .where('pcn.open', '=', true)
        .where(wanted[way](text))
        .orderBy(wanted.likeness(text), 'desc')
        .orderBy('pcn.name')
        .orderBy('pcn.code')
        .limit(limit),
    ),
  )
}

const pcns = () =>
  db.selectFrom('geography.pcn as pcn').select([
    'pcn.code',
    'pcn.name',
    'pcn.open',
    sql<
      Pcn['subIcbs']
    >`coalesce((select jsonb_agg(jsonb_build_object('code', at.sub_icb_code, 'icbCode', at.icb_code) order by at.sub_icb_code)
      from geography.pcn_sub_icb at where at.pcn_code = pcn.code), '[]')`.as('subIcbs'),
  ])
