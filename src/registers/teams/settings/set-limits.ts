import type { Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import type { Team } from '../team.rules.ts'
import { holdTeam } from './hold-team.ts'

type Limits = Pick<Team, 'openNowLimit' | 'peoplePerYear'>

/** Sets how many people a whole-time worker of a team has at once (null: not stated) and in a year. They warn and never refuse. */
export const setLimits = (
  ctx: Context,
  teamId: Id,
  { version, openNowLimit, peoplePerYear }: Limits & { version: number },
): Promise<Decision<void, 'changed'>> =>
  ctx.transaction(async (tx) => {
    if (!(await holdTeam(tx, teamId, version))) return refuse('changed')
    tx.save(
      db
        .updateTable('teams.team')
        .set({ open_now_limit: openNowLimit, people_per_year: peoplePerYear })
        .where('partnership_id', '=', tx.actor.partnershipId)
        .where('id', '=', teamId),
    )
    const detail = { openNow: openNowLimit, inYear: peoplePerYear }
    journal(tx, 'team.limits-set', { subjectId: teamId, subjectVersion: version + 1, detail })
    return allow(undefined)
  })
