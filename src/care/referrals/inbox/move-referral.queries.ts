import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, newId, type Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { ReferralState, ReferralStatus } from '../referral.rules.ts'

/** A referral while it is being changed. */
export interface LockedReferral extends ReferralState {
  personId: Id
  version: number
  urgent: boolean
  ownerId: Id | null
}

/**
 * Takes a referral of the caller's team for a change, until the end of the transaction: of two who press at once the
 * second waits, and then sees what the first did. Throws NotFound for one of another team as for none.
 */
export async function lockReferral(tx: Tx, id: string): Promise<LockedReferral> {
  const { teamId } = teamActor(tx.actor)
  const row = isId(id)
    ? await tx.first(
        db
          .selectFrom('referrals.referral')
          .select([
            'id',
            'team_id as teamId',
            'status',
            'version',
            'person_id as personId',
            'urgent',
            'owner_account_id as ownerId',
          ])
          .where('team_id', '=', teamId)
          .where('id', '=', id)
          .forUpdate(),
      )
    : undefined
  if (!row) throw new NotFound('referral')
  return { ...row, status: row.status as ReferralStatus }
}

interface Move {
  status?: ReferralStatus
  ownerId?: Id | null
  nextDate?: Day
}

/** Writes where a locked referral stands from now on; its version goes up by one. */
export function moveReferral(tx: Tx, { id, version }: LockedReferral, { status, ownerId, nextDate }: Move): void {
  tx.save(
    db
      .updateTable('referrals.referral')
      .set({ version: version + 1, status, owner_account_id: ownerId, next_date: nextDate })
      .where('id', '=', id),
  )
}

/** Writes down who was given a referral. */
export function saveAllocation(tx: Tx, referralId: Id, accountId: Id): void {
  tx.save(
    db.insertInto('referrals.allocation').values({
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      referral_id: referralId,
      account_id: accountId,
      allocated_by: teamActor(tx.actor).accountId,
      allocated_at: tx.now(),
    }),
  )
}
