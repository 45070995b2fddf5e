import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'

/** Whether an account still has access. */
export interface Access {
  id: Id
  disabledAt: Date | null
}

/**
 * Holds an account, and every administrator who has access, until the end of the transaction: of two who would take
 * each other's access away the second sees what the first did. Undefined when there is no such account. Two statements.
 */
export async function holdAccess(tx: Tx, id: Id): Promise<{ account: Access; administrators: Id[] } | undefined> {
  const administrators = await tx.query<{ id: Id }>(ADMINISTRATORS, [tx.actor.partnershipId])
  const [account] = await tx.query<Access>(ACCOUNT, [tx.actor.partnershipId, id])
  return account && { account, administrators: administrators.map((one) => one.id) }
}

const ADMINISTRATORS = `select a.id from access.account a
  where a.partnership_id = $1 and a.disabled_at is null
    and exists (select from access.role_held r where r.partnership_id = $1 and r.account_id = a.id and r.role = 'administrator')
  order by a.id for update of a`

const ACCOUNT = `select id, disabled_at as "disabledAt" from access.account where partnership_id = $1 and id = $2 for update`

/** Takes an account's access away and ends its sign-ins; answers how many there were. */
export async function takeAccess(tx: Tx, id: Id): Promise<number> {
  saveDisabled(tx, id, tx.now())
  const [row] = await tx.query<{ ended: number }>('select access.end_sign_ins_of($1, $2) as ended', [id, tx.now()])
  return row!.ended
}

/** Gives access back. Sign-ins that were ended stay ended. */
export const giveAccess = (tx: Tx, id: Id): void => saveDisabled(tx, id, null)

const saveDisabled = (tx: Tx, id: Id, disabled_at: Date | null): void =>
  tx.save(
    db
      .updateTable('access.account')
      .set({ disabled_at })
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', id),
  )
