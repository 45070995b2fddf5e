import type { Database } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

export interface Partnership {
  id: Id
  name: string
}

/** A stay after signing in that still lasts. Before the second factor it opens nothing. */
export interface SignIn {
  id: Id
  accountId: Id
  name: string
  organisationId: Id
  teamId: Id | undefined
  roles: readonly string[]
  secondFactor: 'passed' | 'to-come' | 'to-set-up'
}

export interface Key {
  partnership: Partnership
  id: Id
  organisationId: Id
  scopes: readonly string[]
}

/**
 * Which partnership a host name means (none of its own: the oldest one), and whose sign-in a cookie's token is there.
 * One statement; nobody is known before it, so it runs outside a transaction. Undefined when there is no partnership yet.
 */
export async function findVisitor(
  database: Database,
  host: string,
  tokenHash: Buffer | undefined,
  now: Date,
): Promise<{ partnership: Partnership; signIn: SignIn | undefined } | undefined> {
  database.statements.count++
  const { rows } = await database.pool.query<VisitorRow>({
    name: 'find visitor',
    text: VISITOR,
    values: [host, tokenHash, now],
  })
  const [row] = rows
  return (
    row && {
      partnership: { id: row.id, name: row.partnership_name },
      signIn: row.account_id ? signInOf(row) : undefined,
    }
  )
}

/** The partnership, organisation and scopes of a key that is neither too old nor revoked. One statement. */
export async function findKey(database: Database, keyHash: Buffer, now: Date): Promise<Key | undefined> {
  database.statements.count++
  const { rows } = await database.pool.query<KeyRow>({ name: 'find key', text: KEY, values: [keyHash, now] })
  const [row] = rows
  return (
    row && {
      partnership: { id: row.partnership_id, name: row.partnership_name },
      id: row.key_id,
      organisationId: row.organisation_id,
      scopes: row.scopes,
    }
  )
}

/** Which key it was that lets nobody in any more, and why; undefined for one that nobody ever had. */
export async function findRefusedKey(
  database: Database,
  keyHash: Buffer,
  now: Date,
): Promise<{ partnershipId: Id; id: Id; reason: 'expired' | 'revoked' } | undefined> {
  const { rows } = await database.pool.query<{ partnership_id: Id; key_id: Id; reason: 'expired' | 'revoked' }>(
    'select * from access.find_refused_key($1, $2)',
    [keyHash, now],
  )
  const [row] = rows
  return row && { partnershipId: row.partnership_id, id: row.key_id, reason: row.reason }
}

interface VisitorRow {
  id: Id
  partnership_name: string
  sign_in_id: Id
  account_id: Id | null
  name: string
  organisation_id: Id
  team_id: Id | null
  roles: string[]
  second_factor_passed: boolean
  second_factor_set_up: boolean
}

const VISITOR = `
  select p.id, p.partnership_name, s.* from
    (select id, name as partnership_name from access.partnership order by (host is not distinct from $1) desc, created_at, id limit 1) p
    left join lateral access.find_sign_in(p.id, $2::bytea, $3::timestamptz) s on $2::bytea is not null`

function signInOf(row: VisitorRow): SignIn {
  return {
    id: row.sign_in_id,
    accountId: row.account_id!,
    name: row.name,
    organisationId: row.organisation_id,
    teamId: row.team_id ?? undefined,
    roles: row.roles,
    secondFactor: row.second_factor_passed ? 'passed' : row.second_factor_set_up ? 'to-come' : 'to-set-up',
  }
}

interface KeyRow {
  partnership_id: Id
  partnership_name: string
  key_id: Id
  organisation_id: Id
  scopes: string[]
}

const KEY = 'select * from access.find_key($1, $2)'
