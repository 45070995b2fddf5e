import { CONNECTION_STATUSES } from '#care/connections/index.ts'
import { REFERRAL_STATUSES } from '#care/referrals/index.ts'
import { EPISODE_STATUSES } from '#care/support/index.ts'
import { listPartnerships } from '#foundations/access/index.ts'
import { MESSAGE_STATUSES } from '#foundations/messages/index.ts'
import type { Clock } from '#platform/clock.ts'
import { contextOf, type Context } from '#platform/context.ts'
import type { Database } from '#platform/database/database.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { StatusCheck } from '#platform/status-check.ts'

const CHECKS: readonly StatusCheck[] = [REFERRAL_STATUSES, EPISODE_STATUSES, CONNECTION_STATUSES, MESSAGE_STATUSES]

/** A record whose status is not what its facts say. Ids and codes only. */
export interface Disagreement {
  partnershipId: Id
  machine: string
  id: Id
  status: string
  /** What the facts allow; empty when they contradict each other. */
  facts: readonly string[]
}

export interface StatusVerification {
  /** How many of each kind were looked at. */
  checked: Record<string, number>
  disagreements: Disagreement[]
}

/** Computes the status of every referral, episode, connection and message of every partnership again, and compares. Changes nothing. */
export async function verifyStatuses(services: { database: Database; clock: Clock }): Promise<StatusVerification> {
  const found: StatusVerification = {
    checked: Object.fromEntries(CHECKS.map(({ machine }) => [machine, 0])),
    disagreements: [],
  }
  for (const partnershipId of await listPartnerships(services.database)) {
    const ctx = jobOf(services, partnershipId, 'statuses')
    for (const check of CHECKS) await compare(ctx, check, found)
  }
  return found
}

/** Acts for a partnership by night. */
export const jobOf = (
  { database, clock }: { database: Database; clock: Clock },
  partnershipId: Id,
  what: 'journal' | 'statuses',
): Context => contextOf(database, { kind: 'job', partnershipId, cause: `integrity.${what}` }, newId(), clock)

const AT_A_TIME = 2_000
const FIRST = '00000000-0000-0000-0000-000000000000'

/** A page at a time, each in a transaction of its own: a large town must not hold one open for minutes. */
async function compare(ctx: Context, check: StatusCheck, found: StatusVerification): Promise<void> {
  const { partnershipId } = ctx.actor
  const { machine } = check
  for (let after: Id | undefined = FIRST; after !== undefined;) {
    const from: Id = after
    const page = await ctx.transaction((tx) => check.standings(tx, from, AT_A_TIME))
    found.checked[machine]! += page.length
    for (const { id, status, allowed } of page)
      if (!allowed.includes(status)) found.disagreements.push({ partnershipId, machine, id, status, facts: allowed })
    after = page.length === AT_A_TIME ? page.at(-1)!.id : undefined
  }
}
