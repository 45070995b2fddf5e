import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { addDays, dayOf, type Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId } from '#platform/ids.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { askWorker } from './connection-tasks.ts'
import { lockConnection, moveConnection, recorder, type LockedConnection } from './move-connection.queries.ts'

export interface Attended {
  on: Day
  came: boolean
  /** Why they did not come this time, in words. */
  reason: string | null
}

/** So far back a register may still be filled in; in days. */
const REGISTER_BACK = 92

/**
 * One line of the register: came, or did not come this time. The first time they come, the connection has started; when they do
 * not come the first time, their link worker asks how they are. A slip is put right by saying it again: the newest counts.
 */
export const recordAttendance = (
  ctx: Context,
  id: string,
  attended: Attended,
): Promise<Decision<null, 'not-possible-now' | 'day-wrong'>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    if (connection.status !== 'accepted' && connection.status !== 'started') return refuse('not-possible-now')
    const today = dayOf(tx.now())
    if (attended.on > today || attended.on < addDays(today, -REGISTER_BACK)) return refuse('day-wrong')
    saveAttendance(tx, connection, attended)
    if (connection.status === 'accepted') begin(tx, connection, attended.came)
    return allow(null)
  })

function saveAttendance(tx: Tx, { id, personId }: LockedConnection, { on, came, reason }: Attended): void {
  const { by, recordedBy } = recorder(tx)
  tx.save(
    db.insertInto('connections.attendance').values({
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      connection_id: id,
      session_on: on,
      came,
      reason: came ? null : reason,
      came_by: by,
      recorded_by: recordedBy,
      recorded_at: tx.now(),
    }),
  )
  journal(tx, 'connection.attendance', { subjectId: id, personId, detail: { on, came } })
}

function begin(tx: Tx, connection: LockedConnection, came: boolean): void {
  if (!came) return askWorker(tx, 'ask-about-visit', connection)
  const { id: subjectId, personId } = connection
  const subjectVersion = moveConnection(tx, connection, 'started')
  endTasks(tx, ['plan-first-visit', 'ask-about-visit'], connection.id)
  journal(tx, 'connection.started', { subjectId, subjectVersion, personId })
}
