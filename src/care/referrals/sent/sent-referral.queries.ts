import { sql } from 'kysely'
import { organisationOf } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { NotFound } from '#platform/errors.ts'
import { isId, type Id } from '#platform/ids.ts'
import { listStaffNames } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { ConsentGiver } from '#registers/people/index.ts'
import { progressOf, selectProgress } from '../progress.queries.ts'
import type { Progress } from '../progress.rules.ts'
import type { Reason } from '../reasons.ts'
import type { SentPerson } from '../refer/read-referral.ts'
import type { DeclineReason, ReferralStatus, ReferrerKind } from '../referral.rules.ts'

/** One referral of the caller's organisation as a list shows it. */
export interface SentReferral {
  id: Id
  reference: string
  version: number
  status: ReferralStatus
  receivedAt: Date
  nextDate: Day
  /** As the sender wrote it: the record itself is not theirs to see. */
  personName: string | null
  team: { id: Id; name: string; telephone: string | null }
  /** The named person who has it. */
  worker: string | null
  sentBy: string
  firstContactBy: Day | null
  /** How the work goes that it led to, the earliest first; nothing before the first talk. */
  progress: Progress[]
}

/** The same with all that was sent and all that became of it. */
export interface SentReferralDetails extends SentReferral {
  person: SentPerson | null
  /** Of the practice that the sender named, where it is known. */
  practiceName: string | null
  referrer: { kind: ReferrerKind; role: string | null; telephone: string | null; email: string | null }
  reasons: Reason[]
  reasonText: string | null
  risks: string[]
  noKnownRisks: boolean
  consent: { sharing: 'given' | 'best-interests' | 'not-asked'; by: ConsentGiver; note: string | null }
  tellPractice: boolean
  urgent: boolean
  questions: {
    id: Id
    question: string
    askedBy: string | null
    askedAt: Date
    answer: string | null
    answeredBy: string | null
    answeredAt: Date | null
  }[]
  acceptance: { by: string | null; at: Date; firstContactBy: Day } | null
  decline: { by: string | null; at: Date; reason: DeclineReason; note: string | null; better: Better } | null
  withdrawal: { by: 'referrer' | 'person' | 'team'; at: Date; note: string | null } | null
}

/** Where to go instead: a team, a service of the directory, or words. */
export interface Better {
  team: { id: Id; name: string; telephone: string | null } | null
  service: { id: Id; name: string } | null
  text: string | null
}

/** How many a page of the list holds. */
export const SENT_PAGE = 50

/** What the caller's organisation sent: what waits for its answer first, then the latest. `page`: from 1. Three statements. */
export async function listSentReferrals(tx: Tx, page: number): Promise<{ referrals: SentReferral[]; total: number }> {
  const rows = await tx.read(
    selectSent(tx)
      .select(sql<number>`count(*) over ()`.as('total'))
      .orderBy(sql`r.status = 'questioned'`, 'desc')
      .orderBy('r.received_at', 'desc')
      .orderBy('r.id')
      .limit(SENT_PAGE)
      .offset((page - 1) * SENT_PAGE),
  )
  const names = await namesOf(
    tx,
    rows.map(({ owner }) => owner),
  )
  journal(tx, 'referral.listed', { detail: { count: rows.length } })
  return { referrals: rows.map((row) => sentReferral(row, names)), total: rows[0]?.total ?? 0 }
}

/**
 * Opens one of them, and writes down that it was looked at. Throws NotFound for another organisation's exactly as for one
 * that is not there. Three statements.
 */
export async function viewSentReferral(tx: Tx, id: string): Promise<SentReferralDetails> {
  const found = await getSentReferral(tx, id)
  journal(tx, 'referral.viewed', {
    subjectId: found.details.id,
    subjectVersion: found.details.version,
    personId: found.personId,
  })
  return found.details
}

