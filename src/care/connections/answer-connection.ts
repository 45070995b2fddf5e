import type { Context } from '#platform/context.ts'
import { db, type Tx } from '#platform/database/database.ts'
import { allow, refuse, type Decision } from '#platform/decision.ts'
import { newId } from '#platform/ids.ts'
import type { Services } from '#platform/services.ts'
import { journal } from '#foundations/journal/index.ts'
import { endTasks } from '#foundations/tasks/index.ts'
import { askWorker } from './connection-tasks.ts'
import { answer, type GroupAnswer } from './connection.rules.ts'
import { endSight, lockConnection, moveConnection, recorder, type LockedConnection } from './move-connection.queries.ts'
import { saveFirstVisit, type FirstVisit } from './record-first-visit.ts'
import { passOn } from './pass-on.ts'

export type AnswerRefusal = 'changed' | 'not-possible-now' | 'say-what-else'

export interface AnswerGiven {
  given: GroupAnswer
  /** Known already when they say yes. */
  firstVisit?: FirstVisit | null
  /** As it was on the page; a group's page is simple enough to go by the state alone. */
  version?: number
}

/**
 * The group's answer: by its own link or account, or written down by the worker who rang. Of an answer and a withdrawal at the same time one
 * wins, and the other is told. A no leads to looking for another, never to silence; the person is told each time.
 */
export const answerConnection = (
  ctx: Context,
  services: Services,
  id: string,
  { given, firstVisit, version }: AnswerGiven,
): Promise<Decision<null, AnswerRefusal>> =>
  ctx.transaction(async (tx) => {
    const connection = await lockConnection(tx, id)
    const decision = answer(connection.status, given)
    if (!decision.ok) return decision
    if (version !== undefined && connection.version !== version) return refuse('changed')
    saveAnswer(tx, connection, decision.value)
    if (given.answer === 'accepted' && firstVisit) saveFirstVisit(tx, connection, firstVisit)
    askNext(tx, connection, given, Boolean(firstVisit))
    await passOn(tx, services, connection)
    return allow(null)
  })

function saveAnswer(tx: Tx, connection: LockedConnection, given: GroupAnswer): void {
  const { by, recordedBy } = recorder(tx)
  const cameBy = by === 'team' ? 'telephone' : by
  const reason = given.answer === 'declined' ? given.reason : null
  tx.save(
    db.insertInto('connections.answer').values({
      partnership_id: tx.actor.partnershipId,
      id: newId(),
      connection_id: connection.id,
      answer: given.answer,
      reason,
      words: given.words,
      came_by: cameBy,
      recorded_by: recordedBy,
      answered_at: tx.now(),
    }),
  )
  const subjectVersion = moveConnection(tx, connection, given.answer)
  const { id: subjectId, personId } = connection
  journal(tx, `connection.${given.answer}`, {
    subjectId,
    subjectVersion,
    personId,
    detail: { reason, way: cameBy },
  })
}

/** What the worker has to do now. After a no the group has no more to do with the person. */
function askNext(tx: Tx, connection: LockedConnection, { answer: said }: GroupAnswer, visitKnown: boolean): void {
  endTasks(tx, ['chase-offer', 'ask-about-waiting-list'], connection.id)
  if (said === 'declined') {
    endSight(tx, connection.id, tx.now())
    askWorker(tx, 'find-another', connection)
  }
  if (said === 'waitlisted') askWorker(tx, 'ask-about-waiting-list', connection)
  if (said === 'accepted' && !visitKnown) askWorker(tx, 'plan-first-visit', connection)
}
