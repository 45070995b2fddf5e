import { sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Day } from '#platform/days.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import type { ConsentGiver } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { Reason } from '../reasons.ts'
import type { Agency, DeclineReason, ReferralStatus, ReferrerKind } from '../referral.rules.ts'

/** A referral to the caller's team, with everything that was sent and everything that became of it. */
export interface TeamReferral {
  id: Id
  reference: string
  personId: Id
  teamId: Id
  status: ReferralStatus
  version: number
  receivedAt: Date
  cameBy: 'screen' | 'public' | 'api' | 'paper' | 'telephone'
  referrer: {
    kind: ReferrerKind
    name: string
    role: string | null
    profession: string | null
    relationship: string | null
    agency: Agency | null
    organisation: string | null
    telephone: string | null
    email: string | null
  }
  reasons: Reason[]
  reasonText: string | null
  risks: string[]
  noKnownRisks: boolean
  consent: { sharing: 'given' | 'best-interests' | 'not-asked'; by: ConsentGiver; note: string | null }
  tellPractice: boolean
  urgent: boolean
  ownerId: Id | null
  nextDate: Day
  /** Further PRSB items as received, by name. */
  details: Record<string, unknown>
  questions: {
    question: string
    askedBy: Id
    askedAt: Date
    answer: string | null
    answeredBy: Id | null
    answeredAt: Date | null
  }[]
  allocations: { to: Id; by: Id; at: Date }[]
  acceptance: { by: Id; at: Date; firstContactBy: Day } | null
  decline: { by: Id; at: Date; reason: DeclineReason; note: string | null; better: string } | null
  withdrawal: { by: 'referrer' | 'person' | 'team'; at: Date } | null
  /** What else this team was asked about the same person, the latest first. */
  others: { id: Id; reference: string; status: ReferralStatus; receivedAt: Date }[]
}

/**
 * Opens a referral for somebody of its team, and writes down that they looked. Throws NotFound for one of another team
 * exactly as for one that is not there. Two statements.
 */
export async function viewTeamReferral(tx: Tx, id: string): Promise<TeamReferral> {
  const { teamId } = teamActor(tx.actor)
  const row = isId(id) ? await tx.first(selectTeamReferral(teamId, id)) : undefined
  if (!row) throw new NotFound('referral')
  journal(tx, 'referral.viewed', { subjectId: row.id, subjectVersion: row.version, personId: row.person_id })
  return teamReferral(row)
}

const selectTeamReferral = (teamId: Id, id: Id) =>
  db
    .selectFrom('referrals.referral as r')
    .selectAll('r')
    .select(({ selectFrom }) => [
      selectFrom('access.organisation as o')
        .select('o.name')
        .whereRef('o.partnership_id', '=', 'r.partnership_id')
        .whereRef('o.id', '=', 'r.referrer_organisation_id')
        .as('organisation'),
      sql<
        string[]
      >`array(select k.text from referrals.risk k where k.partnership_id = r.partnership_id and k.referral_id = r.id order by k.number)`.as(
        'risks',
      ),
      jsonArrayFrom(
        selectFrom('referrals.question as q')
          .select(['q.question', 'q.asked_by', 'q.asked_at', 'q.answer', 'q.answered_by', 'q.answered_at'])
          .whereRef('q.partnership_id', '=', 'r.partnership_id')
          .whereRef('q.referral_id', '=', 'r.id')
          .orderBy('q.asked_at'),
      ).as('questions'),
      jsonArrayFrom(
        selectFrom('referrals.allocation as l')
          .select(['l.account_id', 'l.allocated_by', 'l.allocated_at'])
          .whereRef('l.partnership_id', '=', 'r.partnership_id')
          .whereRef('l.referral_id', '=', 'r.id')
          .orderBy('l.allocated_at'),
      ).as('allocations'),
      jsonObjectFrom(
        selectFrom('referrals.acceptance as a')
          .select(['a.accepted_by', 'a.accepted_at', 'a.first_contact_by'])
          .whereRef('a.partnership_id', '=', 'r.partnership_id')
          .whereRef('a.referral_id', '=', 'r.id'),
      ).as('acceptance'),
      jsonObjectFrom(
        selectFrom('referrals.decline as d')
          .leftJoin('teams.team as t', (on) =>
            on.onRef('t.partnership_id', '=', 'd.partnership_id').onRef('t.id', '=', 'd.better_team_id'),
          )
          .leftJoin('directory.service as s', (on) =>
            on.onRef('s.partnership_id', '=', 'd.partnership_id').onRef('s.id', '=', 'd.better_service_id'),
          )
          .select([
            'd.declined_by',
            'd.declined_at',
            'd.reason',
            'd.note',
            'd.better_text',
            't.name as better_team',
            's.name as better_service',
          ])
          .whereRef('d.partnership_id', '=', 'r.partnership_id')
          .whereRef('d.referral_id', '=', 'r.id'),
      ).as('decline'),
      jsonObjectFrom(
        selectFrom('referrals.withdrawal as w')
          .select(['w.by_kind', 'w.withdrawn_at'])
          .whereRef('w.partnership_id', '=', 'r.partnership_id')
          .whereRef('w.referral_id', '=', 'r.id'),
      ).as('withdrawal'),
      jsonArrayFrom(
        selectFrom('referrals.referral as e')
          .select(['e.id', 'e.reference', 'e.status', 'e.received_at'])
          .whereRef('e.partnership_id', '=', 'r.partnership_id')
          .whereRef('e.person_id', '=', 'r.person_id')
          .whereRef('e.team_id', '=', 'r.team_id')
          .whereRef('e.id', '<>', 'r.id')
          .orderBy('e.received_at', 'desc')
          .limit(5),
      ).as('others'),
    ])
    .where('r.team_id', '=', teamId)
    .where('r.id', '=', id)

