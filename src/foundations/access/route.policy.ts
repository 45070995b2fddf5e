import type { Actor } from '#platform/context.ts'
import type { RoutePolicy } from '#platform/http/server.ts'

/** What to do with a request: let it through, or how to refuse it. */
export type Verdict = 'go' | 'sign-in' | 'second-factor' | 'not-found' | 'no-key' | 'wrong-scope'

export interface Asking {
  actor: Actor
  /** The password was right, the one-time code is still to come: as good as nobody. */
  halfSignedIn: boolean
  /** An address for machines: no cookie counts, refusals are problem+json. */
  machine: boolean
}

/**
 * Whether a route's policy lets a caller in. A signed-in account without the role is told the same as about a page that
 * is not there: which pages other roles have is nobody else's business.
 */
export function judge(policy: RoutePolicy, { actor, halfSignedIn, machine }: Asking): Verdict {
  if (policy === 'public') return 'go'
  if (typeof policy === 'object' && 'scope' in policy) return judgeKey(policy.scope, actor)
  if (machine) return 'no-key'
  if (actor.kind !== 'account') return halfSignedIn ? 'second-factor' : 'sign-in'
  if (policy === 'signed-in') return 'go'
  return policy.roles.some((role) => actor.roles.includes(role)) ? 'go' : 'not-found'
}

function judgeKey(scope: string, actor: Actor): Verdict {
  if (actor.kind !== 'key') return 'no-key'
  return actor.scopes.includes(scope) ? 'go' : 'wrong-scope'
}
