import { instantAt, dayOf } from '#platform/days.ts'
import type { Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { journal } from '#foundations/journal/index.ts'
import { createTask, endTasks } from '#foundations/tasks/index.ts'
import { listMembers, teamActor } from '#registers/teams/index.ts'
import { lockEpisode } from '../contacts/episode-change.queries.ts'
import { mayAgree, type AgreementRefusal, type NewAgreement } from './agreement.rules.ts'
import { readCarePlan } from './care-plan.queries.ts'

/**
 * Makes the next version of the plan of what stands now, and gives whoever is responsible the task to look at it again on
 * its day. Refuses what changed since the page was drawn (`revision`). Answers the version. Throws NotFound.
 */
export const agreePlan = (
  ctx: Context,
  episodeId: string,
  given: NewAgreement,
): Promise<Decision<number, AgreementRefusal | 'not-in-team'>> =>
  ctx.transaction(async (tx) => {
    const episode = await lockEpisode(tx, episodeId)
    const today = dayOf(tx.now())
    const [plan, members] = await Promise.all([readCarePlan(tx, episode.id), listMembers(tx, episode.teamId, today)])
    const decision = mayAgree(plan, episode.status, given, today)
    if (!decision.ok) return decision
    if (!members.some(({ accountId }) => accountId === given.responsibleId)) return refuse('not-in-team')

    const version = (plan.agreements[0]?.version ?? 0) + 1
    const { accountId, organisationId } = teamActor(tx.actor)
    tx.save(
      db.insertInto('support.plan').values({
        partnership_id: tx.actor.partnershipId,
        episode_id: episode.id,
        version,
        team_id: episode.teamId,
        person_id: episode.personId,
        revision: plan.revision,
        agreed_with: given.agreedWith,
        representative: given.agreedWith === 'representative' ? given.representative : null,
        why_not: given.agreedWith === 'nobody' ? given.whyNot : null,
        agreed_on: given.agreedOn,
        review_on: given.reviewOn,
        responsible_account_id: given.responsibleId,
        recorded_by: accountId,
        recorded_at: tx.now(),
      }),
    )
    endTasks(tx, ['review-plan'], episode.id)
    createTask(tx, {
      kind: 'review-plan',
      about: { kind: 'episode', id: episode.id },
      personId: episode.personId,
      organisationId,
      teamId: episode.teamId,
      accountId: given.responsibleId,
      role: 'link_worker',
      dueAt: instantAt(given.reviewOn, CLOSE_OF_DAY),
    })
    journal(tx, 'plan.agreed', {
      subjectId: episode.id,
      subjectVersion: version,
      personId: episode.personId,
      detail: { with: given.agreedWith, revision: plan.revision, review: given.reviewOn },
    })
    return allow(version)
  })

/** 5pm, in minutes. */
const CLOSE_OF_DAY = 17 * 60
