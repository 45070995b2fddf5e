import type { Actor } from '#platform/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'

/** Whether somebody may change a team's facts: its own manager, an administrator, the system. teams.may_change says the same. */
export function mayChangeTeam(actor: Actor, teamId: Id): boolean {
  if (actor.kind === 'job') return true
  if (actor.kind !== 'account') return false
  return actor.roles.includes('administrator') || (actor.roles.includes('team_manager') && actor.teamId === teamId)
}

/** Throws Forbidden: that a team exists is no secret. */
export function requireMayChangeTeam(actor: Actor, teamId: Id): void {
  if (!mayChangeTeam(actor, teamId)) throw new Forbidden('may not change this team')
}

/** The team in which somebody acts. Throws NotFound for whoever acts in none: to them there is no such page. */
export function ownTeamId(actor: Actor): Id {
  if (actor.kind !== 'account' || !actor.teamId) throw new NotFound('team')
  return actor.teamId
}
