import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { prepared } from '#platform/database/prepared.ts'
import type { Id } from '#platform/ids.ts'

/** What an organisation can be, as the constraint `organisation_kind_known` has it. */
export const ORGANISATION_KINDS = [
  'practice',
  'pcn',
  'icb',
  'trust',
  'council',
  'charity',
  'community',
  'company',
  'employer',
  'school',
  'housing',
  'fire',
  'police',
  'job_centre',
  'pharmacy',
  'other',
] as const

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number]

export interface Organisation {
  id: Id
  name: string
  kind: OrganisationKind
  odsCode?: string | null
  charityNumber?: string | null
  companyNumber?: string | null
}

/** Writes an organisation of the caller's partnership, or changes the one with that id. */
export function saveOrganisation(tx: Tx, organisation: Organisation): void {
  const values = {
    name: organisation.name,
    kind: organisation.kind,
    ods_code: organisation.odsCode ?? null,
    charity_number: organisation.charityNumber ?? null,
    company_number: organisation.companyNumber ?? null,
  }
  tx.save(
    db
      .insertInto('access.organisation')
      .values({ partnership_id: tx.actor.partnershipId, id: organisation.id, ...values })
      .onConflict((on) => on.columns(['partnership_id', 'id']).doUpdateSet(values)),
  )
}

/** Writes many organisations in one statement. Codes that are not given stay as they are. */
export function saveOrganisations(tx: Tx, organisations: readonly Organisation[]): void {
  if (organisations.length === 0) return
  const rows = organisations.map((o) => ({
    id: o.id,
    name: o.name,
    kind: o.kind,
    ods_code: o.odsCode ?? null,
    charity_number: o.charityNumber ?? null,
    company_number: o.companyNumber ?? null,
  }))
  const insert = sql`insert into access.organisation (partnership_id, id, name, kind, ods_code, charity_number, company_number)
    select ${tx.actor.partnershipId}::uuid, o.* from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as o(id uuid, name text, kind text, ods_code text, charity_number text, company_number text)
    on conflict (partnership_id, id) do update set name = excluded.name, kind = excluded.kind,
      ods_code = coalesce(excluded.ods_code, organisation.ods_code),
      charity_number = coalesce(excluded.charity_number, organisation.charity_number),
      company_number = coalesce(excluded.company_number, organisation.company_number)`
  tx.save({ compile: () => insert.compile(db) })
}

/** The organisation with an ODS code (GP practice, PCN, trust ...), if this partnership has it. */
export const findOrganisationByCode = (tx: Tx, odsCode: string) => tx.first(organisationWithCode(odsCode))

const organisationWithCode = prepared((odsCode: string) =>
  db.selectFrom('access.organisation').select(['id', 'name', 'kind']).where('ods_code', '=', odsCode),
)

/** The organisations with this ODS code or name, in any case: none, the one, or several of the same name. */
export const listOrganisationsNamed = (tx: Tx, codeOrName: string) =>
  tx.read(
    db
      .selectFrom('access.organisation')
      .select(['id', 'name', 'kind', 'ods_code'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where((b) =>
        b.or([b('ods_code', '=', codeOrName.toUpperCase()), b(b.fn('lower', ['name']), '=', codeOrName.toLowerCase())]),
      )
      .orderBy('name'),
  )

/** The organisation whose staff administer the partnership: of several, the first that was given the role. For jobs. */
export async function findAdministeringOrganisation(tx: Tx): Promise<Id | undefined> {
  const row = await tx.first(
    db
      .selectFrom('access.role_held')
      .select('organisation_id')
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('role', '=', 'administrator')
      .orderBy('created_at')
      .orderBy('organisation_id')
      .limit(1),
  )
  return row?.organisation_id
}
