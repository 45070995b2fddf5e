import { actorId, organisationOf, type Actor } from '../context.ts'
import { isId } from '../ids.ts'
import type { Caller } from './database.ts'

/**
 * The `set_config` calls that tell the database who acts, local to the transaction: row-level security reads nothing
 * else. Sent together with `begin` as one simple-protocol string, so each value must match its pattern first.
 */
export function sessionSettings({ actor, requestId }: Caller): string {
  const values: Record<string, string | undefined> = {
    kind: actor.kind,
    partnership: actor.partnershipId,
    actor: actorId(actor),
    organisation: organisationOf(actor),
    team: actor.kind === 'account' ? actor.teamId : undefined,
    record: actor.kind === 'link' ? actor.recordId : undefined,
    roles: rolesOf(actor),
    request: requestId,
  }
  const calls = Object.entries(values).map(
    ([name, value]) => `set_config('trellis.${name}', '${checked(name, value)}', true)`,
  )
  return `select ${calls.join(', ')}`
}

function rolesOf(actor: Actor): string {
  if (actor.kind === 'account') return actor.roles.join(',')
  return actor.kind === 'key' ? actor.scopes.join(',') : ''
}

function checked(name: string, value: string | undefined): string {
  if (value === undefined || value === '') return ''
  const right = name === 'kind' || name === 'roles' ? /^[a-z_:,]+$/.test(value) : isId(value)
  if (!right) throw new Error(`the caller's ${name} is not well formed`)
  return value
}
