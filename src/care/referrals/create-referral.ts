import { randomBytes } from 'node:crypto'
import { findUrgentWords, type UrgentKind } from '#engines/urgent-words/index.ts'
import type { Context } from '#platform/context.ts'
import { dayOf, sayDay } from '#platform/days.ts'
import type { Tx } from '#platform/database/database.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Id } from '#platform/ids.ts'
import type { Plan } from '#platform/idempotency.ts'
import type { Services } from '#platform/services.ts'
import { findOrganisationByCode } from '#foundations/access/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask } from '#foundations/tasks/index.ts'
import {
  registerPerson,
  saveConsent,
  saveInvolvements,
  type Involvement,
  type Registered,
} from '#registers/people/index.ts'
import { findTeam, type Team } from '#registers/teams/index.ts'
import { answerDue, answerEscalates, isAtWork, urgentEscalates } from './promise.rules.ts'
import { insertReferral } from './referral.queries.ts'
import { referenceFrom } from './referral.rules.ts'
import type { Receipt, ReferralRequest } from './referral-request.ts'
import { tellReceived } from './tell.ts'

/** The words in which consent was asked; a new version when they change. */
const CONSENT_WORDING = '2026-11'

/**
 * Sends a referral: person, involvements, referral, risks, consent, tasks, receipts and journal stand or fall together.
 * Throws `Invalid` when the team is not there or takes nobody just now. Answers what the sender is told.
 */
export const createReferral = (ctx: Context, services: Services, request: ReferralRequest): Promise<Receipt> =>
  ctx.transaction(async (tx) => {
    const { answer, write } = await planReferral(tx, services, request)
    await write()
    return answer.answer
  })

/**
 * The same in two steps, for senders that may send twice: reads and decides first, and writes only when `write` is called.
 * The answer holds ids and codes only, and the words everybody gets. What was looked up or begun before in the same
 * transaction is handed in.
 */
export async function planReferral(
  tx: Tx,
  services: Services,
  request: ReferralRequest,
  { known, registered }: { known?: KnownOfReferral; registered?: Promise<Registered> } = {},
): Promise<Plan<{ status: 201; answer: Receipt & Record<string, unknown> }>> {
  const { team: found, practice } = known ?? (await lookUp(tx, request))
  const team = openTeam(tx, found)
  const urgent = findUrgentWords(wordsOf(request).join('\n'))
  const id = newId()
  const reference = referenceFrom(randomBytes(8))
  const receipt = receiptOf(tx, team, id, reference, urgent)
  return {
    answer: { status: 201, answer: { ...receipt } },
    write: () => write(tx, services, { request, team, practiceId: practice?.id, urgent, id, receipt, registered }),
  }
}

/** Everything that was said in somebody's own words. */
export const wordsOf = ({ reasonText, risks, consent, details }: ReferralRequest): string[] =>
  [reasonText, ...risks.map((risk) => risk.text), consent.note, ...Object.values(details ?? {})].filter(
    (words) => typeof words === 'string',
  )

/** What is looked up about a referral before it is written; a sender who looked in the same transaction hands it on. */
export interface KnownOfReferral {
  team: Team | undefined
  /** The organisation of the practice, where it is to be told and has one. */
  practice: { id: Id } | undefined
}

async function lookUp(tx: Tx, { teamId, tellPractice, person }: ReferralRequest): Promise<KnownOfReferral> {
  const [team, practice] = await Promise.all([
    findTeam(tx, teamId),
    tellPractice ? findOrganisationByCode(tx, person.practiceCode) : undefined,
  ])
  return { team, practice }
}

function openTeam(tx: Tx, team: Team | undefined): Team {
  if (!team) throw new Invalid([{ field: 'team_id', message: 'There is no such team' }])
  if (team.pause) {
    const until = team.pause.until ? ` until ${sayDay(team.pause.until, dayOf(tx.now()))}` : ' just now'
    throw new Invalid([
      { field: 'team_id', message: `${team.name} takes nobody${until}. ${team.pause.meanwhile ?? ''}`.trim() },
    ])
  }
  return team
}

