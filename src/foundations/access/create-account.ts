import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId, type Id } from '#platform/ids.ts'
import { hashPassword, newPassword } from './hash-password.ts'
import type { Role } from './role.rules.ts'

export interface NewAccount {
  email: string
  name: string
  organisationId: Id
  roles: readonly Role[]
  /** The team of the organisation in which the roles are held; without one they are held in the organisation as a whole. */
  teamId?: Id | null
}

/**
 * Makes an account with a password that is told once and stored nowhere. The owner sets up one-time codes when they
 * first sign in. The caller must be a job or an administrator.
 */
export async function createAccount(
  tx: Tx,
  account: NewAccount,
): Promise<Decision<{ id: Id; password: string }, 'email-taken'>> {
  const email = account.email.trim().toLowerCase()
  if (await findAccountByEmail(tx, email)) return refuse('email-taken')
  const id = newId()
  const password = newPassword()
  const now = tx.now()
  tx.save(
    db.insertInto('access.account').values({
      partnership_id: tx.actor.partnershipId,
      id,
      organisation_id: account.organisationId,
      email,
      name: account.name.trim(),
      password_hash: await hashPassword(password),
      password_changed_at: now,
      created_at: now,
    }),
  )
  giveRoles(tx, id, account)
  return allow({ id, password })
}

/** Lets an account act in further roles; what it holds already stays. */
export function giveRoles(
  tx: Tx,
  accountId: Id,
  { organisationId, teamId, roles }: Pick<NewAccount, 'organisationId' | 'teamId' | 'roles'>,
): void {
  if (roles.length === 0) return
  const created_at = tx.now()
  const held = roles.map((role) => ({
    partnership_id: tx.actor.partnershipId,
    id: newId(),
    account_id: accountId,
    organisation_id: organisationId,
    team_id: teamId ?? null,
    role,
    created_at,
  }))
  tx.save(
    db
      .insertInto('access.role_held')
      .values(held)
      .onConflict((on) => on.constraint('role_held_once').doNothing()),
  )
}

const findAccountByEmail = (tx: Tx, email: string) =>
  tx.first(
    db
      .selectFrom('access.account')
      .select('id')
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('email', '=', email),
  )
