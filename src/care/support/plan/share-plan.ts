import type { Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { getPerson } from '#registers/people/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { lockEpisode } from '../contacts/episode-change.queries.ts'
import { mayShare, mayShareThisWay, type SharingRefusal } from './agreement.rules.ts'
import { readCarePlan } from './care-plan.queries.ts'
import type { WayToShare } from './care-plan.type.ts'

/** Writes down that somebody was given the plan as it was last agreed. Answers its version. Throws NotFound. */
export const sharePlan = (
  ctx: Context,
  episodeId: string,
  given: { with: 'person' | 'representative'; how: WayToShare },
): Promise<Decision<number, SharingRefusal>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const [plan, person] = await Promise.all([readCarePlan(tx, episode.id), getPerson(tx, episode.personId)])
    const decision = mayShare(plan)
    if (!decision.ok) return decision
    const { version, agreedWith } = decision.value
    if (given.with === 'representative' && agreedWith !== 'representative') return refuse('no-representative')
    if (!mayShareThisWay(person, given.how, tx.now())) return refuse('not-this-way')

    tx.save(
      db.insertInto('support.plan_sharing').values({
        partnership_id: tx.actor.partnershipId,
        id: newId(),
        episode_id: episode.id,
        version,
        team_id: episode.teamId,
        person_id: episode.personId,
        shared_with: given.with,
        how: given.how,
        shared_by: teamActor(tx.actor).accountId,
        shared_at: tx.now(),
      }),
    )
    journal(tx, 'plan.shared', {
      subjectId: episode.id,
      subjectVersion: version,
      personId: episode.personId,
      detail: { ...given },
    })
    return allow(version)
  })
