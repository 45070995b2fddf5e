import type { Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { dayOf } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Id } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { holdTeam } from './hold-team.ts'

/** Says how long people usually wait for a first talk, in working days: told to everybody from now on, with today as its day. */
export const stateWait = (
  ctx: Context,
  teamId: Id,
  { version, workingDays }: { version: number; workingDays: number },
): Promise<Decision<void, 'changed'>> =>
  ctx.transaction(async (tx) => {
    if (!(await holdTeam(tx, teamId, version))) return refuse('changed')
    tx.save(
      db
        .updateTable('teams.team')
        .set({ wait_working_days: workingDays, wait_stated_on: dayOf(tx.now()) })
        .where('partnership_id', '=', tx.actor.partnershipId)
        .where('id', '=', teamId),
    )
    journal(tx, 'team.wait-stated', { subjectId: teamId, subjectVersion: version + 1, detail: { workingDays } })
    return allow(undefined)
  })
