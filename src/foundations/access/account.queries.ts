import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import type { KnownAccount } from './account-context.ts'

export interface FoundAccount {
  account_id: Id
  organisation_id: Id
  name: string
  password_hash: string
  disabled: boolean
}

/** The account with an e-mail address, one that was disabled too. The only way to read a password's hash of another. */
export async function findAccountForSignIn(tx: Tx, email: string): Promise<FoundAccount | undefined> {
  const [found] = await tx.query<FoundAccount>('select * from access.find_account_for_sign_in($1, $2)', [
    tx.actor.partnershipId,
    email,
  ])
  return found
}

export interface OwnSecrets {
  email: string
  password_hash: string
  /** Encrypted; null until one-time codes are set up. */
  totp_secret: Buffer | null
  totp_step: number | null
}

/** What the account that acts proves itself with. */
export async function getOwnSecrets(tx: Tx): Promise<OwnSecrets> {
  const [own] = await tx.query<OwnSecrets>('select * from access.own_secrets()')
  if (!own) throw new Error('only an account has secrets')
  return own
}

/** True when the account had no one-time codes yet and has them now; `step` is the time step of the code that proved it. */
export async function setUpCodes(tx: Tx, secret: Buffer, step: number): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>('select access.set_up_codes($1, $2) as done', [secret, step])
  return row!.done
}

/** True when the code of this time step had not been used. */
export async function spendCode(tx: Tx, step: number): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>('select access.spend_code($1) as done', [step])
  return row!.done
}

/** Changes the password of the account that acts. */
export function savePassword(tx: Tx, accountId: Id, hash: string): void {
  tx.save(
    db
      .updateTable('access.account')
      .set({ password_hash: hash, password_changed_at: tx.now() })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', accountId),
  )
}

/** An account as its owner may see it. */
export const findAccount = (tx: Tx, id: Id) =>
  tx.first(
    db
      .selectFrom('access.account as a')
      .innerJoin('access.organisation as o', (on) =>
        on.onRef('o.partnership_id', '=', 'a.partnership_id').onRef('o.id', '=', 'a.organisation_id'),
      )
      .select(['a.id', 'a.email', 'a.name', 'a.password_changed_at', 'o.name as organisation_name'])
      .where('a.partnership_id', '=', tx.actor.partnershipId)
      .where('a.id', '=', id),
  )

/**
 * Names of members of staff by id, for pages and messages that say who has something in hand. Whoever sees the id in a
 * record of theirs may have the name; the public, who see none, get nothing.
 */
export async function listStaffNames(tx: Tx, ids: readonly Id[]): Promise<ReadonlyMap<Id, string>> {
  const rows = await tx.query<{ id: Id; name: string }>('select * from access.staff_names($1::uuid[])', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface DemoAccount extends KnownAccount {
  email: string
  organisationName: string
  roles: readonly string[]
}

/** The invented people of the demo, whom anybody may sign in as there. */
export const listDemoAccounts = (tx: Tx): Promise<DemoAccount[]> =>
  tx.query<DemoAccount>(
    `select account_id as "accountId", organisation_id as "organisationId", email, name, organisation_name as "organisationName", roles
     from access.list_demo_accounts($1)`,
    [tx.actor.partnershipId],
  )
