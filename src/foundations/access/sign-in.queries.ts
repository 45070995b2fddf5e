import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Workplace } from './workplace.queries.ts'

/** Writes that an account signed in, and answers the sign-in's id. `passed`: both factors at once, which only the demo knows. */
export function saveSignIn(tx: Tx, accountId: Id, tokenHash: Buffer, passed: boolean): Id {
  const now = tx.now()
  const id = newId()
  tx.save(
    db.insertInto('access.sign_in').values({
      partnership_id: tx.actor.partnershipId,
      id,
      token_hash: tokenHash,
      account_id: accountId,
      second_factor_at: passed ? now : null,
      created_at: now,
      last_seen_at: now,
    }),
  )
  return id
}

/** The second factor was right: the sign-in opens, under a new token. */
export function savePassedFactor(tx: Tx, id: Id, tokenHash: Buffer): void {
  tx.save(own(tx, id).set({ second_factor_at: tx.now(), token_hash: tokenHash }).where('ended_at', 'is', null))
}

/** In which organisation and team they work from now on, in this sign-in. */
export function saveChoice(tx: Tx, id: Id, { organisationId, teamId }: Workplace): void {
  tx.save(own(tx, id).set({ chosen_organisation_id: organisationId, chosen_team_id: teamId }))
}

/** Ends one sign-in on the server: its cookie is worth nothing from now on. */
export function saveEnd(tx: Tx, id: Id): void {
  tx.save(own(tx, id).set({ ended_at: tx.now() }).where('ended_at', 'is', null))
}

/** Ends all sign-ins of an account, or all but one. */
export function saveEndOfAll(tx: Tx, accountId: Id, butNot?: Id): void {
  let all = db
    .updateTable('access.sign_in')
    .set({ ended_at: tx.now() })
    .where('partnership_id', '=', tx.actor.partnershipId)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
  if (butNot) all = all.where('id', '<>', butNot)
  tx.save(all)
}

/** The sign-ins of an account that still last, the latest first. */
export const listSignIns = (tx: Tx, accountId: Id) =>
  tx.read(
    db
      .selectFrom('access.sign_in')
      .select(['id', 'created_at', 'last_seen_at'])
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('account_id', '=', accountId)
      .where('ended_at', 'is', null)
      .where('second_factor_at', 'is not', null)
      .where(sql<boolean>`access.sign_in_lasts(created_at, last_seen_at, ${tx.now()})`)
      .orderBy('last_seen_at', 'desc'),
  )

const own = (tx: Tx, id: Id) =>
  db.updateTable('access.sign_in').where('partnership_id', '=', tx.actor.partnershipId).where('id', '=', id)
