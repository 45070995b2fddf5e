import { contextOf, type Actor, type Context } from '#platform/context.ts'
import { fixedClock } from '#platform/clock.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { TestDatabase } from './database.ts'

/** The instant at which Anytown stands still in tests. */
export const TEST_NOW = '2026-04-01T09:00:00Z'

/** A partnership of its own, made as the owner; answers its id. */
export async function makePartnership(test: TestDatabase, name = 'Anytown', id: Id = newId()): Promise<Id> {
  await test.owner.query('insert into access.partnership (id, name) values ($1, $2)', [id, name])
  return id
}

/** A context for any actor, at the tests' instant. */
export const as = (test: TestDatabase, actor: Actor, now = fixedClock(TEST_NOW)): Context =>
  contextOf(test.database, actor, newId(), now)
export const asPublic = (test: TestDatabase, partnershipId: Id): Context => as(test, { kind: 'public', partnershipId })
export const asJob = (test: TestDatabase, partnershipId: Id): Context =>
  as(test, { kind: 'job', partnershipId, cause: 'test' })
