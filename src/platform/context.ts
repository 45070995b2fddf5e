import type { Clock } from './clock.ts'
import type { Id } from './ids.ts'
import type { Database, Tx } from './database/database.ts'

/**
 * Who is acting. Each kind has its own settings in the database session and its own policies there, so that row-level
 * security can tell them apart. The six kinds are CONTRACT §1.
 */
export type Actor =
  | {
      kind: 'account'
      partnershipId: Id
      accountId: Id
      organisationId: Id
      teamId?: Id
      roles: readonly string[]
      name: string
    }
  | { kind: 'person'; partnershipId: Id; personId: Id }
  | { kind: 'link'; partnershipId: Id; linkId: Id; purpose: string; recordId: Id; organisationId?: Id }
  | { kind: 'key'; partnershipId: Id; keyId: Id; organisationId: Id; scopes: readonly string[] }
  | { kind: 'public'; partnershipId: Id }
  | { kind: 'job'; partnershipId: Id; cause: string }

/** First argument everywhere: who, when, why, and the only way to the database. */
export interface Context {
  readonly actor: Actor
  readonly requestId: Id
  readonly now: Clock
  /** One use case, one transaction: everything in `work` stands or falls together. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

/** Binds an actor, a clock and a request to the database. */
export function contextOf(database: Database, actor: Actor, requestId: Id, now: Clock): Context {
  return { actor, requestId, now, transaction: (work) => database.transaction({ actor, requestId, now }, work) }
}

/** The id of the account, person, link or key that acts; jobs and the public have none. */
export function actorId(actor: Actor): Id | undefined {
  switch (actor.kind) {
    case 'account':
      return actor.accountId
    case 'person':
      return actor.personId
    case 'link':
      return actor.linkId
    case 'key':
      return actor.keyId
    default:
      return undefined
  }
}

/** The organisation on whose behalf it is done, if any. */
export const organisationOf = (actor: Actor): Id | undefined =>
  'organisationId' in actor ? actor.organisationId : undefined
