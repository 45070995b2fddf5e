import { sql } from 'kysely'
import { encrypt, type Keys } from '#platform/crypto.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { idFrom, type Id } from '#platform/ids.ts'
import type pg from 'pg'
import { giveRoles, type NewAccount } from './create-account.ts'
import { hashPassword } from './hash-password.ts'

/** The sign-in of every invented person. Public on purpose: production refuses to start where such an account exists. */
export const DEMO_SIGN_IN = {
  password: 'anytown-allotment-kettle',
  codeSecret: 'ANYTOWNTRELLISDEMOCODESECRET2345',
} as const

/**
 * Makes an invented person who can sign in, or leaves the one with this e-mail address as they are. For the demo and its
 * seeds; may be called again with another team. The caller must be a job. Gives the account's id, always the same one.
 */
export async function ensureDemoAccount(tx: Tx, keys: Keys, account: NewAccount): Promise<Id> {
  const email = account.email.toLowerCase()
  const id = idFrom('account', tx.actor.partnershipId, email)
  const now = tx.now()
  passwordHash ??= hashPassword(DEMO_SIGN_IN.password)
  const values = {
    partnership_id: tx.actor.partnershipId,
    id,
    organisation_id: account.organisationId,
    email,
    name: account.name,
    password_hash: await passwordHash,
    password_changed_at: now,
    totp_secret: encrypt(keys, DEMO_SIGN_IN.codeSecret),
    demo: true,
    // All are made within one instant; this keeps them in the order in which they were made.
    created_at: sql<Date>`${now}::timestamptz + (select count(*) from access.account where demo) * interval '1 millisecond'`,
  }
  tx.save(
    db
      .insertInto('access.account')
      .values(values)
      .onConflict((on) => on.constraint('account_pkey').doNothing()),
  )
  giveRoles(tx, id, account)
  return id
}

// One for all: a slow hash for each of them would be felt at the first start, and their password is no secret.
let passwordHash: Promise<string> | undefined

/** Whether anybody in the database has a public sign-in. Production refuses to start then. */
export async function hasDemoAccounts(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>('select access.has_demo_accounts() as any')
  return rows[0]!.any
}
