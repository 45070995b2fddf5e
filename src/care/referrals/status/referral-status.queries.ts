import { sql } from 'kysely'
import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { progressOf, selectProgress } from '../progress.queries.ts'
import type { Progress } from '../progress.rules.ts'
import type { DeclineReason, ReferralStatus, ReferrerKind } from '../referral.rules.ts'

/** How a referral stands, for whoever waits to hear: nothing of the record beyond it. */
export interface Standing {
  id: Id
  reference: string
  status: ReferralStatus
  version: number
  receivedAt: Date
  nextDate: Day
  referrerKind: ReferrerKind
  referrerName: string
  team: { name: string; telephone: string | null }
  /** Who has it, once a person is named. */
  worker: string | null
  firstContactBy: Day | null
  /** How the work goes that it led to, the earliest first. */
  progress: Progress[]
  decline: { reason: DeclineReason; better: Better } | null
  /** What the team asked and nobody has answered yet. */
  question: { id: Id; text: string; askedAt: Date } | null
}

/** Where to go instead: a team, a service of the directory, or words. */
export interface Better {
  team: { name: string; telephone: string | null } | null
  service: { id: Id; name: string } | null
  text: string | null
}

/** Reads how the referral of a link's holder stands, and writes down that it was looked at. Throws NotFound. */
export async function getStanding(tx: Tx, id: Id): Promise<Standing> {
  const row = await tx.first(selectStanding(id))
  if (!row) throw new NotFound('referral')
  const names = row.owner ? await listStaffNames(tx, [row.owner]) : undefined
  journal(tx, 'referral.viewed', { subjectId: id, personId: row.personId })
  return {
    id,
    reference: row.reference,
    status: row.status as ReferralStatus,
    version: row.version,
    receivedAt: row.receivedAt,
    nextDate: row.nextDate as Day,
    referrerKind: row.referrerKind as ReferrerKind,
    referrerName: row.referrerName,
    team: { name: row.teamName, telephone: row.teamTelephone },
    worker: (row.owner && names?.get(row.owner)) || null,
    firstContactBy: row.firstContactBy as Day | null,
    progress: progressOf(row.progress),
    decline: row.declineReason ? { reason: row.declineReason as DeclineReason, better: row.better! } : null,
    question: row.question && { ...row.question, askedAt: new Date(row.question.askedAt) },
  }
}

const selectStanding = (id: Id) =>
  db
    .selectFrom('referrals.referral as r')
    .innerJoin('teams.team as t', (on) =>
      on.onRef('t.partnership_id', '=', 'r.partnership_id').onRef('t.id', '=', 'r.team_id'),
    )
    .leftJoin('referrals.acceptance as a', (on) =>
      on.onRef('a.partnership_id', '=', 'r.partnership_id').onRef('a.referral_id', '=', 'r.id'),
    )
    .leftJoin('referrals.decline as d', (on) =>
      on.onRef('d.partnership_id', '=', 'r.partnership_id').onRef('d.referral_id', '=', 'r.id'),
    )
    .select([
      'r.reference',
      'r.status',
      'r.version',
      'r.received_at as receivedAt',
      'r.next_date as nextDate',
      'r.person_id as personId',
    ])
    .select(['r.referrer_kind as referrerKind', 'r.referrer_name as referrerName', 'r.owner_account_id as owner'])
    .select([
      't.name as teamName',
      't.telephone as teamTelephone',
      'a.first_contact_by as firstContactBy',
      'd.reason as declineReason',
    ])
    .select(
      sql<Better | null>`case when d.referral_id is not null then jsonb_build_object('text', d.better_text,
        'team', (select jsonb_build_object('name', b.name, 'telephone', b.telephone) from teams.team b where b.partnership_id = d.partnership_id and b.id = d.better_team_id),
        'service', (select jsonb_build_object('id', s.id, 'name', s.name) from directory.service s where s.partnership_id = d.partnership_id and s.id = d.better_service_id)) end`.as(
        'better',
      ),
    )
    .select(
      sql<{
        id: Id
        text: string
        askedAt: string
      } | null>`(select jsonb_build_object('id', q.id, 'text', q.question, 'askedAt', q.asked_at)
        from referrals.question q where q.partnership_id = r.partnership_id and q.referral_id = r.id and q.answered_at is null)`.as(
        'question',
      ),
    )
    .select(selectProgress.as('progress'))
    .where('r.id', '=', id)
