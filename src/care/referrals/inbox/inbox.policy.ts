import type { Actor } from '#platform/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'

/** Somebody who works in the team that a referral was sent to. */
export interface TeamActor {
  accountId: Id
  organisationId: Id
  teamId: Id
  name: string
}

/** Who may open the inbox and answer from it: the same for each of its routes. */
export const INBOX_POLICY = { roles: ['link_worker', 'team_manager'] } as const

/**
 * The team as which somebody acts: it narrows every list, and every referral asked for by its id. Throws NotFound for
 * whoever works in no team, since to them there is no inbox.
 */
export function teamActor(actor: Actor): TeamActor {
  if (actor.kind !== 'account' || !actor.teamId) throw new NotFound('team')
  const { accountId, organisationId, teamId, name } = actor
  return { accountId, organisationId, teamId, name }
}
