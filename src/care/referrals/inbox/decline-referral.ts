import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { NotFound } from '#platform/errors.ts'
import type { Id } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { getService } from '#registers/directory/index.ts'
import { findTeam, teamActor } from '#registers/teams/index.ts'
import { decline, type Decline } from '../referral.rules.ts'
import { tellDeclined } from '../tell.ts'
import { sayBetter, type Better } from './better.rules.ts'
import { lockReferral, moveReferral } from './move-referral.queries.ts'

export type DeclineRefusal = 'not-open' | 'dead-end' | 'same-team' | 'no-such-team' | 'no-such-service' | 'changed'

/**
 * Says no, always with the next best thing: a better team, a service or words. Referrer and person are told in the same
 * transaction. Refuses what is answered already, what names no way on, and what is not as it was read (`version`).
 */
export const declineReferral = (
  ctx: Context,
  services: Services,
  id: string,
  { version, ...answer }: Decline & { version: number },
): Promise<Decision<null, DeclineRefusal>> =>
  ctx.transaction(async (tx) => {
    const referral = await lockReferral(tx, id)
    const decision = decline(referral, answer)
    if (!decision.ok) return decision
    if (referral.version !== version) return refuse('changed')
    const better = await readBetter(tx, services, answer)
    if (!better.ok) return better

    saveDecline(tx, referral.id, answer)
    moveReferral(tx, referral, { status: 'declined' })
    endTasks(tx, ['answer-referral', 'read-urgent-words', 'chase-referrer'], referral.id)
    journal(tx, 'referral.declined', {
      subjectId: referral.id,
      subjectVersion: version + 1,
      personId: referral.personId,
      detail: { reason: answer.reason, betterTeam: answer.betterTeamId, betterService: answer.betterServiceId },
    })
    await tellDeclined(tx, services, {
      referralId: referral.id,
      reason: answer.reason,
      note: answer.note,
      better: sayBetter(better.value),
    })
    return allow(null)
  })

async function readBetter(
  tx: Tx,
  services: Services,
  { betterTeamId, betterServiceId, betterText }: Decline,
): Promise<Decision<Better, 'no-such-team' | 'no-such-service'>> {
  const [team, service] = await Promise.all([
    betterTeamId ? findTeam(tx, betterTeamId) : null,
    betterServiceId ? getService(tx, betterServiceId).catch(noneWhenNotFound) : null,
  ])
  if (team === undefined) return refuse('no-such-team')
  if (service === undefined) return refuse('no-such-service')
  return allow({
    team: team && { name: team.name, telephone: team.telephone },
    service: service && { name: service.name, address: `${services.origin()}/services/${betterServiceId}` },
    words: betterText,
  })
}

function noneWhenNotFound(error: unknown): undefined {
  if (!(error instanceof NotFound)) throw error
}

function saveDecline(tx: Tx, referralId: Id, answer: Decline): void {
  tx.save(
    db.insertInto('referrals.decline').values({
      partnership_id: tx.actor.partnershipId,
      referral_id: referralId,
      declined_by: teamActor(tx.actor).accountId,
      declined_at: tx.now(),
      reason: answer.reason,
      note: answer.note,
      better_team_id: answer.betterTeamId,
      better_service_id: answer.betterServiceId,
      better_text: answer.betterText,
    }),
  )
}