/** Reads it for a use case, which writes down what it did itself. */
export async function getSentReferral(tx: Tx, id: string): Promise<{ details: SentReferralDetails; personId: Id }> {
  const row = isId(id) ? await tx.first(selectDetails(tx, id)) : undefined
  if (!row) throw new NotFound('referral')
  const staff = [
    row.owner,
    row.acceptance?.by,
    row.decline?.by,
    ...row.questions.flatMap((q) => [q.askedBy, q.answeredBy]),
  ]
  const names = await namesOf(tx, staff)
  const who = (of: Id | null | undefined) => (of && names.get(of)) || null
  const details: SentReferralDetails = {
    ...sentReferral(row, names),
    person: row.person,
    practiceName: row.practice_name,
    referrer: {
      kind: row.referrer_kind as ReferrerKind,
      role: row.referrer_role,
      telephone: row.referrer_telephone,
      email: row.referrer_email,
    },
    reasons: row.reasons as Reason[],
    reasonText: row.reason_text,
    risks: row.risks,
    noKnownRisks: row.no_known_risks,
    consent: {
      sharing: row.consent_sharing as SentReferralDetails['consent']['sharing'],
      by: row.consent_by as ConsentGiver,
      note: row.consent_note,
    },
    tellPractice: row.tell_practice,
    urgent: row.urgent,
    questions: row.questions.map((q) => ({
      ...q,
      askedBy: who(q.askedBy),
      askedAt: new Date(q.askedAt),
      answeredBy: who(q.answeredBy),
      answeredAt: q.answeredAt ? new Date(q.answeredAt) : null,
    })),
    acceptance: row.acceptance && { ...row.acceptance, by: who(row.acceptance.by), at: new Date(row.acceptance.at) },
    decline: row.decline && { ...row.decline, by: who(row.decline.by), at: new Date(row.decline.at) },
    withdrawal: row.withdrawal && { ...row.withdrawal, at: new Date(row.withdrawal.at) },
  }
  return { details, personId: row.person_id }
}

/** A referral that is about to change, so that two who change it at once come one after the other. Throws NotFound. */
export async function getSentForUpdate(tx: Tx, id: string) {
  const row = isId(id)
    ? await tx.first(
        db
          .selectFrom('referrals.referral as r')
          .select([
            'r.id',
            'r.team_id as teamId',
            'r.status',
            'r.version',
            'r.person_id as personId',
            'r.owner_account_id as ownerId',
          ])
          .where('r.partnership_id', '=', tx.actor.partnershipId)
          .where('r.id', '=', id)
          .where('r.referrer_organisation_id', '=', organisationOf(tx.actor) ?? null)
          .forUpdate(),
      )
    : undefined
  if (!row) throw new NotFound('referral')
  return { ...row, status: row.status as ReferralStatus }
}

const selectSent = (tx: Tx) =>
  db
    .selectFrom('referrals.referral as r')
    .innerJoin('teams.team as t', (on) =>
      on.onRef('t.partnership_id', '=', 'r.partnership_id').onRef('t.id', '=', 'r.team_id'),
    )
    .leftJoin('referrals.acceptance as a', (on) =>
      on.onRef('a.partnership_id', '=', 'r.partnership_id').onRef('a.referral_id', '=', 'r.id'),
    )
    .select([
      'r.id',
      'r.reference',
      'r.version',
      'r.status',
      'r.received_at',
      'r.next_date',
      'r.referrer_name',
      'r.owner_account_id as owner',
    ])
    .select(['t.id as team_id', 't.name as team_name', 't.telephone as team_telephone', 'a.first_contact_by'])
    .select([
      sql<string | null>`r.details->'person'->>'given_name'`.as('given_name'),
      sql<string | null>`r.details->'person'->>'family_name'`.as('family_name'),
      selectProgress.as('progress'),
    ])
    .where('r.partnership_id', '=', tx.actor.partnershipId)
    // Row-level security also shows a practice what others sent about its people: that is not "my referrals".
    .where('r.referrer_organisation_id', '=', organisationOf(tx.actor) ?? null)

