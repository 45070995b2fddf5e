import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

export type OrganisationKind =
  | 'practice' | 'pcn' | 'icb' | 'trust' | 'council' | 'charity' | 'community' | 'company'
  | 'employer' | 'school' | 'housing' | 'fire' | 'police' | 'job_centre' | 'pharmacy' | 'other'

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

/** The organisation with an ODS code (GP practice, PCN, trust ...), if this partnership has it. */
export const findOrganisationByCode = (tx: Tx, odsCode: string) =>
  tx.first(db.selectFrom('access.organisation').select(['id', 'name', 'kind']).where('ods_code', '=', odsCode))
