import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { lockConnection, recorder, type LockedConnection } from './move-connection.queries.ts'
import { passOn } from './pass-on.ts'

export interface FirstVisit {
  on: Day
  metBy: string | null
}

/** A first visit further off than this is a slip of the pen. In days. */
const FURTHEST = 366

/** Whether a day may be that of a first visit: today or later, within a year. */
export const isVisitDay = (on: Day, today: Day): boolean => on >= today && on <= addDays(today, FURTHEST)

/** Writes down when they come for the first time and who meets them, and tells the person. Said again, the newest counts. */
export const recordFirstVisit = (
  ctx: Context,
  services: Services,
  id: string,
  visit: FirstVisit,
): Promise<Decision<null, 'not-possible-now' | 'day-wrong'>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    if (connection.status !== 'accepted') return refuse('not-possible-now')
    if (!isVisitDay(visit.on, dayOf(tx.now()))) return refuse('day-wrong')
    saveFirstVisit(tx, connection, visit)
    await passOn(tx, services, connection)
    return allow(null)
  })

/** The fact, its trail and the end of the task that waited for it; telling the person is the caller's. */
export function saveFirstVisit(tx: Tx, { id, personId }: LockedConnection, { on, metBy }: FirstVisit): void {
  const { by, recordedBy } = recorder(tx)
  tx.save(
    db.insertInto('connections.first_visit').values({
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      connection_id: id,
      visit_on: on,
      met_by: metBy,
      came_by: by,
      recorded_by: recordedBy,
      recorded_at: tx.now(),
    }),
  )
  endTasks(tx, ['plan-first-visit'], id)
  journal(tx, 'connection.first-visit', { subjectId: id, personId, detail: { on } })
}
