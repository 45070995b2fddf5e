import type { Actor } from '#platform/context.ts'
import type { EpisodeBrief } from '../record/standing.queries.ts'

/**
 * Who may read the safeguarding notes of an episode of their own team: its allocated worker, and those who oversee, the team
 * manager and the safeguarding lead. The database says the same once more (support.may_open_safeguarding).
 */
export function mayOpenSafeguarding(
  actor: Actor,
  { workerId }: Pick<EpisodeBrief, 'workerId'>,
): { mayOpen: boolean; oversees: boolean } {
  if (actor.kind !== 'account') return { mayOpen: false, oversees: false }
  const oversees = actor.roles.includes('team_manager') || actor.roles.includes('safeguarding_lead')
  return { mayOpen: oversees || workerId === actor.accountId, oversees }
}
