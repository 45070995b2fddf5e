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

/** Somebody who works in a team. */
export interface TeamActor {
  accountId: Id
  organisationId: Id
  teamId: Id
  name: string
}

/** The team as which somebody acts: it narrows every list, and every record asked for by its id. Throws NotFound for whoever works in none. */
export function teamActor(actor: Actor): TeamActor {
  if (actor.kind !== 'account' || !actor.teamId) throw new NotFound('team')
  const { accountId, organisationId, teamId, name } = actor
  return { accountId, organisationId, teamId, name }
}
