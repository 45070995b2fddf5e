import { db, type Tx } from '#platform/database/database.ts'
import { dayOf, type Day } from '#platform/days.ts'
import { isId, newId, type Id } from '#platform/ids.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import type { TeamEpisode } from '../contacts/episode-change.queries.ts'
import type { Closure, ClosureReason } from './closing.rules.ts'

/** A closure as it is kept. */
export interface SavedClosure extends Closure {
  closedBy: Id
  closedAt: Date
}

/** How an episode ended, if it has and the caller may see it. */
export async function findClosure(tx: Tx, episodeId: Id): Promise<SavedClosure | undefined> {
  const row = await tx.first(db.selectFrom('support.closure').selectAll().where('episode_id', '=', episodeId))
  return row && { ...closureOf(row), closedBy: row.closed_by, closedAt: row.closed_at }
}

interface ClosureColumns {
  reason: string
  requested_actions: string[]
  no_actions_required: boolean
  outcome: string
  summary: string
  tell_practice: boolean
  died_on: string | null
}

const closureOf = (row: ClosureColumns): Closure => ({
  reason: row.reason as ClosureReason,
  requestedActions: row.requested_actions,
  noActionsRequired: row.no_actions_required,
  outcome: row.outcome,
  summary: row.summary,
  tellPractice: row.tell_practice,
  diedOn: row.died_on as Day | null,
})

export interface ToTell {
  /** Who referred; null where the person asked or came back. */
  asker: string | null
  /** The name of the person's GP practice, where it is known. */
  practice: string | null
  /** The day on which the person agreed that it is told; null where no yes is known. */
  agreedOn: Day | null
}

/** Who is there to be told of the end of an episode, for asking about it. One statement. */
export async function readToTell(tx: Tx, { personId, referralId }: TeamEpisode, practiceCode: string): Promise<ToTell> {
  const [row] = await tx.query<{ asker: string | null; practice: string | null; agreed_at: Date | null }>(TO_TELL, [
    tx.actor.partnershipId,
    referralId,
    practiceCode,
    personId,
  ])
  return { asker: row!.asker, practice: row!.practice, agreedOn: row!.agreed_at && dayOf(row!.agreed_at) }
}

const TO_TELL = `select
  (select r.referrer_name from referrals.referral r where r.partnership_id = $1 and r.id = $2::uuid and r.referrer_kind <> 'self') as asker,
  (select p.name from geography.practice p where p.code = $3) as practice,
  (select case c.answer when 'given' then c.given_at end from people.consent c where c.partnership_id = $1 and c.person_id = $4 and c.subject = 'telling-practice'
    and c.withdrawn_at is null order by c.given_at desc limit 1) as agreed_at`

/** Writes how an episode ended. */
export function insertClosure(tx: Tx, { id, personId, teamId }: TeamEpisode, closure: Closure): void {
  tx.add('support.closure', {
    partnership_id: tx.actor.partnershipId,
    episode_id: id,
    person_id: personId,
    team_id: teamId,
    reason: closure.reason,
    requested_actions: [...closure.requestedActions],
    no_actions_required: closure.noActionsRequired,
    outcome: closure.outcome,
    summary: closure.summary,
    tell_practice: closure.tellPractice,
    died_on: closure.diedOn,
    closed_by: teamActor(tx.actor).accountId,
    closed_at: tx.now(),
  })
}

export interface NewLetter {
  addressee: 'referrer' | 'practice'
  organisationId: Id | null
  recipientName: string
  initials: string
  reference: string | null
}

/** Writes to whom the end is told in full, which opens it to them; answers the letter's id. */
export function insertLetter(tx: Tx, { id: episodeId, personId, teamId }: TeamEpisode, letter: NewLetter): Id {
  const id = newId()
  tx.add('support.closing_letter', {
    partnership_id: tx.actor.partnershipId,
    id,
    episode_id: episodeId,
    person_id: personId,
    team_id: teamId,
    addressee: letter.addressee,
    organisation_id: letter.organisationId,
    recipient_name: letter.recipientName,
    initials: letter.initials,
    reference: letter.reference,
    written_at: tx.now(),
  })
  return id
}

/** A closing letter with what it says, for whom it was written to. */
export interface ClosingLetter extends NewLetter {
  id: Id
  episodeId: Id
  personId: Id
  writtenAt: Date
  closure: Closure
  team: { name: string; telephone: string | null; email: string | null }
}

