import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { cancelMessages } from '#foundations/messages/index.ts'
import {
  changePerson,
  getPerson,
  listConsents,
  saveConsent,
  saveInvolvement,
  endInvolvement,
  type Person,
} from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { changeEpisode, lockEpisode, type TeamEpisode } from '../contacts/episode-change.queries.ts'
import { mayClose, sightEnds, type Closure, type ClosureRefusal } from './closing.rules.ts'
import { endAllTasks, insertClosure, readFollowing } from './closing.queries.ts'
import { NOTHING_OPEN } from './left-open.type.ts'
import { tellClosed } from './tell-closed.ts'

/**
 * Ends the work with somebody: the closure, the status, what was still to be done, until when the team sees the person, and
 * the news to whoever asked, the GP practice if the person agreed, and the person with the way back. All of it stands or
 * falls together. `leftOpen`: what other modules still have open with groups, taken back with it. Of somebody who died nothing is sent to anybody: what was queued is stopped, and people tell people.
 */
export const closeEpisode = (
  ctx: Context,
  services: Services,
  episodeId: string,
  { version, ...closure }: Closure & { version: number },
  leftOpen = NOTHING_OPEN,
): Promise<Decision<{ personId: Id }, ClosureRefusal>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const decision = mayClose(episode, closure, tx.now())
    if (!decision.ok) return decision
    if (episode.version !== version) return refuse('changed')
    const person = await getPerson(tx, episode.personId)

    await endAllTasks(tx, episode)
    endPause(tx, episode)
    insertClosure(tx, episode, closure)
    changeEpisode(tx, episode, { status: 'closed', closedAt: tx.now(), nextDate: null })
    journal(tx, 'episode.closed', {
      subjectId: episode.id,
      subjectVersion: version + 1,
      personId: person.id,
      detail: { reason: closure.reason, actions: closure.requestedActions.length, tellPractice: closure.tellPractice },
    })
    if (closure.reason === 'died') await noteDeath(tx, services, person, closure)
    if (closure.tellPractice) await keepAgreement(tx, person.id)
    await leftOpen.takeBack(tx, services, episode.id, { quiet: closure.reason === 'died' })
    await endSight(tx, episode)
    await tellClosed(tx, services, episode, person, closure)
    return allow({ personId: person.id })
  })

function endPause(tx: Tx, { id, status }: TeamEpisode): void {
  if (status !== 'paused') return
  tx.save(
    db
      .updateTable('support.pause')
      .set({ resumed_by: teamActor(tx.actor).accountId, resumed_at: tx.now() })
      .where('episode_id', '=', id)
      .where('resumed_at', 'is', null),
  )
}

/** Nothing may reach the family's letter box any more, from this team or another. The day of death, where nobody knows it, is today. */
async function noteDeath(tx: Tx, services: Services, person: Person, { diedOn }: Closure): Promise<void> {
  await cancelMessages(tx, { personId: person.id })
  if (!person.deceasedOn)
    await changePerson(tx, services.keys, person.id, person.version, { deceasedOn: diedOn ?? dayOf(tx.now()) })
}

/** The person agreed, so says the worker: kept where it is not known yet, so that nobody asks again. */
async function keepAgreement(tx: Tx, personId: Id): Promise<void> {
  const known = (await listConsents(tx, personId)).find(
    ({ subject, withdrawnAt }) => subject === 'telling-practice' && !withdrawnAt,
  )
  if (known?.answer !== 'given')
    saveConsent(tx, personId, {
      subject: 'telling-practice',
      answer: 'given',
      by: 'person',
      wordingVersion: AGREEMENT_WORDING,
    })
}

/** The words of the closing form; a new version when they change. */
const AGREEMENT_WORDING = 'closing-2026-11'

/** The team still sees what it did, until its record is due for appraisal; not while it works with the person in another episode. */
async function endSight(tx: Tx, episode: TeamEpisode): Promise<void> {
  const { open } = await readFollowing(tx, episode)
  const ours = {
    personId: episode.personId,
    organisationId: teamActor(tx.actor).organisationId,
    teamId: episode.teamId,
    reason: 'team',
  } as const
  if (!open) endInvolvement(tx, ours, sightEnds(tx.now()))
}

/** The same sight again, without an end: the person came back. */
export const openSight = (tx: Tx, { personId, teamId }: TeamEpisode): void =>
  saveInvolvement(tx, { personId, organisationId: teamActor(tx.actor).organisationId, teamId, reason: 'team' })
