import type { Actor } from '#platform/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'

/** Who may connect people to groups: the same for each of a team's pages. */
export const CONNECTION_POLICY = { roles: ['link_worker', 'team_manager'] } as const

/** Who may keep a group's side: its own members, each for their own organisation. */
export const GROUP_POLICY = { roles: ['provider'] } as const

/** Whether somebody acts for the group that a connection leads to: by its link, or signed in as a member of it. */
export const actsForGroup = (actor: Actor): boolean =>
  actor.kind === 'link' || (actor.kind === 'account' && !actor.teamId && actor.roles.includes('provider'))

/** Somebody who works in the team that has the person. */
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
