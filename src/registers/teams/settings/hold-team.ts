import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { requireMayChangeTeam } from '../team.policy.ts'

/**
 * Takes a team for a change, as it was read, until the end of the transaction; false when somebody changed it since. Throws
 * Forbidden for whoever may not change it. One statement.
 */
export async function holdTeam(tx: Tx, teamId: Id, version: number): Promise<boolean> {
  requireMayChangeTeam(tx.actor, teamId)
  const held = await tx.change(
    db
      .updateTable('teams.team')
      .set((eb) => ({ version: eb('version', '+', 1), changed_at: tx.now() }))
      .where('partnership_id', '=', tx.actor.partnershipId)
      .where('id', '=', teamId)
      .where('version', '=', version),
  )
  return held > 0
}