interface FactRows {
  questions: {
    id: Id
    question: string
    askedBy: Id
    askedAt: string
    answer: string | null
    answeredBy: Id | null
    answeredAt: string | null
  }[]
  acceptance: { by: Id; at: string; firstContactBy: Day } | null
  decline: { by: Id; at: string; reason: DeclineReason; note: string | null; better: Better } | null
  withdrawal: { by: 'referrer' | 'person' | 'team'; at: string; note: string | null } | null
}

const selectDetails = (tx: Tx, id: Id) =>
  selectSent(tx)
    .select([
      'r.person_id',
      'r.referrer_kind',
      'r.referrer_role',
      'r.referrer_telephone',
      'r.referrer_email',
      'r.reasons',
      'r.reason_text',
    ])
    .select(['r.no_known_risks', 'r.consent_sharing', 'r.consent_by', 'r.consent_note', 'r.tell_practice', 'r.urgent'])
    .select([
      sql<SentPerson | null>`r.details->'person'`.as('person'),
      sql<
        string | null
      >`(select p.name from geography.practice p where p.code = r.details->'person'->>'practice_code')`.as(
        'practice_name',
      ),
      sql<
        string[]
      >`array(select k.text from referrals.risk k where k.partnership_id = r.partnership_id and k.referral_id = r.id order by k.number)`.as(
        'risks',
      ),
      sql<
        FactRows['questions']
      >`(select coalesce(jsonb_agg(jsonb_build_object('id', q.id, 'question', q.question, 'askedBy', q.asked_by, 'askedAt', q.asked_at,
        'answer', q.answer, 'answeredBy', q.answered_by, 'answeredAt', q.answered_at) order by q.asked_at), '[]')
        from referrals.question q where q.partnership_id = r.partnership_id and q.referral_id = r.id)`.as('questions'),
      sql<
        FactRows['acceptance']
      >`case when a.referral_id is not null then jsonb_build_object('by', a.accepted_by, 'at', a.accepted_at, 'firstContactBy', a.first_contact_by) end`.as(
        'acceptance',
      ),
      sql<
        FactRows['decline']
      >`(select jsonb_build_object('by', d.declined_by, 'at', d.declined_at, 'reason', d.reason, 'note', d.note, 'better', jsonb_build_object('text', d.better_text,
        'team', (select jsonb_build_object('id', b.id, 'name', b.name, 'telephone', b.telephone) from teams.team b where b.partnership_id = d.partnership_id and b.id = d.better_team_id),
        'service', (select jsonb_build_object('id', s.id, 'name', s.name) from directory.service s where s.partnership_id = d.partnership_id and s.id = d.better_service_id)))
        from referrals.decline d where d.partnership_id = r.partnership_id and d.referral_id = r.id)`.as('decline'),
      sql<FactRows['withdrawal']>`(select jsonb_build_object('by', w.by_kind, 'at', w.withdrawn_at, 'note', w.note)
        from referrals.withdrawal w where w.partnership_id = r.partnership_id and w.referral_id = r.id)`.as(
        'withdrawal',
      ),
    ])
    .where('r.id', '=', id)

async function namesOf(tx: Tx, ids: readonly (Id | null | undefined)[]): Promise<ReadonlyMap<Id, string>> {
  const known = [...new Set(ids.filter((id): id is Id => Boolean(id)))]
  return known.length > 0 ? listStaffNames(tx, known) : new Map<Id, string>()
}

type Row = Awaited<ReturnType<typeof readRows>>[number]
const readRows = (tx: Tx) => tx.read(selectSent(tx))

const sentReferral = (row: Row, names: ReadonlyMap<Id, string>): SentReferral => ({
  id: row.id,
  reference: row.reference,
  version: row.version,
  status: row.status as ReferralStatus,
  receivedAt: row.received_at,
  nextDate: row.next_date as Day,
  personName: row.family_name && `${row.given_name} ${row.family_name}`,
  team: { id: row.team_id, name: row.team_name, telephone: row.team_telephone },
  worker: (row.owner && names.get(row.owner)) || null,
  sentBy: row.referrer_name,
  firstContactBy: row.first_contact_by as Day | null,
  progress: progressOf(row.progress),
})