type Row = Awaited<ReturnType<typeof readRows>>[number]
const readRows = (tx: Tx) => tx.read(selectTeamReferral('', ''))

// Instants inside JSON arrive as text.
const at = (text: Date | string): Date => new Date(text)

const teamReferral = (row: Row): TeamReferral => ({
  id: row.id,
  reference: row.reference,
  personId: row.person_id,
  teamId: row.team_id,
  status: row.status as ReferralStatus,
  version: row.version,
  receivedAt: row.received_at,
  cameBy: row.came_by as TeamReferral['cameBy'],
  referrer: {
    kind: row.referrer_kind as ReferrerKind,
    name: row.referrer_name,
    role: row.referrer_role,
    profession: row.referrer_profession,
    relationship: row.referrer_relationship,
    agency: row.referrer_agency as Agency | null,
    organisation: row.organisation ?? row.referrer_organisation_name,
    telephone: row.referrer_telephone,
    email: row.referrer_email,
  },
  reasons: row.reasons as Reason[],
  reasonText: row.reason_text,
  risks: row.risks,
  noKnownRisks: row.no_known_risks,
  consent: {
    sharing: row.consent_sharing as TeamReferral['consent']['sharing'],
    by: row.consent_by as ConsentGiver,
    note: row.consent_note,
  },
  tellPractice: row.tell_practice,
  urgent: row.urgent,
  ownerId: row.owner_account_id,
  nextDate: row.next_date as Day,
  details: (row.details ?? {}) as Record<string, unknown>,
  questions: row.questions.map((q) => ({
    question: q.question,
    askedBy: q.asked_by,
    askedAt: at(q.asked_at),
    answer: q.answer,
    answeredBy: q.answered_by,
    answeredAt: q.answered_at ? at(q.answered_at) : null,
  })),
  allocations: row.allocations.map((a) => ({ to: a.account_id, by: a.allocated_by, at: at(a.allocated_at) })),
  acceptance: row.acceptance && {
    by: row.acceptance.accepted_by,
    at: at(row.acceptance.accepted_at),
    firstContactBy: row.acceptance.first_contact_by as Day,
  },
  decline: row.decline && {
    by: row.decline.declined_by,
    at: at(row.decline.declined_at),
    reason: row.decline.reason as DeclineReason,
    note: row.decline.note,
    better: [row.decline.better_team, row.decline.better_service, row.decline.better_text].filter(Boolean).join('. '),
  },
  withdrawal: row.withdrawal && {
    by: row.withdrawal.by_kind as 'referrer' | 'person' | 'team',
    at: at(row.withdrawal.withdrawn_at),
  },
  others: row.others.map((o) => ({ ...o, status: o.status as ReferralStatus, receivedAt: at(o.received_at) })),
})

/** Everybody of staff who appears in a referral, for `listStaffNames`. */
export const staffIn = (referral: TeamReferral): Id[] => [
  ...new Set(
    [
      referral.ownerId,
      referral.acceptance?.by,
      referral.decline?.by,
      ...referral.allocations.flatMap(({ to, by }) => [to, by]),
      ...referral.questions.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy]),
    ].filter((id) => id !== null && id !== undefined),
  ),
]