/** What the sender of a referral is told, at the moment of sending. */
export function receiptOf(tx: Tx, team: Team, id: Id, reference: string, urgent: readonly UrgentKind[]): Receipt {
  const due = dayOf(answerDue(tx.now()))
  return {
    id,
    reference,
    status: 'received',
    owner: team.name,
    next_date: due,
    what_happens_next: `${team.name} will read this and answer by ${sayDay(due, dayOf(tx.now()))}. ${sayIfSilent(team)}`,
    urgent: urgent.length > 0,
  }
}

const sayIfSilent = ({ telephone }: Team): string =>
  telephone
    ? `If you hear nothing by then, ring ${telephone}.`
    : 'If you hear nothing by then, ask again: it will not count against you.'

/** A referral that is to be written, as it was planned. */
export interface Sending {
  request: ReferralRequest
  team: Team
  practiceId: Id | undefined
  urgent: readonly UrgentKind[]
  id: Id
  receipt: Receipt
  registered?: Promise<Registered>
}

async function write(tx: Tx, services: Services, sending: Sending): Promise<void> {
  const registered = await (sending.registered ?? registerPerson(tx, services.keys, sending.request.person))
  saveInvolvements(tx, involvementsOf(sending, registered.personId))
  await writeReferral(tx, services, sending, registered)
}

/** Everything about a referral of a person who is registered: only new rows, so that the invented town can gather them too. */
export async function writeReferral(
  tx: Tx,
  services: Services,
  sending: Sending,
  { personId, isNew, possibleDuplicates }: Registered,
): Promise<void> {
  const { request, team, id, receipt, urgent } = sending
  insertReferral(tx, {
    request,
    id,
    personId,
    reference: receipt.reference,
    nextDate: receipt.next_date,
    urgent: urgent.length > 0,
  })
  recordConsent(tx, request, personId)
  makeTasks(tx, sending, personId, possibleDuplicates)
  journal(tx, 'referral.received', {
    subjectId: id,
    subjectVersion: 1,
    personId,
    detail: {
      cameBy: request.cameBy,
      referrer: request.referrer.kind,
      team: team.id,
      reasons: [...request.reasons],
      urgent: [...urgent],
    },
  })
  await tellReceived(tx, services, { request, team, id, personId, isNew, receipt })
}

/** Who may see the person from now on, and why. The practice only when it sent this, or the person agreed that it is told. */
export function involvementsOf({ request, team, practiceId }: Sending, personId: Id): Involvement[] {
  const sender = request.referrer.organisationId
  return [
    { personId, organisationId: team.organisationId, teamId: team.id, reason: 'team' },
    ...(sender ? [{ personId, organisationId: sender, reason: 'referrer' } as const] : []),
    ...(practiceId ? [{ personId, organisationId: practiceId, reason: 'practice' } as const] : []),
  ]
}

function recordConsent(tx: Tx, { consent, tellPractice }: ReferralRequest, personId: Id): void {
  if (consent.sharing !== 'not-asked')
    saveConsent(tx, personId, {
      subject: 'sharing',
      answer: consent.sharing,
      by: consent.by,
      note: consent.note,
      wordingVersion: CONSENT_WORDING,
    })
  if (tellPractice)
    saveConsent(tx, personId, {
      subject: 'telling-practice',
      answer: 'given',
      by: consent.by,
      wordingVersion: CONSENT_WORDING,
    })
}

/** Nothing lies unseen: an answer is due, urgent words are somebody's to read now, a possible duplicate somebody's to decide. */
function makeTasks(tx: Tx, { team, id, urgent }: Sending, personId: Id, possibleDuplicates: number): void {
  const now = tx.now()
  const task = { about: { kind: 'referral', id }, personId, organisationId: team.organisationId, teamId: team.id }
  createTask(tx, {
    ...task,
    kind: 'answer-referral',
    role: 'team_manager',
    dueAt: answerDue(now),
    escalate: { at: answerEscalates(now), to: 'administrator' },
  })
  if (urgent.length > 0)
    createTask(tx, {
      ...task,
      kind: 'read-urgent-words',
      role: 'link_worker',
      dueAt: now,
      escalate: { at: urgentEscalates(now), to: 'team_manager' },
      detail: { kinds: urgent.join(','), outOfHours: !isAtWork(now) },
    })
  if (possibleDuplicates > 0)
    createTask(tx, {
      ...task,
      about: { kind: 'person', id: personId },
      kind: 'decide-duplicate',
      role: 'team_manager',
      dueAt: answerEscalates(now),
      detail: { count: possibleDuplicates },
    })
}