/** A closing letter that the caller may read; undefined for any other, as if it were not there. One statement. */
export async function findLetter(tx: Tx, id: string): Promise<ClosingLetter | undefined> {
  if (!isId(id)) return undefined
  const row = await tx.first(
    db
      .selectFrom('support.closing_letter as l')
      .innerJoin('support.closure as c', (on) =>
        on.onRef('c.partnership_id', '=', 'l.partnership_id').onRef('c.episode_id', '=', 'l.episode_id'),
      )
      .innerJoin('teams.team as t', (on) =>
        on.onRef('t.partnership_id', '=', 'l.partnership_id').onRef('t.id', '=', 'l.team_id'),
      )
      .select([
        'l.id',
        'l.episode_id',
        'l.person_id',
        'l.written_at',
        'l.addressee',
        'l.organisation_id',
        'l.recipient_name',
        'l.initials',
        'l.reference',
      ])
      .select([
        'c.reason',
        'c.requested_actions',
        'c.no_actions_required',
        'c.outcome',
        'c.summary',
        'c.tell_practice',
        'c.died_on',
      ])
      .select(['t.name', 't.telephone', 't.email'])
      .where('l.id', '=', id),
  )
  return (
    row && {
      id: row.id,
      episodeId: row.episode_id,
      personId: row.person_id,
      writtenAt: row.written_at,
      addressee: row.addressee as NewLetter['addressee'],
      organisationId: row.organisation_id,
      recipientName: row.recipient_name,
      initials: row.initials,
      reference: row.reference,
      closure: closureOf(row),
      team: { name: row.name, telephone: row.telephone, email: row.email },
    }
  )
}

/** To whom the end of an episode was told in full. One statement. */
export async function listLetters(
  tx: Tx,
  episodeId: Id,
): Promise<{ id: Id; to: NewLetter['addressee']; name: string; reference: string | null }[]> {
  const rows = await tx.read(
    db
      .selectFrom('support.closing_letter')
      .select(['id', 'addressee', 'recipient_name as name', 'reference'])
      .where('episode_id', '=', episodeId)
      .orderBy('addressee'),
  )
  return rows.map(({ addressee, ...row }) => ({ ...row, to: addressee as NewLetter['addressee'] }))
}

/** What must still be done after the end of the work. */
export const OUTLIVES: readonly string[] = ['read-safeguarding-note']

/**
 * Ends whatever is still to be done about an episode and its referral, the news of the end takes its place; and looking for
 * another group, which nobody does any more.
 */
export async function endAllTasks(tx: Tx, { id, personId, referralId }: TeamEpisode): Promise<void> {
  const about = [id, ...(referralId ? [referralId] : [])]
  const open = await tx.read(
    db
      .selectFrom('tasks.task')
      .select(['kind', 'about_id'])
      .where((eb) =>
        eb.or([
          eb('about_id', 'in', about),
          eb.and({ person_id: personId, about: 'connection', kind: 'find-another' }),
        ]),
      )
      .where('team_id', '=', teamActor(tx.actor).teamId)
      .where('kind', 'not in', OUTLIVES)
      .where('status', '=', 'open'),
  )
  for (const { kind, about_id } of open) endTasks(tx, [kind], about_id, 'cancelled') // sent without waiting, a handful at most
}

/** The other episodes of a person in the caller's team that a return looks at. One statement. */
export async function readFollowing(
  tx: Tx,
  { id, personId, teamId }: TeamEpisode,
): Promise<{ followedBy: Id | null; open: Id | null }> {
  const rows = await tx.read(
    db
      .selectFrom('support.episode')
      .select(['id', 'status', 'previous_episode_id'])
      .where('team_id', '=', teamId)
      .where('person_id', '=', personId)
      .where('id', '<>', id),
  )
  return {
    followedBy: rows.find((row) => row.previous_episode_id === id)?.id ?? null,
    open: rows.find((row) => row.status !== 'closed')?.id ?? null,
  }
}

/** Opens an episode that follows another, waiting for the first talk; answers its id. */
export function insertFollowing(
  tx: Tx,
  { id: previous, personId, teamId }: TeamEpisode,
  { workerId, nextDate }: { workerId: Id | null; nextDate: Day },
): Id {
  const id = newId()
  tx.save(
    db.insertInto('support.episode').values({
      partnership_id: tx.actor.partnershipId,
      id,
      person_id: personId,
      team_id: teamId,
      previous_episode_id: previous,
      opened_at: tx.now(),
      worker_account_id: workerId,
      next_date: nextDate,
    }),
  )
  return id
}
