import type { Context } from '#platform/context.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { pauseIntake, resumeIntake } from '../pause-intake.ts'
import type { IntakePause } from '../team.rules.ts'
import { holdTeam } from './hold-team.ts'

export type PauseRefusal = 'changed' | 'until-past' | 'until-far'

/** Longer than this nobody plans a pause: it stays without a day instead. */
const FARTHEST_DAYS = 366

/** Whether a pause that begins on a day may end on another; null: nobody knows yet. */
export function mayPauseUntil(until: Day | null, today: Day): Decision<void, 'until-past' | 'until-far'> {
  if (until !== null && until <= today) return refuse('until-past')
  if (until !== null && until > addDays(today, FARTHEST_DAYS)) return refuse('until-far')
  return allow(undefined)
}

/** Stops a team's intake, or changes why and until when, as its manager read it. Referrals that came stay where they are. */
export const pauseTeam = (
  ctx: Context,
  teamId: Id,
  { version, ...pause }: IntakePause & { version: number },
): Promise<Decision<void, PauseRefusal>> =>
  ctx.transaction(async (tx) => {
    const decision = mayPauseUntil(pause.until, dayOf(tx.now()))
    if (!decision.ok) return decision
    if (!(await holdTeam(tx, teamId, version))) return refuse('changed')
    await pauseIntake(tx, teamId, pause)
    return allow(undefined)
  })

/** Opens a team's intake again, as its manager read it. */
export const openTeam = (ctx: Context, teamId: Id, version: number): Promise<Decision<void, 'changed'>> =>
  ctx.transaction(async (tx) => {
    if (!(await holdTeam(tx, teamId, version))) return refuse('changed')
    await resumeIntake(tx, teamId)
    return allow(undefined)
  })
