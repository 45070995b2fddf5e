import { sql } from 'kysely'
import type { Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Id } from '#platform/ids.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { Reason } from '../reasons.ts'
import type { ReferralStatus, ReferrerKind } from '../referral.rules.ts'

/** One referral as the inbox shows it; the person and the names of staff come with their own statements. */
export interface InboxReferral {
  id: Id
  status: ReferralStatus
  personId: Id
  receivedAt: Date
  reasons: Reason[]
  urgent: boolean
  referrer: {
    kind: ReferrerKind
    name: string
    role: string | null
    relationship: string | null
    organisation: string | null
  }
  ownerId: Id | null
  nextDate: Day
}

/** More than this and somebody must help the team: the page says so. */
export const INBOX_LIMIT = 200

/** What waits for the team or for a referrer, in the order in which it came. One statement. */
export async function listOpenReferrals(tx: Tx): Promise<InboxReferral[]> {
  const rows = await tx.read(
    selectInbox(teamActor(tx.actor).teamId)
      .where('r.status', 'in', ['received', 'questioned'])
      .orderBy('r.received_at')
      .orderBy('r.id')
      .limit(INBOX_LIMIT),
  )
  return rows.map(inboxReferral)
}

export interface AnsweredReferral extends InboxReferral {
  answeredAt: Date
  /** Who said yes or no; null when it was taken back. */
  answeredBy: Id | null
  firstContactBy: Day | null
  withdrawnBy: 'referrer' | 'person' | 'team' | null
}

/**
 * What had its answer since an instant, the latest first. Starts from the facts of that time, because the referrals
 * themselves may be much older. One statement.
 */
export async function listAnsweredReferrals(tx: Tx, since: Date): Promise<AnsweredReferral[]> {
  const rows = await tx.read(
    selectInbox(teamActor(tx.actor).teamId)
      .innerJoin(answersSince(since), (on) =>
        on.onRef('a.partnership_id', '=', 'r.partnership_id').onRef('a.referral_id', '=', 'r.id'),
      )
      .select(['a.answered_at', 'a.answered_by', 'a.first_contact_by', 'a.withdrawn_by'])
      .orderBy('a.answered_at', 'desc')
      .limit(ANSWERED_LIMIT),
  )
  return rows.map((row) => ({
    ...inboxReferral(row),
    answeredAt: row.answered_at,
    answeredBy: row.answered_by,
    firstContactBy: row.first_contact_by as Day | null,
    withdrawnBy: row.withdrawn_by as AnsweredReferral['withdrawnBy'],
  }))
}

const answersSince = (since: Date) =>
  db
    .selectFrom('referrals.acceptance')
    .select(['partnership_id', 'referral_id', 'accepted_at as answered_at', 'first_contact_by'])
    .select([sql<Id | null>`accepted_by`.as('answered_by'), sql<string | null>`null::text`.as('withdrawn_by')])
    .where('accepted_at', '>=', since)
    .unionAll(
      db
        .selectFrom('referrals.decline')
        .select(['partnership_id', 'referral_id', 'declined_at as answered_at'])
        .select([sql<string>`null::date`.as('first_contact_by'), sql<Id | null>`declined_by`.as('answered_by')])
        .select(sql<string | null>`null::text`.as('withdrawn_by'))
        .where('declined_at', '>=', since),
    )
    .unionAll(
      db
        .selectFrom('referrals.withdrawal')
        .select(['partnership_id', 'referral_id', 'withdrawn_at as answered_at'])
        .select([sql<string>`null::date`.as('first_contact_by'), sql<Id | null>`null::uuid`.as('answered_by')])
        .select(sql<string | null>`by_kind`.as('withdrawn_by'))
        .where('withdrawn_at', '>=', since),
    )
    .as('a')

const ANSWERED_LIMIT = 30

const selectInbox = (teamId: Id) =>
  db
    .selectFrom('referrals.referral as r')
    .leftJoin('access.organisation as o', (on) =>
      on.onRef('o.partnership_id', '=', 'r.partnership_id').onRef('o.id', '=', 'r.referrer_organisation_id'),
    )
    .select([
      'r.id',
      'r.status',
      'r.person_id',
      'r.received_at',
      'r.reasons',
      'r.urgent',
      'r.owner_account_id',
      'r.next_date',
    ])
    .select(['r.referrer_kind', 'r.referrer_name', 'r.referrer_role', 'r.referrer_relationship'])
    .select(({ fn }) => fn.coalesce('o.name', 'r.referrer_organisation_name').as('organisation'))
    .where('r.team_id', '=', teamId)

type Row = Awaited<ReturnType<typeof readRows>>[number]
const readRows = (tx: Tx) => tx.read(selectInbox(''))

const inboxReferral = (row: Row): InboxReferral => ({
  id: row.id,
  status: row.status as ReferralStatus,
  personId: row.person_id,
  receivedAt: row.received_at,
  reasons: row.reasons as Reason[],
  urgent: row.urgent,
  referrer: {
    kind: row.referrer_kind as ReferrerKind,
    name: row.referrer_name,
    role: row.referrer_role,
    relationship: row.referrer_relationship,
    organisation: row.organisation,
  },
  ownerId: row.owner_account_id,
  nextDate: row.next_date as Day,
})
