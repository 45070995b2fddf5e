import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** An account as an administrator reviews it. */
export interface ReviewedAccount {
  id: Id
  name: string
  email: string
  organisationId: Id
  organisationName: string
  createdAt: Date
  /** When access ended; null while it lasts. */
  disabledAt: Date | null
  /** One-time codes are set up. */
  secondFactor: boolean
  /** When they last signed in with both factors; null: never. */
  lastSignInAt: Date | null
  roles: { role: string; teamId: Id | null; organisationId: Id }[]
}

interface Which {
  organisationId?: Id
  accountId?: Id
  limit: number
  skip?: number
}

/**
 * Accounts of the partnership, those with access first, then by name, and how many there are. Empty for whoever is no
 * administrator. Two statements.
 */
export async function reviewAccounts(tx: Tx, which: Which): Promise<{ accounts: ReviewedAccount[]; total: number }> {
  const { organisationId = null, accountId = null, limit, skip = 0 } = which
  const rows = await tx.query<Row>('select * from access.review_accounts($1, $2, $3, $4)', [
    organisationId,
    accountId,
    limit,
    skip,
  ])
  const held = Map.groupBy(
    await listRolesHeld(
      tx,
      rows.map(({ id }) => id),
    ),
    ({ accountId: whose }) => whose,
  )
  const accounts = rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
    secondFactor: row.second_factor,
    lastSignInAt: row.last_sign_in_at,
    roles: held.get(row.id) ?? [],
  }))
  return { accounts, total: rows[0]?.total ?? 0 }
}

interface Row {
  id: Id
  name: string
  email: string
  organisation_id: Id
  organisation_name: string
  created_at: Date
  disabled_at: Date | null
  second_factor: boolean
  last_sign_in_at: Date | null
  total: number
}

const listRolesHeld = (tx: Tx, accountIds: readonly Id[]) =>
  tx.read(
    db
      .selectFrom('access.role_held')
      .select(['account_id as accountId', 'role', 'team_id as teamId', 'organisation_id as organisationId'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where(sql<boolean>`account_id = any(${accountIds}::uuid[])`)
      .orderBy('created_at')
      .orderBy('role'),
  )

/** Every organisation with how many accounts have access there now, by name; in pages. One statement. */
export async function reviewOrganisations(
  tx: Tx,
  { limit, skip }: { limit: number; skip: number },
): Promise<{ organisations: ReviewedOrganisation[]; total: number }> {
  const rows = await tx.query<ReviewedOrganisation & { total: number }>(ORGANISATIONS, [
    tx.actor.partnershipId,
    limit,
    skip,
  ])
  return { organisations: rows, total: rows[0]?.total ?? 0 }
}

export interface ReviewedOrganisation {
  id: Id
  name: string
  kind: string
  odsCode: string | null
  charityNumber: string | null
  companyNumber: string | null
  accounts: number
}

const ORGANISATIONS = `select o.id, o.name, o.kind, o.ods_code as "odsCode", o.charity_number as "charityNumber",
    o.company_number as "companyNumber", count(a.id) as accounts, count(*) over () as total
  from access.organisation o
  left join access.account a on a.partnership_id = o.partnership_id and a.organisation_id = o.id and a.disabled_at is null
  where o.partnership_id = $1
  group by o.partnership_id, o.id order by count(a.id) = 0, o.name, o.id limit $2 offset $3`
