import { createHash } from 'node:crypto'
import { involvementsOf, receiptOf, wordsOf, writeReferral, type Sending } from '#care/referrals/create-referral.ts'
import { sayBetter } from '#care/referrals/inbox/better.rules.ts'
import { referenceFrom } from '#care/referrals/referral.rules.ts'
import { sayAccepted, sayDeclined, sayToTeam, type About } from '#care/referrals/tell.ts'
import { openEpisode } from '#care/support/accept-referral.ts'
import { findUrgentWords } from '#engines/urgent-words/index.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Tx } from '#platform/database/database.ts'
import { columnsOf } from '#registers/people/person-details.queries.ts'
import type { Step } from '../life/life.type.ts'
import { managerOf } from '../life/staff.ts'
import { WITHDRAWN_NOTE } from '../live.ts'
import { practiceOf, type Written } from './written.ts'

type Of<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>

/** The person, why they may be seen, and the referral with all that comes with it. */
export async function writeBeginning(written: Written): Promise<void> {
  const { book, life, person, services, team, referralId: id } = written
  const tx = written.at(life.sender, life.cameAt)
  const { request } = life
  tx.add('people.person', {
    partnership_id: tx.actor.partnershipId,
    ...columnsOf(services.keys, request.person),
    id: person.id,
    registered_at: tx.now(),
  } as never)
  journal(tx, 'person.registered', {
    subjectId: person.id,
    subjectVersion: 1,
    personId: person.id,
    detail: { possibleDuplicates: 0 },
  })
  const urgent = findUrgentWords(wordsOf(request).join('\n'))
  const receipt = receiptOf(tx, team, id, written.reference, urgent)
  const sending: Sending = { request, team, practiceId: practiceOf(life)?.id, urgent, id, receipt }
  for (const { organisationId, teamId = null, reason } of involvementsOf(sending, person.id))
    involve(written, tx, { organisationId, teamId, reason })
  await writeReferral(tx, services, sending, { personId: person.id, isNew: true, possibleDuplicates: 0 })
  written.referral = book.last('referrals.referral')
}

/** Letters and digits that people read out, the same for the same person. */
export const referenceOf = (number: number): string =>
  referenceFrom(createHash('sha256').update(`anytown ${number}`).digest().subarray(0, 8))

/** Opens sight as people.involve does: what had ended begins again. */
export function involve(
  { involvements, person }: Written,
  tx: Tx,
  { organisationId, teamId, reason }: { organisationId: string; teamId: string | null; reason: string },
): void {
  const key = `${organisationId} ${reason}`
  const known = involvements.get(key)
  if (known) {
    if (known.until) Object.assign(known, { since: tx.now(), until: null })
    return
  }
  const row = {
    partnership_id: tx.actor.partnershipId,
    person_id: person.id,
    organisation_id: organisationId,
    team_id: teamId,
    reason,
    since: tx.now(),
    until: null as Date | null,
  }
  involvements.set(key, row)
  tx.add('people.involvement', row)
}

const aboutOf = ({ life, person, team, referralId, reference }: Written): About => ({
  referralId,
  reference,
  personId: person.id,
  team,
  referrer: life.request.referrer,
})

/** The yes, and the episode that it opens. */
export async function writeAcceptance(written: Written, { at, firstContactBy }: Of<'accepted'>): Promise<void> {
  const { book, services, life, person, worker, team, referralId } = written
  const tx = written.at(managerOf(worker.partnershipId, life), at)
  tx.add('referrals.acceptance', {
    partnership_id: tx.actor.partnershipId,
    referral_id: referralId,
    accepted_by: managerOf(worker.partnershipId, life).accountId,
    accepted_at: at,
    first_contact_by: firstContactBy,
  })
  answer(written, tx, 'accepted', { owner_account_id: worker.accountId, next_date: firstContactBy })
  journal(tx, 'referral.accepted', {
    subjectId: referralId,
    subjectVersion: 2,
    personId: person.id,
    detail: { firstContactBy, worker: worker.accountId },
  })
  await sayAccepted(tx, services, aboutOf(written), person, { worker: worker.name, firstContactBy })
  const teamId = team.id
  const id = openEpisode(tx, { id: referralId, personId: person.id, teamId }, firstContactBy, worker.accountId)
  written.episode = {
    id,
    personId: person.id,
    teamId,
    referralId,
    previousEpisodeId: null,
    status: 'waiting',
    version: 1,
    openedAt: at,
    workerId: worker.accountId,
    nextDate: firstContactBy,
    heardAt: null,
    tries: 0,
    row: book.last('support.episode'),
    moves: 0,
  }
}

/** The no, with the better place. */
export async function writeDecline(written: Written, { at, answer: said }: Of<'declined'>): Promise<void> {
  const { services, life, person, worker, referralId } = written
  const manager = managerOf(worker.partnershipId, life)
  const tx = written.at(manager, at)
  const { reason, note, better } = said
  tx.add('referrals.decline', {
    partnership_id: tx.actor.partnershipId,
    referral_id: referralId,
    declined_by: manager.accountId,
    declined_at: at,
    reason,
    note,
    better_team_id: null,
    better_service_id: null,
    better_text: better,
  })
  answer(written, tx, 'declined', {})
  journal(tx, 'referral.declined', {
    subjectId: referralId,
    subjectVersion: 2,
    personId: person.id,
    detail: { reason, betterTeam: null, betterService: null },
  })
  const words = sayBetter({ team: null, service: null, words: better })
  await sayDeclined(tx, services, aboutOf(written), person, { reason, note, better: words })
}

/** Whoever referred took it back. */
export async function writeWithdrawal(written: Written, { at }: Of<'withdrawn'>): Promise<void> {
  const { services, life, person, referralId } = written
  const tx = written.at(life.sender, at)
  tx.add('referrals.withdrawal', {
    partnership_id: tx.actor.partnershipId,
    referral_id: referralId,
    withdrawn_by: life.sender.kind === 'account' ? life.sender.accountId : null,
    by_kind: 'referrer',
    withdrawn_at: at,
    note: WITHDRAWN_NOTE,
  })
  answer(written, tx, 'withdrawn', {}, 'cancelled')
  journal(tx, 'referral.withdrawn', {
    subjectId: referralId,
    subjectVersion: 2,
    personId: person.id,
    detail: { by: 'referrer' },
  })
  await sayToTeam(tx, services, aboutOf(written), 'referral-withdrawn')
}

const ANSWER_TASKS = ['answer-referral', 'read-urgent-words', 'chase-referrer']

function answer(
  { book, referral, referralId }: Written,
  tx: Tx,
  status: string,
  columns: Record<string, unknown>,
  tasks: 'done' | 'cancelled' = 'done',
): void {
  Object.assign(referral, columns, { version: 2 })
  book.move('referrals.referral', referralId, 0, { status })
  const ended = status === 'withdrawn' ? ANSWER_TASKS.filter((kind) => kind !== 'read-urgent-words') : ANSWER_TASKS
  book.endTasks(tx, (task) => task.about_id === referralId && ended.includes(task.kind as string), tasks)
}
