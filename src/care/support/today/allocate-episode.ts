import type { Context } from '#platform/context.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { assignTasks } from '#foundations/tasks/index.ts'
import { listMembers, teamActor } from '#registers/teams/index.ts'
import { changeEpisode, lockEpisode } from '../contacts/episode-change.queries.ts'
import { setNextStep } from '../contacts/next-step.ts'
import { saveAllocation } from '../episode.queries.ts'
import { findStep } from './today.queries.ts'

export type AllocationRefusal = 'closed' | 'not-in-team' | 'changed'

/** Gives an open episode with all that is to be done in it to somebody of the team. Answers their name. */
export const allocateEpisode = (
  ctx: Context,
  id: string,
  { workerId, version }: { workerId: Id; version: number },
): Promise<Decision<{ name: string }, AllocationRefusal>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, id)
    if (episode.status === 'closed') return refuse('closed')
    if (episode.version !== version) return refuse('changed')
    const member = (await listMembers(tx, episode.teamId, dayOf(tx.now()))).find(
      ({ accountId }) => accountId === workerId,
    )
    if (!member) return refuse('not-in-team')
    saveAllocation(tx, episode.id, { to: workerId, by: teamActor(tx.actor).accountId })
    changeEpisode(tx, episode, { workerId })
    assignTasks(tx, episode.id, workerId)
    // Made anew for its owner: what nobody had went up another way.
    const step = await findStep(tx, episode.id)
    if (step && episode.nextDate)
      setNextStep(tx, { ...episode, workerId }, { kind: step, on: episode.nextDate, tries: episode.tries })
    journal(tx, 'episode.allocated', {
      subjectId: episode.id,
      subjectVersion: version + 1,
      personId: episode.personId,
      detail: { to: workerId },
    })
    return allow({ name: member.name })
  })
