import { addWorkingDays } from '#engines/working-days/index.ts'
import { recordProgress } from '#care/referrals/index.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId, type Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { mayPause, type PauseReason, type PauseRefusal } from './contact.rules.ts'
import { changeEpisode, lockEpisode } from './episode-change.queries.ts'
import { setNextStep } from './next-step.ts'

export interface NewPause {
  reason: PauseReason
  note: string | null
  /** The day on which we ask again. */
  until: Day
  /** Of the episode as it was read. */
  version: number
}

/** Lets an episode rest. Its next step is to ask again on the day that was agreed. */
export const pauseEpisode = (
  ctx: Context,
  episodeId: string,
  { reason, note, until, version }: NewPause,
): Promise<Decision<{ personId: Id }, PauseRefusal>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const decision = mayPause(episode.status, until, dayOf(tx.now()))
    if (!decision.ok) return decision
    if (episode.version !== version) return refuse('changed')
    tx.save(
      db.insertInto('support.pause').values({
        partnership_id: tx.actor.partnershipId,
        id: newId(),
        episode_id: episode.id,
        reason,
        note,
        until,
        paused_by: teamActor(tx.actor).accountId,
        paused_at: tx.now(),
      }),
    )
    changeEpisode(tx, episode, { status: 'paused', nextDate: until })
    if (episode.referralId) recordProgress(tx, episode.referralId, { stage: 'paused', at: tx.now() })
    setNextStep(tx, episode, { kind: 'resume-episode', on: until, tries: 0 })
    journal(tx, 'episode.paused', {
      subjectId: episode.id,
      subjectVersion: version + 1,
      personId: episode.personId,
      detail: { reason, until },
    })
    return allow({ personId: episode.personId })
  })

/** Goes on with an episode that rested: the next step is to be in touch on the next working day. Refuses what does not rest. */
export const resumeEpisode = (ctx: Context, episodeId: string): Promise<Decision<{ personId: Id }, 'not-paused'>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    if (episode.status !== 'paused') return refuse('not-paused')
    const on = addWorkingDays(addDays(dayOf(tx.now()), 1), 0)
    tx.save(
      db
        .updateTable('support.pause')
        .set({ resumed_by: teamActor(tx.actor).accountId, resumed_at: tx.now() })
        .where('episode_id', '=', episode.id)
        .where('resumed_at', 'is', null),
    )
    changeEpisode(tx, episode, { status: 'active', nextDate: on })
    if (episode.referralId) recordProgress(tx, episode.referralId, { stage: 'resumed', at: tx.now() })
    setNextStep(tx, episode, { kind: 'next-contact', on, tries: episode.tries })
    journal(tx, 'episode.resumed', {
      subjectId: episode.id,
      subjectVersion: episode.version + 1,
      personId: episode.personId,
    })
    return allow({ personId: episode.personId })
  })
