import type { Context } from '#platform/context.ts'
import { db } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { ALL_TASKS } from './connection-tasks.ts'
import { move, SIGHT_AFTER_END_DAYS, type EndReason } from './connection.rules.ts'
import { endSight, lockConnection, moveConnection, recorder } from './move-connection.queries.ts'

export interface Ending {
  reason: EndReason
  /** How it went. */
  words: string | null
  version?: number
}

/** They do not go there any more: why, and how it went. The group's sight of them ends 30 days later. */
export const endConnection = (
  ctx: Context,
  id: string,
  { reason, words, version }: Ending,
): Promise<Decision<null, 'changed' | 'not-possible-now'>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    const allowed = move(connection.status, 'ended')
    if (!allowed.ok) return allowed
    if (version !== undefined && connection.version !== version) return refuse('changed')
    const { by, recordedBy } = recorder(tx)
    tx.save(
      db.insertInto('connections.ending').values({
        partnership_id: tx.actor.partnershipId,
        connection_id: connection.id,
        reason,
        words,
        came_by: by,
        recorded_by: recordedBy,
        ended_at: tx.now(),
      }),
    )
    const subjectVersion = moveConnection(tx, connection, 'ended')
    endSight(tx, connection.id, new Date(tx.now().getTime() + SIGHT_AFTER_END_DAYS * 86_400_000))
    endTasks(tx, ALL_TASKS, connection.id)
    const { id: subjectId, personId } = connection
    journal(tx, 'connection.ended', { subjectId, subjectVersion, personId, detail: { reason } })
    return allow(null)
  })
