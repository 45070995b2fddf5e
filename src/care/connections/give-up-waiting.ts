import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import type { Day } from '#platform/days.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import type { Services } from '#platform/services.ts'
import { cancelMessages } from '#foundations/messages/index.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { teamActor } from '#registers/teams/index.ts'
import { askWorker } from './connection-tasks.ts'
import { giveUp } from './connection.rules.ts'
import { endSight, lockConnection, moveConnection } from './move-connection.queries.ts'
import { findOffered } from './offering.queries.ts'
import { tellSilence } from './tell-connection.ts'

/**
 * The group never answered: that is counted as a lack, the person hears it, and another place is looked for. Refused while the
 * group still has time.
 */
export const giveUpWaiting = (
  ctx: Context,
  services: Services,
  id: string,
  version: number,
): Promise<Decision<null, 'changed' | 'not-possible-now' | 'too-soon'>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    if (connection.version !== version && connection.status === 'offered') return refuse('changed')
    const [answerBy, offered] = await Promise.all([findAnswerBy(tx, id), findOffered(tx, connection.serviceId)])
    const allowed = giveUp(connection.status, answerBy, tx.now())
    if (!allowed.ok) return allowed
    const recordedBy = teamActor(tx.actor).accountId
    tx.save(
      db.insertInto('connections.silence').values({
        partnership_id: tx.actor.partnershipId,
        connection_id: connection.id,
        recorded_by: recordedBy,
        recorded_at: tx.now(),
      }),
    )
    const subjectVersion = moveConnection(tx, connection, 'unanswered')
    await cancelMessages(tx, { aboutId: connection.id })
    endSight(tx, connection.id, tx.now())
    endTasks(tx, ['chase-offer'], connection.id)
    askWorker(tx, 'find-another', connection)
    journal(tx, 'connection.unanswered', {
      subjectId: connection.id,
      subjectVersion,
      personId: connection.personId,
      detail: { service: connection.serviceId },
    })
    await tellSilence(tx, services, connection, offered?.service ?? 'the group')
    return allow(null)
  })

const findAnswerBy = async (tx: Tx, id: string): Promise<Day | undefined> =>
  (await tx.first(db.selectFrom('connections.offer').select('answer_by').where('connection_id', '=', id)))
    ?.answer_by as Day | undefined
