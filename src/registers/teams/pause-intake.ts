import { actorId } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { requireMayChangeTeam } from './team.policy.ts'
import { findTeam } from './team.queries.ts'
import type { IntakePause } from './team.rules.ts'

/**
 * Stops a team's intake, now; an earlier pause ends with it. The reason is told to whoever would refer. Throws
 * Forbidden, or NotFound for a team that is not there.
 */
export async function pauseIntake(tx: Tx, teamId: Id, pause: IntakePause): Promise<void> {
  requireMayChangeTeam(tx.actor, teamId)
  if (!(await findTeam(tx, teamId))) throw new NotFound('team')
  endPause(tx, teamId)
  tx.save(
    db.insertInto('teams.intake_pause').values({
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      team_id: teamId,
      reason: pause.reason,
      meanwhile: pause.meanwhile,
      until: pause.until,
      paused_at: tx.now(),
      paused_by: actorId(tx.actor) ?? null,
    }),
  )
  journal(tx, 'team.intake-paused', { subjectId: teamId, detail: { until: pause.until } })
}

/** Opens a team's intake again. Open already, it stays open. */
export async function resumeIntake(tx: Tx, teamId: Id): Promise<void> {
  requireMayChangeTeam(tx.actor, teamId)
  if (!(await findTeam(tx, teamId))) throw new NotFound('team')
  endPause(tx, teamId)
  journal(tx, 'team.intake-resumed', { subjectId: teamId })
}

const endPause = (tx: Tx, teamId: Id) =>
  tx.save(
    db
      .updateTable('teams.intake_pause')
      .set({ ended_at: tx.now(), ended_by: actorId(tx.actor) ?? null })
      .where('team_id', '=', teamId)
      .where('ended_at', 'is', null),
  )
